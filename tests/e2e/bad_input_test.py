# SPDX-License-Identifier: Apache-2.0
"""Bad input ends in one line with the cause and what to do, the right exit code, and nothing half-written."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import unittest

from command import CVS, JOB, Server, utvalg

ONE_CV = sorted(CVS.iterdir())[0]


class BadInputTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)

    def refuse(self, code, words, *arguments, **changes):
        """Runs the command, which must fail with this code and one line on stderr that holds the words."""
        done = utvalg(*arguments, cwd=self.place, **changes)
        self.assertEqual(done.code, code, done.err)
        self.assertEqual(done.out, "")
        self.assertRegex(done.err, r"\Autvalg: [^\n]+\n\Z")
        for word in words:
            self.assertIn(word, done.err)
        return done

    def screen(self, code, words, *arguments, **changes):
        return self.refuse(code, words, "screen", "--workspace", self.place / "w", *arguments, **changes)

    def test_wrong_flag(self):
        self.refuse(64, ["--jbo", "--job", "--help"], "screen", "--jbo", JOB, CVS)

    def test_wrong_command(self):
        self.refuse(64, ["scren", "screen"], "scren")

    def test_no_job(self):
        self.refuse(64, ["--job"], "screen", CVS)

    def test_wrong_number(self):
        self.refuse(64, ["--top"], "screen", "--job", JOB, "--top", "0", CVS)

    def test_missing_job_file(self):
        self.screen(66, ["nowhere.txt"], "--job", "nowhere.txt", CVS)

    def test_unknown_job_field(self):
        job = self.place / "job.yaml"
        job.write_text("title: Nurse\ncriteria:\n  - id: a\n    text: Nurse\n    wieght: 2\n")
        self.screen(65, ["job.yaml", "line 5", "wieght"], "--job", job, CVS)
        self.assertFalse((self.place / "w").exists())

    def test_job_that_is_no_yaml(self):
        job = self.place / "job.yaml"
        job.write_text("title: [\n")
        self.screen(65, ["job.yaml", "line"], "--job", job, CVS)

    def test_empty_folder(self):
        (self.place / "none").mkdir()
        self.screen(66, ["no files", "none"], "--job", JOB, "none")
        self.assertFalse((self.place / "w").exists())

    def test_missing_folder(self):
        self.screen(66, ["nowhere"], "--job", JOB, "nowhere")

    def test_missing_model(self):
        self.screen(78, ["no model", "tools/prepare-model"], "--job", JOB, ONE_CV, UTVALG_MODEL=str(self.place))

    def test_report_in_a_missing_folder(self):
        self.screen(73, ["no/such"], "--job", JOB, "--html", "no/such/report.html", ONE_CV)
        self.assertEqual(list(self.place.iterdir()), [])

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = utvalg("parse", "--json", ONE_CV, stdout=full)
        self.assertEqual(done.code, 74, done.err)
        self.assertRegex(done.err, r"\Autvalg: [^\n]+\n\Z")

    def test_no_server(self):
        self.refuse(69, ["127.0.0.1:9", "utvalg up"], "rank", "job-1", "--server", "127.0.0.1:9", "--timeout", "1")

    def test_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            self.refuse(69, [address], "up", "--workspace", self.place / "w", "--listen", address)

    def test_an_address_that_is_none(self):
        for address in ("127.0.0.1:99999", "nonsense", "127.0.0.1:", "127.0.0.1:http", ":-1"):
            self.refuse(64, [address, "HOST:PORT"], "up", f"--listen={address}", "--workspace", self.place / "w")

    def test_workspace_in_use(self):
        server = Server(self.place / "w")
        self.addCleanup(server.stop)
        self.screen(75, ["another utvalg"], "--job", JOB, ONE_CV)

    def test_unknown_configuration_key(self):
        config = self.place / "utvalg.yaml"
        config.write_text("lissten: 127.0.0.1:0\n")
        self.refuse(78, ["lissten"], "up", "--config", config)

    @unittest.skipUnless(os.geteuid() == 0, "a small file system can be mounted by root only")
    def test_full_disk(self):
        disk = self.place / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk], check=False).returncode != 0:
            self.skipTest("this machine mounts no tmpfs")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        ballast = disk / "ballast"
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(b"\0" * (free - 64 * 1024))
        report = disk / "report.html"
        done = utvalg("screen", "--job", JOB, "--workspace", disk / "w", "--html", report, "--json", ONE_CV)
        self.assertIn(done.code, (73, 74), done.err)
        self.assertRegex(done.err, r"\Autvalg: [^\n]+\n\Z")
        self.assertFalse(report.exists())
        ballast.unlink()
        again = utvalg("screen", "--job", JOB, "--workspace", disk / "w", "--html", report, "--json", ONE_CV)
        self.assertEqual(again.code, 0, again.err)
        self.assertEqual(len(again.json()["ranked"]), 1)


if __name__ == "__main__":
    unittest.main()
