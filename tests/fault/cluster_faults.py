#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Faults on a whole cluster: real Kafka, real S3, every service as processes (tools/cluster).

    tests/fault/cluster_faults.py --write               the whole matrix; its table goes into docs/quality.md (make faults)
    tests/fault/cluster_faults.py --rows kill,rolling   some rows; --list names all
    tests/fault/cluster_faults.py --short               fixed seeds and few applications, for ctest
    tests/fault/cluster_faults.py --rows mixed --other DIR     programs of another version beside these
    tests/fault/cluster_faults.py --seed 7              another run; a seed replays the same faults at the same shares of the work

A round: a client hands in applications and keeps a ledger (tests/fault/fault_client.cc); at shares of them that come from the
seed, the row's fault happens; all is healed; then every acknowledged application must have exactly one outcome, nothing that was
not handed in may have one, and the digest of all outcomes must be that of the undisturbed round before. The time from healing to
completeness is the recovery.
"""

import argparse
import json
import os
import pathlib
import random
import sys
import time

from cluster_bench import ROOT, Bench, NotHere, Round
from cluster_rows import ROWS, SHORT

RECOVERY_BAR = 30.0
PACE_MS = 200  # Between applications, so that there is work while the faults happen.
SOAK = 10  # Times as many applications.
LASTS = {"kill": 260, "points": 160, "links-slow": 50, "links-cut": 105, "s3-slow": 45, "disk-full-state": 40, "mixed": 60}  # Seconds, about.


def count_of(name, options):
    """Applications of a row's round."""
    if name == "soak":
        return SOAK * options.count
    return max(options.count, 200) if name == "points" and not options.short else options.count


def pace_ms(name, count, short):
    """So that there is work as long as the faults of the row last."""
    if name == "calm":
        return 0
    seconds = LASTS.get(name, 0) / (4 if short else 1)
    return max(PACE_MS, int(1000 * seconds) // count)


def run_row(bench, name, count, expected):
    options = bench.options
    generator = random.Random(f"{options.seed} {name}")
    begin = time.monotonic()
    verdict = {"row": name, "seed": options.seed}
    round_ = None
    try:
        round_ = Round(bench, count, pace_ms(name, count, options.short))
        what = ROWS[name][0](bench, round_, generator)
        verdict.update(round_.finish())
    except Exception as error:  # A start that failed is a result, too.
        if round_ is not None:
            round_.end()
        bench.heal()
        skipped = isinstance(error, NotHere)
        return {**verdict, "what": f"not run: {error}" if skipped else f"{type(error).__name__}: {str(error)[:300]}", "good": skipped}
    verdict.update(what=what, seconds=round(time.monotonic() - begin))
    verdict["same"] = expected is None or verdict["digest"] == expected
    # The bar of time is for a machine of one's own.
    in_time = verdict["recovery"] <= RECOVERY_BAR or options.short or expected is None
    verdict["good"] &= verdict["same"] and in_time
    return verdict


def run_rows(bench, rows, results, note):
    """All rows of one cluster, each against an undisturbed round of as many applications."""
    undisturbed = {}
    for row in rows:
        count = count_of(row, bench.options)
        if count not in undisturbed:
            calm = run_row(bench, "calm", count, None)
            print(json.dumps(calm), flush=True)
            if not calm["good"]:
                results.append(calm)
                return
            undisturbed[count] = calm["digest"]
            if not results:
                results.append(calm)
        results.append(run_row(bench, row, count, undisturbed[count]))
        print(json.dumps(results[-1]), flush=True)
        note(results)


def table(results, seed, count):
    lines = [f"{count} applications a round ({SOAK * count} in the soak, at least 200 with kill points), seed {seed}, on {os.cpu_count()} cores; "
             "`make faults` writes this anew.", "",
             "| row | what happened | acknowledged | tries without an answer | refused | missing | doubled | same digest | recovery s | |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for result in results:
        if "digest" not in result:
            lines.append(f"| {result['row']} | {result['what']} | | | | | | | | {'not run' if result['good'] else '**bad**'} |")
            continue
        lines.append(
            f"| {result['row']} | {result['what']} | {result['acknowledged']} | {result['unknown']} | {result['refused']} | "
            f"{result['missing']} | {result['doubled'] + result['ghosts']} | {'yes' if result['same'] else '**no**'} | "
            f"{result['recovery']} | {'good' if result['good'] else '**bad**'} |")
    return lines


def write_table(lines):
    path = ROOT / "docs" / "quality.md"
    text = path.read_text()
    begin, end = "<!-- faults: begin -->", "<!-- faults: end -->"
    before, rest = text.split(begin, 1)
    path.write_text(before + begin + "\n## Faults on a cluster\n\n" + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="", help="names separated by commas (default: all)")
    parser.add_argument("--list", action="store_true", help="name the rows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0, help="applications a round (default: 200, short: 40)")
    parser.add_argument("--short", action="store_true", help="a cut for ctest")
    parser.add_argument("--write", action="store_true", help="the table into docs/quality.md")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--other", type=pathlib.Path, help="programs of another version, for the row `mixed`")
    parser.add_argument("--model", type=pathlib.Path)
    parser.add_argument("--dir", type=pathlib.Path, default=ROOT / "build/faults")
    options = parser.parse_args()
    if options.list:
        print("\n".join(ROWS))
        return 0
    rows = [row for row in options.rows.split(",") if row] or (SHORT if options.short else list(ROWS)[1:])
    options.count = options.count or (40 if options.short else 200)
    print(f"cluster_faults: seed {options.seed}, {options.count} applications a round, rows {' '.join(rows)}", flush=True)
    results = []

    def note(results_so_far):
        if options.write:
            write_table(table(results_so_far, options.seed, options.count))

    for brokers in sorted({ROWS[row][1] for row in rows}):
        bench = Bench(options, brokers)
        try:
            bench.start()
            run_rows(bench, [row for row in rows if ROWS[row][1] == brokers and row != "calm"], results, note)
        finally:
            bench.stop()
    bad = [result["row"] for result in results if not result["good"]]
    print(f"cluster_faults: {len(results) - len(bad)} of {len(results)} good" + (f"; BAD: {' '.join(bad)}" if bad else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
