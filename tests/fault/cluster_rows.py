# SPDX-License-Identifier: Apache-2.0
"""The rows of the fault matrix. Each gets the bench, a running round and its own generator, and returns what it did, healed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from cluster_bench import ROOT, SESSION_SECONDS, NotHere

STATE_POINTS = ["before-emit", "after-emit", "before-position", "after-position"]
STAGES = {"parse": "parse-0", "embed-cv": "embed-0", "rank": "rank-0", "ingest-named": "ingest-0"}
INTAKE_POINTS = ["before-document", "after-document", "before-reply"]


def shares(random_, count):
    return sorted(random_.uniform(0.05, 0.9) for _ in range(count))


def calm(_bench, _round, _random):
    return "nothing"


def kill(bench, round_, random_):
    done = []
    for share in shares(random_, 4 if bench.options.short else 50):
        round_.wait_for_share(share)
        name = random_.choice([name for name in bench.cluster.names() if not name.startswith("gateway")])
        bench.kill(name)
        done.append(name)
        time.sleep(random_.uniform(0, 0.5))
        bench.revive()
    killed = ", ".join(f"{name} {done.count(name)}x" for name in sorted(set(done)))
    return f"kill -9, {len(done)} times: {killed}"


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
    missed = []
    for name, point in chosen:
        round_.pause()  # What is handed in while nobody is armed would be used up.
        bench.kill_and_wait(name)
        bench.arm(name, f"{point}:{random_.randint(1, 2)}")
        bench.cluster.is_ready(name, 60)
        round_.resume()
        dead = bench.wait_for_death(name, 60)
        round_.pause()
        if dead:
            died += 1
        else:
            missed.append(point)
            bench.kill_and_wait(name)
        bench.revive([name])
    round_.resume()
    if missed:
        return f"{died} of {len(chosen)} kill points reached, not {' '.join(missed)}"
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


def broker_down(bench, round_, random_):
    seconds = 20 if bench.options.short else 120
    round_.wait_for_share(random_.uniform(0.2, 0.6))
    bench.kafka("stop")
    time.sleep(seconds)
    bench.kafka("start")
    bench.revive()
    return f"broker down for {seconds} s"


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
    """Slow, then narrow, then silent."""
    round_.wait_for_share(random_.uniform(0.1, 0.3))
    bench.links.spoil("s3", "latency", latency=500, jitter=200)
    time.sleep(15)
    bench.links.heal()
    bench.links.spoil("s3", "bandwidth", rate=20)
    time.sleep(15)
    bench.links.heal()
    for _ in range(3):
        bench.s3("signal", "STOP")
        time.sleep(3)
        bench.s3("signal", "CONT")
    bench.revive()
    return "S3 500 ± 200 ms away for 15 s, at 20 KB/s for 15 s, silent for 3 s three times"


def links_slow(bench, round_, random_):
    """The link of all services to the broker."""
    seconds = 5 if bench.options.short else 15
    round_.wait_for_share(random_.uniform(0.1, 0.3))
    for kind, attributes in (("latency", {"latency": 500, "jitter": 200}), ("bandwidth", {"rate": 20}),
                             ("slicer", {"average_size": 64, "size_variation": 32, "delay": 500})):
        for stream in ("upstream", "downstream"):
            bench.links.spoil("kafka", kind, stream, **attributes)
        time.sleep(seconds)
        bench.links.heal()
    bench.revive()
    return f"link to the broker: 500 ± 200 ms, 20 KB/s, in slices of 64 bytes, {seconds} s each"


def links_cut(bench, round_, random_):
    """The links to the broker and to S3: refused, half open in each direction, reset, cut in the middle of an answer."""
    seconds = 4 if bench.options.short else 10
    round_.wait_for_share(random_.uniform(0.1, 0.3))
    for name in ("kafka", "s3"):
        bench.links.cut(name)
        time.sleep(seconds)
        bench.links.heal()
        for kind, stream, attributes in (("timeout", "upstream", {"timeout": 0}), ("timeout", "downstream", {"timeout": 0}),
                                         ("reset_peer", "downstream", {"timeout": 200}), ("limit_data", "downstream", {"bytes": 3000})):
            bench.links.spoil(name, kind, stream, **attributes)
            time.sleep(seconds)
            bench.links.heal()
    bench.revive()
    return f"links to the broker and to S3: refused, half open each way, reset, cut within answers, {seconds} s each"


def disk_full_state(bench, round_, random_):
    names = ["ingest-0/state", "rank-0/state", "parse-0/cache"]
    for i, name in enumerate(names):
        round_.wait_for_share(0.1 + 0.25 * i + random_.uniform(0, 0.1))
        bench.fill(bench.folder / name)
        time.sleep(10)
        bench.free(bench.folder / name)
    bench.revive()
    return "file system full for 10 s each: " + ", ".join(names)


def disk_full_broker(bench, round_, random_):
    round_.wait_for_share(random_.uniform(0.2, 0.5))
    bench.fill(bench.folder / "kafka/broker-1/data")
    time.sleep(20)
    died = not bench.kafka_runs()
    bench.free(bench.folder / "kafka/broker-1/data")
    if not died:
        bench.kafka("signal", "KILL")  # It may stand with a log directory it gave up.
        time.sleep(1)
    bench.kafka("start")
    bench.revive()
    return f"the broker's file system full for 20 s; it {'ended by itself' if died else 'went on and was killed'}, then started again"


def damage(folder, random_):
    """Flips, zeroes or cuts bytes in each file of a folder; how many files."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "LOCK" and path.stat().st_size > 0]
    for path in files:
        content = bytearray(path.read_bytes())
        at = random_.randrange(len(content))
        what = random_.choice(["flip", "zero", "cut"])
        if what == "flip":
            for i in range(at, min(len(content), at + 16)):
                content[i] ^= 0x40
        elif what == "zero":
            content[at:at + 512] = bytes(len(content[at:at + 512]))
        else:
            del content[at:]
        path.write_bytes(bytes(content))
    return len(files)


