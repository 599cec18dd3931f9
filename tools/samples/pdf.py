# SPDX-License-Identifier: Apache-2.0
"""PDFs: through Chromium from HTML, through LibreOffice from DOCX, with reportlab, and as a scan."""

import io
import pathlib
import random
import re
import subprocess
import tempfile

from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer

DATE = b"D:20250201120000+00'00'"


def settle(path):
    """Sets the dates and ids in a PDF to fixed values of the same length, so that rendering again gives the same bytes."""
    data = path.read_bytes()

    def same_length(match):
        return match.group(1) + DATE[: len(match.group(2))].ljust(len(match.group(2)), b"0") + b")"

    data = re.sub(rb"(/(?:CreationDate|ModDate)\s*\()(D:[^)]*)\)", same_length, data)
    data = re.sub(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)[0-9A-Fa-f]{32}(>)",
                  lambda m: m[1] + b"0" * 32 + m[3] + b"0" * 32 + m[4], data)
    data = re.sub(rb"(/DocChecksum /)[0-9A-F]{32}", rb"\g<1>" + b"0" * 32, data)
    path.write_bytes(data)


def chromium(pages):
    """Prints HTML texts ({path: html}) as PDF."""
    for path, html in pages.items():
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "cv.html"
            source.write_text(html, encoding="utf-8")
            subprocess.run(
                ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                 "--no-pdf-header-footer", f"--print-to-pdf={path}", source.as_uri()],
                check=True, capture_output=True, timeout=120)
        settle(path)


def office(source, target):
    """Converts a document with LibreOffice to the type of the target's suffix."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             target.suffix[1:], "--outdir", folder, str(source)], check=True, capture_output=True, timeout=180)
        produced = pathlib.Path(folder) / (source.stem + target.suffix)
        target.write_bytes(produced.read_bytes())
    if target.suffix == ".pdf":
        settle(target)


def office_all(sources, folder, suffix):
    """Converts many documents in one run of LibreOffice; each lands in the folder under its own stem."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix[1:], "--outdir", str(folder),
             *map(str, sources)], check=True, capture_output=True, timeout=600)
    if suffix == ".pdf":
        for source in sources:
            settle(folder / (source.stem + suffix))


def reportlab(record, path):
    """One column with the standard fonts, which a PDF need not embed."""
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.5)
    name = ParagraphStyle("name", style, fontName="Helvetica-Bold", fontSize=18, leading=22)
    heading = ParagraphStyle("heading", style, fontName="Times-Bold", fontSize=13, leading=16, spaceBefore=9, spaceAfter=3)
    story = [Paragraph(record.person["name"], name), Paragraph(record.data["title"], style)]
    story += [Paragraph(line, style) for line in record.contact()]
    story += [Paragraph(f"{label}: {value}", style) for label, value in record.protected()]
    for section in record.sections():
        story.append(Paragraph(section.heading, heading))
        if section.text:
            story.append(Paragraph(section.text, style))
        for entry in section.entries:
            place = f", {entry.place}" if entry.place else ""
            story.append(Paragraph(f"<b>{entry.title}</b>, {entry.organisation}{place} ({entry.dates})", style))
            bullets = [Paragraph(bullet, style) for bullet in entry.bullets]
            story += [ListFlowable(bullets, bulletType="bullet", start="•", leftIndent=12), Spacer(1, 4)] if bullets else []
        if section.kind == "skills":
            story.append(Paragraph(" • ".join(section.lines), style))
        else:
            story += [Paragraph(line, style) for line in section.lines]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=18 * mm,
                      bottomMargin=18 * mm, title="CV", invariant=1).build(story)


def scan(source, path, seed):
    """A PDF whose pages are grey, slightly turned and noisy pictures of the pages of another."""
    noise = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", "150", str(source), f"{folder}/page"], check=True, timeout=120)
        page = canvas.Canvas(str(path), pagesize=A4, invariant=1)
        for picture in sorted(pathlib.Path(folder).glob("page*")):
            image = Image.open(picture).rotate(noise.uniform(-0.5, 0.5), fillcolor=250, resample=Image.BICUBIC)
            image = image.filter(ImageFilter.GaussianBlur(0.4)).point(lambda v: min(250, 22 + int(v * 0.92)))
            buffer = io.BytesIO()
            image.save(buffer, "JPEG", quality=45)
            buffer.seek(0)
            page.drawImage(ImageReader(buffer), 0, 0, *A4)
            page.showPage()
        page.save()
