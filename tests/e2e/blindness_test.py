# SPDX-License-Identifier: Apache-2.0
"""The same CV with another name, sex, birth date and address is the same to everything that scores.

tests/data/blindness holds each of eleven CVs eight times, typeset for eight people: names of 2 to 43 characters, of one letter, with
letters no typeface has, wrapped over two lines, and names that are an occupation, a month or a firm.
"""

import json
import pathlib
import tempfile
import unittest

from command import ROOT, parse, utvalg

CVS = sorted((ROOT / "tests/data/blindness").iterdir())


class BlindnessTest(unittest.TestCase):
    def test_the_blind_cv_is_the_same_to_the_byte(self):
        for folder in CVS:
            files = sorted(folder.iterdir())
            self.assertEqual(len(files), 8, folder)
            parsed = parse(files, "--blind")
            texts = {pathlib.Path(file).name: json.dumps(value["cv"], ensure_ascii=False) for file, value in parsed.items()}
            for name, text in texts.items():
                with self.subTest(cv=folder.name, person=name):
                    self.assertNotEqual(text, "null")
                    self.assertEqual(text, texts[files[2].name])

    def test_score_and_evidence_are_the_same_to_the_last_bit(self):
        jobs = [ROOT / "samples/jobs" / job for job in ("sykepleier.txt", "software-engineer.txt")]
        for job in jobs:
            with tempfile.TemporaryDirectory() as workspace:
                done = utvalg("screen", "--json", "--workspace", workspace, "--job", job, *CVS)
                self.assertEqual(done.code, 0, done.err)
                ranked = done.json()["ranked"]
            self.assertEqual(len(ranked), 8 * len(CVS))
            for folder in CVS:
                # What is scored and quoted; page and line are where it stands, which a longer name may move.
                scored = [
                    [candidate["score"], candidate["confidence"], candidate["rank"],
                     [[c["id"], c["score"], c["found"], [[e["quote"], e["section"], e["chars"]] for e in c["evidence"]]]
                      for c in candidate["criteria"]]]
                    for candidate in ranked if pathlib.Path(candidate["file"]).parent.name == folder.name
                ]
                for person in scored:
                    with self.subTest(cv=folder.name, job=job.name):
                        self.assertEqual(person, scored[0])


if __name__ == "__main__":
    unittest.main()
