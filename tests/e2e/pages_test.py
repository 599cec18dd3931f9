# SPDX-License-Identifier: Apache-2.0
"""The pages behind a candidate's link, as a browser asks for them."""

import json
import pathlib
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

from command import CVS, JOB, UTVALG, Server, environment, eventually

PEOPLE = sorted(CVS.iterdir())[:5]


class StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(pathlib.Path(folder.name) / "workspace")
        cls.addClassCleanup(cls.server.stop)
        cls.address = cls.start_pages(cls.server.address)
        [job] = cls.server.json("job", "put", JOB, "--feedback")
        cls.job = job["job_id"]

    @classmethod
    def start_pages(cls, server):
        """Their address."""
        pages = subprocess.Popen([UTVALG, "pages", "--json", "--listen", "127.0.0.1:0", "--server", server],
                                 stdout=subprocess.PIPE, text=True, env=environment())
        cls.addClassCleanup(pages.stdout.close)
        cls.addClassCleanup(pages.wait, 60)
        cls.addClassCleanup(pages.terminate)
        return "http://" + json.loads(pages.stdout.readline())["listen"]

    def apply(self, file, locale):
        """The link and the application, when it has its outcome."""
        [own] = self.server.json("submit", "--job", self.job, "--link", "--locale", locale, file)
        eventually(lambda: self.server.json("status", "--application", own["application_id"])[0]["status"] != "pending", "finished")
        return f"/{own['application_id']}/{own['status_token']}", own["application_id"]

    def ask(self, path, body=None, address=None, **headers):
        """Status, headers and text of an answer."""
        request = urllib.request.Request((address or self.address) + path, data=body, headers=headers)
        try:
            with urllib.request.build_opener(StaysHere).open(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read().decode()

    def test_a_candidate_sees_corrects_asks_and_is_erased(self):
        link, application = self.apply(PEOPLE[0], "nn")
        status, headers, page = self.ask(link)
        self.assertEqual(status, 200)
        self.assertEqual(headers["Cache-Control"], "no-store")
        for words in ('<html lang="nn">', "Søknaden er motteken.", "Dette vart lese", "Namn er ikkje brukt", "Funne i CV-en.", "utgåve 1"):
            self.assertIn(words, page)

        boundary = "----form"
        form = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="cv"\r\n\r\n'.encode() + PEOPLE[1].read_bytes()
                + f"\r\n--{boundary}--\r\n".encode())
        status, headers, _ = self.ask(link + "/correct", form, **{"Content-Type": f"multipart/form-data; boundary={boundary}"})
        self.assertEqual((status, headers["Location"]), (303, link))
        self.assertIn("utgåve 2", self.ask(link)[2])
        self.assertEqual(self.ask(link + "/correct", b"--x--", **{"Content-Type": "multipart/form-data; boundary=x"})[0], 400)

        self.assertEqual(self.ask(link + "/ask-person", b"")[0], 303)
        self.assertIn("Du har bede om at eit menneske les han", self.ask(link)[2])
        status, headers, held = self.ask(link + "/europass")
        self.assertIn("attachment", headers["Content-Disposition"])
        self.assertEqual(json.loads(held)["utvalg"]["application_id"], application)

        self.assertEqual(self.ask(link + "/erase", b"")[0], 404)  # Not by accident.
        status, _, page = self.ask(link + "/erase", b"confirm=yes")
        self.assertEqual(status, 200)
        self.assertIn("Alt om deg er sletta", page)
        self.assertIn("signature", page)
        self.assertEqual(self.ask(link)[0], 404)

    def test_a_link_opens_one_application_and_a_wrong_one_none(self):
        link, application = self.apply(PEOPLE[2], "en")
        [other] = self.server.json("submit", "--job", self.job, PEOPLE[3])
        token = link.split("/")[2]
        for path in ("/", "/x", f"/{application}/{token}x", f"/{other['application_id']}/{token}", f"/{application}/{token}/json-resum"):
            status, _, page = self.ask(path, **{"Accept-Language": "nb"})
            self.assertEqual(status, 404, path)
            self.assertIn("Lenken virker ikke", page)

    def test_withdrawing_is_confirmed_and_ends_what_cannot_be_done_any_more(self):
        link, _ = self.apply(PEOPLE[4], "en")
        self.assertEqual(self.ask(link + "/withdraw", b"")[0], 404)
        self.assertEqual(self.ask(link + "/withdraw", b"confirm=yes")[0], 303)
        page = self.ask(link)[2]
        self.assertIn("You withdrew", page)
        self.assertNotIn("/ask-person", page)
        self.assertEqual(self.ask(link + "/ask-person", b"")[0], 409)

    def test_a_server_that_does_not_answer_is_said_to_be_that(self):
        status, _, page = self.ask("/a/b", address=self.start_pages("127.0.0.1:1"), **{"Accept-Language": "en"})
        self.assertEqual(status, 503)
        self.assertIn("Nothing is lost", page)


if __name__ == "__main__":
    unittest.main()
