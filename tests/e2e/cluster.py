# SPDX-License-Identifier: Apache-2.0
"""A cluster of processes for tests: tools/cluster, on the broker that tests share."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

from command import ROOT, UTVALG, utvalg

SKIPPED = 77
REQUIRED = "UTVALG_REQUIRE_KAFKA" in os.environ or "UTVALG_REQUIRE_S3" in os.environ


class Cluster:
    """Two of each and one gateway, but for what the options say."""

    def __init__(self, folder, *options, own_broker=False):
        self.folder = folder
        brokers = [] if own_broker else self.broker()  # The topics of a broker are those of one cluster.
        self.address = self.run("start", "--bin", UTVALG.parent, *options, *brokers).strip().splitlines()[-1]

    @staticmethod
    def broker():
        named = os.environ.get("UTVALG_KAFKA")
        shared = pathlib.Path(os.environ.get("UTVALG_KAFKA_DIR", "/nowhere")) / "bootstrap"
        if named is None and shared.exists():
            named = shared.read_text().strip()
        return ["--brokers", named] if named else []

    def run(self, *arguments):
        done = subprocess.run([ROOT / "tools/cluster", "--dir", self.folder, *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode == SKIPPED and not REQUIRED:
            sys.exit(SKIPPED)
        if done.returncode != 0:
            raise AssertionError(f"tools/cluster {' '.join(map(str, arguments))} ended with {done.returncode}")
        return done.stdout

    def utvalg(self, *arguments, at=None):
        """Of the gateway, or of one process."""
        return utvalg(*arguments, UTVALG_SERVER=f"127.0.0.1:{self.plan()['processes'][at]['grpc']}" if at else self.address)

    def plan(self):
        return json.loads((self.folder / "cluster.json").read_text())

    def operate(self, *arguments):
        """A command of whoever operates the broker."""
        done = utvalg(*arguments, "--brokers", self.plan()["brokers"], "--json")
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    def metrics(self, name):
        """{name with labels: value}."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.plan()['processes'][name]['metrics']}/metrics", timeout=30) as page:
            lines = [line for line in page.read().decode().splitlines() if not line.startswith("#")]
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines}

    def json(self, *arguments, at=None):
        done = self.utvalg(*arguments, "--json", at=at)
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]
