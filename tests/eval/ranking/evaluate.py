# SPDX-License-Identifier: Apache-2.0
"""How good the order is: job posts over CVs of known occupation, beside four baselines; writes a section of docs/quality.md.

evaluate.py --data DIR --bin build/release/bin --tests build/release/bin --model build/model --cache DIR [--report FILE]

DIR holds jobs/english_posts.json, jobs/norwegian_ads.jsonl and cvs/livecareer_pdf/OCCUPATION/*.pdf. A CV is relevant for a post
of its own occupation. The posts come in pairs of one occupation; the first and the second of each pair are reported apart.
"""

import argparse
import html
import json
import pathlib
import re
import subprocess
import sys

import numpy as np

import baselines
import criteria
import judged
import measures
import norwegian
import tools

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
FOLDER = {"IT": "INFORMATION-TECHNOLOGY"}
BEGIN, END = "<!-- order: begin -->", "<!-- order: end -->"
BAND = ROOT / "services/rank/core/noise_band.h"


def screen(arguments, job, folder):
    """(file, score) of everything that `utvalg screen` ranks, in its order."""
    command = [arguments.bin / "utvalg", "screen", "--job", job, "--workspace", arguments.cache / "workspace", "--json", folder]
    environment = {"UTVALG_MODEL": str(arguments.model.resolve()), "PATH": "/usr/bin:/bin", "HOME": str(arguments.cache)}
    done = subprocess.run(command, capture_output=True, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"evaluate: utvalg screen --job {job}: {done.stderr.decode()[-500:]}")
    # What is shown depends on how the folder was named; the last two parts tell a file.
    return [("/".join(pathlib.Path(entry["file"]).parts[-2:]), entry["score"]) for entry in json.loads(done.stdout)["ranked"]]


def screened(arguments, jobs, folder, files):
    """Orders (indices into `files`) and scores of every job."""
    place = {"/".join(path.parts[-2:]): index for index, path in enumerate(files)}
    orders, scores = [], np.zeros((len(jobs), len(files)))
    for number, job in enumerate(jobs):
        print(f"evaluate: {job.name} over {folder.name}", file=sys.stderr)
        ranked = screen(arguments, job, folder)
        orders.append([place[name] for name, _ in ranked])
        for name, score in ranked:
            scores[number, place[name]] = score
    return np.array(orders), scores


def compare(ours, scores, others, relevant):
    """Lines of a table and the difference to the best of the others."""
    lines = ["| order | P@10 | first of each pair | second of each pair | nDCG@10 | pairs right |", "|---|---|---|---|---|---|"]
    for name, values in [*others.items(), ("**Utvalg**", scores)]:
        order = ours if name == "**Utvalg**" else measures.top(values)
        p, n = measures.precision(order, relevant), measures.ndcg(order, relevant)
        lines.append(f"| {name} | {p.mean():.3f} | {p[::2].mean():.3f} | {p[1::2].mean():.3f} | {n.mean():.3f} | "
                     f"{measures.pairwise(values, relevant).mean():.3f} |")
    best = max(others, key=lambda other: measures.precision(measures.top(others[other]), relevant).mean())
    difference = measures.precision(ours, relevant) - measures.precision(measures.top(others[best]), relevant)
    low, high = measures.interval(difference)
    return lines + ["", f"Above the best baseline ({best}): {difference.mean():+.3f}, 95 % interval over posts "
                    f"{low:+.3f} to {high:+.3f}."]


def ablation(rows, relevant, without):
    """P@10 with parts of the score left out, by the parts that rank-scores prints; `without`: name -> scores of whole runs."""
    def order(part):
        return measures.top(np.array([part(np.array([[part[:3] for part in cv] for cv in row["parts"]], float), np.array([c["weight"] for c in row["criteria"]], float))
                                      for row in rows]))

    def weighted(parts, weights, column):
        return (parts[:, :, column] * weights).sum(axis=1) / weights.sum()

    variants = {
        "whole score": lambda p, w: weighted(p, w, 0),
        "facts alone": lambda p, w: weighted(p, w, 1),
        "passages alone": lambda p, w: weighted(p, w, 2),
        "occupation alone": lambda p, w: p[:, 0, 0],
        "occupation, its facts left out": lambda p, w: p[:, 0, 2],
        "without the occupation": lambda p, w: weighted(p[:, 1:], w[1:], 0) if len(w) > 1 else p[:, 0, 0] * 0,
        "all criteria of equal weight": lambda p, w: weighted(p, np.ones_like(w), 0)}
    lines = ["| part of the score | P@10 | nDCG@10 |", "|---|---|---|"]
    for name, part in variants.items():
        ranked = order(part)
        lines.append(f"| {name} | {measures.precision(ranked, relevant).mean():.3f} | {measures.ndcg(ranked, relevant).mean():.3f} |")
    for name, scores in without.items():
        ranked = measures.top(scores)
        lines.append(f"| {name} | {measures.precision(ranked, relevant).mean():.3f} | {measures.ndcg(ranked, relevant).mean():.3f} |")
    return lines


