# SPDX-License-Identifier: Apache-2.0
"""The built command `utvalg` as a person runs it: output, exit code and what it cost. Needs Python's standard library."""

import dataclasses
import json
import os
import pathlib
import resource
import subprocess

ROOT = pathlib.Path(os.environ["UTVALG_SOURCE_DIR"])
UTVALG = pathlib.Path(os.environ["UTVALG_BIN_DIR"]) / "utvalg"
CVS = ROOT / "samples/cvs"
JOB = ROOT / "samples/jobs/sykepleier.txt"


@dataclasses.dataclass
class Done:
    code: int
    out: str
    err: str
    cpu: float  # Seconds of the command and its children.

    def json(self):
        return json.loads(self.out)


def environment(**changes):
    """The environment of a run: nothing of the caller's own settings, no colour."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("UTVALG_")}
    kept.update(LANG="C.UTF-8", **changes)
    return kept


def utvalg(*arguments, cwd=ROOT, stdout=subprocess.PIPE, **changes):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([UTVALG, *map(str, arguments)], cwd=cwd, stdout=stdout, stderr=subprocess.PIPE, text=True,
                          timeout=540, env=environment(**changes))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Done(done.returncode, done.stdout or "", done.stderr, cpu)


def parse(files, *options):
    """{file: its line of `parse --json` as a value}."""
    done = utvalg("parse", "--json", *options, *files)
    assert done.code == 0, done.err
    values = [json.loads(line) for line in done.out.splitlines()]
    assert [value["file"] for value in values] == [str(file) for file in files]
    return {value["file"]: value for value in values}


class Server:
    """`utvalg up` on a free port."""

    def __init__(self, workspace):
        self.process = subprocess.Popen([UTVALG, "up", "--json", "--listen", "127.0.0.1:0", "--workspace", str(workspace)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"utvalg up ended with {self.process.wait()}")
        self.address = json.loads(line)["listen"]

    def utvalg(self, *arguments):
        return utvalg(*arguments, UTVALG_SERVER=self.address)

    def json(self, *arguments):
        done = self.utvalg(*arguments, "--json")
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    def stop(self):
        """Exit code after SIGTERM."""
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code
