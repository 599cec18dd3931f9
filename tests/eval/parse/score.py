# SPDX-License-Identifier: Apache-2.0
"""Scores parsed CVs against truth records: precision, recall and F1 per field, set, layout and language.

score.py --truth TRUTH.jsonl... --parsed PARSED.jsonl [--worst N] [--by layout|set|language|split]

A truth line is {"file", "set", "layout", "language", "split", "cv", "identity"} with cv and identity as `utvalg parse --json`
prints them; fields that are absent are not scored. PARSED holds the parser's lines, matched by "file".
Values are compared folded (case, punctuation, white space); dates at the precision both sides have.
"""

import argparse
import collections
import json
import re
import sys
import unicodedata

JOB_FIELDS = ("title", "employer", "place", "start", "end")
SCHOOL_FIELDS = ("institution", "degree", "field", "level", "start", "end")


def fold(text):
    text = unicodedata.normalize("NFC", str(text)).casefold()
    return " ".join(re.findall(r"[\w+#&]+", text))


def same(field, a, b):
    if field in ("start", "end", "birth_date"):
        size = min(len(a), len(b))
        return size >= 4 and a[:size] == b[:size]
    return fold(a) == fold(b)


def values(cv, identity, truth_cv):
    """(name, list of values) of everything that is compared as a bag."""
    out = {}
    for job_field in JOB_FIELDS:
        out["job " + job_field] = [j.get(job_field) for j in cv.get("experience") or []]
    for field in SCHOOL_FIELDS:
        out["edu " + field] = [e.get(field) for e in cv.get("education") or []]
    out["skill"] = [s["name"] for s in cv.get("skills") or []]
    out["language"] = [l["code"] for l in cv.get("languages") or []]
    out["language level"] = [f"{l['code']} {l.get('level')}" for l in cv.get("languages") or [] if l.get("level")]
    out["certificate"] = [c["name"] for c in cv.get("certificates") or []]
    out["licence"] = [l.get("category", l) if isinstance(l, dict) else l for l in cv.get("licences") or []]
    for field in ("emails", "phones"):
        out[field] = identity.get(field) or []
    out["name"] = [identity.get("name")]
    return {name: [v for v in found if v] for name, found in out.items()}


def match(name, truth, found):
    field = name.split()[-1]
    left = list(found)
    hits = 0
    for value in truth:
        for i, other in enumerate(left):
            if same(field, value, other):
                del left[i]
                hits += 1
                break
    return hits


def jobs_in_order(truth, found):
    a, b = truth.get("experience") or [], found.get("experience") or []
    return len(a) == len(b) and all(
        all(same(f, x.get(f) or "", y.get(f) or "") or not x.get(f) for f in ("title", "employer", "start"))
        for x, y in zip(a, b))


class Tally:
    def __init__(self):
        self.hits = collections.Counter()
        self.truth = collections.Counter()
        self.found = collections.Counter()
        self.documents = 0
        self.in_order = 0
        self.with_jobs = 0

    def add(self, name, hits, truth, found):
        self.hits[name] += hits
        self.truth[name] += truth
        self.found[name] += found

    def rates(self, name):
        precision = self.hits[name] / self.found[name] if self.found[name] else 0.0
        recall = self.hits[name] / self.truth[name] if self.truth[name] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return precision, recall, f1


def scored_names(truth):
    cv, identity = truth.get("cv") or {}, truth.get("identity") or {}
    names = []
    for key, prefix, fields in (("experience", "job ", JOB_FIELDS), ("education", "edu ", SCHOOL_FIELDS)):
        if key in cv:
            names += [prefix + f for f in fields if not cv[key] or any(f in e for e in cv[key])]
    for key, name in (("skills", ["skill"]), ("languages", ["language", "language level"]),
                      ("certificates", ["certificate"]), ("licences", ["licence"])):
        if key in cv:
            names += name
    return names + [n for n in ("emails", "phones", "name") if n in identity]


def score(truths, parsed, by):
    groups = collections.defaultdict(Tally)
    documents = []
    for truth in truths:
        line = parsed.get(truth["file"]) or {}
        cv, identity = line.get("cv") or {}, line.get("identity") or {}
        expected = values(truth.get("cv") or {}, truth.get("identity") or {}, truth)
        found = values(cv, identity, truth)
        errors = []
        keys = ["all"] + [f"{k}={truth.get(k)}" for k in by]
        order = jobs_in_order(truth.get("cv") or {}, cv)
        for key in keys:
            groups[key].documents += 1
            if (truth.get("cv") or {}).get("experience"):
                groups[key].with_jobs += 1
                groups[key].in_order += order
        for name in scored_names(truth):
            hits = match(name, expected[name], found[name])
            for key in keys:
                groups[key].add(name, hits, len(expected[name]), len(found[name]))
            missed = len(expected[name]) + len(found[name]) - 2 * hits
            if missed:
                errors.append((name, missed, expected[name], found[name]))
        documents.append((sum(e[1] for e in errors), truth, errors))
    return groups, documents


def table(groups, fields):
    rows = []
    for key in groups:
        tally = groups[key]
        cells = [f"{tally.rates(f)[2]:.3f}" if tally.truth[f] + tally.found[f] else "-" for f in fields]
        order = f"{tally.in_order / tally.with_jobs:.2f}" if tally.with_jobs else "-"
        rows.append([key, str(tally.documents)] + cells + [order])
    head = ["group", "n"] + fields + ["in order"]
    widths = [max(len(r[i]) for r in [head] + rows) for i in range(len(head))]
    for row in [head] + rows:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))))


def load(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", nargs="+", required=True)
    parser.add_argument("--parsed", nargs="+", required=True)
    parser.add_argument("--by", nargs="*", default=["set", "layout", "language"])
    parser.add_argument("--only", help="substring of set, layout or split to score alone")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--json", help="write all rates here")
    args = parser.parse_args()
    truths = list(load(args.truth))
    if args.only:
        truths = [t for t in truths
                  if any(args.only in str(t.get(k)) for k in ("set", "layout", "split", "language", "file"))]
    parsed = {line["file"]: line for line in load(args.parsed)}
    groups, documents = score(truths, parsed, args.by)
    total = groups["all"]
    print(f"{'field':16} {'precision':>9} {'recall':>7} {'F1':>7} {'values':>7}")
    for name in sorted(total.truth, key=lambda n: n):
        precision, recall, f1 = total.rates(name)
        print(f"{name:16} {precision:9.3f} {recall:7.3f} {f1:7.3f} {total.truth[name]:7d}")
    if total.with_jobs:
        print(f"every job in order: {total.in_order}/{total.with_jobs} = {total.in_order / total.with_jobs:.3f}\n")
    table(groups, ["job title", "job employer", "job start", "job end", "edu institution", "edu level",
                   "edu start", "edu end"])
    documents.sort(key=lambda d: -d[0])
    for missed, truth, errors in documents[:args.worst]:
        if not missed:
            break
        print(f"\n{truth['file']}  ({truth.get('layout')}, {truth.get('language')}): {missed} wrong values")
        for name, count, expected, found in errors:
            print(f"   {name}: {count}\n      truth {expected}\n      found {found}")
    if args.json:
        rates = {key: {name: dict(zip(("precision", "recall", "f1"), tally.rates(name))) for name in tally.truth}
                 for key, tally in groups.items()}
        with open(args.json, "w", encoding="utf-8") as out:
            json.dump(rates, out, indent=1, sort_keys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
