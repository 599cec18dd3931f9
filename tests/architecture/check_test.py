# SPDX-License-Identifier: Apache-2.0
"""Proves that check.py catches what it must: each case is a small tree with one breach, or with none."""

import pathlib
import tempfile
import unittest

import check

HEAD = "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n"


class CheckTest(unittest.TestCase):
    def faults(self, files):
        """What check() says about a tree of {path: includes}."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, lines in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(HEAD + "".join(f"#include {line}\n" for line in lines), encoding="utf-8")
            return check.check(root)

    def assert_breach(self, path, line, part):
        faults = self.faults({path: ['"absl/status/status.h"', line]})
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(f"{path}:4: ", faults[0])
        self.assertIn(part, faults[0])

    def assert_clean(self, path, line):
        self.assertEqual(self.faults({path: [line]}), [])

    def test_core_may_see_base_facts_and_messages(self):
        self.assert_clean("services/parse/core/a.h", '"common/base/utf8.h"')
        self.assert_clean("services/rank/core/a.h", '"common/taxonomy/taxonomy.h"')
        self.assert_clean("services/parse/core/a.h", '"utvalg/cv/v1/cv.pb.h"')
        self.assert_clean("services/parse/core/a.h", '"services/parse/core/b.h"')

    def test_core_may_not_see_storage_rpc_or_adapters(self):
        self.assert_breach("services/parse/core/a.h", '"common/kv/store.h"', "not for this room")
        self.assert_breach("services/parse/core/a.h", '"common/config/config.h"', "not for this room")
        self.assert_breach("services/parse/core/a.h", '"services/parse/adapters/b.h"', "not for this room")
        self.assert_breach("services/rank/core/a.h", '"utvalg/rank/v1/rank_service.grpc.pb.h"', "not for this room")
        self.assert_breach("services/rank/core/a.h", "<grpcpp/grpcpp.h>", "gRPC")

    def test_services_never_include_one_another(self):
        self.assert_breach("services/rank/core/a.h", '"services/embed/core/b.h"', "not for this room")
        self.assert_breach("services/rank/adapters/a.h", '"services/embed/core/b.h"', "not for this room")
        self.assert_breach("services/rank/app.cc", '"services/embed/app.h"', "not for this room")

    def test_only_standalone_puts_services_together(self):
        self.assert_clean("services/standalone/app.cc", '"services/rank/app.h"')
        self.assert_clean("services/cli/commands/up.cc", '"services/standalone/app.h"')
        self.assert_breach("services/cli/commands/up.cc", '"services/rank/app.h"', "not for this room")

    def test_common_never_knows_its_users(self):
        self.assert_breach("common/log/worker.cc", '"services/rank/core/a.h"', "not for this room")
        self.assert_breach("common/base/digest.cc", '"common/kv/store.h"', "not for this room")
        self.assert_breach("common/kv/store.cc", '"common/log/log.h"', "not for this room")

    def test_an_adapter_may_use_its_core_and_common(self):
        self.assert_clean("services/parse/adapters/a.h", '"services/parse/core/b.h"')
        self.assert_clean("services/parse/adapters/a.h", '"common/log/stage_worker.h"')

    def test_the_sandboxed_child_is_apart(self):
        self.assert_breach("services/parse/adapters/a.h", '"services/parse/extract/b.h"', "not for this room")
        self.assert_breach("services/parse/extract/a.h", '"services/parse/core/b.h"', "not for this room")

    def test_driver_headers_stay_in_their_folder(self):
        homes = {
            "<rocksdb/db.h>": "common/kv/a.cc",
            "<openvino/openvino.hpp>": "services/embed/adapters/a.cc",
            "<librdkafka/rdkafka.h>": "common/log/kafka/a.cc",
            "<poppler/PDFDoc.h>": "services/parse/extract/a.cc",
            "<PDFDoc.h>": "services/parse/extract/a.cc",
            "<zip.h>": "services/parse/extract/a.cc",
        }
        for header, home in homes.items():
            with self.subTest(header=header):
                self.assert_clean(home, header)
                self.assert_breach("services/rank/adapters/a.cc", header, "may be included only in")

    def test_test_helpers_are_for_tests(self):
        self.assert_clean("services/rank/core/a_test.cc", '"common/testing/temp_dir.h"')
        self.assert_breach("services/rank/core/a.cc", '"common/testing/temp_dir.h"', "not for this room")
        self.assert_breach("services/rank/core/a.cc", '"tests/data/b.h"', "only tests/")

    def test_includes_start_at_the_root(self):
        self.assert_breach("services/rank/core/a.cc", '"../core/b.h"', "from the root")

    def test_a_file_outside_all_rooms_is_a_fault(self):
        self.assertIn("stands in no room", self.faults({"services/rank/helpers/a.h": []})[0])

    def test_a_cycle_is_found(self):
        faults = self.faults(
            {
                "common/base/a.h": ['"common/base/b.h"'],
                "common/base/b.h": ['"common/base/c.h"'],
                "common/base/c.h": ['"common/base/a.h"'],
            }
        )
        self.assertEqual(
            faults, ["include cycle: common/base/a.h -> common/base/b.h -> common/base/c.h -> common/base/a.h"]
        )

    def test_a_header_names_its_licence_and_guards_itself(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "common/base/a.h"
            path.parent.mkdir(parents=True)
            path.write_text("int a();\n", encoding="utf-8")
            self.assertEqual(len(check.check(pathlib.Path(folder))), 2)


if __name__ == "__main__":
    unittest.main()
