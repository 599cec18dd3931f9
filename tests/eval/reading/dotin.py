# SPDX-License-Identifier: Apache-2.0
"""The dotin set (CC0): 310 CVs flattened to one line each, with labelled spans. Read as TXT, after their escapes are undone.

A value counts as found when a labelled one of the same CV equals it folded; the same value twice in a CV counts once. Where a CV
has no label of a field, its annotators left the field out: it is not scored there (ADR 13). Beside that, as a number to read along
and not as the bar, values count that share half of their words with one of the other side: where a label ends ("B.E." or "B.E. in
ENC") its annotators did not agree among themselves.

One half of the files, by the digest of their names, may be looked at while the reader is worked on; the other is for reporting.
"""

import collections
import hashlib
import html
import re
import zipfile

FIELDS = {"Email Address": "e-mail", "Companies worked at": "company", "Designation": "designation", "Degree": "degree"}


def unescape(text):
    """Literal "\\\\xe2\\\\x80\\\\xa2" to the characters they stand for."""
    return re.sub(r"(?:\\+x[0-9a-fA-F]{2})+",
                  lambda m: bytes.fromhex(re.sub(r"\\+x", "", m[0])).decode("utf-8", "ignore"), text)


def documents(path):
    """(name, text, {field: labelled values})"""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".xml"):
                continue
            body = archive.read(name).decode("utf-8", "replace").split("<cv>", 1)[-1].rsplit("</cv>", 1)[0]
            body = unescape(body).strip().strip('"')
            values = collections.defaultdict(set)
            for label, value in re.findall(r"<label type=[\"']([^\"']+)[\"']>(.*?)</label>", body, re.DOTALL):
                if label in FIELDS:
                    values[FIELDS[label]].add(fold(html.unescape(re.sub(r"<[^>]*>", "", value))))
            text = html.unescape(re.sub(r"</?label[^>]*>", "", body)).replace("\\n", "\n")
            yield name.split("/")[-1], text, {field: found - {""} for field, found in values.items()}


def fold(text):
    return " ".join(re.findall(r"[\w@+#&]+", text.casefold()))


def found_values(parsed):
    cv, identity = parsed.get("cv") or {}, parsed.get("identity") or {}
    jobs, schools = cv.get("experience") or [], cv.get("education") or []
    return {"e-mail": {fold(e) for e in identity.get("emails") or []},
            "company": {fold(j["employer"]) for j in jobs} - {""},
            "designation": {fold(j["title"]) for j in jobs} - {""},
            "degree": {fold(e["degree"]) for e in schools} - {""}}


def is_held(name):
    """Whether a file belongs to the half that nobody looks at."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def has_lines(text):
    """Whether a text kept its line ends: most have lost them, and with them what parts a title from the firm under it (ADR 30)."""
    return text.count("\n") >= 10


def without_field(values):
    """"bachelor of technology in physics" as "bachelor of technology": labels hold the field or stop before it (ADR 30)."""
    return {value.split(" in ")[0] for value in values}


def same(a, b):
    return a == b


def near(a, b):
    """Half of the words in common (Dice)."""
    left, right = set(a.split()), set(b.split())
    return 4 * len(left & right) >= len(left) + len(right)


def score(pairs, alike=same):
    """[(truth, found)] to {field: (precision, recall, F1, labelled values)}"""
    rates = {}
    for field in FIELDS.values():
        scored = [(truth[field], found[field]) for truth, found in pairs if truth.get(field)]
        right = sum(any(alike(value, label) for label in truth) for truth, found in scored for value in found)
        read = sum(any(alike(value, label) for value in found) for truth, found in scored for label in truth)
        all_found = sum(len(found) for _, found in scored)
        labelled = sum(len(truth) for truth, _ in scored)
        precision, recall = right / max(all_found, 1), read / max(labelled, 1)
        rates[field] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), labelled)
    return rates
