# SPDX-License-Identifier: Apache-2.0
"""Records as Word documents in the ways Norwegians lay out CVs, and their conversions by LibreOffice (PDF, ODT, RTF, HTML, text).

One function per layout; each fills a python-docx document. Date formats vary from record to record.
"""

import pathlib
import random
import subprocess
import tempfile

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from render_rendercv import titles_of

MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "nn": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "en": "January February March April May June July August September October November December".split()}
SHORT = {
    "nb": "jan. feb. mars april mai juni juli aug. sep. okt. nov. des.".split(),
    "nn": "jan. feb. mars april mai juni juli aug. sep. okt. nov. des.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()}
NOW = {"nb": ["d.d.", "nå", "dags dato", "nåværende", "i dag", "pågående", "dd."], "nn": ["d.d.", "no", "dags dato", "pågåande", "i dag"],
       "en": ["Present", "present", "now", "Current", "today"]}


class Dates:
    """How one person writes dates."""

    def __init__(self, record):
        r = random.Random("dates" + record.get("writer", record["id"]))
        language = record["language"]
        self.style = r.choice(["long", "short", "dots", "slash", "year", "full", "iso"])
        self.dash = r.choice([" – ", "–", " - ", "-", " — "] + ([" til "] if language != "en" else [" to "]))
        self.now = r.choice(NOW[language])
        self.language = language

    def one(self, date):
        year, month = date[:4], int(date[5:7])
        return {"long": f"{MONTHS[self.language][month - 1]} {year}", "short": f"{SHORT[self.language][month - 1]} {year}",
                "dots": f"{month:02d}.{year}", "slash": f"{month:02d}/{year}", "year": year, "full": f"01.{month:02d}.{year}",
                "iso": f"{year}-{month:02d}"}[self.style]

    def period(self, entry):
        dash = self.dash if self.style != "iso" or self.dash != "-" else " - "
        return self.one(entry["start"]) + dash + (self.now if entry.get("current") else self.one(entry["end"]))


class Page:
    """A document with the few things all layouts need."""

    def __init__(self, record, caps=False, size=10.5):
        self.doc = docx.Document()
        self.record, self.dates, self.caps = record, Dates(record), caps
        self.doc.styles["Normal"].font.size = Pt(size)
        self.doc.styles["Normal"].font.name = random.Random("font" + record["id"]).choice(
            ["Liberation Sans", "DejaVu Sans", "Liberation Serif", "Carlito"])
        self.doc.styles["Normal"].paragraph_format.space_after = Pt(2)
        (self.summary, self.jobs, self.schools, self.skills, self.languages, self.certificates, self.trust, self.licences,
         self.interests) = titles_of(record)

    def heading(self, text, where=None, style="Heading 1"):
        where = where or self.doc
        paragraph = where.add_paragraph()
        if self.caps:
            run = paragraph.add_run(text.upper())
            run.bold = True
            paragraph.paragraph_format.space_before = Pt(10)
        else:
            paragraph.style = self.doc.styles[style]
            paragraph.add_run(text)

    def line(self, parts, where=None, tab=None):
        """parts: text or (text, 'b'|'i'|'bi')."""
        paragraph = (where or self.doc).add_paragraph()
        if tab:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(tab), WD_TAB_ALIGNMENT.RIGHT if tab > 10 else WD_TAB_ALIGNMENT.LEFT)
        for part in parts if isinstance(parts, list) else [parts]:
            text, style = part if isinstance(part, tuple) else (part, "")
            run = paragraph.add_run(text)
            run.bold, run.italic = "b" in style or None, "i" in style or None
        return paragraph

    def bullets(self, items, where=None):
        for item in items:
            paragraph = (where or self.doc).add_paragraph(style=self.doc.styles["List Bullet"])
            paragraph.add_run(item)

    def header(self, where=None):
        person = self.record["identity"]
        paragraph = self.line([(person["name"], "b")], where)
        paragraph.runs[0].font.size = Pt(20)
        self.line(self.record["headline"], where)
        self.line(f"{person['address']}, {person['postcode']} {person['place']}", where)
        self.line(f"{person['phone']} | {person['email']}", where)

    def tail(self, where=None):
        """Skills, languages, certificates, licences, interests."""
        record = self.record
        self.heading(self.skills, where)
        self.line(", ".join(s["name"] for s in record["skills"]), where)
        self.heading(self.languages, where)
        for language in record["languages"]:
            self.line(f"{language['name']}: {language['text']}", where)
        self.heading(self.certificates, where)
        for certificate in record["certificates"]:
            self.line(f"{certificate['name']}, {certificate['issuer']}, {certificate['date']}", where)
        if record["licences"]:
            self.heading(self.licences, where)
            self.line({"en": "Class "}.get(record["language"], "Klasse ") + ", ".join(record["licences"]), where)
        self.heading(self.interests, where)
        self.line(record["interests"], where)

    def profile(self, where=None):
        self.heading(self.summary, where)
        self.line(self.record["summary"], where)


