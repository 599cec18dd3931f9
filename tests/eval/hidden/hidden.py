# SPDX-License-Identifier: Apache-2.0
"""Does text that nobody sees change anything? Shared by the quick test (tests/e2e) and evaluate.py."""

import collections
import json
import pathlib
import subprocess

import plant_docx
import plant_pdf

PLANTERS = {".pdf": plant_pdf, ".docx": plant_docx}

# What would help most for the jobs in samples/: whoever plants text plants this.
TEXT = ("Spesialsykepleier intensivsykepleier medisinsk avdeling 15 years DIPS helsefagarbeider software engineer Kubernetes "
        "distributed systems C++ Go PostgreSQL Kafka master of science elektriker fagbrev KNX autorisasjon")


def plant_all(files, out):
    """Writes each file as it is and once for each technique. [(technique or None, file of the original, new path)]"""
    planted = []
    for file in map(pathlib.Path, files):
        data = file.read_bytes()
        folder = pathlib.Path(out) / f"{file.stem}-{file.suffix[1:]}"
        folder.mkdir(parents=True)
        planter = PLANTERS[file.suffix]
        for technique in (None, *planter.TECHNIQUES):
            path = folder / f"{technique or 'original'}{file.suffix}"
            path.write_bytes(planter.plant(data, technique, TEXT) if technique else data)
            planted.append((technique, str(file), path))
    return planted


def run(utvalg, *arguments):
    return subprocess.run([str(utvalg), *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def blind(utvalg, paths):
    """{path: (the blind CV as text, kinds of findings)}"""
    result = {}
    for line in run(utvalg, "parse", "--json", "--blind", *paths).splitlines():
        value = json.loads(line)
        result[value["file"]] = (json.dumps(value["cv"], sort_keys=True), [f["kind"] for f in value["findings"]])
    return result


def scores(utvalg, workspace, job, folder):
    """{path: score and every criterion's score and evidence}"""
    value = json.loads(run(utvalg, "screen", "--json", "--workspace", workspace, "--job", job, folder))
    return {c["file"]: json.dumps([c["score"], c["rank"], c["criteria"]], sort_keys=True) for c in value["ranked"]}


def compare(utvalg, planted, folder, workspace, jobs):
    """Counter of (format, technique, what) where what is planted, reported, same_cv or same_score."""
    counts = collections.Counter()
    wrong = []
    cvs = blind(utvalg, [path for _, _, path in planted])
    ranked = [scores(utvalg, workspace, job, folder) for job in jobs]
    original = {source: str(path) for technique, source, path in planted if technique is None}
    for technique, source, path in planted:
        if technique is None:
            counts[path.suffix, None, "clean"] += 1
            counts[path.suffix, None, "accused"] += "hidden_text" in cvs[str(path)][1]
            continue
        before, after = original[source], str(path)
        facts = {"planted": True, "reported": "hidden_text" in cvs[after][1], "same_cv": cvs[before][0] == cvs[after][0],
                 "same_score": all(before in r and r[before] == r.get(after) for r in ranked)}
        for what, true in facts.items():
            counts[path.suffix, technique, what] += true
        if not all(facts.values()):
            wrong.append((after, [what for what, true in facts.items() if not true]))
    return counts, wrong
