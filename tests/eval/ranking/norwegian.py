# SPDX-License-Identifier: Apache-2.0
"""Made-up Norwegian CVs of known occupation (tests/eval/generate), and parallel ones in bokmål, nynorsk and English, as pages of text.

Plain text, because layout is what the evaluation of reading measures. Equal calls give equal bytes.
"""

import pathlib
import random
import re
import sys

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


def _jobs(record, other_layout, turned):
    """Lines of the jobs; in the other layout the dates stand behind, the employer on a line of its own."""
    now = HEADINGS[record["language"]][7]
    lines = []
    for job in record["experience"]:
        end = now if job["current"] else _month(job["end"])
        if other_layout:
            lines += [job["title"], f"{job['employer']}, {job['place']} | {_month(job['start'])} – {end}"]
        else:
            lines.append(f"{_month(job['start'])} - {end}  {job['title']}, {job['employer']}, {job['place']}")
        bullets = job["bullets"][::-1] if turned else job["bullets"]
        lines += [("• " if other_layout else "- ") + bullet for bullet in bullets] + [""]
    return lines


def variants(record):
    """Name -> page that says the same: what the noise band is measured with."""
    base = page(record)
    plain, other, turned = ("\n".join(_jobs(record, *how)) for how in ((False, False), (True, False), (False, True)))
    assert plain in base
    summary, work, education, skills, languages, *_ = HEADINGS[record["language"]]
    head, rest = base.split(f"\n{education}\n", 1)
    schools, rest = rest.split(f"\n\n{skills}\n", 1)
    listed, rest = rest.split(f"\n\n{languages}\n", 1)
    top, jobs = head.split(f"\n{work}\n", 1)
    reordered = (f"{top}\n{skills}\n{listed}\n\n{education}\n{schools}\n\n{work}\n{jobs}\n\n{languages}\n{rest}")
    swapped = base
    for line in (HERE / "synonyms.tsv").read_text(encoding="utf-8").splitlines():
        language, said, instead = line.split("\t") if not line.startswith("#") else ("", "", "")
        if language == record["language"]:
            swapped = swapped.replace(said, instead)
    capitals = "\n".join(line.upper() if line in HEADINGS[record["language"]] else line for line in base.split("\n"))
    return {"layout": capitals.replace(plain, other), "bullets": base.replace(plain, turned), "sections": reordered,
            "synonyms": swapped}


EMPTY = {
    "nb": "Jeg er en dyktig, motivert og resultatorientert medarbeider som alltid gir alt, trives med mennesker og ser muligheter.",
    "nn": "Eg er ein dyktig, motivert og resultatorientert medarbeidar som alltid gjev alt, trivst med folk og ser moglegheiter.",
    "en": "I am a skilled, motivated and results-oriented team player who always gives everything and sees opportunities."}


