# SPDX-License-Identifier: Apache-2.0
"""The built command `utvalg` as a person runs it: output, exit code, what it cost, and the form docs/schema promises."""

import dataclasses
import json
import os
import pathlib
import resource
import subprocess
import time

import jsonschema

ROOT = pathlib.Path(os.environ["UTVALG_SOURCE_DIR"])
UTVALG = pathlib.Path(os.environ["UTVALG_BIN_DIR"]) / "utvalg"
CVS = ROOT / "samples/cvs"
JOB = ROOT / "samples/jobs/sykepleier.txt"


def validator(name, definition=None):
    """A validator for docs/schema/<name>, or for one of its definitions; one schema may refer to another by its file name."""
    schemas = {path.name: json.loads(path.read_text()) for path in (ROOT / "docs/schema").glob("*.json")}
    resolver = jsonschema.RefResolver.from_schema(schemas[name], store=schemas)
    schema = {"$ref": f"{name}#/$defs/{definition}"} if definition else schemas[name]
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def await_that(look, is_so, seconds=240):
    """What is seen as soon as it is so, at the latest what is seen then: what a server only hears through its log has no answer to wait for."""
    end = time.monotonic() + seconds
    while not is_so(seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen


def eventually(is_so, what):
    if not await_that(is_so, bool, seconds=120):
        raise AssertionError(f"not {what}")


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


def form_of(arguments):
    """The definition in commands.schema.json of what a command against a server prints."""
    command = arguments[0]
    if command == "job":
        return "jobs" if arguments[1] == "list" else "job"
    if command == "explain":
        return {"--letter": "letter", "--interview-guide": "interview_guide"}.get(arguments[-1], "explanation")
    if command == "status":
        return "outcome" if "--application" in arguments else "jobs"
    return {"submit": "submitted", "rank": "ranking"}.get(command, command)


class Server:
    """`utvalg up` on a free port."""

    def __init__(self, workspace, *options):
        self.process = subprocess.Popen([UTVALG, "up", "--json", "--listen", "127.0.0.1:0", "--workspace", str(workspace),
                                         *map(str, options)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment())
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"utvalg up ended with {self.process.wait()}")
        started = json.loads(line)
        validator("commands.schema.json", "up").validate(started)
        self.address = started["listen"]

    def utvalg(self, *arguments):
        return utvalg(*arguments, UTVALG_SERVER=self.address)

    def json(self, *arguments):
        done = self.utvalg(*arguments, "--json")
        assert done.code == 0, done.err
        values = [json.loads(line) for line in done.out.splitlines()]
        form = validator("commands.schema.json", form_of(arguments))
        for value in values:
            form.validate(value)
        return values

    def apply(self, job, *files, options=()):
        """Hands files in for a job that has none yet; the answers in their order, when each has an outcome."""
        submitted = self.json("submit", "--job", job, *options, *files)
        self.wait_for(job, len(files))
        return submitted

    def wait_for(self, job, outcomes):
        self.json("status", job, "--until", outcomes, "--timeout", 240)

    def stop(self):
        """Exit code after SIGTERM."""
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code
