# SPDX-License-Identifier: Apache-2.0
"""More Word layouts, kept apart for reporting: written after the parser, without it in view, as people and public templates do.

Tables with a head row, a timeline, a sidebar on the right, dates at the right edge, the Europass forms old and new, the form of
NAV's job site, newspaper columns, cards side by side, contact in the page's header and footer.
"""

import random

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from render_office import Page, degree_text

WORDS = {
    "nb": {"period": "Periode", "title": "Stilling", "employer": "Arbeidsgiver", "place": "Sted", "school": "Skole", "degree": "Utdanning",
           "from": "Fra", "to": "Til", "contact": "Kontakt", "personal": "Personopplysninger", "phone": "Telefon", "mail": "E-post",
           "address": "Adresse", "name": "Navn", "mother": "Morsmål", "other": "Andre språk", "dates": "Tidsrom",
           "post": "Yrke eller stilling", "firm": "Arbeidsgivers navn og sted", "tasks": "Viktigste oppgaver",
           "given": "Kvalifikasjon", "giver": "Lærestedets navn", "licence": "Førerkort"},
    "nn": {"period": "Periode", "title": "Stilling", "employer": "Arbeidsgivar", "place": "Stad", "school": "Skule", "degree": "Utdanning",
           "from": "Frå", "to": "Til", "contact": "Kontakt", "personal": "Personopplysningar", "phone": "Telefon", "mail": "E-post",
           "address": "Adresse", "name": "Namn", "mother": "Morsmål", "other": "Andre språk", "dates": "Tidsrom",
           "post": "Yrke eller stilling", "firm": "Namn og stad for arbeidsgivar", "tasks": "Viktigaste oppgåver",
           "given": "Kvalifikasjon", "giver": "Namn på lærestaden", "licence": "Førarkort"},
    "en": {"period": "Period", "title": "Position", "employer": "Employer", "place": "Location", "school": "School", "degree": "Degree",
           "from": "From", "to": "To", "contact": "Contact", "personal": "Personal information", "phone": "Phone", "mail": "E-mail",
           "address": "Address", "name": "Name", "mother": "Mother tongue", "other": "Other languages", "dates": "Dates",
           "post": "Occupation or position held", "firm": "Name and address of employer", "tasks": "Main activities",
           "given": "Title of qualification awarded", "giver": "Name of institution", "licence": "Driving licence"}}


def words(record):
    return WORDS[record["language"]]


def degree(record, entry):
    return degree_text(entry, record["language"])


def put(cell, text, style=""):
    """Text in a cell's first paragraph, or in one more when that is taken."""
    paragraph = cell.paragraphs[0] if not cell.paragraphs[0].runs else cell.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = "b" in style or None, "i" in style or None
    return paragraph


