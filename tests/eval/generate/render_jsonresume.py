# SPDX-License-Identifier: Apache-2.0
"""Records as JSON Resume, typeset by themes of npm and printed to PDF by Chromium."""

import json
import pathlib
import subprocess


def to_jsonresume(record):
    person = record["identity"]
    place = record["identity"]["place"].split(",")[0]
    work = []
    for job in record["experience"]:
        work.append({"name": job["employer"], "company": job["employer"], "position": job["title"], "location": job["place"],
                     "startDate": job["start"] + "-01", "highlights": job["bullets"], "url": "", "website": "",
                     **({} if job["current"] else {"endDate": job["end"] + "-01"})})
    return {
        "basics": {"name": person["name"], "label": record["headline"], "email": person["email"], "phone": person["phone"],
                   "summary": record["summary"], "website": "", "url": "", "picture": "", "image": "",
                   "location": {"address": person["address"], "postalCode": person["postcode"], "city": place,
                                "countryCode": "NO", "region": ""}, "profiles": []},
        "work": work,
        "volunteer": [{"organization": t["employer"], "position": t["title"], "startDate": t["start"] + "-01",
                       "endDate": t["end"] + "-01", "summary": "", "highlights": [], "website": "", "url": ""}
                      for t in record["trust"]],
        "education": [{"institution": e["institution"], "area": e["field"], "studyType": e["degree"],
                       "startDate": e["start"] + "-01", "endDate": e["end"] + "-01", "courses": [], "gpa": "", "score": ""}
                      for e in record["education"]],
        "awards": [], "publications": [], "projects": [],
        "certificates": [{"name": c["name"], "issuer": c["issuer"], "date": c["date"] + "-01-01", "url": ""}
                         for c in record["certificates"]],
        "skills": [{"name": s["name"], "level": "", "keywords": []} for s in record["skills"]],
        "languages": [{"language": l["name"], "fluency": l["text"]} for l in record["languages"]],
        "interests": [{"name": record["interests"], "keywords": []}], "references": [], "meta": {}}


def print_pdf(page, pdf, profile):
    subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions",
                    "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}", "--virtual-time-budget=3000",
                    f"--print-to-pdf={pdf}", f"file://{page}"],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return pathlib.Path(pdf).exists()


def render(records, theme, modules, out):
    """PDFs of the records in one theme; ids of those that came out. What a theme leaves out is for the caller to know."""
    out = pathlib.Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    missing = [r for r in records if not (out / f"{r['id']}.pdf").exists()]
    if missing:
        lines = "".join(json.dumps({"id": r["id"], "language": r["language"], "resume": to_jsonresume(r)}) + "\n" for r in missing)
        subprocess.run(["node", str(pathlib.Path(__file__).with_name("jsonresume_html.cjs")), str(pathlib.Path(modules).resolve()),
                        theme, str(out)], input=lines, text=True, check=True)
        for record in missing:
            print_pdf(out / f"{record['id']}.html", out / f"{record['id']}.pdf", "/tmp/utvalg-eval-chromium")
    return [r["id"] for r in records if (out / f"{r['id']}.pdf").exists()]
