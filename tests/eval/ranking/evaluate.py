# SPDX-License-Identifier: Apache-2.0
"""How good the order is: job posts over CVs of known occupation, beside four baselines; writes a section of docs/quality.md.

evaluate.py --data DIR --bin build/release/bin --tests build/release/tests --model build/model --cache DIR [--report FILE]

DIR holds jobs/english_posts.json and cvs/livecareer_pdf/OCCUPATION/*.pdf. A CV is relevant for a post of its own
occupation. The posts come in pairs of one occupation; the first and the second of each pair are reported apart.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np

import baselines
import measures

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = {"IT": "INFORMATION-TECHNOLOGY"}
BEGIN, END = "<!-- order: begin -->", "<!-- order: end -->"


def screen(arguments, job, workspace, cvs):
    """Files in the order of `utvalg screen`."""
    command = [arguments.bin / "utvalg", "screen", "--job", job, "--workspace", workspace, "--json", cvs]
    environment = {"UTVALG_MODEL": str(arguments.model.resolve()), "PATH": "/usr/bin:/bin", "HOME": str(arguments.cache)}
    done = subprocess.run(command, capture_output=True, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"evaluate: utvalg screen --job {job}: {done.stderr.decode()[-500:]}")
    return [entry["file"] for entry in json.loads(done.stdout)["ranked"]]


def tops(arguments, jobs, workspace, folder, files):
    """The first ten of every job as indices into `files`."""
    place = {str(path.relative_to(folder)): index for index, path in enumerate(files)}
    # What is shown depends on how the folder was named; the last two parts tell a file.
    place = {"/".join(pathlib.Path(name).parts[-2:]): index for name, index in place.items()}
    order = []
    for job in jobs:
        print(f"evaluate: {job.name} over {folder.name}", file=sys.stderr)
        ranked = screen(arguments, job, workspace, folder)
        order.append([place["/".join(pathlib.Path(name).parts[-2:])] for name in ranked[: measures.DEPTH]])
    return np.array(order)


def without_first_line(files, texts, folder):
    for path, text in zip(files, texts):
        lines = text.splitlines()
        first = next((i for i, line in enumerate(lines) if line.strip()), -1)
        target = folder / path.parent.name / (path.stem + ".txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines[first + 1 :]), encoding="utf-8")
    return sorted(folder.glob("*/*.txt"))


def row(name, order, relevant):
    p, n = measures.precision(order, relevant), measures.ndcg(order, relevant)
    return f"| {name} | {p.mean():.3f} | {p[::2].mean():.3f} | {p[1::2].mean():.3f} | {n.mean():.3f} |"


def compare(name, ours, others, relevant):
    """Lines of a table and the difference to the best of the others."""
    lines = ["| order | P@10 | first of each pair | second of each pair | nDCG@10 |", "|---|---|---|---|---|"]
    lines += [row(other, measures.top(scores), relevant) for other, scores in others.items()]
    lines.append(row(f"**{name}**", ours, relevant))
    best = max(others, key=lambda other: measures.precision(measures.top(others[other]), relevant).mean())
    difference = measures.precision(ours, relevant) - measures.precision(measures.top(others[best]), relevant)
    low, high = measures.interval(difference)
    lines += ["", f"Above the best baseline ({best}): {difference.mean():+.3f}, 95 % interval over posts "
              f"{low:+.3f} to {high:+.3f}."]
    return lines


def languages(arguments, workspace, folder, files):
    lines = ["| advertisement | shared of the first ten |", "|---|---|"]
    for english in sorted((HERE / "jobs").glob("*.en.txt")):
        pair = [english, english.with_name(english.name.replace(".en.", ".nb."))]
        first, second = tops(arguments, pair, workspace, folder, files)
        lines.append(f"| {english.name.split('.')[0]} | {len(set(first) & set(second))} |")
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "bin", "tests", "model", "cache"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path)
    arguments = parser.parse_args()
    folder = arguments.data / "cvs" / "livecareer_pdf"
    files = sorted(folder.glob("*/*.pdf"))
    posts = json.loads((arguments.data / "jobs" / "english_posts.json").read_text(encoding="utf-8"))
    jobs_folder = arguments.cache / "posts"
    jobs_folder.mkdir(parents=True, exist_ok=True)
    jobs = [jobs_folder / f"{number:02d}.txt" for number in range(len(posts))]
    for job, post in zip(jobs, posts):
        job.write_text(post["post"], encoding="utf-8")
    wanted = [FOLDER.get(post["occupation"], post["occupation"].upper()) for post in posts]
    relevant = np.array([[path.parent.name == folder_name for path in files] for folder_name in wanted])

    embed = baselines.Embedder(arguments.tests / "embed-dump", arguments.model, arguments.cache / "vectors")
    texts = [baselines.text_of(path) for path in files]
    post_texts = [post["post"] for post in posts]
    workspace = arguments.cache / "workspace"
    lines = [f"## Order", "", f"{len(posts)} English job posts over {len(files)} CVs of {len(set(p.parent for p in files))} "
             "occupations, ten each; relevant is a CV of the post's occupation. `make eval` measures it. Nothing is "
             "fitted to the posts (the map of occupations is learned from ESCO), but its few constants were chosen while "
             "looking at both posts of each pair, so neither half is quite unseen.", ""]
    lines += compare("Utvalg", tops(arguments, jobs, workspace, folder, files),
                     baselines.scores(post_texts, texts, embed), relevant)
    publish(arguments.report, lines)
    bare_folder = arguments.cache / "without-first-line"
    bare = without_first_line(files, texts, bare_folder)
    lines += ["", "The same with the first line of every CV (mostly a job title) removed:", ""]
    lines += compare("Utvalg", tops(arguments, jobs, workspace, bare_folder, bare),
                     baselines.scores(post_texts, [path.read_text(encoding="utf-8") for path in bare], embed), relevant)
    publish(arguments.report, lines)
    lines += ["", "The same advertisement in English and in Bokmål (`tests/eval/ranking/jobs`), over the same CVs:", ""]
    lines += languages(arguments, workspace, folder, files)
    print("\n".join(lines))
    publish(arguments.report, lines)


if __name__ == "__main__":
    main()
