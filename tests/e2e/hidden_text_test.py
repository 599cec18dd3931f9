# SPDX-License-Identifier: Apache-2.0
"""Text that no reader of the page sees changes nothing and is reported; no clean CV is accused.

A cut of what tests/eval/hidden/evaluate.py measures: every technique, on a few of the shipped CVs.
"""

import os
import pathlib
import sys
import tempfile
import unittest

from command import CVS, JOB, ROOT, UTVALG

sys.path.insert(0, str(ROOT / "tests/eval/hidden"))
import hidden  # noqa: E402

FILES = [CVS / name for name in ("01-ingrid-solheim.pdf", "06-le-thi-mai.pdf", "23-yusuf-demir.pdf", "02-amina-warsame.docx",
                                 "24-elisabeth-von-krogh.docx")]

SCAN = CVS / "28-lars-petter-moen.pdf"


class HiddenTextTest(unittest.TestCase):
    def test_nothing_changes_and_everything_is_reported(self):
        os.environ.pop("UTVALG_WORKSPACE", None)
        with tempfile.TemporaryDirectory() as folder:
            cvs = pathlib.Path(folder) / "cvs"
            planted = hidden.plant_all(FILES, cvs)
            counts, wrong = hidden.compare(UTVALG, planted, cvs, f"{folder}/workspace", [JOB])
        self.assertEqual(wrong, [])
        self.assertEqual(sum(n for (_, technique, what), n in counts.items() if technique is None and what == "accused"), 0)
        for suffix in (".pdf", ".docx"):
            techniques = {technique for format, technique, _ in counts if format == suffix and technique}
            self.assertGreaterEqual(len(techniques), 12)

    def test_words_under_a_scan_say_no_more_than_its_picture(self):
        with tempfile.TemporaryDirectory() as folder:
            original, planted = pathlib.Path(folder) / "scan.pdf", pathlib.Path(folder) / "planted.pdf"
            original.write_bytes(SCAN.read_bytes())
            planted.write_bytes(hidden.plant_pdf.plant(SCAN.read_bytes(), "render-mode-3", hidden.TEXT))
            cvs = hidden.blind(UTVALG, [original, planted])
        self.assertIn("experience", cvs[str(original)][0])
        self.assertEqual(cvs[str(original)][0], cvs[str(planted)][0])
        self.assertNotIn("hidden_text", cvs[str(original)][1])
        self.assertIn("hidden_text", cvs[str(planted)][1])


if __name__ == "__main__":
    unittest.main()
