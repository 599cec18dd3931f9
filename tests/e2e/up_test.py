# SPDX-License-Identifier: Apache-2.0
"""The commands that talk to `utvalg up`, one after the other as a person would use them."""

import pathlib
import tempfile
import unittest

from command import CVS, JOB, Server, utvalg, validator

ALL = sorted(CVS.iterdir())
PEOPLE = ALL[:4]


class UpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(pathlib.Path(cls.folder.name) / "workspace")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.addClassCleanup(cls.server.stop)
        [cls.job] = cls.server.json("job", "put", JOB)
        cls.submitted = cls.server.apply(cls.job["job_id"], *PEOPLE)

    def test_putting_the_same_job_again_changes_nothing(self):
        self.assertEqual(self.server.json("job", "put", JOB), [self.job])
        self.assertEqual(self.server.json("job", "get", self.job["job_id"]), [self.job])

    def test_submitting_again_is_the_same_application(self):
        again = self.server.json("submit", "--job", self.job["job_id"], PEOPLE[0])
        self.assertEqual(again[0]["application_id"], self.submitted[0]["application_id"])
        self.assertTrue(again[0]["already_known"])

    def test_the_order_holds_every_application_once_and_no_file(self):
        [ranking] = self.server.json("rank", self.job["job_id"])
        ids = [entry["application_id"] for entry in ranking["ranked"] + ranking["needs_person"]]
        self.assertEqual(sorted(ids), sorted(entry["application_id"] for entry in self.submitted))
        self.assertNotIn("file", ranking["ranked"][0])
        [revealed] = self.server.json("rank", self.job["job_id"], "--reveal")
        self.assertIn(revealed["ranked"][0]["file"], [path.name for path in PEOPLE])

    def test_an_explanation_quotes_the_cv(self):
        [ranking] = self.server.json("rank", self.job["job_id"], "--top", 1)
        best = ranking["ranked"][0]
        [explanation] = self.server.json("explain", best["application_id"])
        self.assertEqual(explanation["score"], best["score"])
        self.assertEqual(len(explanation["criteria"]), len(self.job["criteria"]))
        self.assertTrue(any(criterion["evidence"] for criterion in explanation["criteria"]))
        [outcome] = self.server.json("status", "--application", best["application_id"])
        self.assertEqual((outcome["status"], outcome["score"]), ("ranked", best["score"]))

    def test_the_papers_of_an_application_are_in_the_language_asked_for(self):
        [ranking] = self.server.json("rank", self.job["job_id"], "--top", 1)
        best = ranking["ranked"][0]["application_id"]
        [explanation] = self.server.json("explain", best)
        open_ones = {entry["id"] for entry in explanation["criteria"] if entry["found"] != "yes"}
        for language, nobody, ask in (("nb", "ikke tatt noen avgjørelse", "Spør:"), ("nn", "ikkje teke noka avgjerd", "Spør:"),
                                      ("en", "No decision about", "Ask:")):
            [letter] = self.server.json("explain", best, "--language", language, "--letter")
            self.assertIn(nobody, letter["decision"])
            self.assertEqual(letter["criteria"], explanation["criteria"])
            [guide] = self.server.json("explain", best, "--language", language, "--interview-guide")
            self.assertEqual({entry["id"] for entry in guide["questions"]}, open_ones)
            page = pathlib.Path(self.folder.name) / f"guide.{language}.html"
            done = self.server.utvalg("explain", best, "--interview-guide", "--language", language, "--html", page)
            self.assertEqual(done.code, 0, done.err)
            text = page.read_text(encoding="utf-8")
            self.assertIn(f'<html lang="{language}">', text)
            self.assertIn(ask, text)
            self.assertNotIn("<script", text)

    def test_a_paper_speaks_the_advertisements_language(self):
        [ranking] = self.server.json("rank", self.job["job_id"], "--top", 1)
        [letter] = self.server.json("explain", ranking["ranked"][0]["application_id"], "--letter")
        self.assertEqual(letter["language"], self.job["language"])

    def test_a_closed_job_takes_no_more(self):
        text = JOB.read_text(encoding="utf-8") + "\nVi søker også en vikar.\n"
        other = pathlib.Path(self.folder.name) / "other.txt"
        other.write_text(text, encoding="utf-8")
        [job] = self.server.json("job", "put", other)
        [closed] = self.server.json("job", "close", job["job_id"])
        self.assertTrue(closed["closed"])
        done = self.server.utvalg("submit", "--job", job["job_id"], PEOPLE[0])
        self.assertNotEqual(done.code, 0)
        self.assertIn("closed", done.err)
        listed = {entry["job_id"]: entry["closed"] for entry in self.server.json("job", "list")[0]["jobs"]}
        self.assertEqual(listed, {self.job["job_id"]: False, job["job_id"]: True})

    def test_unknown_names_are_said(self):
        for arguments in (["rank", "job-0"], ["explain", "0"], ["job", "get", "job-0"], ["status", "job-0"]):
            done = self.server.utvalg(*arguments)
            self.assertEqual(done.code, 66, (arguments, done.err))
            self.assertRegex(done.err, r"\Autvalg: [^\n]+\n\Z")


class LifecycleTest(unittest.TestCase):
    def test_sigterm_drains_and_nothing_is_lost(self):
        with tempfile.TemporaryDirectory() as folder:
            server = Server(pathlib.Path(folder) / "w")
            [job] = server.json("job", "put", JOB)
            server.json("submit", "--job", job["job_id"], *ALL)
            self.assertEqual(server.stop(), 0)
            again = Server(pathlib.Path(folder) / "w")
            self.addCleanup(again.stop)
            again.wait_for(job["job_id"], len(ALL))

    def test_doctor_finds_all_well(self):
        with tempfile.TemporaryDirectory() as folder:
            done = utvalg("doctor", "--json", "--workspace", pathlib.Path(folder) / "w", "--listen", "127.0.0.1:0")
            self.assertEqual(done.code, 0, done.out + done.err)
            validator("commands.schema.json", "doctor").validate(done.json())
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])

    def test_doctor_says_what_is_wrong(self):
        done = utvalg("doctor", "--workspace", "/proc/none", "--listen", "127.0.0.1:0", UTVALG_MODEL="/nowhere")
        self.assertEqual(done.code, 78)
        self.assertIn("tools/prepare-model", done.out)


if __name__ == "__main__":
    unittest.main()
