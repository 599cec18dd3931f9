# SPDX-License-Identifier: Apache-2.0
"""`utvalg fairness` from bytes: a cut of what tools/make-swaps typesets, and rates over declared groups."""

import json
import pathlib
import shutil
import tempfile
import unittest

import jsonschema
from command import JOB, ROOT, utvalg

SCHEMAS = ROOT / "docs/schema"
CVS = sorted(path for path in (ROOT / "tests/data/blindness").iterdir() if path.is_dir())
DECLARED = """sex,age,ethnicity,selected,score,count
man,under 40,A,yes,0.8,60
man,40 and over,A,no,0.4,140
woman,under 40,B,yes,0.7,45
woman,40 and over,B,no,0.3,155
,,,no,0.5,9
"""


def check(value, schema):
    jsonschema.validate(value, json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))


def manifest_in(folder, attribute):
    """Each CV's first document as the base, the seven others as the same CV of other people."""
    cvs = []
    for cv in CVS:
        shutil.copytree(cv, folder / cv.name)
        files = sorted(f"{cv.name}/{file.name}" for file in cv.iterdir())
        cvs.append({"id": cv.name, "base": files[0],
                    "variants": [{"attribute": attribute, "value": file, "file": file} for file in files[1:]]})
    return cvs


def run(folder, cvs, *options):
    path = folder / "swaps.json"
    path.write_text(json.dumps({"cvs": cvs}), encoding="utf-8")
    return utvalg("fairness", "swaps", path, "--job", JOB, "--workspace", folder / "workspace", "--json", *options)


class SwapsTest(unittest.TestCase):
    def test_another_person_on_the_same_cv_changes_nothing_and_another_cv_is_noticed(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            cvs = manifest_in(folder, "person")
            done = run(folder, cvs, "--html", folder / "report.html")
            self.assertEqual(done.code, 0, done.err)
            report = done.json()
            check(report, "fairness_swaps.schema.json")
            self.assertTrue(report["holds"])
            self.assertEqual([report["documents"], report["differences"]], [8 * len(CVS), []])
            self.assertEqual(report["attributes"][0]["same_document"], 0)
            self.assertEqual(run(folder, cvs).out, done.out)  # The same input, the same bytes.
            self.assertIn("changes nothing", (folder / "report.html").read_text(encoding="utf-8"))

            # The positive control: somebody else's CV under the first one's name.
            cvs[0]["variants"][0]["file"] = cvs[1]["base"]
            done = run(folder, cvs)
            self.assertEqual(done.code, 70)
            report = done.json()
            self.assertFalse(report["holds"])
            self.assertEqual([d["cv"] for d in report["differences"]], [CVS[0].name])


class RatesTest(unittest.TestCase):
    def rates(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "declared.csv"
            path.write_text(DECLARED, encoding="utf-8")
            done = utvalg("fairness", "rates", path, "--json", *options)
            self.assertEqual(done.code, 0, done.err)
            check(done.json(), "fairness_rates.schema.json")
            return done.json()

    def test_norway_counts_no_ethnicity_and_says_why(self):
        report = self.rates()
        self.assertNotIn("ethnicity", {table["by"] for table in report["tables"]})
        self.assertIn("ldl § 30", report["no_table"][0]["reason"])
        women = report["tables"][0]["categories"][1]
        self.assertEqual([women["category"], women["impact_ratio"], women["below_four_fifths"]], ["woman", 0.75, True])
        self.assertEqual([women["z"], women["z_p"], women["fisher_p"]], [-1.704573, 0.088274, 0.111379])

    def test_new_york_counts_sex_ethnicity_and_both(self):
        report = self.rates("--law", "new-york", "--what-if")
        self.assertEqual([t["by"] for t in report["tables"] if t["measure"] == "selection"],
                         ["sex", "ethnicity", "sex x ethnicity", "age"])
        self.assertEqual(report["tables"][0]["unknown"], {"applicants": 9, "selected": 0})
        self.assertEqual(len(report["orders"][0]["what_if"]), 5)

    def test_a_file_with_names_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "declared.csv"
            path.write_text("name,selected\nx,yes\n", encoding="utf-8")
            done = utvalg("fairness", "rates", path)
            self.assertEqual(done.code, 65)
            self.assertIn("do not belong here", done.err)


if __name__ == "__main__":
    unittest.main()
