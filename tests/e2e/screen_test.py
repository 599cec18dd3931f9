# SPDX-License-Identifier: Apache-2.0
"""`utvalg screen` over the shipped samples: every file once, the same answer every time, and cheap the second time."""

import pathlib
import re
import shutil
import tempfile
import unittest

from command import CVS, JOB, ROOT, utvalg

# Candidates inside one band are equal.
NOISE_BAND = int(re.search(r"kNoiseBand = ([\d']+)", (ROOT / "services/rank/core/noise_band.h").read_text())[1].replace("'", "")) / 1e6


def files_of(result):
    return sorted(entry["file"] for entry in result["ranked"] + result["needs_person"])


class ScreenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.workspace = cls.root / "workspace"
        cls.cvs = cls.root / "cvs"
        shutil.copytree(CVS, cls.cvs / "a")
        # The same bytes in a second folder under another name, and what cannot be read.
        cls.twin = sorted((cls.cvs / "a").iterdir())[0]
        (cls.cvs / "b").mkdir()
        shutil.copy(cls.twin, cls.cvs / "b" / "twin.bin")
        (cls.cvs / "empty.pdf").touch()
        (cls.cvs / "gone.pdf").symlink_to("nowhere")
        (cls.cvs / ".hidden.txt").write_text("not much of a CV\n")
        cls.first = cls.screen(cls.cvs)
        assert cls.first.code == 0, cls.first.err

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def screen(cls, *arguments, json=("--json",)):
        return utvalg("screen", "--job", JOB, "--workspace", cls.workspace, *json, *arguments)

    def test_every_file_is_listed_exactly_once(self):
        expected = sorted(str(p) for p in self.cvs.rglob("*") if p.is_symlink() or p.is_file())
        self.assertEqual(files_of(self.first.json()), expected)

    def test_a_file_nobody_can_open_needs_a_person(self):
        reasons = {entry["file"]: entry["reason"] for entry in self.first.json()["needs_person"]}
        self.assertEqual(reasons[str(self.cvs / "empty.pdf")], "empty_document")
        self.assertEqual(reasons[str(self.cvs / "gone.pdf")], "unreadable_file")

    def test_equal_bytes_are_one_application_listed_twice(self):
        ranked = {entry["file"]: entry for entry in self.first.json()["ranked"]}
        one, two = ranked[str(self.twin)], ranked[str(self.cvs / "b/twin.bin")]
        self.assertEqual({**one, "file": ""}, {**two, "file": ""})

    def test_a_proposed_job_is_led_by_its_occupation(self):
        # Without weights by nearness to the occupation, what every advertisement asks for decides the order.
        weights = {c["kind"]: 0 for c in self.first.json()["job"]["criteria"]}
        for criterion in self.first.json()["job"]["criteria"]:
            weights[criterion["kind"]] += criterion["weight"]
        self.assertGreater(weights["occupation"], 0.6 * sum(weights.values()))

    def test_ranks_follow_scores(self):
        ranked = self.first.json()["ranked"]
        self.assertGreater(len(ranked), 20)
        self.assertEqual(ranked[0]["rank"], 1)
        bands = {}
        for entry in {entry["application_id"]: entry for entry in ranked}.values():
            bands.setdefault(entry["rank"], []).append(entry["score"])
        place = 1
        for rank, scores in sorted(bands.items()):
            self.assertEqual(rank, place)
            place += len(scores)
            self.assertLessEqual(max(scores) - min(scores), NOISE_BAND + 1e-9)
        for better, worse in zip(sorted(bands), sorted(bands)[1:]):
            self.assertGreater(min(bands[better]), max(bands[worse]))

    def test_no_score_without_evidence(self):
        for candidate in self.first.json()["ranked"]:
            for criterion in candidate["criteria"]:
                if criterion["score"] > 0:
                    self.assertTrue(criterion["evidence"], (candidate["file"], criterion["id"]))
                for evidence in criterion["evidence"]:
                    begin, end = evidence["chars"]
                    self.assertEqual(end - begin, len(evidence["quote"]))
                    self.assertGreaterEqual(evidence["page"], 1)

    def test_the_second_run_is_the_same_and_nearly_free(self):
        again = self.screen(self.cvs)
        self.assertEqual(again.out, self.first.out)
        # What every run pays, whatever it reads: starting the services.
        start = self.screen(self.twin)
        self.assertLess(again.cpu - start.cpu, 0.05 * (self.first.cpu - start.cpu), (self.first.cpu, again.cpu, start.cpu))

    def test_a_new_workspace_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as other:
            again = utvalg("screen", "--job", JOB, "--workspace", other, "--json", self.cvs)
        self.assertEqual(again.out, self.first.out)

    def test_the_order_of_paths_does_not_matter(self):
        self.assertEqual(self.screen(self.cvs / "b", self.cvs / "a").out, self.screen(self.cvs / "a", self.cvs / "b").out)

    def test_ranks_are_counted_among_the_files_asked_for(self):
        result = self.screen(self.cvs / "b").json()
        self.assertEqual([entry["rank"] for entry in result["ranked"]], [1])
        self.assertEqual(files_of(result), [str(self.cvs / "b/twin.bin")])

    def test_top_keeps_the_best(self):
        top = self.screen("--top", 3, self.cvs).json()
        self.assertTrue(all(entry["rank"] <= 3 for entry in top["ranked"]))
        self.assertEqual(top["ranked"], self.first.json()["ranked"][: len(top["ranked"])])

    def test_what_the_run_brings_is_no_applicant(self):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            shutil.copy(self.twin, place / "cv.pdf")
            shutil.copy(JOB, place / "job.txt")
            for _ in range(2):
                done = utvalg("screen", "--job", "job.txt", "--json", "--html", "report.html", ".", cwd=place)
                self.assertEqual(files_of(done.json()), ["./cv.pdf"], done.err)
            self.assertEqual(sorted(p.name for p in place.iterdir()), [".utvalg", "cv.pdf", "job.txt", "report.html"])

    def test_the_table_shows_order_and_what_needs_a_person(self):
        table = self.screen(self.cvs, json=())
        self.assertEqual(table.code, 0, table.err)
        self.assertIn("Strongest evidence", table.out)
        self.assertIn("Needs a person", table.out)
        self.assertNotIn("\x1b", table.out)

    def test_the_report_names_nobody_unless_asked(self):
        report = self.root / "report.html"
        self.assertEqual(self.screen("--html", report, self.cvs).code, 0)
        blind = report.read_text(encoding="utf-8")
        self.assertIn("Candidate 1<", blind)
        for name in [p.name for p in (self.cvs / "a").iterdir()]:
            self.assertNotIn(name, blind)
        self.assertEqual(self.screen("--html", report, "--reveal", self.cvs).code, 0)
        self.assertIn("Ingrid Solheim", report.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
