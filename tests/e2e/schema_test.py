# SPDX-License-Identifier: Apache-2.0
"""The schemas of docs/schema: sound themselves, and a job file fits its schema exactly when the command takes it."""

import json
import pathlib
import tempfile
import unittest

import jsonschema

from command import ROOT, utvalg, validator

SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "docs/schema").glob("*.json"))}
CRITERION = {"text": "Fagbrev som elektriker", "kind": "education", "importance": "must", "min_education": "vocational",
             "weight": 2.5, "id": "fagbrev"}


def job(**changes):
    return {"title": "Elektriker", "criteria": [CRITERION], **changes}


def criterion(**changes):
    return job(criteria=[{**CRITERION, **changes}])


FITTING = {
    "whole": job(id="7", description="Vi søker.", language="nb", version=1),
    "advertisement alone": {"title": "Elektriker", "description": "Vi søker elektriker med fagbrev."},
    "bare lines": job(criteria=["Fagbrev som elektriker", "Førerkort klasse B"]),
    "every fact": criterion(kind="language", min_months=24, language="no", min_language="B1", licence="CE", isco="7411",
                            esco_uris=["http://data.europa.eu/esco/occupation/x"]),
    "short code": criterion(isco="74"),
    "least weight": criterion(weight=0.001),
}
FAULTY = {
    "no title": {"criteria": [CRITERION]},
    "blank title": job(title="  "),
    "neither criteria nor advertisement": {"title": "Elektriker"},
    "no criterion": job(criteria=[]),
    "too many criteria": job(criteria=["Fagbrev"] * 101),
    "unknown field": job(salary=1),
    "unknown language": job(language="sv"),
    "unknown version": job(version=2),
    "criterion without text": job(criteria=[{"kind": "skill"}]),
    "unknown field of a criterion": criterion(age="25"),
    "unknown kind": criterion(kind="wish"),
    "unknown importance": criterion(importance="should"),
    "weight of nothing": criterion(weight=0),
    "weight beyond all": criterion(weight=1001),
    "months beyond a life": criterion(min_months=721),
    "unknown education": criterion(min_education="phd"),
    "unknown level": criterion(min_language="B3"),
    "unknown licence": criterion(licence="Z"),
    "id with capitals": criterion(id="Fagbrev"),
    "code of one digit": criterion(isco="7"),
    "foreign URI": criterion(esco_uris=["http://example.org/x"]),
}


def references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from references(inner)


class SchemaTest(unittest.TestCase):
    def test_every_schema_is_one(self):
        self.assertGreater(len(SCHEMAS), 4)
        for name, schema in SCHEMAS.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            self.assertEqual(schema["$id"], name)

    def test_every_reference_leads_somewhere(self):
        for name, schema in SCHEMAS.items():
            for reference in references(schema):
                target, _, path = reference.partition("#")
                place = SCHEMAS[target or name]
                for key in path.strip("/").split("/") if path else []:
                    self.assertIn(key, place, (name, reference))
                    place = place[key]

    def test_the_schema_of_a_job_takes_what_the_command_takes(self):
        check = validator("job.schema.json")
        with tempfile.TemporaryDirectory() as folder:
            empty = pathlib.Path(folder) / "nobody"
            empty.mkdir()
            for name, value in {**FITTING, **FAULTY}.items():
                file = pathlib.Path(folder) / "job.json"
                file.write_text(json.dumps(value), encoding="utf-8")
                done = utvalg("screen", "--job", file, empty)
                # The job is looked at first (65), then it is found that nobody applies (66).
                self.assertEqual(done.code, 66 if name in FITTING else 65, (name, done.err))
                self.assertEqual(check.is_valid(value), name in FITTING, name)


if __name__ == "__main__":
    unittest.main()
