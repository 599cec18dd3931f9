# SPDX-License-Identifier: Apache-2.0
"""What the command prints for the samples is what their records say, has the form that docs/schema promises, and puts
the right people on top."""

import json
import pathlib
import tempfile
import unittest

from command import CVS, ROOT, parse, utvalg, validator

SAMPLES = ROOT / "samples"
# Share of the facts of all records together that must be found, and of what was found that must be in the records.
# What is read whole stays so.
LEAST_RECALL = {"name": 1.0, "email": 1.0, "phone": 1.0, "birth_date": 1.0, "title": 1.0, "employer": 1.0,
                "period": 1.0, "institution": 0.97, "level": 0.94, "language": 1.0, "licence": 1.0, "skill": 0.99}
LEAST_PRECISION = {"title": 1.0, "employer": 1.0, "period": 1.0, "institution": 0.97, "language": 1.0, "licence": 1.0, "skill": 0.99}


def fold(text):
    return " ".join(text.casefold().split())


def facts(value):
    """(kind, fact) of a line of `parse --json` or of a truth file."""
    cv, identity = value["cv"], value["identity"]
    yield "name", fold(identity["name"])
    yield from (("email", email) for email in identity["emails"])
    yield from (("phone", phone) for phone in identity["phones"])
    if identity["birth_date"]:
        yield "birth_date", identity["birth_date"]
    for number, job in enumerate(cv["experience"]):
        yield "title", (number, fold(job["title"]))
        yield "employer", (number, fold(job["employer"]))
        yield "period", (number, job["start"], job["end"])
    for education in cv["education"]:
        yield "institution", (fold(education["institution"]), education["start"], education["end"])
        if education["level"]:
            yield "level", (education["level"], education["end"])
    yield from (("language", (language["code"], language["level"])) for language in cv["languages"])
    yield from (("licence", licence) for licence in cv["licences"])
    yield from (("skill", fold(skill["name"])) for skill in cv["skills"])


class ParseSamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        files = sorted(CVS.iterdir())
        cls.truth = {}
        for path in (SAMPLES / "truth").glob("*.json"):
            value = json.loads(path.read_text(encoding="utf-8"))
            cls.truth[value["file"]] = value
        cls.parsed = {pathlib.Path(file).name: value for file, value in parse(files).items()}

    def test_every_sample_has_its_truth(self):
        self.assertEqual(set(self.truth), set(self.parsed))
        self.assertGreaterEqual(len(self.parsed), 24)

    def test_every_line_has_the_promised_form(self):
        check = validator("parse.schema.json")
        for value in self.parsed.values():
            with self.subTest(file=value["file"]):
                check.validate(value)

    def test_what_cannot_be_read_says_why(self):
        for name, truth in self.truth.items():
            with self.subTest(file=name):
                self.assertEqual((self.parsed[name]["status"], self.parsed[name]["reason"]), (truth["status"], truth["reason"]))

    def test_the_language_of_each_is_known(self):
        for name, truth in self.truth.items():
            if truth["cv"]:
                with self.subTest(file=name):
                    self.assertEqual(self.parsed[name]["cv"]["language"], truth["cv"]["language"])

    def test_the_facts_are_those_of_the_records(self):
        wanted, found = {}, {}
        for name, truth in self.truth.items():
            if truth["cv"] and self.parsed[name]["cv"]:
                for side, value in ((wanted, truth), (found, self.parsed[name])):
                    for kind, fact in facts(value):
                        side.setdefault(kind, set()).add((name, fact))
        for kind in wanted:
            common = wanted[kind] & found.get(kind, set())
            recall, precision = len(common) / len(wanted[kind]), len(common) / max(1, len(found.get(kind, ())))
            print(f"{kind:12} recall {recall:.3f} precision {precision:.3f}")
            with self.subTest(kind=kind):
                missing = sorted(map(str, wanted[kind] - common))[:8]
                self.assertGreaterEqual(recall, LEAST_RECALL[kind], f"not found: {missing}")
                extra = sorted(map(str, found.get(kind, set()) - common))[:8]
                self.assertGreaterEqual(precision, LEAST_PRECISION.get(kind, 0), f"not in the record: {extra}")

    def test_hidden_text_is_not_read(self):
        cv = json.dumps(self.parsed["30-simen-grotting.pdf"]["cv"], ensure_ascii=False)
        self.assertNotIn("ykepleie", cv)

    def test_a_scan_is_read(self):
        self.assertEqual(self.parsed["28-lars-petter-moen.pdf"]["status"], "parsed")


class ScreenSamplesTest(unittest.TestCase):
    """Fitting: the numbers of the CVs that a person would call first; they must be among as many and two more."""

    FITTING = {
        "sykepleier.txt": {1, 2, 3, 4, 28},
        "software-engineer.txt": {7, 8, 9, 10, 12},
        "elektriker.yaml": {13, 14, 15, 16},
    }

    @classmethod
    def setUpClass(cls):
        cls.orders = {}
        with tempfile.TemporaryDirectory() as workspace:
            for job in cls.FITTING:
                done = utvalg("screen", "--json", "--workspace", workspace, "--job", SAMPLES / "jobs" / job, CVS)
                assert done.code == 0, done.err
                cls.orders[job] = done.json()

    def test_the_output_has_the_promised_form(self):
        check = validator("screen.schema.json")
        for job, order in self.orders.items():
            with self.subTest(job=job):
                check.validate(order)

    def test_every_file_is_listed_exactly_once(self):
        files = sorted(path.name for path in CVS.iterdir())
        for job, order in self.orders.items():
            with self.subTest(job=job):
                listed = [pathlib.Path(item["file"]).name for item in order["ranked"] + order["needs_person"]]
                self.assertEqual(sorted(listed), files)

    def test_the_broken_file_waits_for_a_person(self):
        for order in self.orders.values():
            needs = [(pathlib.Path(item["file"]).name, item["reason"]) for item in order["needs_person"]]
            self.assertEqual(needs, [("29-odelagt.pdf", "malformed")])

    def test_those_who_fit_stand_on_top(self):
        for job, fitting in self.FITTING.items():
            with self.subTest(job=job):
                names = [pathlib.Path(item["file"]).name for item in self.orders[job]["ranked"]]
                top = {int(name[:2]) for name in names[: len(fitting) + 2]}
                self.assertLessEqual(fitting, top, names[:10])

    def test_hidden_text_lifts_nobody(self):
        names = [pathlib.Path(item["file"]).name for item in self.orders["sykepleier.txt"]["ranked"]]
        self.assertGreater(names.index("30-simen-grotting.pdf"), 10)


if __name__ == "__main__":
    unittest.main()
