# SPDX-License-Identifier: Apache-2.0
"""Typesets made-up CVs and writes their truth: what `make eval` measures reading with.

generate.py --out DIR --modules NODE_MODULES --rendercv PROGRAM [--per-layout N]

Every layout gets records of its own; layouts are divided into `tune` and `held`. A value that a layout does not show (checked in
the text of the page) is not asked for. Files are kept and not made again. A third part, `unseen`, has layouts added after the parser
was last mended on the first two; `scan` holds pages of some layouts as pictures.
"""

import argparse
import json
import pathlib
import re
import subprocess
import unicodedata

import records as recs
import render_jsonresume
import render_office
import render_rendercv
import render_scan
import render_unseen

JSONRESUME = ("actual caffeine class compact crisp elegant eloquent flat kendall macchiato mantra modern onepage orbit paper "
              "short slick spartan stackoverflow straightforward").split()
HELD = set("class crisp elegant flat macchiato onepage paper slick stackoverflow "
           "ember engineeringresumes moderncv opal "
           "sidebar employerfirst hanging stacked labels".split())
UNSEEN_JSONRESUME = ("even kards papirus pumpkin rocketspacer simple-red techlead "
                     "autumn microdata minyma standard-resume "
                     "colophon folio jacrys paper-plus-plus srt").split()
SCANNED = "pipes sidebar datecolumn cards rightbar oldeuropass".split()


def squeeze(text):
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def shown_text(path):
    # A Word document shows what its PDF does, and so does a scan.
    path = path.with_suffix(".pdf")
    if path.parts[-3] == "scan":
        path = path.parents[2] / "office" / path.parent.name / path.name
    if path.exists():
        return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True).stdout
    return None


def shows_levels(text, record):
    """Whether languages are named with how well: by a word for it, or a level of the framework."""
    squeezed = squeeze(text)
    return bool(re.search(r"\b[ABC][12]\b", text)) or any(
        len(l["text"]) > 2 and squeeze(l["text"]) in squeezed for l in record["languages"])


def shown_truth(record, path):
    """The truth without what the page does not show."""
    truth = recs.truth(record)
    raw = shown_text(path)
    if raw is None:
        return truth
    text = squeeze(raw)
    words = lambda value: squeeze(str(value))
    for key, fields in (("experience", ("title", "employer", "place")), ("education", ("institution", "degree", "field"))):
        for field in fields:
            entries = truth["cv"][key]
            shown = sum(words(e[field]) in text or words(e[field])[:12] in text for e in entries)
            if shown < len(entries) and (shown == 0 or field in ("place", "field", "degree")):
                for entry in entries:
                    entry.pop(field)
        for entry in truth["cv"][key]:
            if entry["start"][:4] not in text:
                for other in truth["cv"][key]:
                    other.pop("start", None)
                break
    for entry in truth["cv"]["education"]:
        if "degree" not in entry:
            entry.pop("level", None)
    identity = truth["identity"]
    if "phones" in identity and not any(words(p)[-8:] in text for p in identity["phones"]):
        identity.pop("phones")
    for key in ("skills", "certificates"):
        if not all(words(e["name"])[:12] in text for e in truth["cv"][key]):
            truth["cv"].pop(key)
    names = [words(l["name"]) for l in record["languages"]]
    if not all(n in text for n in names):
        truth["cv"].pop("languages")
    elif path.parts[-3] == "jsonresume" and not shows_levels(raw, record):
        for language in truth["cv"]["languages"]:
            language.pop("level", None)
    licence = {"nb": "førerkort", "nn": "førarkort", "en": "drivinglicen"}[record["language"]]
    if licence not in text:
        truth["cv"].pop("licences")
    return truth


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--modules", required=True)
    parser.add_argument("--rendercv", required=True, help="empty: its layouts are left out")
    parser.add_argument("--per-layout", type=int, default=6)
    args = parser.parse_args()
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    pool = recs.make_records(rounds=4)
    step, at = 7, 0
    lines = []

    def take():
        nonlocal at
        chosen = []
        for _ in range(args.per_layout):
            chosen.append(pool[at % len(pool)])
            at += step
        return chosen

    def add(kind, layout, chosen, ids, suffix, split=None):
        for record in chosen:
            path = out / kind / layout / f"{record['id']}{suffix}"
            if record["id"] not in ids or not path.exists():
                continue
            lines.append({"file": f"{kind}/{layout}/{path.name}", "set": kind + suffix, "layout": layout, "language": record["language"],
                          "split": split or ("held" if layout in HELD else "tune"), **shown_truth(record, path)})

    def add_office(layouts, layout, split=None):
        chosen = take()
        ids = render_office.render(chosen, layouts[layout], out / "office" / layout)
        render_office.convert(out / "office" / layout, "pdf")
        add("office", layout, chosen, ids, ".docx", split)
        add("office", layout, chosen, ids, ".pdf", split)
        if layout in SCANNED:
            for name in ids:
                render_scan.scan(out / "office" / layout / f"{name}.pdf", out / "scan" / layout / f"{name}.pdf")
            add("scan", layout, chosen, ids, ".pdf", "scan")

    for layout in render_office.LAYOUTS:
        add_office(render_office.LAYOUTS, layout)
    for theme in render_rendercv.THEMES if args.rendercv else ():
        chosen = take()
        add("rendercv", theme, chosen, render_rendercv.render(chosen, theme, args.rendercv, out / "rendercv" / theme), ".pdf")
    for theme in JSONRESUME:
        chosen = take()
        ids = render_jsonresume.render(chosen, "jsonresume-theme-" + theme, args.modules, out / "jsonresume" / theme)
        add("jsonresume", theme, chosen, ids, ".pdf")
    for layout in render_unseen.LAYOUTS:
        add_office(render_unseen.LAYOUTS, layout, "unseen")
    for theme in UNSEEN_JSONRESUME:
        chosen = take()
        ids = render_jsonresume.render(chosen, "jsonresume-theme-" + theme, args.modules, out / "jsonresume" / theme)
        add("jsonresume", theme, chosen, ids, ".pdf", "unseen")
    with open(out / "truth.jsonl", "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(len(lines), "documents")


if __name__ == "__main__":
    main()
