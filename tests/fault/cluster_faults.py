#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Faults on a whole cluster: real Kafka, real S3, every service as processes (tools/cluster).

    tests/fault/cluster_faults.py --write               the whole matrix; its table goes into docs/quality.md (make faults)
    tests/fault/cluster_faults.py --rows kill,rolling   some rows; --list names all
    tests/fault/cluster_faults.py --short               fixed seeds and few applications, for ctest
    tests/fault/cluster_faults.py --seed 7              another run; a seed replays the same faults at the same shares of the work

A round: a client hands in applications and keeps a ledger (tests/fault/fault_client.cc); at shares of them that come from the
seed, the row's fault happens; all is healed; then every acknowledged application must have exactly one outcome, nothing that was
not handed in may have one, and the digest of all outcomes must be that of the undisturbed round before. The time from healing to
completeness is the recovery.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77
SESSION_SECONDS = 6
RECOVERY_BAR = 30.0
PATIENCE = 240
PACE_MS = 200  # Between applications, so that there is work while the faults happen.
STATE_POINTS = ["before-emit", "after-emit", "before-position", "after-position"]
STAGES = {"parse": "parse-0", "embed-cv": "embed-0", "rank": "rank-0", "ingest-named": "ingest-0"}
INTAKE_POINTS = ["before-document", "after-document", "before-receipt", "before-reply"]


