# SPDX-License-Identifier: Apache-2.0
"""deploy/compose.yaml: the programs take every configuration in it, and whatever a service names is there."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import yaml

BIN = pathlib.Path(os.environ["UTVALG_BIN_DIR"])
COMPOSE = yaml.safe_load((pathlib.Path(os.environ["UTVALG_SOURCE_DIR"]) / "deploy/compose.yaml").read_text(encoding="utf-8"))


class ComposeTest(unittest.TestCase):
    def test_every_program_takes_its_configuration(self):
        self.assertEqual(sorted(COMPOSE["configs"]), ["embed", "gateway", "ingest", "parse", "rank"])
        with tempfile.TemporaryDirectory() as folder:
            for name, config in COMPOSE["configs"].items():
                path = pathlib.Path(folder) / f"{name}.yaml"
                path.write_text(config["content"], encoding="utf-8")
                done = subprocess.run([BIN / f"utvalg-{name}", "--config", path, "--dump-config"], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, f"{name}: {done.stderr}")

    def test_what_a_service_names_is_there(self):
        for name, service in COMPOSE["services"].items():
            for other in service.get("depends_on", {}):
                self.assertIn(other, COMPOSE["services"], name)
            for config in service.get("configs", []):
                self.assertIn(config["source"], COMPOSE["configs"], name)
            for volume in service.get("volumes", []):
                self.assertIn(volume.split(":")[0], COMPOSE["volumes"], name)

    def test_only_the_gateway_is_reached_from_outside_and_only_on_loopback(self):
        ports = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
        self.assertEqual(list(ports), ["gateway"])
        self.assertTrue(all(port.startswith("127.0.0.1:") for port in ports["gateway"]))


if __name__ == "__main__":
    unittest.main()
