# SPDX-License-Identifier: Apache-2.0
"""Scores of many CVs for many jobs from the programs of this folder: the code of the services, without the services."""

import hashlib
import json
import pathlib
import struct
import subprocess
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
BACKGROUND = HERE.parents[2] / "services/rank/data/background.bin"
sys.path.insert(0, str(HERE.parent / "parse"))

import extraction  # noqa: E402


class Tools:
    def __init__(self, programs, model, cache):
        self.programs, self.model, self.cache = programs, model, cache
        self.cache.mkdir(parents=True, exist_ok=True)

    def _run(self, program, arguments, stdin=None):
        return subprocess.run([self.programs / program, *arguments], input=stdin, stdout=subprocess.PIPE, check=True).stdout

    def cvs(self, files):
        """Path of the embedded CVs, kept as long as programs and files are the same."""
        digest = hashlib.sha256()
        for path in [self.programs / name for name in ("utvalg-extract", "parse-cvs", "embed-cvs")] + list(files):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        place = self.cache / f"{digest.hexdigest()[:24]}.cvs"
        if not place.exists():
            found = extraction.extract_files(self.programs / "utvalg-extract", files, self.cache / "extracted")
            unread = [file for file, response in found.items() if response is None]
            if unread:
                raise SystemExit(f"tools: no response for {unread[0]}")
            parsed = self._run("parse-cvs", [found[str(file)] for file in files])
            place.write_bytes(self._run("embed-cvs", [self.model], parsed))
        return place

    def scores(self, cvs, advertisements, job_files=()):
        """Scores (jobs x CVs) of advertisements given as (title, text) and of job files (name, content); what they are made of, per job."""
        lines = "".join(json.dumps({"text": text, "title": title}) + "\n" for title, text in advertisements)
        lines += "".join(json.dumps({"file": content, "name": name}) + "\n" for name, content in job_files)
        jobs = self.cache / "jobs"
        jobs.write_bytes(self._run("embed-jobs", [self.model], lines.encode()))
        rows = [json.loads(line) for line in self._run("rank-scores", [cvs, jobs, "--criteria"]).splitlines()]
        return np.array([row["scores"] for row in rows]) / 1e6, rows

    def proposals(self, advertisements):
        """[(number of the advertisement, importance, text)] of every criterion but the occupation."""
        nobody = self.cache / "nobody.cvs"
        nobody.write_bytes(b"")
        _, rows = self.scores(nobody, advertisements)
        return [(number, criterion["importance"], criterion["text"]) for number, row in enumerate(rows)
                for criterion in row["criteria"] if criterion["kind"] != "CRITERION_KIND_OCCUPATION"]

    def scores_without(self, cvs, part):
        """Scores of the jobs last scored, without "words" (of the criteria), "copies" or "claims" being known."""
        options = ["--background", self._without_claims()] if part == "claims" else [f"--without-{part}"]
        rows = self._run("rank-scores", [cvs, self.cache / "jobs", *options]).splitlines()
        return np.array([json.loads(row)["scores"] for row in rows]) / 1e6

    def _without_claims(self):
        """The shipped calibration with no direction of claims (format: services/rank/data/README.md)."""
        content = bytearray(BACKGROUND.read_bytes())
        _, dimensions, _, name = struct.unpack_from("<4I", content, 4)
        begin = 24 + name + 4 * dimensions
        content[begin:begin + 2 * dimensions] = bytes(2 * dimensions)
        place = self.cache / "without-claims.bin"
        place.write_bytes(content)
        return place

    def replay(self, cvs):
        """Counts of rank-replay for the jobs last scored: recorded by one process, checked by another."""
        records = self._run("rank-replay", ["record", cvs, self.cache / "jobs"])
        return json.loads(subprocess.run([self.programs / "rank-replay", "check", cvs, self.cache / "jobs"], input=records,
                                         stdout=subprocess.PIPE).stdout)