def table_of(page, widths, where=None):
    table = (where or page.doc).add_table(rows=0, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT

    def row(*texts):
        cells = table.add_row().cells
        for cell, width in zip(cells, widths):
            cell.width = Cm(width)
        for cell, text in zip(cells, texts):
            put(cell, *text) if isinstance(text, tuple) else put(cell, text)
        return cells

    return row


def licence_line(record):
    return {"en": "Class "}.get(record["language"], "Klasse ") + ", ".join(record["licences"])


def headtable(record):
    """Tables with a head row: period, position, employer, place."""
    page = Page(record)
    own = words(record)
    page.header()
    page.profile()
    page.heading(page.jobs)
    row = table_of(page, (4, 4.6, 4.6, 3))
    row(*[(own[k], "b") for k in ("period", "title", "employer", "place")])
    for job in record["experience"]:
        row(page.dates.period(job), job["title"], job["employer"], job["place"])
    page.heading(page.schools)
    row = table_of(page, (4, 6.2, 6))
    row(*[(own[k], "b") for k in ("period", "degree", "school")])
    for entry in record["education"]:
        row(page.dates.period(entry), degree(record, entry), entry["institution"])
    page.tail()
    return page.doc


def timeline(record):
    """A dot between the dates and the text."""
    page = Page(record, caps=True, size=10)
    page.header()
    page.heading(page.jobs)
    row = table_of(page, (3.6, 0.8, 12))
    for job in record["experience"]:
        cells = row(page.dates.period(job), "●", (job["employer"], "b"))
        put(cells[2], job["title"], "i")
        for bullet in job["bullets"]:
            put(cells[2], "– " + bullet)
    page.heading(page.schools)
    row = table_of(page, (3.6, 0.8, 12))
    for entry in record["education"]:
        cells = row(page.dates.period(entry), "●", (entry["institution"], "b"))
        put(cells[2], degree(record, entry), "i")
    page.tail()
    return page.doc


def rightbar(record):
    """The side column stands on the right, with bars of dots for skills and languages."""
    page = Page(record, size=9.5)
    person, own = record["identity"], words(record)
    name = page.line([(person["name"].upper(), "b")])
    name.runs[0].font.size = Pt(24)
    page.line(record["headline"])
    table = page.doc.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(11.2), Cm(5.4)
    page.heading(page.summary, left, "Heading 2")
    page.line(record["summary"], left)
    page.heading(page.jobs, left, "Heading 2")
    for job in record["experience"]:
        page.line([(f"{job['title']}, {job['employer']}", "b")], left)
        page.line(f"{job['place']} · {page.dates.period(job)}", left).runs[0].font.color.rgb = RGBColor(0x70, 0x70, 0x70)
        page.bullets(job["bullets"], left)
    page.heading(page.schools, left, "Heading 2")
    for entry in record["education"]:
        page.line([(degree(record, entry), "b")], left)
        page.line(f"{entry['institution']} · {page.dates.period(entry)}", left).runs[0].font.color.rgb = RGBColor(0x70, 0x70, 0x70)
    page.heading(own["contact"], right, "Heading 2")
    for label, text in ((own["phone"], person["phone"]), (own["mail"], person["email"]),
                        (own["address"], f"{person['address']}, {person['postcode']} {person['place']}")):
        page.line([(label, "b")], right)
        page.line(text, right)
    r = random.Random("bars" + record["id"])
    page.heading(page.skills, right, "Heading 2")
    for skill in record["skills"]:
        page.line(skill["name"], right)
        dots = r.randint(3, 5)
        page.line("●" * dots + "○" * (5 - dots), right)
    page.heading(page.languages, right, "Heading 2")
    for language in record["languages"]:
        page.line(f"{language['name']} – {language['text']}", right)
    page.heading(page.certificates, right, "Heading 2")
    for certificate in record["certificates"]:
        page.line([(certificate["name"], "b")], right)
        page.line(f"{certificate['issuer']}, {certificate['date']}", right)
    if record["licences"]:
        page.heading(page.licences, right, "Heading 2")
        page.line(licence_line(record), right)
    return page.doc


def rightdates(record):
    """Employer and place, title and dates: the second of each pair at the right edge, by a tab."""
    page = Page(record)
    name = page.line([(record["identity"]["name"], "b")])
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.runs[0].font.size = Pt(18)
    person = record["identity"]
    page.line(f"{person['address']}, {person['postcode']} {person['place']} • {person['phone']} • {person['email']}"
              ).alignment = WD_ALIGN_PARAGRAPH.CENTER
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(entry["institution"], "b"), "\t" + entry["place"]], tab=16)
        page.line([(degree(record, entry), "i"), "\t" + page.dates.period(entry)], tab=16)
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(job["employer"], "b"), "\t" + job["place"]], tab=16)
        page.line([(job["title"], "i"), "\t" + page.dates.period(job)], tab=16)
        page.bullets(job["bullets"])
    if record["trust"]:
        page.heading(page.trust)
        for entry in record["trust"]:
            page.line([(entry["employer"], "b")])
            page.line([(entry["title"], "i"), "\t" + page.dates.period(entry)], tab=16)
    page.tail()
    return page.doc


