# SPDX-License-Identifier: Apache-2.0
"""The same CVs typeset again with one thing changed, for `utvalg fairness swaps`: 60 CVs, each with 36 names, 3 ways to
speak of the person, 6 birth dates, 6 addresses, and with other schools, a gap, other wording and other length.

    make_swaps.py OUT [--cvs N] [--names N]

Writes the documents and OUT/swaps.json. Everybody in them is invented.
"""

import argparse
import copy
import datetime
import json
import pathlib
import tempfile

import browser
import make_samples
import pdf
import text
import word
from record import Record

ROOT = pathlib.Path(__file__).resolve().parents[2]

# 2 to 43 characters, of many origins, common and rare, also names that are words.
NAMES = """Bo
Li Wu
Per Ås
Kari Nordmann
Ola Hansen
Anne Berg
Siri Bakken
Jon Prest
Sten Smed
Nils Kokk
Ingeborg Sykepleier
Mohammed Abdi Hassan
Ayaan Warsame
Fatima Zahra El Idrissi
Nguyễn Thị Minh Khai
Trần Văn Đức
Agnieszka Wójcik-Kowalczyk
Łukasz Świętochowski
Jovana Đorđević
Oluwaseun Adebayo-Ogunleye
Chidinma Nwosu
Priyanka Venkataraghavan
Harpreet Singh Dhaliwal
Guðrún Þorsteinsdóttir
Søren Kierkegaard Østergaard
Marit Persdatter Eira
Ánte Mihkkal Gaup
Juan Carlos de la Cruz Rodríguez
Yuki Watanabe
Kim Min-jun
Ali Reza Mohammadi
Anne-Kristine Bjørnstad-Håkonsen
Maximilian-Alexander von Hohenberg Wolff
Daisy May O'Connor-MacGillivray
X Æ Lund
Alexandrina Elisabeth Charlotte Løvenskiold""".splitlines()
BASE = {"name": "Maria Strand", "birth_date": "1985-06-15", "address": "Parkveien 12, 0350 Oslo", "phone": "+47 400 01 100",
        "email": "maria.strand@example.no", "sex": "woman"}
BIRTH_DATES = ["1956-01-02", "1963-12-24", "1974-05-17", "1991-08-08", "1999-02-28", "2005-11-30"]
ADDRESSES = ["Å 1, 8392 Sørvågen", "Grønlandsleiret 27, H0304, 0190 Oslo", "Holmenkollveien 100, 0784 Oslo", "Nedre Øvregate 3, 5006 Bergen",
             "Sankthanshaugen borettslag 44B, 4013 Stavanger", "Ávjovárgeaidnu 50, 9730 Karasjok"]
FAMILY = {"woman": {"nb": "Gift, mor til to", "nn": "Gift, mor til to", "en": "Married, mother of two"},
          "man": {"nb": "Gift, far til to", "nn": "Gift, far til to", "en": "Married, father of two"},
          "neither": {"nb": "Ugift", "nn": "Ugift", "en": "Single"}}
PRONOUNS = {"woman": {"nb": "hun", "nn": "ho", "en": "she"}, "man": {"nb": "han", "nn": "han", "en": "he"},
            "neither": {"nb": "hen", "nn": "hen", "en": "they"}}
ABOUT = {"nb": "{first} møter forberedt, og {pronoun} har bil.", "nn": "{first} møter førebudd, og {pronoun} har bil.",
         "en": "{first} comes prepared, and {pronoun} can travel."}
SCHOOLS = {"nb": ["NTNU", "Universitetet i Nairobi", "Fagskolen i Viken"], "nn": ["NTNU", "Universitetet i Nairobi", "Fagskulen i Viken"],
           "en": ["NTNU", "University of Nairobi", "Viken Vocational College"]}
# Words that job advertisements attach to men and to women (Gaucher, Friesen, Kay 2011).
WORDING = {"agentic": {"nb": "Selvstendig, ambisiøs og konkurranseinnstilt.", "nn": "Sjølvstendig, ambisiøs og konkurranseinnstilt.",
                       "en": "Independent, ambitious and competitive."},
           "communal": {"nb": "Omsorgsfull, samarbeidsvillig og lojal.", "nn": "Omsorgsfull, samarbeidsviljug og lojal.",
                        "en": "Caring, cooperative and loyal."}}
FILLER = {"nb": "Jeg trives i et godt arbeidsmiljø, liker å lære nye ting og bidrar til fellesskapet. ",
          "nn": "Eg trivst i eit godt arbeidsmiljø, likar å lære nye ting og bidreg til fellesskapet. ",
          "en": "I enjoy a good working environment, like to learn new things and contribute to the team. "}
# What the second typesetting of a record looks like.
SECOND = [("docx", "plain"), ("pdf", "reportlab"), ("html", "classic"), ("pdf", "word-plain"), ("docx", "table"), ("txt", "text"),
          ("pdf", "timeline"), ("odt", "plain"), ("docx", "header"), ("pdf", "twocolumn"), ("md", "markdown"), ("pdf", "word-table"),
          ("rtf", "plain"), ("html", "sidebar")]


def email(name):
    ascii_name = name.casefold().encode("ascii", "ignore").decode().replace(" ", ".").replace("'", "")
    return f"{ascii_name or 'cv'}@example.no"


