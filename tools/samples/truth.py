# SPDX-License-Identifier: Apache-2.0
"""What a faultless reader would find in a record, in the form of `utvalg parse --json`.

null stands where a record does not decide the answer (months up to today, ESCO and NUS codes).
"""

import json


def _end(item):
    return {"end": None if item["end"] is None else str(item["end"]), "current": item["end"] is None}


def _months(item):
    """Whole months, both ends counted; null for a job that goes on or is dated in years."""
    if item["end"] is None or "-" not in str(item["start"]):
        return None
    (start_year, start), (end_year, end) = (map(int, str(item[key]).split("-")[:2]) for key in ("start", "end"))
    return (end_year - start_year) * 12 + end - start + 1


def _experience(item):
    return {"title": item["title"], "employer": item["employer"], "place": item["place"], "start": str(item["start"]),
            **_end(item), "months": _months(item)}


def _education(item):
    return {"degree": item["degree"], "field": item["field"], "institution": item["institution"],
            "level": item["level"], "nus": None, "start": str(item["start"]),
            "end": None if item["end"] is None else str(item["end"])}


def _certificate(item, course):
    return {"name": item["name"], "issuer": item["issuer"], "issued": str(item["issued"]),
            "expires": str(item.get("expires", "")), "course": course}


def _phone(text):
    """E.164; numbers without a country code are Norwegian."""
    digits = "".join(c for c in text if c.isdigit())
    if text.startswith("+"):
        return "+" + digits
    return "+" + digits[2:] if digits.startswith("00") else "+47" + digits


def truth(record, file):
    """The line of `parse --json` for a record rendered as `file`."""
    data, person = record.data, record.person
    cv = {
        "language": record.language,
        "summary": " ".join(data["summary"].split()),
        "experience": [_experience(item) for item in data["experience"]],
        "education": [_education(item) for item in data["education"]],
        "skills": [{"name": name, "esco_uri": None} for name in data["skills"]],
        "languages": [dict(item) for item in data["languages"]],
        "certificates": [_certificate(item, False) for item in data.get("certificates", [])]
        + [_certificate(item, True) for item in data.get("courses", [])],
        "licences": data.get("licences", []),
    }
    identity = {"name": person["name"], "emails": [person["email"]], "phones": [_phone(person["phone"])],
                "birth_date": str(person.get("birth_date", "")), "address": person["address"]}
    return {"file": file, "status": "parsed", "reason": None, "cv": cv, "identity": identity}


def write(value, path):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
