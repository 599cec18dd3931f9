# SPDX-License-Identifier: Apache-2.0
"""The cluster under test (tools/cluster), what can be done to it, and one round of a client with its ledger. For cluster_faults.py."""

import importlib.machinery
import importlib.util
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77
SESSION_SECONDS = 6
PATIENCE = 240
# Folders that can become full: each a small file system of its own, where we may mount one.
SMALL_DISKS = {"ingest-0/state": 96, "rank-0/state": 96, "parse-0/cache": 96, "kafka/broker-1/data": 384}  # MiB


class NotHere(Exception):
    """This machine cannot do what the row needs."""


def load_tool(name):
    loader = importlib.machinery.SourceFileLoader(f"tool_{name}", str(ROOT / "tools" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class Bench:
    """The cluster under test. With one broker all reach it and S3 over links that can be spoilt."""

    def __init__(self, options, brokers):
        self.options = options
        self.brokers = brokers
        self.folder = (options.dir / f"{brokers}-brokers").resolve()
        self.tool = load_tool("cluster")
        self.command = [ROOT / "tools/cluster", "--dir", self.folder, "--bin", options.bin]
        if options.model:
            self.command += ["--model", options.model]
        self.round = 0
        self.address = None
        self.cluster = None
        self.links = None
        self.disks = []

    def start(self):
        self.stop()
        words = ["start", "--session-timeout", SESSION_SECONDS, "--partitions", 4, "--kafka-brokers", self.brokers]
        if self.brokers == 1:
            words += self.start_behind_links()
        done = subprocess.run([str(w) for w in [*self.command, *words]], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            required = "UTVALG_REQUIRE_KAFKA" in os.environ or "UTVALG_REQUIRE_S3" in os.environ
            self.stop()
            sys.exit(1 if done.returncode == SKIPPED and required else done.returncode)
        self.address = done.stdout.strip().splitlines()[-1]
        self.cluster = self.tool.Cluster(self.folder)

    def start_behind_links(self):
        module = load_tool("links")
        self.links = module.Links(self.folder / "links")
        try:
            self.links.start()
        except module.Fault as fault:
            print(f"cluster_faults: {fault}", file=sys.stderr)
            sys.exit(1 if "UTVALG_REQUIRE_KAFKA" in os.environ else SKIPPED)
        self.mount_small_disks()
        port = module.free_port()
        kafka = self.links.add("kafka", f"127.0.0.1:{port}")
        started = subprocess.run([str(w) for w in [ROOT / "tools/kafka", "start", "--dir", self.folder / "kafka", "--port", port,
                                                   "--set", f"advertised.listeners=PLAINTEXT://{kafka}",
                                                   "--set", "log.segment.bytes=8388608"]],
                                 stdout=subprocess.DEVNULL, check=False)
        if started.returncode != 0:
            self.stop()
            sys.exit(started.returncode)
        self.s3("start")
        endpoint = (self.folder / "s3" / "endpoint").read_text().strip()
        s3 = self.links.add("s3", endpoint.removeprefix("http://"))
        return ["--brokers", kafka, "--s3", f"http://{s3}"]

    def mount_small_disks(self):
        for name, size in SMALL_DISKS.items():
            folder = self.folder / name
            folder.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=700", "tmpfs", str(folder)], stderr=subprocess.DEVNULL, check=False)
            if done.returncode != 0:
                return  # Not root: the rows of full disks say so.
            self.disks.append(folder)

    def stop(self):
        subprocess.run([str(w) for w in [*self.command, "stop"]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if self.brokers == 1:
            for tool in ("kafka", "s3", "links"):
                subprocess.run([str(ROOT / "tools" / tool), "--dir", str(self.folder / tool), "stop"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, check=False)
        for name in SMALL_DISKS:
            if os.path.ismount(self.folder / name):
                subprocess.run(["umount", "-l", str(self.folder / name)], check=False)
        self.disks = []
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self, name, number=signal.SIGKILL):
        pid = self.cluster.pid(name)
        if pid is not None:
            os.kill(pid, number)

    def kill_and_wait(self, *names):
        for name in names:
            self.kill(name)
        for name in names:
            self.wait_for_death(name)

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
        steps = [lambda: self.kafka("signal", "CONT"), lambda: self.kafka("start"), lambda: self.s3("signal", "CONT"),
                 lambda: self.s3("start"), *[lambda disk=disk: self.free(disk) for disk in self.disks], self.revive]
        if self.links is not None:
            steps.insert(0, self.links.heal)
        for step in steps:
            try:
                step()
            except Exception as error:
                print(f"cluster_faults: {error}", file=sys.stderr)

    def wait_for_death(self, name, patience=90):
        deadline = time.monotonic() + patience
        while self.cluster.pid(name) is not None and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.cluster.pid(name) is None

    def fill(self, folder):
        """Leaves no byte free on the file system of a folder."""
        if folder not in self.disks:
            raise NotHere("a small file system needs the right to mount one")
        with open(folder / "filler", "ab", buffering=0) as filler:
            for piece in (1 << 20, 4096):
                try:
                    while True:
                        filler.write(bytes(piece))
                except OSError:
                    pass

    @staticmethod
    def free(folder):
        (folder / "filler").unlink(missing_ok=True)

    def kafka(self, *words):
        subprocess.run([str(w) for w in [ROOT / "tools/kafka", "--dir", self.folder / "kafka", *words]],
                       check=True, stdout=subprocess.DEVNULL)

    def kafka_runs(self):
        return self.tool_kafka().pid("1") is not None

    def tool_kafka(self):
        return load_tool("kafka").Cluster(self.folder / "kafka")

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

    def pause(self):
        """The client hands in nothing until `resume`."""
        if not self.over():
            self.submitter.send_signal(signal.SIGSTOP)

    def resume(self):
        if not self.over():
            self.submitter.send_signal(signal.SIGCONT)

    def end(self):
        """After a row that did not come to its end."""
        if not self.over():
            self.submitter.kill()
            self.submitter.wait()

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