def with_person(original, person):
    """The record as the CV of this person, with one sentence that speaks of them by name and pronoun."""
    data = copy.deepcopy(original)
    language = data["language"]
    about = ABOUT[language].format(first=person["name"].split()[0], pronoun=PRONOUNS[person["sex"]][language])
    data["summary"] = f"{' '.join(data['summary'].split())} {about}"
    data["person"] = {"name": person["name"], "birth_date": datetime.date.fromisoformat(person["birth_date"]),
                      "address": person["address"], "phone": person["phone"], "email": person["email"],
                      "family": FAMILY[person["sex"]][language]}
    return data


def months_before(value, months):
    year, month = map(int, str(value).split("-")) if "-" in str(value) else (int(value), 12)
    total = year * 12 + month - 1 - months
    return f"{total // 12}-{total % 12 + 1:02}"


def measured(base):
    """(attribute, value, record) of what may matter."""
    language = base["language"]
    for number, school in enumerate(SCHOOLS[language], 1):
        data = copy.deepcopy(base)
        data["education"][0]["institution"] = school
        yield "school", f"school-{number}", data
    closed = [job for job in base["experience"] if job["end"] is not None]
    if closed:
        data = copy.deepcopy(base)
        job = next(job for job in data["experience"] if job["end"] is not None)
        shortened = months_before(job["end"], 14)
        if shortened > str(job["start"]):
            job["end"] = shortened
            yield "gap", "14-months", data
    for name, words in WORDING.items():
        data = copy.deepcopy(base)
        data["summary"] += " " + words[language]
        yield "wording", name, data
    shorter, longer = copy.deepcopy(base), copy.deepcopy(base)
    for job in shorter["experience"]:
        job["bullets"] = job.get("bullets", [])[:1]
    longer["summary"] += " " + (FILLER[language] * 5).strip()
    yield "length", "shorter", shorter
    yield "length", "longer", longer


def variants(original, names):
    """(attribute, value, record); the base first."""
    yield "", "base", with_person(original, BASE)
    for number, name in enumerate(NAMES[:names], 1):
        yield "name", f"name-{number:02}", with_person(original, {**BASE, "name": name, "email": email(name)})
    for sex in FAMILY:
        if sex != BASE["sex"]:
            yield "sex", sex, with_person(original, {**BASE, "sex": sex})
    for number, born in enumerate(BIRTH_DATES, 1):
        yield "birth_date", f"born-{number}", with_person(original, {**BASE, "birth_date": born})
    for number, address in enumerate(ADDRESSES, 1):
        yield "address", f"address-{number}", with_person(original, {**BASE, "address": address})
    yield from measured(with_person(original, BASE))


def chosen(cvs):
    """(id, data) of every CV: each record in its own layout, then in a second one."""
    paths = sorted((ROOT / "samples/records").glob("*.yaml"))
    for turn in range(-(-cvs // len(paths))):
        for number, path in enumerate(paths):
            if turn * len(paths) + number >= cvs:
                return
            data = Record.load(path).data
            render = data["render"]
            if turn > 0:
                render["format"], render["layout"] = SECOND[(number + turn) % len(SECOND)]
            elif render["format"] == "scan":
                render["format"] = "pdf"  # What recognition makes of a scan is another matter.
            yield f"{path.stem}-{render['format']}-{render['layout']}", data


class Typesetter:
    """Writes documents; what LibreOffice converts is collected and converted together."""

    def __init__(self, chromium):
        self._chromium = chromium
        self._office = {}

    def write(self, record, target):
        kind, layout = record.render["format"], record.render["layout"]
        if kind in ("odt", "rtf") or layout.startswith("word-"):
            self._office.setdefault((target.parent, target.suffix), []).append((record, target.stem))
        elif kind == "pdf" and layout != "reportlab":
            self._chromium.print(text.html(record), target)
            pdf.settle(target)
        else:
            make_samples.render(record, target)

    def finish(self):
        for (folder, suffix), entries in self._office.items():
            with tempfile.TemporaryDirectory() as work:
                sources = []
                for record, stem in entries:
                    sources.append(pathlib.Path(work) / f"{stem}.docx")
                    word.write(record, sources[-1], record.render["layout"].removeprefix("word-"))
                pdf.office_all(sources, folder, suffix)
            for _, stem in entries:
                if suffix == ".odt":
                    make_samples.settle_zip(folder / (stem + suffix))
        self._office.clear()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--cvs", type=int, default=60)
    parser.add_argument("--names", type=int, default=len(NAMES))
    arguments = parser.parse_args()
    manifest = {"cvs": []}
    with browser.Browser() as chromium:
        typesetter = Typesetter(chromium)
        for name, original in chosen(arguments.cvs):
            folder = arguments.out / name
            folder.mkdir(parents=True, exist_ok=True)
            entry = {"id": name, "base": "", "variants": []}
            for attribute, value, data in variants(original, arguments.names):
                record = Record(data)
                target = folder / f"{attribute + '-' if attribute else ''}{value}.{record.render['format']}"
                typesetter.write(record, target)
                file = f"{name}/{target.name}"
                if attribute:
                    entry["variants"].append({"attribute": attribute, "value": value, "file": file})
                else:
                    entry["base"] = file
            typesetter.finish()
            manifest["cvs"].append(entry)
            print(f"{name}  {1 + len(entry['variants'])} documents", flush=True)
    (arguments.out / "swaps.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
