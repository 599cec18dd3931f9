# SPDX-License-Identifier: Apache-2.0
"""How good search, similar and duplicates are over CVs of known occupation; prints a section of docs/quality.md.

pool.py --data DIR --bin build/release/bin --model build/model --cache DIR

DIR holds cvs/livecareer_pdf/OCCUPATION/*.pdf and taxonomy/esco/occupations_en.csv. A query is ESCO's description of an occupation, three for
each folder that is one (below, chosen by their titles before anything was measured); a CV is right when it lies in that folder.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess

import numpy as np

import baselines
import measures
import tools

# Folders that are no occupation (ARTS, BPO, CONSULTANT, ...) have no query.
OCCUPATIONS = {
    "ACCOUNTANT": ["accountant", "auditor", "bookkeeper"], "ADVOCATE": ["lawyer", "legal assistant", "corporate lawyer"],
    "AVIATION": ["airline transport pilot", "aircraft maintenance technician", "flight attendant"],
    "BANKING": ["bank manager", "bank teller", "credit analyst"], "CHEF": ["chef", "cook", "head chef"],
    "CONSTRUCTION": ["construction manager", "carpenter", "construction general supervisor"],
    "DESIGNER": ["graphic designer", "fashion designer", "interior designer"],
    "ENGINEERING": ["mechanical engineer", "civil engineer", "electrical engineer"],
    "FINANCE": ["financial analyst", "financial manager", "investment adviser"],
    "FITNESS": ["personal trainer", "fitness instructor", "sports coach"],
    "HEALTHCARE": ["nurse responsible for general care", "healthcare assistant", "medical administrative assistant"],
    "HR": ["human resources manager", "recruitment consultant", "human resources officer"],
    "INFORMATION-TECHNOLOGY": ["ICT system administrator", "software developer", "ICT help desk agent"],
    "PUBLIC-RELATIONS": ["public relations manager", "public relations officer", "communication manager"],
    "SALES": ["sales account manager", "sales assistant", "commercial sales representative"],
    "TEACHER": ["primary school teacher", "secondary school teacher", "special educational needs teacher"],
}


def descriptions(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {row["preferredLabel"]: " ".join(row["description"].split()) for row in csv.DictReader(file)}


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "bin", "model", "cache"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    programs = tools.Tools(arguments.bin, arguments.model, arguments.cache)
    files = sorted((arguments.data / "cvs/livecareer_pdf").glob("*/*.pdf"))
    folders = np.array([path.parent.name for path in files])
    cvs = programs.cvs(files)

    def run(*parts):
        done = subprocess.run([arguments.bin / "pool-scores", *map(str, parts)], stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    known = descriptions(arguments.data / "taxonomy/esco/occupations_en.csv")
    asked = [(folder, title) for folder, titles in OCCUPATIONS.items() for title in titles if title in known]
    texts = arguments.cache / "pool.texts"
    texts.write_text("".join(known[title] + "\n" for _, title in asked), encoding="utf-8")
    vectors = arguments.cache / "pool.vectors"
    vectors.write_bytes(subprocess.run([arguments.bin / "embed-dump", arguments.model, "query"], input=texts.read_bytes(),
                                       stdout=subprocess.PIPE, check=True).stdout)
    relevant = np.array([folders == folder for folder, _ in asked])
    blind = [re.sub(r"\[[a-z]+\]", " ", text) for text in run("texts", cvs)]
    bm25 = measures.precision(measures.top(baselines.bm25([known[title] for _, title in asked], blind, "english")), relevant)
    found = run("search", cvs, vectors, texts)
    ours = np.array([relevant[query][hits].sum() / 10 for query, hits in enumerate(found)])
    low, high = measures.interval(ours - bm25)
    print(f"{len(files)} CVs, {len(asked)} descriptions of occupations in {len(OCCUPATIONS)} folders\n")
    print("| search | P@10 |\n|---|---|")
    print(f"| BM25 | {bm25.mean():.3f} |\n| **Utvalg** | {ours.mean():.3f} |")
    print(f"\nDifference {(ours - bm25).mean():+.3f}, 95 % interval over queries {low:+.3f} to {high:+.3f}.\n")
    similar = run("similar", cvs)
    share = np.array([np.mean(folders[near] == folders[index]) for index, near in enumerate(similar)])
    chance = np.mean([(np.sum(folders == folder) - 1) / (len(folders) - 1) for folder in folders])
    print(f"Similar: {share.mean():.3f} of the ten nearest lie in the same folder (by chance {chance:.3f}); "
          f"{np.mean([folders[near[0]] == folders[index] for index, near in enumerate(similar)]):.3f} of the nearest ones.\n")
    print("| words changed | copies found | pairs of others at the same limit |\n|---|---|---|")
    for thousandths in (10, 30, 50, 100, 150):
        [planted] = run("planted", cvs, thousandths)
        others = {tuple(sorted(pair[:2])) for pair in planted["others"]}
        named = "; ".join(f"{files[a].parent.name}/{files[a].stem} and {files[b].parent.name}/{files[b].stem}" for a, b in sorted(others))
        print(f"| {thousandths / 10:.0f} % | {planted['found']} of {planted['planted']} | {len(others)}{': ' + named if others else ''} |")


if __name__ == "__main__":
    main()
