# SPDX-License-Identifier: Apache-2.0
"""Tokens through a real gateway: many callers share its connections to the services, and each is who their own token says."""

import base64
import json
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from cluster import Cluster
from command import CVS, JOB, ROOT, utvalg

ISSUER = "https://login.example"


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True).stdout


def part(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=")


class AccessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        tls = cls.folder / "tls"
        tls.mkdir()
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=utvalg",
                "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", tls / "tls.key", "-out", tls / "tls.crt")
        shutil.copy(tls / "tls.crt", tls / "ca.crt")
        openssl("genpkey", "-algorithm", "ed25519", "-out", cls.folder / "issuer.key")
        openssl("pkey", "-in", cls.folder / "issuer.key", "-pubout", "-out", cls.folder / "issuer.pem")
        cls.addClassCleanup(lambda: subprocess.run([ROOT / "tools/cluster", "--dir", cls.folder / "cluster", "stop"], check=False))
        cls.cluster = Cluster(cls.folder / "cluster", "--tls", tls, "--issuer", f"{ISSUER}={cls.folder / 'issuer.pem'}",
                              "--ingest", 1, "--parse", 1, "--embed", 1, "--rank", 1, own_broker=True)
        cls.tls = tls

    def token(self, **claims):
        claims = {"iss": ISSUER, "aud": "utvalg", "exp": int(time.time()) + 600, "tenant": "default", **claims}
        text = part(json.dumps({"alg": "EdDSA", "typ": "JWT"}).encode()) + b"." + part(json.dumps(claims).encode())
        (self.folder / "text").write_bytes(text)
        signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.folder / "issuer.key", "-in", self.folder / "text")
        return (text + b"." + part(signature)).decode()

    def call(self, token, *arguments):
        return utvalg(*arguments, UTVALG_SERVER=self.cluster.address, UTVALG_TLS=str(self.tls), UTVALG_TOKEN=token)

    def test_each_caller_of_the_gateway_is_who_their_own_token_says(self):
        operator = self.token(sub="op", roles=["operator"], person=True)
        put = self.call(operator, "job", "put", JOB, "--json")
        self.assertEqual(put.code, 0, put.err)
        job = json.loads(put.out)["job_id"]
        people = {}
        for name in ("01-ingrid-solheim.pdf", "27-jo-vik.txt"):
            handed_in = self.call(operator, "submit", "--job", job, CVS / name, "--json")
            self.assertEqual(handed_in.code, 0, handed_in.err)
            application = json.loads(handed_in.out)["application_id"]
            people[application] = self.token(sub=application, roles=["candidate"], app=application)
        self.call(operator, "status", job, "--until", "2")
        recruiter = self.token(sub="kari", roles=["recruiter"], jobs=[job], person=True)
        stranger = self.token(sub="ola", roles=["recruiter"], jobs=["job-of-others"], person=True)
        [mine, theirs] = people
        # One after the other over the gateway's own connections, whoever called before.
        for _ in range(2):
            self.assertEqual(self.call(recruiter, "rank", job, "--json").code, 0)
            self.assertNotEqual(self.call(people[mine], "rank", job, "--json").code, 0)
            self.assertNotEqual(self.call(stranger, "rank", job, "--json").code, 0)
            self.assertEqual(self.call(recruiter, "candidate", "receipt", theirs, "--json").code, 0)
            self.assertEqual(self.call(people[mine], "candidate", "receipt", mine, "--json").code, 0)
            refused = self.call(people[mine], "candidate", "receipt", theirs, "--json")
            self.assertNotEqual(refused.code, 0, refused.out)
            self.assertNotEqual(self.call("", "rank", job, "--json").code, 0)
            self.assertNotEqual(self.call(recruiter[:-2] + "AA", "rank", job, "--json").code, 0)


if __name__ == "__main__":
    unittest.main()
