# SPDX-License-Identifier: Apache-2.0
"""A second generation beside the first, for real: scans are read that were not read before."""

import json
import pathlib
import tempfile
import unittest

from command import CVS, JOB, Server, eventually, utvalg

SCAN = CVS / "28-lars-petter-moen.pdf"
PEOPLE = [CVS / "01-ingrid-solheim.pdf", CVS / "11-jonas-eide.html", SCAN]
LATE = CVS / "27-jo-vik.txt"
ANSWERS = "2,3,1,2,3,1"


class ReprocessTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.workspace = self.folder / "workspace"
        self.server = None
        self.addCleanup(lambda: self.server and self.server.stop())

    def up(self, ocr):
        if self.server:
            self.server.stop()
        config = self.folder / "config.yaml"
        config.write_text(f"no_ocr: {'false' if ocr else 'true'}\n", encoding="utf-8")
        self.server = Server(self.workspace, "--config", config)

    def ok(self, *arguments):
        done = self.server.utvalg(*arguments)
        self.assertEqual(done.code, 0, done.err)
        return done.out

    def generations(self):
        status = json.loads(self.ok("reprocess", "status", "--json"))
        [job] = status["jobs"]
        return status["live"], job["generation"], {one["generation"]: one for one in job["generations"]}

    def order(self):
        [ranking] = self.server.json("rank", self.job)
        return ranking

    def submit(self, *files):
        self.server.json("submit", "--job", self.job, *files)

    def begin(self):
        self.up(ocr=False)
        [job] = self.server.json("job", "put", JOB)
        self.job = job["job_id"]
        self.submit(*PEOPLE)
        eventually(lambda: len(self.order()["ranked"]) + len(self.order()["needs_person"]) == len(PEOPLE), "everybody has an outcome")

    def test_a_job_stays_on_what_it_was_read_by_until_a_person_switches_it(self):
        self.begin()
        before = self.order()
        self.assertEqual([one["reason"] for one in before["needs_person"]], ["no_text"])
        old, on, _ = self.generations()
        self.assertEqual(old, on)

        self.up(ocr=True)
        new, on, counts = self.generations()
        self.assertNotEqual(new, old)
        self.assertEqual((on, set(counts)), (old, {old}))
        # Who applies now is read by the new version alone, and a person sees that at once.
        self.submit(LATE)
        eventually(lambda: len(self.order()["needs_person"]) == 2, "two need a person")
        self.assertEqual({one["reason"] for one in self.order()["needs_person"]}, {"no_text", "other_generation"})
        self.assertEqual(self.order()["ranked"], before["ranked"])
        self.server.stop()
        self.server = None

        done = utvalg("reprocess", "run", "--workspace", self.workspace, "--json")
        self.assertEqual(done.code, 0, done.err)
        self.up(ocr=True)
        _, on, counts = self.generations()
        self.assertEqual((on, counts[new]["missing"], counts[old]["missing"]), (old, 0, 1))
        self.assertEqual(self.order()["ranked"], before["ranked"])

        comparison = self.folder / "shadow.json"
        comparison.write_text(self.ok("reprocess", "compare", self.job, "--generation", new), encoding="utf-8")
        self.assertEqual(json.loads(comparison.read_text(encoding="utf-8"))["candidates"], len(before["ranked"]))
        refused = self.server.utvalg("reprocess", "drop", old)
        self.assertIn(self.job, refused.err)
        promote = ["pilot", "promote", self.job, "--comparison", comparison, "--grounds", "scans are read"]
        self.assertIn("training", self.server.utvalg(*promote, "--generation", new).err)
        self.ok("training", "--answers", ANSWERS)
        self.assertIn("not read", self.server.utvalg(*promote, "--generation", "0123456789abcdef").err)
        self.ok(*promote, "--generation", new)

        eventually(lambda: len(self.order()["ranked"]) == len(PEOPLE) + 1, "one more is ranked")
        self.assertEqual(self.order()["needs_person"], [])
        again = json.loads(self.ok("reprocess", "compare", self.job, "--generation", new))
        self.assertEqual((again["now"], again["overlap"]), (again["shadow"], 1.0))
        self.ok("reprocess", "drop", old)
        eventually(lambda: set(self.generations()[2]) == {new}, "the old generation is gone")
        self.assertEqual(len(self.order()["ranked"]), len(PEOPLE) + 1)
        self.ok("audit", "verify")


if __name__ == "__main__":
    unittest.main()
