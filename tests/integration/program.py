# SPDX-License-Identifier: Apache-2.0
"""Runs the built command `utvalg` as a person would, for tests that look at it from outside."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(os.environ["UTVALG_SOURCE_DIR"])
UTVALG = pathlib.Path(os.environ["UTVALG_BIN_DIR"]) / "utvalg"


def run(*arguments, expect=0):
    """Standard output of `utvalg arguments...`; AssertionError with what it said when its exit code is another."""
    done = subprocess.run([UTVALG, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=540)
    if done.returncode != expect:
        raise AssertionError(f"utvalg {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def parse(files, *options):
    """{file: line of `parse --json` as a value}."""
    lines = run("parse", "--json", *options, *files).splitlines()
    values = [json.loads(line) for line in lines]
    assert [value["file"] for value in values] == [str(file) for file in files]
    return {value["file"]: value for value in values}


def screen(job, paths, workspace):
    return json.loads(run("screen", "--json", "--workspace", workspace, "--job", job, *paths))
