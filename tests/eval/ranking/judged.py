# SPDX-License-Identifier: Apache-2.0
"""Found, partly, not found, contradicted: what the program says beside what a person read (judged.tsv), and how far scores keep that order.

judged.py --data DIR --tests build/release/bin --model build/model --cache DIR [--show look]
"""

import argparse
import json
import pathlib
import sys

import numpy as np

import norwegian
import tools

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "generate"))

import records  # noqa: E402

VERDICTS = {"c": 0, "n": 0, "p": 1, "y": 2}  # Steps; contradicted is a not found that the CV states.
SAID = {"FOUND_YES": "y", "FOUND_PARTLY": "p", "FOUND_NO": "n", "FOUND_CONTRADICTED": "c"}


def load():
    """CVs as {letter: name}; pairs as (part, criterion, letter, verdict)."""
    cvs, pairs = {}, []
    for line in (HERE / "judged.tsv").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if fields[0] == "#cv":
            cvs[fields[1]] = fields[2]
        elif not line.startswith("#"):
            pairs += [(fields[0], fields[1], pair[0], pair[1]) for pair in fields[2].split()]
    return cvs, pairs


def files(cvs, data, folder):
    folder.mkdir(parents=True, exist_ok=True)
    maker = records.Maker(9)
    known = {o.key: o for o in norwegian.occupations(maker) + records.load_occupations("unseen_occupations.txt")}
    paths = {}
    for letter, name in cvs.items():
        if "/" in name:
            paths[letter] = data / "cvs" / "livecareer_pdf" / f"{name}.pdf"
            continue
        number, occupation, language = name.split()
        paths[letter] = folder / f"{number}.txt"
        paths[letter].write_text(norwegian.page(maker.record(int(number), known[occupation], language)), encoding="utf-8")
    return paths


def answers(program, data, folder):
    """Pairs with what was said: (part, criterion, letter, verdict, said, score in millionths)."""
    cvs, pairs = load()
    paths = files(cvs, data, folder)
    criteria = list(dict.fromkeys(pair[1] for pair in pairs))
    job = {"title": "Judged", "criteria": [{"text": text} for text in criteria]}
    _, rows = program.scores(program.cvs(list(paths.values())), [], [("judged.json", json.dumps(job))])
    place = {letter: index for index, letter in enumerate(paths)}
    found = {}
    for text, criterion in zip(criteria, range(len(criteria))):
        for letter, index in place.items():
            part = rows[0]["parts"][index][criterion]
            found[text, letter] = SAID[part[3]], part[0]
    return [(*pair, *found[pair[1], pair[2]]) for pair in pairs]


def kappa(truth, said):
    """Cohen's kappa with quadratic weights over three steps."""
    seen = np.zeros((3, 3))
    for a, b in zip(truth, said):
        seen[a, b] += 1
    chance = np.outer(seen.sum(1), seen.sum(0)) / seen.sum()
    weights = np.subtract.outer(np.arange(3), np.arange(3)) ** 2
    return 1 - (weights * seen).sum() / (weights * chance).sum()


def monotone(pairs):
    """Of one criterion's CVs: pairs of different verdicts whose scores stand in that order; equal scores half."""
    right = total = 0.0
    for text in {pair[1] for pair in pairs}:
        own = [(VERDICTS[p[3]], p[5]) for p in pairs if p[1] == text]
        for high, score in own:
            for low, other in own:
                if high > low:
                    total += 1
                    right += 1.0 if score > other else 0.5 if score == other else 0.0
    return right / total


def row(pairs):
    same = np.mean([p[3] == p[4] for p in pairs])
    steps = [(VERDICTS[p[3]], VERDICTS[p[4]]) for p in pairs]
    missed = np.mean([p[4] in "nc" for p in pairs if p[3] == "y"])
    false = np.mean([p[4] == "y" for p in pairs if p[3] in "nc"])
    return (f"{len(pairs)} | {same:.3f} | {kappa(*zip(*steps)):.3f} | {monotone(pairs):.3f} | {missed:.3f} | {false:.3f}")


def table(pairs):
    lines = ["| part | pairs | same verdict | weighted κ | scores in order | found called not found | not found called found |",
             "|---|---|---|---|---|---|---|"]
    for name, part in (("looked at", "look"), ("**reported**", "report")):
        lines.append(f"| {name} | {row([p for p in pairs if p[0] == part])} |")
    for name, letters in (("reported, English", str.isupper), ("reported, Norwegian", str.islower)):
        lines.append(f"| {name} | {row([p for p in pairs if p[0] == 'report' and letters(p[2])])} |")
    return lines


def report(pairs):
    """The section of docs/quality.md."""
    return ["Criteria written on their own (no occupation, no advertisement) for 16 CVs, judged by reading before anything was changed "
            "(`tests/eval/ranking/judged.tsv`); one half of the criteria was looked at, the other is reported:", "", *table(pairs)]


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "tests", "model", "cache"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--show")
    arguments = parser.parse_args()
    program = tools.Tools(arguments.tests, arguments.model, arguments.cache / "tools")
    pairs = answers(program, arguments.data, arguments.cache / "judged")
    print("\n".join(table(pairs)))
    for part, text, letter, verdict, said, score in pairs:
        if part == arguments.show and verdict != said:
            print(f"{letter} {verdict} said {said} {score / 1e6:.3f}  {text}")


if __name__ == "__main__":
    main()