def cache_damaged(bench, round_, random_):
    """The caches of parse and embed, then everything again, so that they are asked."""
    round_.wait_for_share(0.6)
    names = [name for name in bench.cluster.names() if name.split("-")[0] in ("parse", "embed")]
    bench.kill_and_wait(*names)
    files = sum(damage(bench.folder / name / "cache", random_) for name in names)
    time.sleep(SESSION_SECONDS + 2)  # The groups must be empty.
    bench.kafka("forget", "parse", "embed-cv")
    bench.revive()
    return f"{files} files of the caches of parse and embed damaged, all delivered again"


def log_damaged(bench, _round, random_):
    """One process on the embedded log: a flipped byte is either without effect, or the log refuses and says which file."""
    doses = 3 if bench.options.short else 12
    with tempfile.TemporaryDirectory() as scratch:
        environment = dict(os.environ, **({"UTVALG_MODEL": str(bench.options.model)} if bench.options.model else {}))

        def screen(workspace):
            return subprocess.run([bench.options.bin / "utvalg", "screen", "--workspace", workspace, "--job", ROOT / "samples/jobs/elektriker.yaml",
                                   "--json", *sorted((ROOT / "samples/cvs").glob("*.txt"))], capture_output=True, text=True, check=False, env=environment)
        whole = f"{scratch}/whole"
        expected = screen(whole)
        if expected.returncode != 0:
            raise RuntimeError(f"screen: {expected.stderr[-300:]}")
        refused = 0
        for dose in range(doses):
            copy = f"{scratch}/{dose}"
            shutil.copytree(whole, copy)
            files = [path for path in sorted((Path(copy) / "log").rglob("*"))
                     if path.is_file() and path.stat().st_size > 0 and path.name not in ("LOCK", "LOG") and not path.name.startswith("LOG.old")]
            path = random_.choice(files)
            content = bytearray(path.read_bytes())
            content[random_.randrange(len(content))] ^= 1 << random_.randrange(8)
            path.write_bytes(bytes(content))
            done = screen(copy)
            if done.returncode == 0 and done.stdout != expected.stdout:
                raise RuntimeError(f"a flipped bit in {path.name} opened as something else")
            if done.returncode != 0:
                refused += 1
                if f"{copy}/log" not in done.stderr:
                    raise RuntimeError(f"a flipped bit in {path.name} is refused without the file's name: {done.stderr[-200:]}")
            shutil.rmtree(copy)
    return f"a bit flipped in the embedded log of one process, {doses} times: {refused} refused with the file's name, the rest unharmed"


