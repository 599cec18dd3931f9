# SPDX-License-Identifier: Apache-2.0
"""openresume-parser's answers in the form of ours, so that one scorer measures both. In doubt to its favour: of an employer with its place
what stands before the comma counts, and of a date that cannot be read nothing."""

import json
import pathlib
import re
import subprocess

RUN = pathlib.Path(__file__).parents[2] / "bench/openresume/run"
# What it has a place for; it names neither schools nor languages, licences or certificates.
FIELDS = ("e-mail", "phone", "name", "title", "employer", "start", "end", "skills")
MONTHS = ("jan", "feb", "mar", "apr", "ma[yi]", "jun", "jul", "aug", "sep", "o[ck]t", "nov", "de[cs]")


def date(text):
    """"Feb 2020", "02/2020", "2020-02" or "2020" as YYYY-MM or YYYY; "" when it is none of them."""
    text = (text or "").casefold()
    year = re.search(r"(?:19|20)\d\d", text)
    if not year:
        return ""
    month = next((number for number, name in enumerate(MONTHS, 1) if re.search(r"\b" + name, text)), None)
    if month is None and (digits := re.search(r"\b(0?[1-9]|1[0-2])[./-](?:19|20)\d\d|(?:19|20)\d\d-(\d\d)\b", text)):
        month = int(digits[1] or digits[2])
    return year[0] if month is None else f"{year[0]}-{month:02d}"


def in_our_form(resume):
    jobs = [{"title": job["title"], "employer": (job["company"] or "").split(",")[0], "start": date(job["start_date"]),
             "end": "" if job["current"] else date(job["end_date"])} for job in resume["experience"]["work_history"]]
    return {"cv": {"experience": jobs, "skills": [{"name": name} for name in resume["skills"]]},
            "identity": {"name": resume["full_name"], "emails": [resume["email"]], "phones": [re.sub(r"[^+\d]", "", resume["phone"] or "")]}}


def read(files):
    """{file: answer} of the PDFs."""
    lines = subprocess.run([RUN, "--read"], input="".join(f"{file}\n" for file in files), capture_output=True, text=True, check=True)
    answers = map(json.loads, lines.stdout.splitlines())
    return {str(file): in_our_form(answer) if answer else {} for file, answer in zip(files, answers, strict=True)}
