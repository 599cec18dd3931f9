# SPDX-License-Identifier: Apache-2.0
"""Renders samples/records into samples/cvs with their truth in samples/truth, and the blindness test's documents.

    make_samples.py [PART OF A RECORD'S NAME]...     all when none is named
"""

import pathlib
import re
import shutil
import sys
import tempfile
import zipfile

import identities
import pdf
import text
import truth
import word
from record import Record

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUFFIX = {"scan": ".pdf"}


def settle_zip(path):
    """Takes times and LibreOffice's random edit ids out of a DOCX or ODT, so that rendering again gives the same bytes."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for info, data in members:
            data = re.sub(rb'( xml:id="list| officeooo:(?:paragraph-)?rsid="|config:name="Rsid(?:Root)?"[^>]*>)[0-9a-f]+', rb"\g<1>0", data)
            kept = zipfile.ZipInfo(info.filename, (2025, 2, 1, 12, 0, 0))
            kept.compress_type, kept.external_attr = info.compress_type, info.external_attr
            archive.writestr(kept, data)


def render(record, target):
    """Writes the record as the document its `render` entry asks for."""
    layout, kind = record.render["layout"], record.render["format"]
    if kind == "txt":
        target.write_text(text.plain(record), encoding="utf-8")
    elif kind == "md":
        target.write_text(text.markdown(record), encoding="utf-8")
    elif kind == "html":
        target.write_text(text.html(record), encoding="utf-8")
    elif kind == "docx":
        word.write(record, target, layout)
        settle_zip(target)
    elif kind in ("odt", "rtf") or layout.startswith("word-"):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "cv.docx"
            word.write(record, source, layout.removeprefix("word-"))
            pdf.office(source, target)
        if kind == "odt":
            settle_zip(target)
    elif layout == "reportlab":
        pdf.reportlab(record, target)
    elif kind == "scan":
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "cv.pdf"
            pdf.chromium({source: text.html(record)})
            pdf.scan(source, target, seed=28)
    else:
        pdf.chromium({target: text.html(record)})


def make_samples(names):
    cvs, truths = ROOT / "samples/cvs", ROOT / "samples/truth"
    for path in sorted((ROOT / "samples/records").glob("*.yaml")):
        if names and not any(name in path.stem for name in names):
            continue
        record = Record.load(path)
        kind = record.render["format"]
        target = cvs / (path.stem + SUFFIX.get(kind, f".{kind}"))
        render(record, target)
        truth.write(truth.truth(record, target.name), truths / f"{path.stem}.json")
        print(f"{target.relative_to(ROOT)}  {target.stat().st_size} bytes", flush=True)


def make_broken():
    """A PDF that was cut off in transit: it ends before its first page does."""
    source = ROOT / "samples/cvs/14-mohammed-el-amrani.pdf"
    (ROOT / "samples/cvs/29-odelagt.pdf").write_bytes(source.read_bytes()[:700])
    value = {"file": "29-odelagt.pdf", "status": "needs_person", "reason": "malformed", "cv": None, "identity": None}
    truth.write(value, ROOT / "samples/truth/29-odelagt.json")


def make_identities():
    folder = ROOT / "tests/data/blindness"
    shutil.rmtree(folder, ignore_errors=True)
    for stem, number, record in identities.records(ROOT / "samples/records"):
        target = folder / stem / f"{number}.{record.render['format']}"
        target.parent.mkdir(parents=True, exist_ok=True)
        render(record, target)
        print(f"{target.relative_to(ROOT)}  {target.stat().st_size} bytes", flush=True)


def main():
    for folder in ("samples/cvs", "samples/truth"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    names = [name for name in sys.argv[1:] if name != "--identities"]
    if "--identities" not in sys.argv[1:]:
        make_samples(names)
        make_broken()
    if not names:
        make_identities()


if __name__ == "__main__":
    main()