def degree_text(entry, language):
    return f"{entry['degree']} {'in' if language == 'en' else 'i'} {entry['field']}"


def tabbed(record):
    page = Page(record)
    page.header()
    page.profile()
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(job["title"], "b"), "\t" + page.dates.period(job)], tab=16)
        page.line([(f"{job['employer']}, {job['place']}", "i")])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(degree_text(entry, record["language"]), "b"), "\t" + page.dates.period(entry)], tab=16)
        page.line([(entry["institution"], "i")])
    page.tail()
    return page.doc


def datecolumn(record):
    page = Page(record)
    page.header()
    page.profile()

    def rows(entries, cell_text):
        table = page.doc.add_table(rows=0, cols=2)
        table.autofit = False
        for entry in entries:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(4.2), Cm(12)
            cells[0].paragraphs[0].add_run(page.dates.period(entry))
            cell_text(entry, cells[1])

    def job_cell(job, cell):
        cell.paragraphs[0].add_run(job["title"]).bold = True
        page.line(f"{job['employer']}, {job['place']}", cell)
        page.bullets(job["bullets"], cell)

    def school_cell(entry, cell):
        cell.paragraphs[0].add_run(degree_text(entry, record["language"])).bold = True
        page.line(entry["institution"], cell)

    page.heading(page.jobs)
    rows(record["experience"], job_cell)
    page.heading(page.schools)
    rows(record["education"], school_cell)
    page.tail()
    return page.doc


def sidebar(record):
    page = Page(record, size=9.5)
    table = page.doc.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(5.2), Cm(11.5)
    person = record["identity"]
    page.heading({"en": "Contact"}.get(record["language"], "Kontakt"), left, "Heading 2")
    for text in (person["address"], f"{person['postcode']} {person['place']}", person["phone"], person["email"]):
        page.line(text, left)
    page.heading(page.skills, left, "Heading 2")
    page.bullets([s["name"] for s in record["skills"]], left)
    page.heading(page.languages, left, "Heading 2")
    for language in record["languages"]:
        page.line([(language["name"], "b")], left)
        page.line(language["text"], left)
    page.heading(page.certificates, left, "Heading 2")
    for certificate in record["certificates"]:
        page.line(f"{certificate['name']} ({certificate['date']})", left)
    if record["licences"]:
        page.heading(page.licences, left, "Heading 2")
        page.line(", ".join(record["licences"]), left)
    name = page.line([(person["name"], "b")], right)
    name.runs[0].font.size = Pt(22)
    page.line(record["headline"], right)
    page.heading(page.summary, right, "Heading 2")
    page.line(record["summary"], right)
    page.heading(page.jobs, right, "Heading 2")
    for job in record["experience"]:
        page.line([(job["title"], "b")], right)
        page.line([(f"{job['employer']} | {page.dates.period(job)}", "i")], right)
        page.bullets(job["bullets"], right)
    page.heading(page.schools, right, "Heading 2")
    for entry in record["education"]:
        page.line([(degree_text(entry, record["language"]), "b")], right)
        page.line([(f"{entry['institution']} | {page.dates.period(entry)}", "i")], right)
    return page.doc


def lines(record):
    page = Page(record)
    page.header()
    page.heading(page.schools)
    for entry in record["education"]:
        page.line(f"{page.dates.period(entry)}\t{degree_text(entry, record['language'])}, {entry['institution']}", tab=5)
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line(f"{page.dates.period(job)}\t{job['title']}, {job['employer']}", tab=5)
    if record["trust"]:
        page.heading(page.trust)
        for entry in record["trust"]:
            page.line(f"{page.dates.period(entry)}\t{entry['title']}, {entry['employer']}", tab=5)
    page.tail()
    return page.doc


def employerfirst(record):
    page = Page(record)
    page.header()
    page.profile()
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(job["employer"], "b"), f" – {job['place']}"])
        page.line([(job["title"], "i"), f" ({page.dates.period(job)})"])
        page.line(". ".join(job["bullets"]) + ".")
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(entry["institution"], "b"), f" – {entry['place']}"])
        page.line([(degree_text(entry, record["language"]), "i"), f" ({page.dates.period(entry)})"])
    page.tail()
    return page.doc


