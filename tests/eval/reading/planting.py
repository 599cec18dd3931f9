# SPDX-License-Identifier: Apache-2.0
"""Identities planted into typeset CVs: what redaction leaves, and what it takes too much.

Word layouts and their PDFs, some of them scanned, and where they are there themes of RenderCV and JSON Resume. Names: a third from
Norwegian and English lists, a third Norwegian words that are names, a third made of syllables and in no list. Each recurs in the
summary, in the e-mail address and in a link. What must stay: titles, employers (one of them named after another person) and schools
as the page has them, and sentences with the words "dag" and "even". The seed is not the one anything was mended on.
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
import render_jsonresume  # noqa: E402
import render_office  # noqa: E402
import render_rendercv  # noqa: E402
import render_scan  # noqa: E402
import render_unseen  # noqa: E402

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


LINKS = {"nb": "Mer på linkedin.com/in/{}.", "nn": "Meir på linkedin.com/in/{}.", "en": "More at linkedin.com/in/{}."}
OWNERS = "Haldorsen Wigdahl Tjelmeland Brattbakk Falkanger Skjelbred".split()
WORD_LAYOUTS = render_office.LAYOUTS | render_unseen.LAYOUTS
JSONRESUME = ("class elegant even kendall macchiato orbit rocketspacer short slick stackoverflow papirus kards caffeine simple-red actual "
              "techlead pumpkin compact").split()


def invent(r, seed, number):
    """(record, values planted by kind, values that must stay)"""
    occupations = recs.load_occupations()
    language = recs.LANGUAGES[number % 3]
    record = recs.Maker(seed).record(5000 + number, occupations[number % len(occupations)], language)
    given, family, email = identity(r)
    record["identity"] |= {"name": f"{given} {family}", "email": email}
    link = email.split("@")[0].replace(".", "-")
    record["summary"] += " " + SENTENCES[language].format(given=given) + " " + LINKS[language].format(link)
    # Never the family name of the person: that firm would be their own.
    record["experience"][-1]["employer"] = r.choice(["Advokatfirmaet {}", "{} Bygg AS", "Brødrene {}"]).format(r.choice(OWNERS))
    own = record["identity"]
    planted = {"given name": given, "family name": family, "e-mail": email, "phone": own["phone"], "address": own["address"], "link": link}
    stay = [e[k] for e in record["experience"] for k in ("title", "employer")] + [e["institution"] for e in record["education"]]
    return record, planted, stay


def write(out, seed, count, modules=None, rendercv=None):
    """[(path, planted values by kind, values that must stay)] of `count` records in Word layouts, and of a sixth in each of the others."""
    r = random.Random(seed)
    out = pathlib.Path(out)
    layouts = list(WORD_LAYOUTS)
    documents = [invent(r, seed, i) for i in range(count)]
    words, others, scans = [], [], []
    for i, (record, planted, stay) in enumerate(documents):
        layout = layouts[i % len(layouts)]
        render_office.render([record], WORD_LAYOUTS[layout], out / layout)
        words.append((out / layout / f"{record['id']}.docx", planted, stay))
    for folder in {path.parent for path, _, _ in words}:
        render_office.convert(folder, "pdf")
    prints = [(path.with_suffix(".pdf"), planted, stay) for path, planted, stay in words]
    for path, planted, stay in prints[::12]:
        scans.append((out / "scan" / path.name, planted, stay))
        render_scan.scan(path, scans[-1][0])
    for i, (record, planted, stay) in enumerate(documents[::6]):
        if modules:
            theme = JSONRESUME[i % len(JSONRESUME)]
            if render_jsonresume.render([record], "jsonresume-theme-" + theme, modules, out / "json" / theme):
                others.append((out / "json" / theme / f"{record['id']}.pdf", planted, stay))
        if rendercv:
            theme = render_rendercv.THEMES[i % len(render_rendercv.THEMES)]
            if render_rendercv.render([record], theme, rendercv, out / "rendercv" / theme):
                others.append((out / "rendercv" / theme / f"{record['id']}.pdf", planted, stay))
    return words + prints + others, scans


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


def measure(reader, extract, folder, seed=20_262, count=240, modules=None, rendercv=None):
    """(counter of (kind, planted or left), values that must stay, those that went, examples)

    extract: takes paths and the name of the program that reads them, gives {path: file with the answer}."""
    typeset, scans = write(folder, seed, count, modules, rendercv)
    responses = extract([str(path) for path, _, _ in typeset], "utvalg-extract") | extract([str(path) for path, _, _ in scans], "utvalg-ocr")
    written = [w for w in typeset + scans if responses[str(w[0])]]
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