def load_tool(name):
    loader = importlib.machinery.SourceFileLoader(f"tool_{name}", str(ROOT / "tools" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class Bench:
    """The cluster under test, and what can be done to it."""

    def __init__(self, options, brokers):
        self.options = options
        self.brokers = brokers
        self.folder = options.dir / f"{brokers}-brokers"
        self.tool = load_tool("cluster")
        self.command = [ROOT / "tools/cluster", "--dir", self.folder, "--bin", options.bin]
        if options.model:
            self.command += ["--model", options.model]
        self.expected_dead = set()
        self.round = 0
        self.address = None
        self.cluster = None

    def start(self):
        words = ["start", "--fresh", "--session-timeout", SESSION_SECONDS, "--kafka-brokers", self.brokers, "--partitions", 4]
        done = subprocess.run([str(w) for w in [*self.command, *words]], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            required = "UTVALG_REQUIRE_KAFKA" in os.environ or "UTVALG_REQUIRE_S3" in os.environ
            sys.exit(1 if done.returncode == SKIPPED and required else done.returncode)
        self.address = done.stdout.strip().splitlines()[-1]
        self.cluster = self.tool.Cluster(self.folder)

    def stop(self):
        subprocess.run([str(w) for w in [*self.command, "stop", "--wipe"]], check=False)

    def kill(self, name, number=signal.SIGKILL):
        pid = self.cluster.pid(name)
        if pid is not None:
            os.kill(pid, number)

    def revive(self, names=None):
        """Starts what does not run and waits until it is ready."""
        self.cluster.run(names or self.cluster.names(), 120)

    def arm(self, name, point):
        """Starts one that is to die at a kill point, maybe before it is ready."""
        os.environ["UTVALG_CRASH_AT"] = point
        try:
            self.cluster.launch(name)
        finally:
            del os.environ["UTVALG_CRASH_AT"]

    def heal(self):
        """What a row left behind that did not come to its end."""
        for step in (lambda: self.kafka("signal", "CONT"), lambda: self.kafka("start"), lambda: self.s3("signal", "CONT"),
                     lambda: self.s3("start"), self.revive):
            try:
                step()
            except Exception as error:
                print(f"cluster_faults: {error}", file=sys.stderr)

    def wait_for_death(self, name, patience=90):
        deadline = time.monotonic() + patience
        while self.cluster.pid(name) is not None and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.cluster.pid(name) is None

    def kafka(self, *words):
        subprocess.run([str(w) for w in [ROOT / "tools/kafka", "--dir", self.folder / "kafka", *words]],
                       check=True, stdout=subprocess.DEVNULL)

    def s3(self, *words):
        subprocess.run([str(w) for w in [ROOT / "tools/s3", "--dir", self.folder / "s3", *words]], check=True,
                       stdout=subprocess.DEVNULL)

    def client(self, *words, **more):
        return subprocess.Popen([str(w) for w in [self.options.bin / "fault-client", self.address, *words]], text=True, **more)


class Round:
    """One job, one client, one ledger."""

    def __init__(self, bench, count, pace_ms):
        self.bench = bench
        self.count = count
        bench.round += 1
        self.number = bench.round
        self.ledger = bench.folder / f"ledger-{self.number}"
        made = bench.client("job", self.number, stdout=subprocess.PIPE)
        self.job = made.communicate()[0].strip()
        if made.returncode != 0:
            raise RuntimeError("no job could be made")
        self.submitter = bench.client("submit", self.job, count, self.number, self.ledger, pace_ms)

    def acknowledged(self):
        try:
            return sum(line.startswith("acknowledged") for line in self.ledger.read_text().splitlines())
        except FileNotFoundError:
            return 0

    def over(self):
        return self.submitter.poll() is not None

    def wait_for_share(self, share):
        while self.acknowledged() < share * self.count and not self.over():
            time.sleep(0.02)

    def finish(self):
        """Called healed."""
        healed = time.monotonic()
        refused = self.submitter.wait()
        submitted = time.monotonic()
        check = self.bench.client("check", self.job, self.ledger, PATIENCE, stdout=subprocess.PIPE)
        verdict = json.loads(check.communicate()[0])
        verdict["recovery"] = round(time.monotonic() - max(healed, submitted), 1)
        verdict["good"] = check.returncode == 0 and refused == 0 and verdict["acknowledged"] == self.count
        return verdict


def shares(random_, count):
    return sorted(random_.uniform(0.05, 0.9) for _ in range(count))


# The rows. Each gets the bench, a running round and its own generator, and returns what it did, healed.


def calm(_bench, _round, _random):
    return "nothing"


def kill(bench, round_, random_):
    done = []
    for share in shares(random_, 4 if bench.options.short else 12):
        round_.wait_for_share(share)
        name = random_.choice([name for name in bench.cluster.names() if not name.startswith("gateway")])
        bench.kill(name)
        done.append(name)
        time.sleep(random_.uniform(0, 0.5))
        bench.revive()
    return "kill -9 " + " ".join(done)


def all_at_once(bench, round_, random_):
    round_.wait_for_share(random_.uniform(0.3, 0.7))
    for name in bench.cluster.names():
        bench.kill(name)
    bench.kafka("signal", "KILL")
    time.sleep(1)
    bench.kafka("start")
    bench.revive()
    return "kill -9 of all services and the broker"


def points(bench, round_, random_):
    """Each kill point of each stage, and of the intake, once."""
    chosen = [(name, f"{stage}.{point}") for stage, name in STAGES.items() for point in STATE_POINTS]
    chosen += [("ingest-0", f"intake.{point}") for point in INTAKE_POINTS]
    random_.shuffle(chosen)
    if bench.options.short:
        chosen = chosen[:3]
    died = 0
    for i, (name, point) in enumerate(chosen):
        round_.wait_for_share(0.9 * i / len(chosen))
        bench.kill(name)
        bench.wait_for_death(name)
        bench.arm(name, f"{point}:{random_.randint(1, 2)}")
        died += bench.wait_for_death(name, 15)
        bench.kill(name)
        bench.wait_for_death(name)
        bench.revive([name])
    return f"{died} of {len(chosen)} kill points reached"


def broker_killed(bench, round_, random_):
    for share in shares(random_, 2):
        round_.wait_for_share(share)
        bench.kafka("signal", "KILL")
        time.sleep(random_.uniform(1, 4))
        bench.kafka("start")
        bench.revive()
    return "kill -9 of the broker, twice, 1 to 4 s down"


def broker_paused(bench, round_, random_):
    round_.wait_for_share(random_.uniform(0.2, 0.6))
    bench.kafka("signal", "STOP")
    time.sleep(30)
    bench.kafka("signal", "CONT")
    bench.revive()
    return "broker stopped for 30 s"


def one_of_three(bench, round_, random_):
    lost = random_.choice("123")
    round_.wait_for_share(random_.uniform(0.2, 0.6))
    bench.kafka("signal", "KILL", "--broker", lost)
    round_.wait_for_share(0.95)
    verdict = "went on without it" if round_.acknowledged() >= 0.95 * round_.count else "stood still without it"
    bench.kafka("start")
    bench.revive()
    return f"broker {lost} killed; {verdict}"


def storm(bench, round_, random_):
    round_.wait_for_share(0.1)
    end = time.monotonic() + (15 if bench.options.short else 45)
    moves = 0
    while time.monotonic() < end:
        name = random_.choice(["parse-1", "embed-1", "rank-1"])
        bench.kill(name, random_.choice([signal.SIGKILL, signal.SIGTERM]))
        bench.wait_for_death(name)
        time.sleep(random_.uniform(0, 1))
        bench.revive([name])
        moves += 1
    bench.revive()
    return f"{moves} members left and came back"


def zombie(bench, round_, random_):
    for name in ("parse-1", "embed-1", "rank-1"):
        round_.wait_for_share(random_.uniform(0.1, 0.6))
        bench.kill(name, signal.SIGSTOP)
        time.sleep(SESSION_SECONDS + 4)
        bench.kill(name, signal.SIGCONT)
    bench.revive()
    return f"each worker stopped for {SESSION_SECONDS + 4} s, session {SESSION_SECONDS} s"


def again(bench, round_, _random):
    """The groups' positions are forgotten and rank's state is lost: every record of every topic comes again."""
    round_.wait_for_share(0.6)
    names = [name for name in bench.cluster.names() if name.split("-")[0] in ("parse", "embed", "rank")]
    for name in names:
        bench.kill(name)
    for name in names:
        if name.startswith("rank"):
            shutil.rmtree(bench.folder / name / "state", ignore_errors=True)
    time.sleep(SESSION_SECONDS + 2)  # The groups must be empty.
    bench.kafka("forget", "parse", "embed-cv")
    bench.revive()
    return "every topic delivered again from its beginning, rank's state lost"


def s3_down(bench, round_, random_):
    round_.wait_for_share(random_.uniform(0.2, 0.6))
    bench.s3("stop")
    time.sleep(10)
    bench.s3("start")
    bench.revive()
    return "S3 down for 10 s"


def s3_slow(bench, round_, random_):
    for _ in range(4):
        round_.wait_for_share(random_.uniform(0.1, 0.8))
        bench.s3("signal", "STOP")
        time.sleep(3)
        bench.s3("signal", "CONT")
    return "S3 silent for 3 s, four times"


def rolling(bench, round_, _random):
    round_.wait_for_share(0.1)
    bench.cluster.restart(bench.cluster.names(), 120)
    return "SIGTERM and start of every process, one after the other"


ROWS = {  # Name: what happens, brokers.
    "calm": (calm, 1),
    "kill": (kill, 1),
    "points": (points, 1),
    "rolling": (rolling, 1),
    "zombie": (zombie, 1),
    "storm": (storm, 1),
    "broker-killed": (broker_killed, 1),
    "broker-paused": (broker_paused, 1),
    "all-at-once": (all_at_once, 1),
    "again": (again, 1),
    "s3-down": (s3_down, 1),
    "s3-slow": (s3_slow, 1),
    "one-of-three": (one_of_three, 3),
}
SHORT = ["kill", "points"]


def pace_ms(bench, name, count):
    if name == "calm":
        return 0
    # A kill point takes about 12 seconds: kill, start, death, start.
    return (45_000 if bench.options.short else 260_000) // count if name == "points" else PACE_MS


def run_row(bench, name, seed, count, expected):
    generator = random.Random(f"{seed} {name}")
    begin = time.monotonic()
    try:
        round_ = Round(bench, count, pace_ms(bench, name, count))
        what = ROWS[name][0](bench, round_, generator)
        verdict = round_.finish()
    except Exception as error:  # A start that failed is a result, too.
        bench.heal()
        return {"row": name, "seed": seed, "what": f"{type(error).__name__}: {str(error)[:300]}", "good": False}
    verdict.update(row=name, seed=seed, what=what, seconds=round(time.monotonic() - begin))
    verdict["same"] = expected is None or verdict["digest"] == expected
    # The bar of time is for a machine of one's own.
    in_time = verdict["recovery"] <= RECOVERY_BAR or bench.options.short or expected is None
    verdict["good"] &= verdict["same"] and in_time
    return verdict


def table(results, seed, count):
    lines = [f"{count} applications a round, seed {seed}, on {os.cpu_count()} cores; `make faults` writes this anew.", "",
             "| row | what happened | acknowledged | tries without an answer | refused | missing | doubled | same digest | recovery s | |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for result in results:
        if "digest" not in result:
            lines.append(f"| {result['row']} | {result['what']} | | | | | | | | **bad** |")
            continue
        lines.append(
            f"| {result['row']} | {result['what']} | {result['acknowledged']} | {result['unknown']} | {result['refused']} | "
            f"{result['missing']} | {result['doubled'] + result['ghosts']} | {'yes' if result['same'] else '**no**'} | "
            f"{result['recovery']} | {'good' if result['good'] else '**bad**'} |")
    return lines


def write_table(lines):
    path = ROOT / "docs" / "quality.md"
    text = path.read_text()
    begin, end = "<!-- faults: begin -->", "<!-- faults: end -->"
    before, rest = text.split(begin, 1)
    path.write_text(before + begin + "\n## Faults on a cluster\n\n" + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="", help="names separated by commas (default: all)")
    parser.add_argument("--list", action="store_true", help="name the rows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0, help="applications a round (default: 200, short: 40)")
    parser.add_argument("--short", action="store_true", help="a cut for ctest")
    parser.add_argument("--write", action="store_true", help="the table into docs/quality.md")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--model", type=pathlib.Path)
    parser.add_argument("--dir", type=pathlib.Path, default=ROOT / "build/faults")
    options = parser.parse_args()
    if options.list:
        print("\n".join(ROWS))
        return 0
    rows = [row for row in options.rows.split(",") if row] or (SHORT if options.short else list(ROWS)[1:])
    count = options.count or (40 if options.short else 200)
    print(f"cluster_faults: seed {options.seed}, {count} applications a round, rows {' '.join(rows)}", flush=True)
    results = []
    for brokers in sorted({ROWS[row][1] for row in rows}):
        bench = Bench(options, brokers)
        try:
            bench.start()
            undisturbed = run_row(bench, "calm", options.seed, count, None)
            print(json.dumps(undisturbed), flush=True)
            if not undisturbed["good"]:
                return 1
            if brokers == 1:
                results.append(undisturbed)
            for row in (row for row in rows if ROWS[row][1] == brokers and row != "calm"):
                results.append(run_row(bench, row, options.seed, count, undisturbed["digest"]))
                print(json.dumps(results[-1]), flush=True)
                if options.write:
                    write_table(table(results, options.seed, count))
        finally:
            bench.stop()
    bad = [result["row"] for result in results if not result["good"]]
    print(f"cluster_faults: {len(results) - len(bad)} of {len(results)} good" + (f"; BAD: {' '.join(bad)}" if bad else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