def plot(rows, path):
    """The calibration as a picture: share of relevant ones over mean score."""
    points = "".join(f'<circle cx="{40 + 300 * score:.0f}" cy="{320 - 300 * share:.0f}" r="{3 + np.log10(count) * 2:.1f}">'
                     f"<title>{count} pairs</title></circle>" for count, score, share in rows)
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="380" height="370" font-family="sans-serif" font-size="12">'
                    '<rect width="380" height="370" fill="#fff"/><path d="M40 20V320H340M40 320L340 20" fill="none" stroke="#999"/>'
                    f'<g fill="#246">{points}</g><text x="130" y="350">score (0 to 1)</text>'
                    '<text transform="translate(22 240) rotate(-90)">share that is relevant</text></svg>\n', encoding="utf-8")


def without_first_line(files, texts, folder):
    for path, text in zip(files, texts):
        lines = text.splitlines()
        first = next((i for i, line in enumerate(lines) if line.strip()), -1)
        target = folder / path.parent.name / (path.stem + ".txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines[first + 1:]), encoding="utf-8")
    return sorted(folder.glob("*/*.txt"))


def plain(text):
    text = re.sub(r"<(br|/?p|/?li|/?h\d|/?div|/?ul)\b[^>]*>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def advertisements(arguments):
    with open(arguments.data / "jobs" / "norwegian_ads.jsonl", encoding="utf-8") as file:
        ads = [json.loads(line) for line in file]
    rows = [line.split("\t") for line in (HERE / "norwegian_ads.tsv").read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")]
    assert [(ad["source"], ad["id"]) for ad in ads] == [tuple(row[:2]) for row in rows]
    return [(ad["title"] or "", ad["text"]) for ad in ads], [set(row[2].split(",")) for row in rows]


def of_codes(program, embed, made, ads, labels):
    """Table of an order by codes, the calibration error of its pairs and how many advertisements have somebody fitting."""
    files, codes = [path for _, path in made], [code for code, _ in made]
    relevant = np.array([[code in wanted for code in codes] for wanted in labels])
    fitting = relevant.any(axis=1)
    scores, _ = program.scores(program.cvs(files), ads)
    others = baselines.scores([f"{title}\n{plain(text)}" for title, text in ads],
                              [path.read_text(encoding="utf-8") for path in files], embed, "norwegian")
    lines = ["| order | nDCG@10 | MRR | pairs right |", "|---|---|---|---|"]
    for name, values in [*others.items(), ("**Utvalg**", scores)]:
        order = np.argsort(-values[fitting], axis=1, kind="stable")
        lines.append(f"| {name} | {measures.ndcg(order, relevant[fitting]).mean():.3f} | "
                     f"{measures.reciprocal_rank(order, relevant[fitting]).mean():.3f} | "
                     f"{measures.pairwise(values[fitting], relevant[fitting]).mean():.3f} |")
    error, _ = measures.calibration(scores[fitting], relevant[fitting])
    return lines + ["", f"Expected calibration error of these pairs: {error:.3f}."], int(fitting.sum())


def norwegian_order(arguments, program, embed):
    made = norwegian.norwegian(arguments.cache / "norwegian")
    ads, labels = advertisements(arguments)
    table, fitting = of_codes(program, embed, made, ads, labels)
    return [f"{fitting} of {len(ads)} Norwegian advertisements (labelled by STYRK-08 by hand, "
            f"`tests/eval/ranking/norwegian_ads.tsv`) over {len(made)} made-up CVs of {len({code for code, _ in made})} codes, bokmål and "
            "nynorsk; every code has neighbours of the same group:", "", *table], ads


def unseen_order(arguments, program, embed):
    made = norwegian.unseen(arguments.cache / "unseen")
    ads, labels = norwegian.unseen_advertisements()
    table, fitting = of_codes(program, embed, made, ads, labels)
    return [f"{fitting} advertisements (`tests/eval/ranking/unseen`; nine in Norwegian, three in English) of occupations, titles and duties that nothing "
            f"was made for, over {len(made)} CVs of {len({code for code, _ in made})} codes, written before they were first scored and not tuned on:", "", *table]


def stored_band():
    return int(re.search(r"kNoiseBand = ([\d']+)", BAND.read_text(encoding="utf-8"))[1].replace("'", "")) / 1e6


def parity(program, made, ads):
    count = len(made["nb"])
    scores, _ = program.scores(program.cvs([path for language in made for path in made[language]]), ads)
    of = {language: scores[:, number * count:(number + 1) * count] for number, language in enumerate(made)}
    lines = [f"{count} CVs, the same facts in three languages, for {len(ads)} advertisements:", "",
             "| languages | mean difference of scores | Kendall τ of the orders | candidates of one noise band equal |", "|---|---|---|---|"]
    band = stored_band()
    for a, b in (("nb", "nn"), ("nb", "en"), ("nn", "en")):
        tau = np.mean([measures.kendall(x, y) for x, y in zip(of[a], of[b])])
        shown = np.mean([measures.kendall(measures.banded(x, band), measures.banded(y, band)) for x, y in zip(of[a], of[b])])
        lines.append(f"| {a}–{b} | {np.abs(of[a] - of[b]).mean():.3f} | {tau:.2f} | {shown:.2f} |")
    return lines


def noise(arguments, program, ads):
    made = norwegian.noisy(arguments.cache / "noisy")
    names = list(made[0])
    scores, _ = program.scores(program.cvs([paths[name] for paths in made for name in names]), ads)
    scores = scores.reshape(len(ads), len(made), len(names))
    moved = np.abs(scores[:, :, 1:] - scores[:, :, :1])
    shown = {name: np.percentile(moved[:, :, number], 95) for number, name in enumerate(names[1:])}
    measured = np.percentile(moved[:, :, [names.index(n) - 1 for n in ("layout", "bullets", "synonyms")]], 95)
    stored = stored_band()
    if measured > stored:
        raise SystemExit(f"evaluate: the noise band is {measured:.6f}, above the {stored} in {BAND.name}")
    return [f"The same CV told otherwise ({len(made)} CVs, {len(ads)} advertisements), 95th percentile of |score difference|: "
            + ", ".join(f"{name} {value:.4f}" for name, value in shown.items())
            + f"; layout, bullets and synonyms together {measured:.4f} (stored noise band {stored:.4f})."]


def padding(arguments, program, ads):
    """What a page of more moves: every CV for the one advertisement that is pasted in, and for the others."""
    pasted = next(index for index, (_, text) in enumerate(ads) if len(plain(text)) > 1500)
    made = norwegian.stuffed(arguments.cache / "stuffed", " ".join(plain(ads[pasted][1]).split()))
    names = list(made[0])
    scores, _ = program.scores(program.cvs([paths[name] for paths in made for name in names]), ads)
    scores = scores.reshape(len(ads), len(made), len(names))
    lines = [f"Added to {len(made)} CVs, at the end where nothing else is said; how far scores for {len(ads)} advertisements move (what is of an "
             "advertisement: for itself, then for the others):", "",
             "| added | mean | 95th percentile of the size | most up | most down |", "|---|---|---|---|---|"]

    def row(name, moved):
        lines.append(f"| {name} | {moved.mean():+.4f} | {np.percentile(np.abs(moved), 95):.4f} | {max(moved.max(), 0):+.4f} | {min(moved.min(), 0):+.4f} |")

    for number, name in enumerate(names[1:], 1):
        moved = scores[:, :, number] - scores[:, :, 0]
        if name.startswith(("advertisement", "its words")):
            row(name, moved[pasted])
            row("– for the others", np.delete(moved, pasted, axis=0))
        else:
            row(name, moved)
    return lines


def pairs(arguments, folder, files):
    lines = ["| advertisement | shared of the first ten |", "|---|---|"]
    for english in sorted((HERE / "jobs").glob("*.en.txt")):
        orders, _ = screened(arguments, [english, english.with_name(english.name.replace(".en.", ".nb."))], folder, files)
        lines.append(f"| {english.name.split('.')[0]} | {len(set(orders[0][:10]) & set(orders[1][:10]))} |")
    return lines


def publish(report, lines):
    """Puts the lines into the report's section; called after each part, for all of it takes minutes."""
    if report is None:
        return
    text = report.read_text(encoding="utf-8") if report.exists() else "# Quality\n"
    if BEGIN not in text:
        text += f"\n{BEGIN}\n{END}\n"
    head, rest = text.split(BEGIN, 1)
    report.write_text(head + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.split(END, 1)[1], encoding="utf-8")


def english(arguments, program, embed, add):
    folder = arguments.data / "cvs" / "livecareer_pdf"
    files = sorted(folder.glob("*/*.pdf"))
    posts = json.loads((arguments.data / "jobs" / "english_posts.json").read_text(encoding="utf-8"))
    texts, post_texts = [baselines.text_of(path) for path in files], [post["post"] for post in posts]
    jobs = [arguments.cache / "posts" / f"{number:02d}.txt" for number in range(len(posts))]
    jobs[0].parent.mkdir(parents=True, exist_ok=True)
    for job, text in zip(jobs, post_texts):
        job.write_text(text, encoding="utf-8")
    wanted = [FOLDER.get(post["occupation"], post["occupation"].upper()) for post in posts]
    relevant = np.array([[path.parent.name == name for path in files] for name in wanted])

    add("## Order", "", f"{len(posts)} English job posts over {len(files)} CVs of {len(set(p.parent for p in files))} occupations, "
        "ten each, through `utvalg screen`; relevant is a CV of the post's occupation. `make eval` measures it. Nothing is fitted to "
        "the posts (the map of occupations is learned from ESCO), but its few constants were chosen while looking at both posts of "
        "each pair, so neither half is quite unseen.", "")
    orders, scores = screened(arguments, jobs, folder, files)
    add(*compare(orders, scores, baselines.scores(post_texts, texts, embed), relevant))
    halves = [measures.calibration(scores[half::2], relevant[half::2])[0] for half in (0, 1)]
    error, rows = measures.calibration(scores, relevant)
    plot(rows, ROOT / "docs/images/calibration.svg")
    add("", f"Expected calibration error (ten bins, every post × CV pair; the score read as the share of such CVs that are relevant): "
        f"{error:.3f}; of the first posts {halves[0]:.3f}, of the second {halves[1]:.3f}.", "",
        "![Calibration](images/calibration.svg)", "", "Parts of the score, on the same pairs:", "")
    _, parts = program.scores(program.cvs(files), [("", text) for text in post_texts])
    without = {"the criteria's own words not looked at": "words", "claims not sorted out": "claims", "copies not sorted out": "copies"}
    add(*ablation(parts, relevant, {name: program.scores_without(program.cvs(files), part) for name, part in without.items()}))
    replayed = program.replay(program.cvs(files))
    add("", f"{replayed['exact']} of {replayed['scores']} of these scores computed again in another process were equal to the last bit; "
        f"{replayed['quotes']} quotes of their explanations stand at their place, {replayed['misplaced']} records have one that does not.")
    bare = without_first_line(files, texts, arguments.cache / "without-first-line")
    bare_scores, _ = program.scores(program.cvs(bare), [("", text) for text in post_texts])
    add("", "The first line of every CV (mostly a job title) removed, on text without layout:", "")
    add(*compare(measures.top(bare_scores), bare_scores,
                 baselines.scores(post_texts, [path.read_text(encoding="utf-8") for path in bare], embed), relevant))
    add("", "The same advertisement in English and in Bokmål (`tests/eval/ranking/jobs`), over the same CVs:", "")
    add(*pairs(arguments, folder, files))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "bin", "tests", "model", "cache"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path)
    arguments = parser.parse_args()
    embed = baselines.Embedder(arguments.tests / "embed-dump", arguments.model, arguments.cache / "vectors")
    program = tools.Tools(arguments.tests, arguments.model, arguments.cache / "tools")
    lines = []

    def add(*more):
        lines.extend(more)
        publish(arguments.report, lines)

    english(arguments, program, embed, add)
    table, ads = norwegian_order(arguments, program, embed)
    add("", "### Norwegian", "", *table)
    add("", *unseen_order(arguments, program, embed))
    pairs_judged = judged.answers(program, arguments.data, arguments.cache / "judged")
    add("", "### Criteria beside a person's reading", "", *judged.report(pairs_judged))
    posts = json.loads((arguments.data / "jobs" / "english_posts.json").read_text(encoding="utf-8"))
    add("", "### What is proposed from an advertisement", "", "Labelled sentence by sentence, without knowing what is proposed, and by no recruiter (`tests/eval/ranking/criteria.py`); one part was looked at while it was "
        "mended, the other only once after that.", "",
        *criteria.report(program, ads + [("", post["post"]) for post in posts] + norwegian.unseen_advertisements()[0]))
    add("", "### Languages and noise", "", *parity(program, norwegian.parallel(arguments.cache / "parallel"), ads))
    add("", "Of the unseen occupations, for the unseen advertisements:", "",
        *parity(program, norwegian.parallel_unseen(arguments.cache / "parallel-unseen"), norwegian.unseen_advertisements()[0]))
    add("", *noise(arguments, program, ads))
    add("", *padding(arguments, program, ads))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