def pipes(record):
    page = Page(record, caps=True)
    page.header()
    page.profile()
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(f"{job['title']} | {job['employer']} | {page.dates.period(job)}", "b")])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(f"{degree_text(entry, record['language'])} | {entry['institution']} | {page.dates.period(entry)}", "b")])
    page.tail()
    return page.doc


def labels(record):
    page = Page(record)
    words = {"nb": ("Periode", "Arbeidsgiver", "Stilling", "Arbeidsoppgaver", "Skole", "Grad"),
             "nn": ("Periode", "Arbeidsgivar", "Stilling", "Arbeidsoppgåver", "Skule", "Grad"),
             "en": ("Period", "Employer", "Position", "Responsibilities", "School", "Degree")}[record["language"]]
    page.header()
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(words[0] + ": ", "b"), page.dates.period(job)])
        page.line([(words[1] + ": ", "b"), job["employer"]])
        page.line([(words[2] + ": ", "b"), job["title"]])
        page.line([(words[3] + ": ", "b"), "; ".join(job["bullets"])])
        page.line("")
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(words[0] + ": ", "b"), page.dates.period(entry)])
        page.line([(words[4] + ": ", "b"), entry["institution"]])
        page.line([(words[5] + ": ", "b"), degree_text(entry, record["language"])])
        page.line("")
    page.tail()
    return page.doc


def hanging(record):
    page = Page(record, size=10)
    page.header()
    table = page.doc.add_table(rows=0, cols=2)
    table.autofit = False

    def section(title):
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(3.8), Cm(12.5)
        cells[0].paragraphs[0].add_run(title).bold = True
        return cells[1]

    cell = section(page.summary)
    cell.paragraphs[0].add_run(record["summary"])
    cell = section(page.jobs)
    for i, job in enumerate(record["experience"]):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.add_run(f"{job['employer']}, {job['place']}").bold = True
        page.line([(job["title"], "i"), f", {page.dates.period(job)}"], cell)
        page.bullets(job["bullets"], cell)
    cell = section(page.schools)
    for i, entry in enumerate(record["education"]):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.add_run(entry["institution"]).bold = True
        page.line([(degree_text(entry, record["language"]), "i"), f", {page.dates.period(entry)}"], cell)
    section(page.skills).paragraphs[0].add_run(", ".join(s["name"] for s in record["skills"]))
    section(page.languages).paragraphs[0].add_run(", ".join(f"{l['name']} ({l['text']})" for l in record["languages"]))
    return page.doc


def sentences(record):
    page = Page(record)
    page.header()
    page.profile()
    word = {"nb": "hos", "nn": "hos", "en": "at"}[record["language"]]
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line([(f"{job['title']} {word} {job['employer']}", "b"), f" ({page.dates.period(job)})"])
        page.bullets(job["bullets"])
    page.heading(page.schools)
    for entry in record["education"]:
        page.line([(f"{degree_text(entry, record['language'])}, {entry['institution']}", "b"), f" ({page.dates.period(entry)})"])
    page.tail()
    return page.doc


def stacked(record):
    """Dates on a line of their own over employer and title."""
    page = Page(record)
    page.header()
    page.heading(page.schools)
    for entry in record["education"]:
        page.line(page.dates.period(entry)).paragraph_format.space_before = Pt(8)
        page.line([(entry["institution"], "b")])
        page.line(degree_text(entry, record["language"]))
    page.heading(page.jobs)
    for job in record["experience"]:
        page.line(page.dates.period(job)).paragraph_format.space_before = Pt(8)
        page.line([(job["employer"], "b")])
        page.line(job["title"])
        page.bullets(job["bullets"])
    page.tail()
    return page.doc


LAYOUTS = {f.__name__: f for f in (tabbed, datecolumn, sidebar, lines, employerfirst, pipes, labels, hanging, sentences, stacked)}


def render(records, layout, out):
    """Word files of the records by `layout`, a function of LAYOUTS or of another module; their ids."""
    out = pathlib.Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for record in records:
        path = out / f"{record['id']}.docx"
        if not path.exists():
            layout(record).save(path)
    return [r["id"] for r in records]


# LibreOffice takes a profile for itself: two of these programs beside each other need two.
PROFILE = tempfile.TemporaryDirectory(prefix="utvalg-eval-office-")


def convert(out, kind, filter_name=None):
    """All DOCX files of a folder to pdf, odt, rtf, html or txt."""
    out = pathlib.Path(out).resolve()
    files = [str(p) for p in sorted(out.glob("*.docx")) if not p.with_suffix("." + kind).exists()]
    if files:
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{PROFILE.name}", "--convert-to",
                        filter_name or kind, "--outdir", str(out)] + files, check=True, capture_output=True, timeout=600)