def claims():
    """Language -> sentences that only claim, which the direction of claims was not made from."""
    rows = [line.split("\t") for line in (HERE / "claims.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {language: [text for of, text in rows if of == language] for language in records.LANGUAGES}


def shuffled(text):
    """Every sentence of the text with its words in another order: its words and nothing told."""
    drawn = random.Random(1)
    sentences = []
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        words = sentence.split()
        drawn.shuffle(words)
        sentences.append(" ".join(words))
    return "\n".join(sentences)


def padded(record, advertisement):
    """Name -> page with something added that must not pay."""
    base = page(record)
    language = record["language"]
    skill = record["skills"][0]["name"]
    listed = ", ".join(item["name"] for item in record["skills"])
    first = "- " + record["experience"][0]["bullets"][0]
    return {"page repeated": base + "\n" + base, "page of empty words": base + "\n" + "\n".join([EMPTY[language]] * 30) + "\n",
            "other claims": base + "\n" + "\n".join(claims()[language]) + "\n",
            "own skill 100 times": base.replace(listed, listed + ", " + ", ".join([skill] * 100)),
            "advertisement pasted in": base + "\n" + advertisement + "\n",
            "its words in another order": base + "\n" + shuffled(advertisement) + "\n",
            "advertisement in a job": base.replace(first, first + "\n" + advertisement, 1),
            "its words in a job": base.replace(first, first + "\n" + shuffled(advertisement), 1)}


def stuffed(folder, advertisement):
    """Base page and padded ones, like noisy()."""
    maker = AtHome(5)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for index, occupation in enumerate(occupations(maker)):
        record = maker.record(4000 + index, occupation, records.LANGUAGES[index % 3])
        paths = {}
        for name, text in {"": page(record), **padded(record, advertisement)}.items():
            paths[name] = folder / f"{record['id']}-{name.replace(' ', '-')}.txt"
            paths[name].write_text(text, encoding="utf-8")
        made.append(paths)
    return made


def noisy(folder):
    """Base page and its variants of one record per occupation and language: list of {name: path}, the base under ""."""
    maker = AtHome(4)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for index, occupation in enumerate(occupations(maker)):
        record = maker.record(3000 + index, occupation, records.LANGUAGES[index % 3])
        paths = {}
        for name, text in {"": page(record), **variants(record)}.items():
            paths[name] = folder / f"{record['id']}{'-' + name if name else ''}.txt"
            paths[name].write_text(text, encoding="utf-8")
        made.append(paths)
    return made


def _drawn(folder, seed, base, drawn):
    """One bokmål or nynorsk CV of each of `drawn` (round, index, occupation): (STYRK-08 code, path) of each."""
    maker = records.Maker(seed)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for round_number, index, occupation in drawn:
        record = maker.record(base + round_number * 100 + index, occupation, ("nb", "nn")[(round_number + index) % 2])
        path = folder / f"{record['id']}.txt"
        path.write_text(page(record), encoding="utf-8")
        made.append((occupation.styrk, path))
    return made


def norwegian(folder):
    """ROUNDS Norwegian CVs of every occupation, bokmål and nynorsk in turn."""
    known = occupations(records.Maker(2))
    return _drawn(folder, 2, 1000, [(n, index, occupation) for n in range(ROUNDS) for index, occupation in enumerate(known)])


def unseen(folder):
    """ROUNDS CVs of each occupation that nothing was made for, among two of each of the others."""
    others, strange = occupations(records.Maker(6)), records.load_occupations("unseen_occupations.txt")
    return _drawn(folder, 6, 6000, [(n, index, occupation) for n in range(ROUNDS)
                                    for index, occupation in enumerate(strange + (others if n < 2 else []))])


def unseen_advertisements():
    """(title, text) and codes of the advertisements of unseen/."""
    ads, labels = [], []
    for line in (HERE / "unseen_ads.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "\t")):
            continue
        name, codes, _ = line.split("\t")
        ads.append(("", (HERE / "unseen" / name).read_text(encoding="utf-8")))
        labels.append(set(codes.split(",")))
    return ads, labels


def _in_three_languages(folder, maker, drawn):
    """CVs of `drawn` (number, occupation), the facts the same: language -> paths in one order."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {language: [] for language in records.LANGUAGES}
    for number, occupation in drawn:
        for language in records.LANGUAGES:
            record = maker.record(number, occupation, language)
            path = folder / f"{record['id']}.txt"
            path.write_text(page(record), encoding="utf-8")
            made[language].append(path)
    return made


def parallel(folder):
    """One CV of every occupation in three languages."""
    maker = AtHome(3)
    return _in_three_languages(folder, maker, [(2000 + index, occupation) for index, occupation in enumerate(occupations(maker))])


def parallel_unseen(folder):
    """Three CVs of each occupation that nothing was made for, in three languages."""
    strange = records.load_occupations("unseen_occupations.txt")
    drawn = [(8000 + 100 * n + index, occupation) for index, occupation in enumerate(strange) for n in range(3)]
    return _in_three_languages(folder, AtHome(11), drawn)
