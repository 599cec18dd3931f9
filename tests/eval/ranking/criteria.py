# SPDX-License-Identifier: Apache-2.0
"""How much of what is proposed from advertisements is asked or done (criteria.tsv; labelled by reading, by no recruiter).

Every sentence that could become a criterion was read on its own, without knowing which do: demand, duty, trivial (a quality that no CV
shows) or junk (of the employer, the offer, the process), and must or nice. The texts are named by their digest.
"""

import collections
import hashlib
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
KEPT = ("demand", "duty")
PARTS = {"tuned": "looked at", "reported": "reported", "": "**all**"}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def labels():
    """{(advertisement, digest): (part, label, importance)}."""
    rows = [line.split("\t") for line in (HERE / "criteria.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(int(number), name): (part, label, importance) for number, part, name, label, importance in rows}


def report(program, advertisements):
    known = labels()
    counts = collections.defaultdict(collections.Counter)
    for number, importance, text in program.proposals(advertisements):
        part, label, wanted = known.get((number, digest(text)), (None, "new", ""))
        must = importance == "IMPORTANCE_MUST"
        for name in (part or next(part for (of, _), (part, *_) in known.items() if of == number), ""):
            counts[name][label] += 1
            counts[name]["musts"] += must
            counts[name]["right musts"] += must and wanted == "must"
    lines = ["| part | proposed | asked or done | personal quality no CV shows | of something else | not labelled | musts | of them rightly |",
             "|---|---|---|---|---|---|---|---|"]
    for name, title in PARTS.items():
        of = counts[name]
        total = sum(of[label] for label in (*KEPT, "trivial", "junk", "new"))
        lines.append(f"| {title} | {total} | {(of['demand'] + of['duty']) / total:.3f} | {of['trivial'] / total:.3f} | {of['junk'] / total:.3f} | "
                     f"{of['new']} | {of['musts']} | {of['right musts'] / of['musts']:.3f} |")
    return lines
