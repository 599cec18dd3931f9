# SPDX-License-Identifier: Apache-2.0
"""CVs as DOCX, in three layouts: headings with dates at a right tab, a table with dates at the left, contact in the header."""

import datetime

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt


def write(record, path, layout):
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    for page in document.sections:
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin = page.bottom_margin = Cm(1.8)
    {"plain": _head_plain, "table": _head_table, "header": _head_header}[layout](document, record)
    for section in record.sections():
        document.add_heading(section.heading, level=1)
        _body(document, section, layout)
    properties = document.core_properties
    properties.author, properties.title = "", "CV"
    properties.created = properties.modified = datetime.datetime(2025, 2, 1)
    document.save(path)


def _head_plain(document, record):
    document.add_heading(record.person["name"], level=0)
    document.add_paragraph().add_run(record.data["title"]).italic = True
    for label, value in record.personal():
        document.add_paragraph(f"{label}: {value}")


def _head_table(document, record):
    document.add_heading("Curriculum vitae", level=0)
    table = document.add_table(rows=0, cols=2)
    name = {"nb": "Navn", "nn": "Namn", "en": "Name"}[record.language]
    for label, value in [(name, record.person["name"]), *record.personal()]:
        _row(table, label, value)


def _head_header(document, record):
    header = document.sections[0].header.paragraphs[0]
    header.add_run(record.person["name"]).bold = True
    header.add_run("\n" + " | ".join(record.contact()))
    document.add_heading(record.data["title"], level=0)
    if record.protected():
        document.add_paragraph(", ".join(f"{label} {value}" for label, value in record.protected()))


def _row(table, left, right):
    cells = table.add_row().cells
    cells[0].width, cells[1].width = Cm(4.2), Cm(12.4)
    cells[0].text = left
    cells[1].text = right
    return cells[1]


def _body(document, section, layout):
    if section.text:
        document.add_paragraph(section.text)
    if section.kind == "skills":
        document.add_paragraph(", ".join(section.lines))
    elif section.lines:
        for line in section.lines:
            document.add_paragraph(line, style="List Bullet" if layout == "plain" else None)
    table = document.add_table(rows=0, cols=2) if layout == "table" and section.entries else None
    for entry in section.entries:
        place = f", {entry.place}" if entry.place else ""
        if table is not None:
            cell = _row(table, entry.dates, "")
            cell.paragraphs[0].add_run(entry.title).bold = True
            cell.add_paragraph(entry.organisation + place)
            for bullet in entry.bullets:
                cell.add_paragraph(bullet, style="List Bullet")
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(entry.title).bold = True
        paragraph.add_run("\t" + entry.dates)
        document.add_paragraph(entry.organisation + place)
        for bullet in entry.bullets:
            document.add_paragraph(bullet, style="List Bullet")
