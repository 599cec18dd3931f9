# SPDX-License-Identifier: Apache-2.0
"""Made-up CVs as records with known truth, in bokmål, nynorsk and English.

A record is the truth in the shape `utvalg parse --json` prints, with a few more keys for the renderers (headline, summary text,
bullets, texts of levels). Equal seed gives equal records. Persons, most employers and all facts are invented.
"""

import dataclasses
import pathlib
import random

DATA = pathlib.Path(__file__).parent / "data"
LANGUAGES = ("nb", "nn", "en")


def _triple(text):
    parts = [part.strip() for part in text.split(" ; ")]
    assert len(parts) == 3, text
    return dict(zip(LANGUAGES, parts))


@dataclasses.dataclass
class Occupation:
    key: str
    styrk: str
    sector: str
    degrees: list
    titles: dict = None
    bullets: list = dataclasses.field(default_factory=list)
    skills: list = dataclasses.field(default_factory=list)


def load_occupations(file="occupations.txt"):
    occupations = []
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("t: "):
            titles = _triple(line[3:])
            occupations[-1].titles = {k: [t.strip() for t in v.split(" / ")] for k, v in titles.items()}
        elif line.startswith("b: "):
            occupations[-1].bullets.append(_triple(line[3:]))
        elif line.startswith("s: "):
            occupations[-1].skills.append(_triple(line[3:]))
        else:
            key, styrk, sector, degrees = [p.strip() for p in line.split("|")]
            occupations.append(Occupation(key, styrk, sector, degrees.split(",")))
    return occupations


