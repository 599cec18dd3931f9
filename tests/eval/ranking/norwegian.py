# SPDX-License-Identifier: Apache-2.0
"""Made-up Norwegian CVs of known occupation (tests/eval/generate), and parallel ones in bokmål, nynorsk and English, as pages of text.

Plain text, because layout is what the evaluation of reading measures. Equal calls give equal bytes.
"""

import random
import sys
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "generate"))

import records  # noqa: E402

ROUNDS = 4
HEADINGS = {
    "nb": ("Sammendrag", "Arbeidserfaring", "Utdanning", "Kompetanse", "Språk", "Kurs og sertifikater", "Førerkort", "d.d."),
    "nn": ("Samandrag", "Arbeidserfaring", "Utdanning", "Kompetanse", "Språk", "Kurs og sertifikat", "Førarkort", "d.d."),
    "en": ("Summary", "Work experience", "Education", "Skills", "Languages", "Courses and certificates", "Driving licence",
           "Present")}


class AtHome(records.Maker):
    """Records whose English twin has not worked abroad: the same facts in every language."""

    def record(self, number, occupation, language):
        if language != "en":
            return super().record(number, occupation, language)
        drawn = random.Random.random
        first = [True]

        def never_abroad(generator):
            value = drawn(generator)
            if first[0]:  # The first draw of a record decides whether it is set abroad.
                first[0] = False
                return 0.99
            return value

        random.Random.random = never_abroad
        try:
            return super().record(number, occupation, language)
        finally:
            random.Random.random = drawn


def occupations(maker):
    return maker.occupations + records.load_occupations("more_occupations.txt")


def _month(date):
    return f"{date[5:7]}/{date[:4]}"


def page(record):
    """The record as a page of text."""
    summary, work, education, skills, languages, courses, licence, now = HEADINGS[record["language"]]
    identity = record["identity"]
    lines = [identity["name"], identity["email"], "", record["headline"], "", summary, record["summary"], "", work]
    for job in record["experience"]:
        end = now if job["current"] else _month(job["end"])
        lines.append(f"{_month(job['start'])} - {end}  {job['title']}, {job['employer']}, {job['place']}")
        lines += ["- " + bullet for bullet in job["bullets"]] + [""]
    lines.append(education)
    for school in record["education"]:
        lines.append(f"{_month(school['start'])} - {_month(school['end'])}  {school['degree']}, {school['field']}, "
                     f"{school['institution']}")
    lines += ["", skills, ", ".join(skill["name"] for skill in record["skills"]), "", languages]
    lines += [f"{language['name']}: {language['text']}" for language in record["languages"]] + ["", courses]
    lines += [f"{course['name']}, {course['issuer']}, {course['date']}" for course in record["certificates"]]
    if record["licences"]:
        lines += ["", licence, ", ".join(record["licences"])]
    return "\n".join(lines) + "\n"


def norwegian(folder):
    """ROUNDS Norwegian CVs of every occupation, bokmål and nynorsk in turn. (STYRK-08 code, path) of each."""
    maker = records.Maker(2)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for round_number in range(ROUNDS):
        for index, occupation in enumerate(occupations(maker)):
            record = maker.record(1000 + round_number * 100 + index, occupation, ("nb", "nn")[(round_number + index) % 2])
            path = folder / f"{record['id']}.txt"
            path.write_text(page(record), encoding="utf-8")
            made.append((occupation.styrk, path))
    return made


def parallel(folder):
    """One CV of every occupation in three languages, the facts the same: language -> paths in one order."""
    maker = AtHome(3)
    folder.mkdir(parents=True, exist_ok=True)
    made = {language: [] for language in records.LANGUAGES}
    for index, occupation in enumerate(occupations(maker)):
        for language in records.LANGUAGES:
            record = maker.record(2000 + index, occupation, language)
            path = folder / f"{record['id']}.txt"
            path.write_text(page(record), encoding="utf-8")
            made[language].append(path)
    return made
