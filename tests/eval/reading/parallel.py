# SPDX-License-Identifier: Apache-2.0
"""The same record in bokmål, nynorsk and English: what is read must have the same structure in all three."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "generate"))
import records as recs  # noqa: E402
import render_office  # noqa: E402


def write(out, count):
    """[(group, language, path, truth)] of `count` records, each in the three languages, in turn over the Word layouts."""
    occupations = recs.load_occupations()
    written = []
    for i in range(count):
        layout = list(render_office.LAYOUTS)[i % len(render_office.LAYOUTS)]
        for language in recs.LANGUAGES:
            record = recs.Maker(1000 + i).record(i, occupations[i % len(occupations)], language, home=True)
            record["writer"] = f"parallel-{i}"  # Writes dates in one way in all three.
            folder = pathlib.Path(out) / layout
            render_office.render([record], render_office.LAYOUTS[layout], folder)
            written.append((i, language, folder / f"{record['id']}.docx", recs.truth(record)))
    return written


def structure(cv):
    """What must not depend on the language."""
    jobs = [(j.get("start"), j.get("end")) for j in cv.get("experience") or []]
    schools = [(e.get("level"), e.get("start"), e.get("end")) for e in cv.get("education") or []]
    return jobs, schools, len(cv.get("languages") or []), sorted(cv.get("licences") or []), len(cv.get("certificates") or [])