def oldeuropass(record):
    """The Europass CV of 2005: labels right-aligned on the left, values beside them."""
    page = Page(record, size=10)
    person, own = record["identity"], words(record)
    table = table_of(page, (5.2, 11.4))

    def row(label, text, style=""):
        cells = table((label, style), text)
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    row("Europass\nCurriculum Vitae", "", "b")
    row(own["personal"], "", "b")
    row(own["name"], person["name"])
    row(own["address"], f"{person['address']}, {person['postcode']} {person['place']}")
    row(own["phone"], person["phone"])
    row(own["mail"], person["email"])
    row(page.jobs, "", "b")
    for job in record["experience"]:
        row(own["dates"], page.dates.period(job))
        row(own["post"], job["title"])
        row(own["tasks"], "\n".join(job["bullets"]))
        row(own["firm"], f"{job['employer']}, {job['place']}")
    row(page.schools, "", "b")
    for entry in record["education"]:
        row(own["dates"], page.dates.period(entry))
        row(own["given"], degree(record, entry))
        row(own["giver"], entry["institution"])
    row(page.languages, "", "b")
    native = [l["name"] for l in record["languages"] if l["level"] == "native"]
    row(own["mother"], ", ".join(native))
    others = [l for l in record["languages"] if l["level"] != "native"]
    if others:
        row(own["other"], "\n".join(f"{l['name']} {l['text']}" for l in others))
    row(page.skills, "\n".join(s["name"] for s in record["skills"]), "b")
    row(page.certificates, "\n".join(f"{c['name']} ({c['date']})" for c in record["certificates"]), "b")
    if record["licences"]:
        row(own["licence"], ", ".join(record["licences"]), "b")
    return page.doc


def neweuropass(record):
    """The Europass CV of today: period and place, title in bold, employer in capitals."""
    page = Page(record, caps=True, size=10)
    person, own = record["identity"], words(record)
    page.line([(person["name"], "b")]).runs[0].font.size = Pt(20)
    page.line([(own["address"] + ": ", "b"), f"{person['address']}, {person['postcode']} {person['place']}"])
    page.line([(own["mail"] + ": ", "b"), person["email"], "  |  ", (own["phone"] + ": ", "b"), person["phone"]])
    page.heading(page.summary)
    page.line(record["summary"])
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line(f"{page.dates.period(job)} – {job['place']}").paragraph_format.space_before = Pt(8)
        page.line([(job["title"].upper(), "b"), f" – {job['employer'].upper()}"])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    for entry in record["education"]:
        page.line(f"{page.dates.period(entry)} – {entry['place']}").paragraph_format.space_before = Pt(8)
        page.line([(degree(record, entry).upper(), "b"), f" – {entry['institution']}"])
    page.heading(page.languages)
    native = [l["name"] for l in record["languages"] if l["level"] == "native"]
    page.line([own["mother"] + ": ", (", ".join(native).upper(), "b")])
    for language in record["languages"]:
        if language["level"] != "native":
            page.line([(language["name"].upper(), "b"), f" {language['text']}"])
    page.heading(page.skills)
    page.line("  |  ".join(s["name"] for s in record["skills"]))
    page.heading(page.certificates)
    for certificate in record["certificates"]:
        page.line([f"{certificate['date']}  ", (certificate["name"], "b")])
    if record["licences"]:
        page.heading(page.licences)
        page.line(own["licence"] + ": " + ", ".join(record["licences"]))
    return page.doc


def navsite(record):
    """As NAV's job site prints a CV: title and employer in one bold line, dates below, then the text."""
    page = Page(record, size=11)
    person = record["identity"]
    page.line([(person["name"], "b")]).runs[0].font.size = Pt(20)
    for text in (person["email"], person["phone"], f"{person['address']}, {person['postcode']} {person['place']}"):
        page.line(text)
    page.profile()
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(f"{degree(record, entry)}, {entry['institution']}", "b")])
        page.line(page.dates.period(entry))
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(f"{job['title']}, {job['employer']}, {job['place']}", "b")])
        page.line(page.dates.period(job))
        page.line(". ".join(job["bullets"]) + ".")
    page.heading(page.skills)
    page.line("; ".join(s["name"] for s in record["skills"]))
    page.heading(page.certificates)
    for certificate in record["certificates"]:
        page.line([(f"{certificate['name']}, {certificate['issuer']}", "b")])
        page.line(certificate["date"])
    page.heading(page.languages)
    for language in record["languages"]:
        page.line([(language["name"], "b")])
        page.line(language["text"])
    if record["licences"]:
        page.heading(page.licences)
        for licence in record["licences"]:
            page.line({"en": "Class "}.get(record["language"], "Klasse ") + licence)
    return page.doc


