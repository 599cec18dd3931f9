# SPDX-License-Identifier: Apache-2.0
"""Truth of public samples that come with their source: RenderCV (YAML), Reactive Resume (JSON), HackMyResume (one CV in eight formats).

Only what the page shows is asked for. Needs the data set (UTVALG_DATA); nothing of it is copied.
"""

import html
import json
import re
import unicodedata

import yaml

MONTHS = {name: i + 1 for i, name in enumerate("january february march april may june july august september october november december".split())}


def date(value):
    """ "2018-09", "August 2012", "2019" as the parser prints them; "" for now and nothing."""
    text = str(value or "").strip()
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return text
    match = re.fullmatch(r"(?:([A-Za-z]+)\.?,? )?(\d{4})", text)
    if not match or (match[1] and match[1].lower() not in MONTHS):
        return ""
    return f"{match[2]}-{MONTHS[match[1].lower()]:02d}" if match[1] else match[2]


def period(entry, text=None):
    """start and end of an entry, from two fields or from "January 2019 to Present"."""
    if text is not None:
        parts = re.split(r" to | - | – ", text)
        start, end = date(parts[0]), date(parts[1]) if len(parts) > 1 else None
        if end is None:
            return {"end": start} if start else {}
    else:
        start, end = date(entry.get("start_date") or entry.get("startDate")), date(entry.get("end_date") or entry.get("endDate"))
        if not start and entry.get("date"):
            return {}
    return {key: value for key, value in (("start", start), ("end", end)) if value}


def rendercv(path):
    cv = yaml.safe_load(path.read_text(encoding="utf-8"))["cv"]
    sections = cv["sections"]
    jobs = [{"title": e["position"], "employer": e["company"], **period(e)} for e in sections.get("experience", [])]
    schools = [{"institution": e["institution"], **period(e)} for e in sections.get("education", [])]
    identity = {"name": cv["name"]}
    if cv.get("email"):
        identity["emails"] = [cv["email"]]
    return {"cv": {"experience": jobs, "education": schools}, "identity": identity}


def reactive(path):
    value = json.loads(path.read_text(encoding="utf-8"))
    sections = value["sections"]
    shown = lambda kind: [e for e in sections[kind]["items"] if e["visible"]]
    jobs = [{"title": e["position"], "employer": e["company"], **period(e, e["date"])} for e in shown("experience")]
    schools = [{"institution": e["institution"], **period(e, e["date"])} for e in shown("education")]
    certificates = [{"name": e["name"]} for e in shown("certifications")]
    basics = value["basics"]
    return {"cv": {"experience": jobs, "education": schools, "certificates": certificates},
            "identity": {"name": basics["name"], "emails": [basics["email"]]}}


def hackmyresume(path):
    value = json.loads(path.read_text(encoding="utf-8"))
    jobs = [{"title": e["position"], "employer": e.get("company") or e.get("name"), **period(e)} for e in value["work"]]
    schools = [{"institution": e["institution"], **period(e)} for e in value["education"]]
    skills = [{"name": keyword} for e in value["skills"] for keyword in e["keywords"]]
    return {"cv": {"experience": jobs, "education": schools, "skills": skills},
            "identity": {"name": value["basics"]["name"], "emails": [value["basics"]["email"]]}}


def html_text(path):
    """What a page without scripts says, markup and styles taken out."""
    text = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", path.read_text(encoding="utf-8"))
    return html.unescape(text)


def squeeze(text):
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", str(text)).casefold()))


def only_shown(truth, text):
    """Without values that the page lacks (templates leave sections out)."""
    text = squeeze(text)
    for kind, field in (("experience", "employer"), ("education", "institution"), ("skills", "name"), ("certificates", "name")):
        entries = truth["cv"].get(kind)
        if entries is not None and not all(squeeze(e[field]) in text for e in entries):
            del truth["cv"][kind]
    for kind in ("experience", "education"):
        for entry in truth["cv"].get(kind, []):
            for key in ("start", "end"):
                if key in entry and entry[key][:4] not in text:
                    del entry[key]
    emails = truth["identity"].get("emails", [])
    if not all(squeeze(email) in text for email in emails):
        del truth["identity"]["emails"]
    return truth


def records(data, text_of):
    """Truth lines for score.py. text_of(path): what a page shows, or None when no tool can say."""
    samples = data / "cvs/samples"
    pairs = []
    for source in sorted((samples / "rendercv").glob("*.yaml")):
        pairs.append(("rendercv samples", rendercv(source), source.with_suffix(".pdf")))
    for source in sorted((samples / "reactive-resume").glob("*.json")):
        pdf = source.with_name(source.name.replace("json__", "pdf__").replace(".json", ".pdf"))
        pairs.append(("reactive-resume samples", reactive(source), pdf))
    base = samples / "hackmyresume/test__expected__modern__resume.json"
    for suffix in (".pdf", ".doc", ".html", ".md", ".txt", ".json"):
        pairs.append(("hackmyresume", hackmyresume(base), base.with_suffix(suffix)))
    for name, truth, path in pairs:
        text = html_text(path) if path.suffix == ".html" else text_of(path)
        truth = truth if text is None else only_shown(truth, text)
        yield {"file": str(path), "set": name, "layout": path.stem.split("__")[-1] + path.suffix, "language": "en", "split": "sources", **truth}