def load_organisations():
    sectors = {}
    for line in (DATA / "organisations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        sector, names = line.split(":", 1)
        sectors[sector] = [name.strip() for name in names.split(" ; ")]
    return sectors


def load_degrees():
    degrees = {}
    for line in (DATA / "education.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        key, level, degree, field, institutions = [p.strip() for p in line.split(" | ")]
        degrees[key] = {"level": level, "degree": _triple(degree), "field": _triple(field),
                        "institutions": [i.strip() for i in institutions.split(" / ")]}
    return degrees


FIRST = ("Kari Ola Ingrid Lars Nora Jakob Emma Mohammed Astrid Henrik Solveig Bjørn Maja Tor Silje Magnus Amina Knut Hanne "
         "Øyvind Liv Dag Oda Even Fatima Sindre Ragnhild Jonas Turid Piotr").split()
LAST = ("Nordmann Hansen Haugen Bakken Lunde Solberg Moen Dahl Eide Strand Myhre Sæther Aasen Tveit Brekke Fjeld Ødegård "
        "Kristoffersen Ahmed Nguyen Kowalski Vik Engen Rønning Sunde").split()
FIRST_EN = "James Olivia Ethan Sophia Daniel Grace Samuel Chloe Marcus Hannah Priya Diego".split()
LAST_EN = "Turner Walker Bennett Hughes Patel Morales Foster Sullivan Brooks Carter Reyes Lindholm".split()
PLACES = ("Oslo Bergen Trondheim Stavanger Tromsø Bodø Kristiansand Ålesund Drammen Fredrikstad Hamar Førde Volda Molde Sogndal "
          "Lillehammer Haugesund Alta Gjøvik Skien").split()
PLACES_EN = ["London, UK", "Manchester, UK", "Boston, MA", "Austin, TX", "Toronto, Canada", "Dublin, Ireland", "Oslo, Norway",
             "Seattle, WA", "Chicago, IL", "Bergen, Norway", "San Diego, CA", "Edinburgh, UK"]
STREETS = "Storgata Kirkeveien Parkveien Skolegata Nedre Bakklandet Strandgaten Åsveien Bjørnstjerne Bjørnsons gate".split(" ")

LANGUAGE_NAMES = {
    "no": {"nb": "Norsk", "nn": "Norsk", "en": "Norwegian"}, "en": {"nb": "Engelsk", "nn": "Engelsk", "en": "English"},
    "de": {"nb": "Tysk", "nn": "Tysk", "en": "German"}, "fr": {"nb": "Fransk", "nn": "Fransk", "en": "French"},
    "es": {"nb": "Spansk", "nn": "Spansk", "en": "Spanish"}, "pl": {"nb": "Polsk", "nn": "Polsk", "en": "Polish"},
    "ar": {"nb": "Arabisk", "nn": "Arabisk", "en": "Arabic"}, "so": {"nb": "Somali", "nn": "Somali", "en": "Somali"},
    "sv": {"nb": "Svensk", "nn": "Svensk", "en": "Swedish"}, "it": {"nb": "Italiensk", "nn": "Italiensk", "en": "Italian"}}
LEVEL_TEXTS = {
    "native": {"nb": "Morsmål", "nn": "Morsmål", "en": "Native"},
    "C1": {"nb": "C1", "nn": "C1", "en": "C1"}, "B2": {"nb": "B2", "nn": "B2", "en": "B2"},
    "A2": {"nb": "A2", "nn": "A2", "en": "A2"}}
CERTIFICATES = [
    ({"nb": "Hjerte- og lungeredning", "nn": "Hjarte- og lungeredning", "en": "Cardiopulmonary Resuscitation"},
     {"nb": "Norsk Førstehjelpsråd", "nn": "Norsk Førstehjelpsråd", "en": "Norwegian First Aid Council"}),
    ({k: "PRINCE2 Foundation" for k in LANGUAGES}, {k: "PeopleCert" for k in LANGUAGES}),
    ({k: "AWS Certified Solutions Architect" for k in LANGUAGES}, {k: "Amazon Web Services" for k in LANGUAGES}),
    ({"nb": "HMS-kurs for ledere", "nn": "HMS-kurs for leiarar", "en": "Health and Safety for Managers"},
     {"nb": "Arbeidsmiljøsenteret", "nn": "Arbeidsmiljøsenteret", "en": "NEBOSH"}),
    ({"nb": "Truckførerbevis T1 og T2", "nn": "Truckførarbevis T1 og T2", "en": "Forklift Certificate T1 and T2"},
     {"nb": "Sikkerhetskurs AS", "nn": "Sikkerheitskurs AS", "en": "Safety Training Ltd"}),
    ({k: "Scrum Master (PSM I)" for k in LANGUAGES}, {k: "Scrum.org" for k in LANGUAGES})]
TRUST = [
    ({"nb": "Styremedlem", "nn": "Styremedlem", "en": "Board Member"},
     {"nb": "Solsiden Borettslag", "nn": "Solsida Burettslag", "en": "Maple Court Housing Association"}),
    ({"nb": "Fotballtrener", "nn": "Fotballtrenar", "en": "Football Coach"},
     {"nb": "Nordstrand IF", "nn": "Stryn TIL", "en": "Riverside FC"}),
    ({"nb": "Tillitsvalgt", "nn": "Tillitsvald", "en": "Staff Representative"},
     {"nb": "Fagforbundet avd. 12", "nn": "Fagforbundet avd. 12", "en": "Workers Union Local 12"}),
    ({"nb": "Frivillig", "nn": "Frivillig", "en": "Volunteer"},
     {"nb": "Røde Kors Besøkstjeneste", "nn": "Raude Krossen Besøksteneste", "en": "Red Cross Visiting Service"})]
INTERESTS = {"nb": "Friluftsliv, korsang og matlaging", "nn": "Friluftsliv, korsong og matlaging",
             "en": "Hiking, choir singing and cooking"}
SUMMARIES = {
    "nb": "{title} med {years} års erfaring. Jeg er strukturert, liker å samarbeide på tvers av fag og søker nå en rolle der jeg kan "
          "ta mer ansvar og lære videre.",
    "nn": "{title} med {years} års erfaring. Eg er strukturert, likar å samarbeide på tvers av fag og søkjer no ei rolle der eg kan ta "
          "meir ansvar og lære vidare.",
    "en": "{title} with {years} years of experience. I am structured, enjoy working across disciplines and am now looking for a role "
          "where I can take on more responsibility and keep learning."}


def _month(index):
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.occupations = load_occupations()
        self.organisations = load_organisations()
        self.degrees = load_degrees()

    def record(self, number, occupation, language, home=False):
        """One CV; the same number and occupation give parallel records over the languages, with `home` always (otherwise English ones
        may be of somebody abroad)."""
        r = random.Random(f"{number}-{occupation.key}")
        abroad = language == "en" and not home and r.random() < 0.6
        sectors = {"it": "world_it", "health": "world_health"}
        pool = self.organisations[occupation.sector]
        if abroad:
            pool = self.organisations[sectors.get(occupation.sector, "world")]
        places = PLACES_EN if abroad else [p + ", Norway" for p in PLACES] if language == "en" else PLACES
        jobs = self._jobs(random.Random(f"jobs-{number}-{occupation.key}"), occupation, language, pool, places)
        schools = self._schools(random.Random(f"edu-{number}-{occupation.key}"), occupation, language, places, jobs)
        years = max(1, 2025 - int(jobs[-1]["start"][:4]))
        r2 = random.Random(f"rest-{number}")
        languages = [("no", "native"), ("en", "C1")] + [(c, "B2" if i == 0 else "A2") for i, c in enumerate(
            r2.sample(["de", "fr", "es", "pl", "ar", "so", "sv", "it"], r2.randint(0, 2)))]
        if abroad:
            languages = [("en", "native")] + [l for l in languages[2:]]
        chosen = r2.sample(CERTIFICATES, r2.randint(1, 2))
        trust = r2.sample(TRUST, r2.randint(0, 2))
        start = (2014 + r2.randint(0, 6)) * 12 + r2.randint(0, 11)
        first, last = (r2.choice(FIRST_EN), r2.choice(LAST_EN)) if abroad else (r2.choice(FIRST), r2.choice(LAST))
        mobile = f"{r2.choice('49')}{r2.randint(0, 9)}{r2.randint(0, 9)} {r2.randint(10, 99)} {r2.randint(100, 999)}"
        phone = f"+1 617-555-{r2.randint(1000, 9999)}" if abroad else f"+47 {mobile}"
        licences = r2.choice([[], ["B"], ["B"], ["B", "BE"]]) + (["C", "CE"] if occupation.key == "driver" else [])
        skills = list(occupation.skills)
        r2.shuffle(skills)
        return {
            "id": f"{language}-{number:03d}-{occupation.key}", "language": language, "occupation": occupation.key,
            "headline": occupation.titles[language][0],
            "summary": SUMMARIES[language].format(title=occupation.titles[language][0], years=years),
            "experience": jobs, "education": schools,
            "skills": [{"name": s[language]} for s in skills],
            "languages": [{"code": c, "level": l, "name": LANGUAGE_NAMES[c][language], "text": LEVEL_TEXTS[l][language]}
                          for c, l in languages],
            "certificates": [{"name": c[language], "issuer": i[language], "date": f"{2016 + r2.randint(0, 8)}"}
                             for c, i in chosen],
            "trust": [{"title": t[language], "employer": o[language], "start": _month(start + 9 * i),
                       "end": _month(start + 9 * i + 30)} for i, (t, o) in enumerate(trust)],
            "licences": sorted(set(licences)), "interests": INTERESTS[language],
            "identity": {"name": f"{first} {last}", "email": f"{first}.{last}@example.{'com' if abroad else 'no'}".lower()
                         .replace("ø", "o").replace("å", "a").replace("æ", "ae"), "phone": phone,
                         "address": f"{r2.choice(STREETS)} {r2.randint(1, 90)}", "place": r2.choice(places),
                         "postcode": f"{r2.randint(1, 9)}{r2.randint(100, 999)}"}}

    def _jobs(self, r, occupation, language, pool, places):
        titles = occupation.titles[language]
        count = r.randint(2, 5)
        at = 2025 * 12 + r.randint(0, 6)
        employers = r.sample(pool, min(count, len(pool)))
        while len(employers) < count:
            employers.append(r.choice(pool))
        jobs = []
        for i in range(count):
            length = r.randint(7, 58)
            start = at - length
            current = i == 0 and r.random() < 0.7
            bullets = [b[language] for b in occupation.bullets]
            r.shuffle(bullets)
            jobs.append({"title": titles[min(i, 2) if r.random() < 0.8 else r.randint(0, 2)], "employer": employers[i],
                         "place": r.choice(places), "start": _month(start), "end": None if current else _month(at),
                         "current": current, "bullets": bullets[:r.randint(1, 3)]})
            at = start - r.choice([0, 1, 1, 2, 5])
        return jobs

    def _schools(self, r, occupation, language, places, jobs):
        keys = [k for k in occupation.degrees]
        order = {"doctorate": 0, "master": 1, "bachelor": 2}
        keys.sort(key=lambda k: order.get(self.degrees[k]["level"], 3))
        if len(keys) > 1 and r.random() < 0.3:
            keys = keys[1:]
        if self.degrees[keys[-1]]["level"] in ("bachelor", "vocational") and r.random() < 0.5:
            keys.append("u_general")
        end = int(jobs[-1]["start"][:4]) * 12 + 5
        schools = []
        for key in keys:
            entry = self.degrees[key]
            years = {"doctorate": 4, "master": 2, "bachelor": 3}.get(entry["level"], 3)
            if entry["level"] == "master" and entry["degree"]["nb"] in ("Sivilingeniør", "Siviløkonom", "Profesjonsstudiet"):
                years = 5
            schools.append({"degree": entry["degree"][language], "field": entry["field"][language], "level": entry["level"],
                            "institution": r.choice(entry["institutions"]), "place": r.choice(places),
                            "start": _month(end - 12 * years + 2), "end": _month(end), "current": False})
            end -= 12 * years
        return schools


def make_records(seed=1, rounds=2):
    """Every occupation in all three languages, `rounds` times with other facts."""
    maker = Maker(seed)
    records = []
    for round_number in range(rounds):
        for index, occupation in enumerate(maker.occupations):
            for language in LANGUAGES:
                records.append(maker.record(round_number * 100 + index, occupation, language))
    return records


def truth(record):
    """What a perfect parser prints for the record."""
    return {
        "cv": {
            "experience": [{k: j[k] for k in ("title", "employer", "place", "start", "end", "current")}
                           for j in record["experience"]],
            "education": [{k: e[k] for k in ("degree", "field", "institution", "level", "start", "end")}
                          for e in record["education"]],
            "skills": [{"name": s["name"]} for s in record["skills"]],
            "languages": [{"code": l["code"], "level": l["level"]} for l in record["languages"]],
            "certificates": [{"name": c["name"]} for c in record["certificates"]],
            "licences": record["licences"]},
        "identity": {"name": record["identity"]["name"], "emails": [record["identity"]["email"]],
                     "phones": [record["identity"]["phone"].replace(" ", "").replace("-", "")]}}
