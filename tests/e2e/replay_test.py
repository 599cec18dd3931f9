# SPDX-License-Identifier: Apache-2.0
"""Scores are stored with their inputs: another process computes every one of them again, to the last bit."""

import pathlib
import tempfile
import unittest

from command import CVS, JOB, utvalg, validator

PEOPLE = sorted(CVS.iterdir())[:6]


class ReplayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.workspace = pathlib.Path(folder.name) / "workspace"
        done = utvalg("screen", "--job", JOB, "--workspace", cls.workspace, "--json", *PEOPLE)
        assert done.code == 0, done.err
        cls.ranked = done.json()["ranked"]

    def replay(self, *arguments):
        return utvalg("replay", "--workspace", self.workspace, "--json", *arguments)

    def test_every_stored_score_is_the_same_to_the_last_bit(self):
        self.assertGreater(len(self.ranked), 3)
        done = self.replay()
        self.assertEqual(done.code, 0, done.err)
        validator("commands.schema.json", "replay").validate(done.json())
        self.assertEqual(done.json(), {"scores": len(self.ranked), "exact": len(self.ranked), "different": []})

    def test_one_application_can_be_asked_for(self):
        done = self.replay(self.ranked[0]["application_id"])
        self.assertEqual(done.json(), {"scores": 1, "exact": 1, "different": []})

    def test_an_unknown_application_or_workspace_is_said(self):
        self.assertEqual(self.replay("nobody").code, 66)
        nowhere = self.workspace.with_name("nowhere")
        self.assertEqual(utvalg("replay", "--workspace", nowhere).code, 66)
        self.assertFalse(nowhere.exists())


if __name__ == "__main__":
    unittest.main()
