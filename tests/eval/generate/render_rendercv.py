# SPDX-License-Identifier: Apache-2.0
"""Records typeset by the themes of RenderCV (PyPI rendercv[full], Typst inside)."""

import json
import os
import pathlib
import random
import subprocess

THEMES = ("classic", "ember", "engineeringclassic", "engineeringresumes", "harvard", "ink", "moderncv", "opal", "sb2nov")
LOCALES = {"nb": "norwegian_bokmål", "nn": "norwegian_nynorsk", "en": "english"}
TITLES = {
    "nb": [("Sammendrag", "Arbeidserfaring", "Utdanning", "Kompetanse", "Språk", "Sertifikater", "Verv", "Førerkort", "Interesser"),
           ("Profil", "Yrkeserfaring", "Utdannelse", "Ferdigheter", "Språkkunnskaper", "Kurs og sertifiseringer", "Tillitsverv",
            "Førerkort", "Fritidsinteresser"),
           ("Om meg", "Relevant erfaring", "Formell utdanning", "Nøkkelkompetanse", "Språk", "Kurs", "Frivillig arbeid", "Førerkort",
            "Annet")],
    "nn": [("Samandrag", "Arbeidsrøynsle", "Utdanning", "Kompetanse", "Språk", "Sertifikat", "Verv", "Førarkort", "Interesser"),
           ("Om meg", "Yrkeserfaring", "Utdanning", "Ferdigheiter", "Språkkunnskapar", "Kurs og sertifiseringar", "Friviljug arbeid",
            "Førarkort", "Fritidsinteresser")],
    "en": [("Summary", "Experience", "Education", "Skills", "Languages", "Certifications", "Volunteering", "Driving Licence",
            "Interests"),
           ("Profile", "Employment History", "Education", "Core Competencies", "Language Skills", "Certificates", "Positions of Trust",
            "Driving License", "Hobbies"),
           ("About Me", "Professional Experience", "Academic Background", "Technical Skills", "Languages",
            "Licenses & Certifications", "Volunteer Experience", "Driving Licence", "Interests")]}


def titles_of(record):
    return random.Random("titles" + record["id"]).choice(TITLES[record["language"]])


def to_rendercv(record, theme):
    person = record["identity"]
    summary, jobs, schools, skills, languages, certificates, trust, licences, interests = titles_of(record)
    sections = {summary: [record["summary"]]}
    sections[jobs] = [{"company": j["employer"], "position": j["title"], "location": j["place"], "start_date": j["start"],
                       "end_date": "present" if j["current"] else j["end"], "highlights": j["bullets"]}
                      for j in record["experience"]]
    sections[schools] = [{"institution": e["institution"], "area": e["field"], "degree": e["degree"], "location": e["place"],
                          "start_date": e["start"], "end_date": e["end"]} for e in record["education"]]
    sections[skills] = [{"bullet": s["name"]} for s in record["skills"]]
    sections[languages] = [{"label": l["name"], "details": l["text"]} for l in record["languages"]]
    sections[certificates] = [{"name": c["name"], "date": c["date"]} for c in record["certificates"]]
    if record["trust"]:
        sections[trust] = [{"company": t["employer"], "position": t["title"], "start_date": t["start"], "end_date": t["end"]}
                           for t in record["trust"]]
    if record["licences"]:
        word = {"nb": "Klasse", "nn": "Klasse", "en": "Class"}[record["language"]]
        sections[licences] = [f"{word} {', '.join(record['licences'])}"]
    sections[interests] = [record["interests"]]
    phone = person["phone"]
    return {"cv": {"name": person["name"], "headline": record["headline"], "location": person["place"], "email": person["email"],
                   "phone": phone, "sections": sections},
            "design": {"theme": theme}, "locale": {"language": LOCALES[record["language"]]}}


def icon_package(folder):
    """Typst would load its icons from the net; a package of the same name without ink takes their place."""
    package = folder / "typst" / "packages" / "preview" / "fontawesome" / "0.6.0"
    package.mkdir(parents=True, exist_ok=True)
    (package / "typst.toml").write_text('[package]\nname = "fontawesome"\nversion = "0.6.0"\nentrypoint = "lib.typ"\n')
    (package / "lib.typ").write_text("#let fa-icon(name, ..args) = []\n")
    return {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}


def render(records, theme, program, out):
    out = pathlib.Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    environment = icon_package(out.parent / "packages")
    for record in records:
        pdf = out / f"{record['id']}.pdf"
        if pdf.exists():
            continue
        source = out / f"{record['id']}.yaml"
        source.write_text(json.dumps(to_rendercv(record, theme), ensure_ascii=False), encoding="utf-8")
        done = subprocess.run([program, "render", str(source), "-pdf", str(pdf), "-md", str(pdf.with_suffix(".md")), "-typ",
                               str(pdf.with_suffix(".typ")), "-nohtml", "-nopng", "-q"], capture_output=True,
                              text=True, cwd=out, env=environment)
        if not pdf.exists():
            print(record["id"], theme, (done.stdout + done.stderr)[-300:])
    return [r["id"] for r in records if (out / f"{r['id']}.pdf").exists()]
