# SPDX-License-Identifier: Apache-2.0
"""CVs as plain text, written for this before the reader saw one: with line ends and flattened, Norwegian and English.

plain.py BIN CACHE   says what of each is missing or too much
"""

import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "plain"
FIELDS = ("e-mail", "title", "employer", "period", "degree", "institution")


def truth():
    """{file: {field: set of values}}"""
    for name, record in json.loads((FOLDER / "truth.json").read_text(encoding="utf-8")).items():
        jobs, schools = record["jobs"], record["schools"]
        yield str(FOLDER / name), {
            "e-mail": set(record["emails"]), "title": {j[0] for j in jobs}, "employer": {j[1] for j in jobs},
            "period": {(j[0], j[2], j[3]) for j in jobs}, "degree": {s[0] for s in schools}, "institution": {s[1] for s in schools}}


def found(parsed):
    cv, identity = parsed.get("cv") or {}, parsed.get("identity") or {}
    jobs, schools = cv.get("experience") or [], cv.get("education") or []
    period = lambda j: (j["title"], j.get("start") or "", "now" if j.get("current") else j.get("end") or "")
    return {"e-mail": set(identity.get("emails") or []), "title": {j["title"] for j in jobs} - {""},
            "employer": {j["employer"] for j in jobs} - {""}, "period": {period(j) for j in jobs},
            "degree": {s["degree"] for s in schools} - {""}, "institution": {s["institution"] for s in schools} - {""}}


def rates(pairs):
    """[(truth, found)] to {field: (precision, recall)}"""
    for field in FIELDS:
        hits = sum(len(t[field] & f[field]) for t, f in pairs)
        yield field, hits / max(sum(len(f[field]) for _, f in pairs), 1), hits / sum(len(t[field]) for t, _ in pairs)


def main():
    sys.path.insert(0, str(FOLDER.parent.parent / "parse"))
    import extraction
    records = dict(truth())
    responses = extraction.extract_files(f"{sys.argv[1]}/utvalg-extract", list(records), sys.argv[2])
    lines = subprocess.run([f"{sys.argv[1]}/parse-dump", *responses.values()], check=True, capture_output=True, text=True).stdout
    parsed = {p["file"]: p for p in map(json.loads, lines.splitlines())}
    pairs = [(wanted, found(parsed[responses[file]])) for file, wanted in records.items()]
    for file, (wanted, got) in zip(records, pairs):
        for field in FIELDS:
            if wanted[field] != got[field]:
                print(pathlib.Path(file).name, field, "missing", sorted(wanted[field] - got[field]), "too much", sorted(got[field] - wanted[field]))
    for field, precision, recall in rates(pairs):
        print(f"{field:12} precision {precision:.3f} recall {recall:.3f}")


if __name__ == "__main__":
    main()
