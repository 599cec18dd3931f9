# SPDX-License-Identifier: Apache-2.0
"""Every technique of hiding text on many CVs, against several jobs; then how often clean CVs are accused.

evaluate.py --bin build/release/bin --jobs FILE... --plant FILE... [--clean FILE...] [--json OUT]

PDFs with a cross-reference stream cannot be planted in and are skipped. Scans are left out: they are read from their pictures
whatever stands under them (ADR 22). Exit 1 when a score changes or something is not reported.
"""

import argparse
import json
import pathlib
import sys
import tempfile

import hidden


def plantable(file):
    if file.suffix != ".pdf":
        return True
    try:
        hidden.plant_pdf.plant(file.read_bytes(), "white", "x")
        return True
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def accused(utvalg, files):
    cvs = hidden.blind(utvalg, files)
    return sorted(file for file, (_, findings) in cvs.items() if "hidden_text" in findings), len(cvs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--jobs", nargs="+", required=True)
    parser.add_argument("--plant", nargs="+", required=True, type=pathlib.Path)
    parser.add_argument("--clean", nargs="*", default=[])
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    files = [file for file in args.plant if plantable(file)]
    utvalg = args.bin / "utvalg"
    with tempfile.TemporaryDirectory() as folder:
        cvs = pathlib.Path(folder) / "cvs"
        planted = hidden.plant_all(files, cvs)
        counts, wrong = hidden.compare(utvalg, planted, cvs, f"{folder}/workspace", args.jobs)
    rows = []
    for suffix, planter in hidden.PLANTERS.items():
        for technique in planter.TECHNIQUES:
            row = {what: counts[suffix, technique, what] for what in ("planted", "reported", "same_cv", "same_score")}
            rows.append({"format": suffix, "technique": technique, **row})
            print(f"{suffix:6} {technique:26} " + "  ".join(f"{what} {n}" for what, n in row.items()))
    guilty, clean = accused(utvalg, args.clean) if args.clean else ([], 0)
    print(f"clean CVs accused: {len(guilty)} of {clean}", *guilty, sep="\n  ")
    for path, what in wrong:
        print(f"wrong: {pathlib.Path(path).parent.name}/{pathlib.Path(path).name}: {', '.join(what)}")
    if args.json:
        args.json.write_text(json.dumps({"rows": rows, "clean": clean, "accused": len(guilty)}, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