def rolling(bench, round_, _random):
    round_.wait_for_share(0.1)
    bench.cluster.restart(bench.cluster.names(), 120)
    return "SIGTERM and start of every process, one after the other"


def soak(bench, round_, random_):
    """A fault every few seconds, of any kind, as long as applications come."""
    def tick(name):
        kind = random_.choice(["kill", "term", "stop", "broker-kill", "broker-stop", "s3-stop", "links", "cut", "disk"])
        if kind in ("kill", "term"):
            bench.kill(name, signal.SIGKILL if kind == "kill" else signal.SIGTERM)
        elif kind == "stop":
            bench.kill(name, signal.SIGSTOP)
            time.sleep(random_.uniform(1, SESSION_SECONDS + 3))
            bench.kill(name, signal.SIGCONT)
        elif kind == "broker-kill":
            bench.kafka("signal", "KILL")
            time.sleep(1)
            bench.kafka("start")
        elif kind in ("broker-stop", "s3-stop"):
            stop = bench.kafka if kind == "broker-stop" else bench.s3
            stop("signal", "STOP")
            time.sleep(random_.uniform(1, 8))
            stop("signal", "CONT")
        elif kind == "links":
            bench.links.spoil(random_.choice(["kafka", "s3"]), "latency", latency=300, jitter=200)
        elif kind == "cut":
            bench.links.cut(random_.choice(["kafka", "s3"]))
        elif bench.disks:
            bench.fill(disk := random_.choice([disk for disk in bench.disks if disk.name != "data"]))
            time.sleep(2)
            bench.free(disk)
        return kind
    done = []
    while round_.acknowledged() < 0.95 * round_.count and not round_.over():
        done.append(tick(random_.choice(bench.cluster.names())))
        time.sleep(random_.uniform(1, 4))
        bench.links.heal()
        bench.revive()
        time.sleep(random_.uniform(0, 6))
    bench.revive()
    kinds = ", ".join(f"{kind} {done.count(kind)}x" for kind in sorted(set(done)))
    return f"{len(done)} faults of all kinds: {kinds}"


def mixed(bench, round_, random_):
    """Programs of two versions side by side: the second replicas of the other one, then the first, gateway and ingest too, then all as before."""
    other, own = bench.options.other, bench.cluster.plan["bin"]
    if other is None:
        raise NotHere("needs --other, a folder with the programs of another version")
    first = [name for name in bench.cluster.names() if name.endswith("-0")]
    second = [name for name in bench.cluster.names() if name.endswith("-1")]

    def restart(names, programs):
        bench.cluster.plan["bin"] = str(programs)
        try:
            bench.cluster.restart(names, 120)
        finally:
            bench.cluster.plan["bin"] = own

    round_.wait_for_share(0.1)
    restart(second, other)
    round_.wait_for_share(0.35)
    restart(first, other)
    restart(second, own)
    round_.wait_for_share(0.8)
    restart(first, own)
    return "replicas of two versions side by side, in both orders, each restarted by SIGTERM under load"


ROWS = {  # Name: what happens, brokers.
    "calm": (calm, 1),
    # Early: what they redo grows with what the log holds.
    "again": (again, 1),
    "cache-damaged": (cache_damaged, 1),
    "kill": (kill, 1),
    "points": (points, 1),
    "rolling": (rolling, 1),
    "zombie": (zombie, 1),
    "storm": (storm, 1),
    "broker-killed": (broker_killed, 1),
    "broker-paused": (broker_paused, 1),
    "all-at-once": (all_at_once, 1),
    "s3-down": (s3_down, 1),
    "s3-slow": (s3_slow, 1),
    "broker-down": (broker_down, 1),
    "links-slow": (links_slow, 1),
    "links-cut": (links_cut, 1),
    "disk-full-state": (disk_full_state, 1),
    "disk-full-broker": (disk_full_broker, 1),
    "log-damaged": (log_damaged, 1),
    "mixed": (mixed, 1),
    "soak": (soak, 1),
    "one-of-three": (one_of_three, 3),
}
SHORT = ["kill", "points", "links-cut"]
