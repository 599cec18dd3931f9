# SPDX-License-Identifier: Apache-2.0
"""Extracts and parses the files of truth records and writes one line of JSON per file, for score.py.

run.py --truth TRUTH.jsonl... --bin build/release/bin --cache DIR --out PARSED.jsonl
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import extraction  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", nargs="+", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--dump", help="the parse-dump program, if not in --bin")
    parser.add_argument("--cache", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    files = []
    for path in args.truth:
        base = pathlib.Path(path).parent
        for line in open(path, encoding="utf-8"):
            file = json.loads(line)["file"]
            files.append((file, str(base / file)))
    responses = extraction.extract_files(f"{args.bin}/utvalg-extract", [f for _, f in files], args.cache)
    names = {}
    for file, path in files:
        if responses[path] is None:
            print(f"{file}: not extracted", file=sys.stderr)
        else:
            names.setdefault(responses[path], []).append(file)
    dump = args.dump or f"{args.bin}/parse-dump"
    lines = subprocess.run([dump] + list(names), check=True, capture_output=True, text=True)
    sys.stderr.write(lines.stderr)
    with open(args.out, "w", encoding="utf-8") as out:
        for line in lines.stdout.splitlines():
            parsed = json.loads(line)
            for file in names[parsed["file"]]:
                out.write(json.dumps({**parsed, "file": file}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
