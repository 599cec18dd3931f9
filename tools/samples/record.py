# SPDX-License-Identifier: Apache-2.0
"""A CV record (samples/records/*.yaml) and what a reader sees of it: headings, dates and words in its language."""

import dataclasses
import datetime

import yaml

HEADINGS = {
    "nb": {
        "personal": "Personalia", "contact": "Kontakt", "summary": "Sammendrag", "experience": "Arbeidserfaring",
        "education": "Utdanning", "skills": "Kompetanse", "languages": "Språk", "certificates": "Sertifikater",
        "courses": "Kurs", "licences": "Førerkort", "positions": "Verv", "interests": "Interesser",
        "references": "Referanser",
    },
    "nn": {
        "personal": "Personopplysningar", "contact": "Kontakt", "summary": "Om meg", "experience": "Arbeidserfaring",
        "education": "Utdanning", "skills": "Kompetanse", "languages": "Språk", "certificates": "Sertifikat",
        "courses": "Kurs", "licences": "Førarkort", "positions": "Verv", "interests": "Interesser",
        "references": "Referansar",
    },
    "en": {
        "personal": "Personal details", "contact": "Contact", "summary": "Profile", "experience": "Work experience",
        "education": "Education", "skills": "Skills", "languages": "Languages", "certificates": "Certificates",
        "courses": "Courses", "licences": "Driving licence", "positions": "Positions of trust",
        "interests": "Interests", "references": "References",
    },
}
LABELS = {
    "nb": {"birth_date": "Født", "address": "Adresse", "phone": "Telefon", "email": "E-post", "family": "Sivilstand",
           "nationality": "Statsborgerskap", "licence": "Klasse"},
    "nn": {"birth_date": "Fødd", "address": "Adresse", "phone": "Telefon", "email": "E-post", "family": "Sivilstand",
           "nationality": "Statsborgarskap", "licence": "Klasse"},
    "en": {"birth_date": "Date of birth", "address": "Address", "phone": "Phone", "email": "E-mail",
           "family": "Marital status", "nationality": "Nationality", "licence": "Category"},
}
LANGUAGES = {
    "nb": {"no": "Norsk", "nb": "Bokmål", "nn": "Nynorsk", "en": "Engelsk", "de": "Tysk", "fr": "Fransk", "es": "Spansk",
           "ar": "Arabisk", "so": "Somali", "vi": "Vietnamesisk", "tr": "Tyrkisk", "fa": "Persisk", "pl": "Polsk"},
    "nn": {"no": "Norsk", "nb": "Bokmål", "nn": "Nynorsk", "en": "Engelsk", "es": "Spansk"},
    "en": {"no": "Norwegian", "en": "English", "pl": "Polish", "sv": "Swedish", "ta": "Tamil", "hi": "Hindi",
           "uk": "Ukrainian", "it": "Italian", "zh": "Chinese"},
}
NATIVE = {"nb": "morsmål", "nn": "morsmål", "en": "native"}
MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "nn": "januar februar mars april mai juni juli august september oktober november desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
SHORT_MONTHS = {
    "nb": "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.".split(),
    "nn": "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
ENTRY_SECTIONS = ("experience", "education", "positions")
ORDER = ("summary", "experience", "education", "certificates", "courses", "skills", "languages", "licences",
         "positions", "interests", "references")


@dataclasses.dataclass
class Entry:
    """A job, an education or a position of trust as it is printed."""

    title: str
    organisation: str
    place: str
    dates: str
    bullets: list


@dataclasses.dataclass
class Section:
    """A section as it is printed: entries, or lines, or one paragraph of text."""

    kind: str
    heading: str
    entries: list = dataclasses.field(default_factory=list)
    lines: list = dataclasses.field(default_factory=list)
    text: str = ""


class Record:
    """A record with methods that give its parts as text in its own language."""

    def __init__(self, data):
        self.data = data
        self.language = data["language"]
        self.person = data["person"]
        self.render = data["render"]

    @classmethod
    def load(cls, path):
        """The record in a file. ValueError when a certificate or course has a key that nobody reads."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in data.get("certificates", []) + data.get("courses", []):
            unknown = set(item) - {"name", "issuer", "issued", "expires"}
            if unknown:
                raise ValueError(f"{path}: unknown keys {sorted(unknown)}; quote names with commas")
        return cls(data)

    def heading(self, kind):
        return HEADINGS[self.language][kind]

    def label(self, field):
        return LABELS[self.language][field]

    def date(self, value):
        """A year or YYYY-MM in the record's way of writing dates."""
        parts = str(value).split("-")
        style = self.render["dates"]
        if len(parts) == 1 or style == "year":
            return parts[0]
        year, month = int(parts[0]), int(parts[1])
        if style == "long":
            return f"{MONTHS[self.language][month - 1]} {year}"
        if style == "short":
            return f"{SHORT_MONTHS[self.language][month - 1]} {year}"
        if style == "year-month":
            return f"{year}-{month:02}"
        return f"{month:02}/{year}" if self.language == "en" else f"{month:02}.{year}"

    def period(self, item):
        end = self.render["open"] if item["end"] is None else self.date(item["end"])
        return f"{self.date(item['start'])} – {end}"

    def birth_date(self):
        """As printed, or "" when the record has none."""
        value = self.person.get("birth_date")
        if value is None:
            return ""
        day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        if self.language == "en":
            return f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"
        if self.render["dates"] in ("long", "short"):
            return f"{day.day}. {MONTHS[self.language][day.month - 1]} {day.year}"
        return f"{day:%d.%m.%Y}"

    def personal(self):
        """(label, value) of all that stands under personal details."""
        values = {"address": self.person["address"], "phone": self.person["phone"], "email": self.person["email"],
                  "birth_date": self.birth_date(), "family": self.person.get("family", ""),
                  "nationality": self.person.get("nationality", "")}
        return [(self.label(field), value) for field, value in values.items() if value]

    def contact(self):
        """Address, telephone, e-mail and links, each a line."""
        return [self.person["address"], self.person["phone"], self.person["email"], *self.person.get("links", [])]

    def protected(self):
        """(label, value) of birth date, family and nationality: what Norwegian CVs customarily tell."""
        contact = {self.label(field) for field in ("address", "phone", "email")}
        return [(label, value) for label, value in self.personal() if label not in contact]

    def language_lines(self):
        return [(LANGUAGES[self.language][item["code"]],
                 NATIVE[self.language] if item["level"] == "native" else item["level"])
                for item in self.data["languages"]]

    def sections(self):
        """All sections that the record has, in the usual order; personal details are left to the layout."""
        found = []
        for kind in ORDER:
            value = self.data.get(kind)
            if not value:
                continue
            section = Section(kind, self.heading(kind))
            if kind in ENTRY_SECTIONS:
                section.entries = [self._entry(kind, item) for item in value]
            elif kind in ("certificates", "courses"):
                section.lines = [self._certificate(item) for item in value]
            elif kind == "languages":
                section.lines = [f"{name}: {level}" for name, level in self.language_lines()]
            elif kind == "licences":
                section.lines = [f"{self.label('licence')} {', '.join(value)}"]
            elif kind == "skills":
                section.lines = list(value)
            else:
                section.text = " ".join(value.split())
            found.append(section)
        return found

    def _entry(self, kind, item):
        organisation = item["institution"] if kind == "education" else item["employer"]
        title = item["degree"] if kind == "education" else item["title"]
        return Entry(title, organisation, item.get("place", ""), self.period(item), item.get("bullets", []))

    def _certificate(self, item):
        line = f"{item['name']}, {item['issuer']}, {self.date(item['issued'])}"
        if "expires" in item:
            until = {"nb": "gyldig til", "nn": "gyldig til", "en": "valid until"}[self.language]
            line += f" ({until} {self.date(item['expires'])})"
        return line
