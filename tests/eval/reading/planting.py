# SPDX-License-Identifier: Apache-2.0
"""Identities planted into typeset CVs (Word layouts and their PDFs): what redaction leaves, and what it takes too much.

Names: a third from Norwegian and English lists, a third Norwegian words that are names, a third made of syllables and in no list.
Each recurs in the summary, in the e-mail address and in a link. What must stay: titles, employers and schools as the page has them,
and sentences with the words "dag" and "even". The seed is not the one anything was mended on.
"""

import collections
import pathlib
import random
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "generate"))
import records as recs  # noqa: E402
import render_office  # noqa: E402

WORD_NAMES = "Liv Dag Odd Even Bjørn My Stein Bo Per Hans Jo Alf".split()
SYLLABLES = "bra tve kor mun sze fjo dro vli tho wei øst gju rha plo nar quin zhe lor byt hal".split()
SENTENCES = {
    "nb": "{given} trives i team. Arbeidet dag og natt, og even om det ble sent.",
    "nn": "{given} trivst i team. Arbeidde dag og natt, og even om det vart seint.",
    "en": "{given} enjoys teamwork. Work went on dag by dag, even when it was late."}
KEPT_WORDS = ("dag", "even")


def invented(r):
    return "".join(r.choice(SYLLABLES) for _ in range(r.randint(2, 3))).capitalize()


def identity(r):
    kind = r.randrange(3)
    given = (r.choice(recs.FIRST + recs.FIRST_EN), r.choice(WORD_NAMES), invented(r))[kind]
    family = r.choice(recs.LAST + recs.LAST_EN) if kind == 0 else invented(r)
    if r.random() < 0.2:
        family += "-" + invented(r)
    plain = unicodedata.normalize("NFKD", f"{given}.{family}".lower().replace("ø", "o").replace("æ", "ae")).encode("ascii", "ignore").decode()
    return given, family, f"{plain}@{r.choice(['gmail.com', 'online.no', 'firma-post.org'])}"


def write(out, seed, count):
    """[(path, planted values by kind, values that must stay)]"""
    r = random.Random(seed)
    occupations = recs.load_occupations()
    layouts = list(render_office.LAYOUTS)
    written, folders = [], set()
    for i in range(count):
        language = recs.LANGUAGES[i % 3]
        record = recs.Maker(seed).record(5000 + i, occupations[i % len(occupations)], language)
        given, family, email = identity(r)
        record["identity"] |= {"name": f"{given} {family}", "email": email}
        record["summary"] += " " + SENTENCES[language].format(given=given)
        folder = pathlib.Path(out) / layouts[i % len(layouts)]
        render_office.render([record], render_office.LAYOUTS[layouts[i % len(layouts)]], folder)
        folders.add(folder)
        own = record["identity"]
        planted = {"given name": given, "family name": family, "e-mail": email, "phone": own["phone"], "address": own["address"]}
        stay = [e[k] for e in record["experience"] for k in ("title", "employer")] + [e["institution"] for e in record["education"]]
        written.append((folder / f"{record['id']}.docx", planted, stay))
    for folder in folders:
        render_office.convert(folder, "pdf")
    return written + [(path.with_suffix(".pdf"), planted, stay) for path, planted, stay in written]


def texts(redact_dump, responses):
    """{response: (text as it was, blind text)}"""
    done = subprocess.run([redact_dump, *responses], check=True, capture_output=True, text=True).stdout
    result = {}
    for part in done.split("######## ")[1:]:
        head, *lines = part.split("\n")
        applied = [line for line in lines if re.match(r"  \[[A-Z_]+\]", line)]
        blind = "\n".join(line for line in lines if line not in applied)
        result[head.split(" name=")[0]] = ("\n".join(lines), blind)
    return result


def holds(text, value):
    return re.search(r"(?<!\w)" + re.escape(value.casefold()) + r"(?!\w)", text.casefold()) is not None


def measure(reader, extract, folder, seed=20_261, count=240):
    """(counter of (kind, planted or left), values that must stay, those that went, examples)"""
    written = write(folder, seed, count)
    responses = extract([str(path) for path, _, _ in written])
    found = texts(str(reader.bin / "redact-dump"), sorted({r for r in responses.values() if r}))
    counts, stay, gone, examples = collections.Counter(), 0, 0, []
    for path, planted, kept in written:
        whole, blind = found[responses[str(path)]]
        flat = " ".join(blind.split())
        for kind, value in planted.items():
            if not holds(whole, value):
                continue
            counts[kind, "planted"] += 1
            # A name that is a word stays where it is one.
            left = holds(flat, value) if value.lower() not in KEPT_WORDS else re.search(rf"(?<!\w){value}(?!\w)", flat) is not None
            counts[kind, "left"] += left
            if left:
                examples.append(f"{path.parent.name}/{path.name}: {kind} {value}")
        for value in kept + list(KEPT_WORDS):
            if holds(" ".join(whole.split()), value):
                stay += 1
                if not holds(flat, value):
                    gone += 1
                    examples.append(f"{path.parent.name}/{path.name}: took {value}")
    return counts, stay, gone, examples
