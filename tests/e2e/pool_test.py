# SPDX-License-Identifier: Apache-2.0
"""The pool of `utvalg up`: who may be found, by what, and that nobody else is."""

import pathlib
import tempfile
import time
import unittest

from command import CVS, JOB, Server, utvalg

FILES = sorted(CVS.iterdir())
AGREED = FILES[:6]
SILENT = FILES[6:8]


class PoolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.workspace = pathlib.Path(cls.folder.name) / "workspace"
        cls.server = Server(cls.workspace)
        cls.addClassCleanup(lambda: cls.server.stop())
        [cls.job] = cls.server.json("job", "put", JOB)
        submit = ["submit", "--job", cls.job["job_id"]]
        cls.agreed = {entry["application_id"]: entry["file"] for entry in cls.server.json(*submit, "--search-consent", *AGREED)}
        cls.silent = {entry["application_id"] for entry in cls.server.json(*submit, *SILENT)}
        cls.server.wait_for(cls.job["job_id"], len(AGREED + SILENT))

    def found(self, *arguments):
        [found] = self.server.json("search", *arguments, "--limit", 1000)
        self.assertFalse(found["partial"])
        return {hit["application_id"]: hit for hit in found["hits"]}

    def consent(self, application, *arguments):
        done = self.server.utvalg("candidate", "consent", application, *arguments)
        self.assertEqual(done.code, 0, done.err)
        return done.out

    def test_a_search_finds_whoever_agreed_and_nobody_else(self):
        found = self.found("sykepleier på nattevakt")
        self.assertTrue(found)
        self.assertLessEqual(set(found), set(self.agreed))
        for hit in found.values():
            self.assertTrue(hit["quote"])
            self.assertNotIn("file", hit)
        self.assertEqual(set(self.found("sykepleier på nattevakt", "--job", self.job["job_id"])), set(found))

    def test_a_consent_that_is_taken_back_holds_from_that_moment(self):
        one = next(iter(self.agreed))
        self.assertIn(one, self.found("--cv-language", "nb", "--cv-language", "nn", "--cv-language", "en"))
        for _ in range(3):
            self.consent(one, "--withdraw")
            self.assertNotIn(one, self.found("--cv-language", "nb", "--cv-language", "nn", "--cv-language", "en"))
            self.consent(one, "--until", time.strftime("%Y-%m-%d", time.gmtime(time.time() + 40 * 86400)))
            self.assertIn(one, self.found("--cv-language", "nb", "--cv-language", "nn", "--cv-language", "en"))

    def test_a_date_that_cannot_be_is_refused(self):
        one = next(iter(self.agreed))
        for day in ("2020-01-01", "2199-01-01"):
            done = self.server.utvalg("candidate", "consent", one, "--until", day)
            self.assertNotEqual(done.code, 0)
            self.assertRegex(done.err, r"\Autvalg: [^\n]+")
        self.assertEqual(self.server.utvalg("candidate", "consent", one, "--until", "31.12.2026").code, 64)

    def test_filters_leave_whom_the_facts_fit_and_say_where(self):
        found = self.found("--occupation", "sykepleier", "--language", "no")
        self.assertTrue(found)
        self.assertLessEqual(set(found), set(self.agreed))
        for hit in found.values():
            asked = {one["filter"]: one for one in hit["matched"]}
            self.assertEqual(set(asked), {"sykepleier", "no"})
            self.assertTrue(asked["sykepleier"]["quote"])
        self.assertLess(len(self.found("--occupation", "sykepleier", "--months", 120)), len(self.agreed))
        self.assertEqual(self.found("--licence", "DE", "--education", "doctorate"), {})
        self.assertEqual(set(self.found("--occupation", "222")), set(self.found("--occupation", "nurse", "--occupation", "222")))

    def test_a_filter_of_nothing_known_is_refused(self):
        for arguments in (["--occupation", "xyzzy"], ["--licence", "Q"], ["--language", "german"], []):
            done = self.server.utvalg("search", *arguments)
            self.assertEqual(done.code, 65, (arguments, done.err))
            self.assertRegex(done.err, r"\Autvalg: [^\n]+")

    def test_similar_ones_agreed_and_show_their_passages(self):
        silent = next(iter(self.silent))
        [found] = self.server.json("similar", silent)
        self.assertTrue(found["hits"])
        self.assertLessEqual({hit["application_id"] for hit in found["hits"]}, set(self.agreed))
        for hit in found["hits"]:
            self.assertTrue(all(pair["own"]["quote"] and pair["other"]["quote"] for pair in hit["passages"]))
        one = found["hits"][0]["application_id"]
        [back] = self.server.json("similar", one)
        self.assertNotIn(silent, [hit["application_id"] for hit in back["hits"]])
        self.assertNotIn(one, [hit["application_id"] for hit in back["hits"]])

    def test_a_copied_text_is_a_finding_and_moves_no_score(self):
        text = pathlib.Path(self.folder.name) / "cv.txt"
        read = utvalg("parse", "--blind", AGREED[0]).out
        text.write_text("Arbeidserfaring\nSykepleier, Sykehuset, 2015 - 2020\n" + read, encoding="utf-8")
        copy = text.with_name("copy.txt")
        copy.write_text(text.read_text(encoding="utf-8").replace("2015", "2014"), encoding="utf-8")
        [job] = self.server.json("job", "put", self.other_job("Kopi"))
        ids = [entry["application_id"] for entry in self.server.apply(job["job_id"], text, copy, AGREED[1])]
        [found] = self.server.json("duplicates", job["job_id"])
        self.assertEqual([{pair["application_id"], pair["other"]} for pair in found["pairs"]], [set(ids[:2])])
        [ranking] = self.server.json("rank", job["job_id"])
        self.assertEqual({entry["application_id"] for entry in ranking["ranked"]}, set(ids))
        self.assertEqual(self.server.utvalg("duplicates", "job-0").code, 66)

    def other_job(self, name):
        path = pathlib.Path(self.folder.name) / f"{name}.txt"
        path.write_text(JOB.read_text(encoding="utf-8") + f"\n{name}.\n", encoding="utf-8")
        return path

    def test_the_withdrawn_the_erased_and_the_expired_are_found_no_more(self):
        everybody = ["--cv-language", "nb", "--cv-language", "nn", "--cv-language", "en"]
        job = self.server.json("job", "put", self.other_job("Siste"))[0]["job_id"]
        files = FILES[8:11]
        gone = [entry["application_id"] for entry in self.server.apply(job, *files, options=["--search-consent"])]
        self.assertLessEqual(set(gone), set(self.found(*everybody)))
        self.assertEqual(self.server.utvalg("candidate", "withdraw", gone[0]).code, 0)
        self.assertNotIn(gone[0], self.found(*everybody))
        done = self.server.utvalg("candidate", "consent", gone[0])
        self.assertNotEqual(done.code, 0)
        self.assertIn("withdrawn", done.err)
        self.assertEqual(self.server.utvalg("erase", gone[1]).code, 0)
        self.assertNotIn(gone[1], self.found(*everybody))
        # What was agreed outlives the process, what was taken back does not come back.
        self.server.stop()
        type(self).server = Server(self.workspace)
        left = self.found(*everybody)
        self.assertIn(gone[2], left)
        self.assertFalse(set(gone[:2]) & set(left))


if __name__ == "__main__":
    unittest.main()