def newspaper(record):
    """Name over the page, the rest in two columns that the text flows through."""
    page = Page(record, size=9.5)
    page.header()
    section = page.doc.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.xpath("./w:cols")
    columns = columns[0] if columns else section._sectPr.append(OxmlElement("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "500")
    page.profile()
    page.heading(page.jobs, style="Heading 2")
    for job in record["experience"]:
        page.line([(job["title"], "b")])
        page.line(f"{job['employer']}, {job['place']}")
        page.line([(page.dates.period(job), "i")])
        page.bullets(job["bullets"])
    page.heading(page.schools, style="Heading 2")
    for entry in record["education"]:
        page.line([(degree(record, entry), "b")])
        page.line(entry["institution"])
        page.line([(page.dates.period(entry), "i")])
    page.tail()
    return page.doc


def cards(record):
    """Schools, skills and certificates as cards side by side."""
    page = Page(record, size=10)
    page.header()
    page.profile()

    def grid(texts, width):
        table = page.doc.add_table(rows=0, cols=width)
        for i in range(0, len(texts), width):
            for cell, lines_of in zip(table.add_row().cells, texts[i:i + width]):
                for text, style in lines_of:
                    put(cell, text, style)

    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(f"{job['title']}", "b"), f" – {job['employer']}"])
        page.line([(f"{page.dates.period(job)}, {job['place']}", "i")])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    grid([[(degree(record, e), "b"), (e["institution"], ""), (page.dates.period(e), "i")] for e in record["education"]], 2)
    page.heading(page.skills)
    grid([[(s["name"], "")] for s in record["skills"]], 3)
    page.heading(page.languages)
    grid([[(l["name"], "b"), (l["text"], "")] for l in record["languages"]], 4)
    page.heading(page.certificates)
    grid([[(c["name"], "b"), (c["issuer"], ""), (c["date"], "i")] for c in record["certificates"]], 2)
    if record["licences"]:
        page.heading(page.licences)
        page.line(licence_line(record))
    return page.doc


def letterhead(record):
    """Name and contact in the page's header, address in its footer; titles first, dates at the end of the line after a comma."""
    page = Page(record, caps=True)
    person = record["identity"]
    section = page.doc.sections[0]
    head = section.header.paragraphs[0]
    head.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(person["name"]).bold = True
    head.add_run(f"\t{person['phone']}  {person['email']}")
    section.footer.paragraphs[0].add_run(f"{person['address']}, {person['postcode']} {person['place']}")
    page.profile()
    page.heading(page.skills)
    page.line(" • ".join(s["name"] for s in record["skills"]))
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(job["title"], "b"), f", {job['employer']}, {page.dates.period(job)}"])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(degree(record, entry), "b"), f", {entry['institution']}, {page.dates.period(entry)}"])
    page.heading(page.languages)
    page.line(" / ".join(f"{l['name']} ({l['text'].lower()})" for l in record["languages"]))
    page.heading(page.certificates)
    for certificate in record["certificates"]:
        page.line(f"{certificate['date']}: {certificate['name']} ({certificate['issuer']})")
    if record["licences"]:
        page.heading(page.licences)
        page.line(licence_line(record))
    return page.doc


LAYOUTS = {f.__name__: f for f in (headtable, timeline, rightbar, rightdates, oldeuropass, neweuropass, navsite, newspaper, cards,
                                   letterhead)}
