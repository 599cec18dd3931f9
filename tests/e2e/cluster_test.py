# SPDX-License-Identifier: Apache-2.0
"""The services as processes on a real Kafka and a real S3 (tools/cluster), used through the gateway."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from cluster import Cluster
from command import CVS, JOB, ROOT, UTVALG, await_that, environment, utvalg
from otlp_collector import Collector


class ClusterTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.addClassCleanup(lambda: subprocess.run([ROOT / "tools/cluster", "--dir", cls.folder / "cluster", "stop"], check=False))
        cls.collector = Collector(cls.folder)
        cls.addClassCleanup(cls.collector.stop)
        cls.cluster = Cluster(cls.folder / "cluster", "--traces", cls.collector.endpoint)
        done = utvalg("screen", "--server", cls.cluster.address, "--job", JOB, "--json", CVS)
        assert done.code == 0, done.err
        cls.screened = done

    def test_the_order_is_that_of_one_process_to_the_last_bit(self):
        one = utvalg("screen", "--workspace", self.folder / "one", "--job", JOB, "--json", CVS)
        self.assertEqual(one.code, 0, one.err)
        self.assertEqual(self.screened.out, one.out)
        report = json.loads(self.screened.out)
        self.assertEqual(len(report["ranked"]) + len(report["needs_person"]), len(list(CVS.iterdir())))

    def test_a_candidate_is_answered_by_all_services_together(self):
        ranked = json.loads(self.screened.out)["ranked"][0]
        receipt = self.cluster.json("candidate", "receipt", ranked["application_id"])[0]
        self.assertEqual(receipt["application_id"], ranked["application_id"])

    def test_the_way_of_an_application_is_one_trace_through_all_topics(self):
        application = json.loads(self.screened.out)["ranked"][0]["application_id"]
        [way] = self.cluster.operate("trace", application)
        topics = [step["topic"] for step in way["steps"]]
        self.assertEqual(topics[0], "utvalg.application.v1")
        self.assertEqual(set(topics), {f"utvalg.{name}.v1" for name in ("application", "cv-parsed", "cv-identity", "cv-layout", "cv-embedded", "result")})
        [trace] = {step["trace_id"] for step in way["steps"]}
        self.assertRegex(trace, "^[0-9a-f]{32}$")

    def way_back(self, span, whole):
        """From a span to the first of its trace, each the parent of the one before."""
        way = []
        while span is not None:
            way.append((span["service"], span["name"], span["kind"]))
            if span["kind"] == 5:
                self.assertEqual(span["links"], [span["parent"]])
            span = whole.get(span["parent"])
        return way

    def test_the_collector_gets_every_step_from_the_upload_to_the_result(self):
        application = json.loads(self.screened.out)["ranked"][0]["application_id"]

        def look():
            spans = self.collector.spans()
            mine = [span for span in spans if span["attributes"].get("utvalg.application_id") == application]
            last = [span for span in mine if span["name"] == "send utvalg.result.v1"]
            whole = {span["span"]: span for span in spans if last and span["trace"] == last[0]["trace"]}
            return spans, mine, last, whole, self.way_back(last[0], whole) if last else []

        # Every process sends its own when it likes.
        spans, mine, last, whole, way = await_that(
            look, lambda seen: seen[4] and seen[4][-1][0] == "utvalg-gateway" and "process utvalg.cv-layout.v1" in {span["name"] for span in seen[1]}, 60)
        self.assertEqual(len(last), 1)
        self.assertEqual({span["trace"] for span in mine}, {last[0]["trace"]})
        server, producer, consumer = 2, 4, 5
        submit = "utvalg.ingest.v1.IngestService/SubmitApplication"
        # Scored when it came, or, when its job was not embedded yet, right after that.
        self.assertIn("process utvalg.cv-embedded.v1", {span["name"] for span in mine})
        way = [step for step in way if step != ("utvalg-rank", "process utvalg.cv-embedded.v1", consumer)]
        self.assertEqual(way[:5], [
            ("utvalg-rank", "send utvalg.result.v1", producer),
            ("utvalg-embed", "send utvalg.cv-embedded.v1", producer),
            ("utvalg-embed", "process utvalg.cv-parsed.v1", consumer),
            ("utvalg-parse", "send utvalg.cv-parsed.v1", producer),
            ("utvalg-parse", "process utvalg.application.v1", consumer)])
        self.assertEqual(way[5:], [("utvalg-ingest", "send utvalg.application.v1", producer), ("utvalg-ingest", submit, server),
                                   ("utvalg-gateway", submit, server)])
        self.assertFalse([span for span in whole.values() if span["error"]])
        # Reading goes from service to service, too.
        kinds = {(span["service"], span["kind"]) for span in spans}
        self.assertIn(("utvalg-rank", 3), kinds)
        self.assertIn(("utvalg-embed", server), kinds)

    def test_a_span_says_ids_numbers_and_codes_only(self):
        text = self.collector.file.read_text()
        report = json.loads(self.screened.out)
        self.assertIn(report["ranked"][0]["application_id"], text)
        for path in CVS.iterdir():
            self.assertNotIn(path.stem.split("-", 1)[1], text)
        for name in ("warsame", "solheim", "@", ".pdf", ".docx"):
            self.assertNotIn(name, text.lower())
        metrics = self.cluster.metrics("rank-0")
        self.assertGreater(metrics["utvalg_spans_exported_total"], 0)
        self.assertEqual([value for name, value in metrics.items() if name.startswith("utvalg_spans_dropped_total")], [0, 0, 0])

    def test_what_could_not_be_handled_is_shown_for_a_person_and_handled_after_a_replay(self):
        text = self.folder / "late.txt"
        text.write_text((CVS / "27-jo-vik.txt").read_text(encoding="utf-8") + "\nInteresser: sjakk\n", encoding="utf-8")
        [job] = self.cluster.json("job", "put", JOB)
        # The application is in the log and its document cannot be had when it is read.
        self.cluster.run("end", "parse-0", "parse-1")
        [handed_in] = self.cluster.json("submit", "--job", job["job_id"], text)
        application = handed_in["application_id"]
        documents = self.cluster.folder / "s3" / "data" / "utvalg" / "default"
        hidden = documents.with_name("hidden")
        documents.rename(hidden)
        self.cluster.run("run", "parse-0", "parse-1")
        outcome = self.await_outcome(application, lambda found: found["status"] != "pending")
        hidden.rename(documents)
        self.assertEqual((outcome["status"], outcome["reason"]), ("needs_person", "system_error"))
        [letter] = self.cluster.operate("dead-letter", "list")
        self.assertEqual((letter["application_id"], letter["stage"], letter["topic"]), (application, "parse", "utvalg.application.v1"))
        shown = self.cluster.operate("dead-letter", "show", letter["id"])
        self.assertEqual(shown, [letter])
        self.assertEqual(self.cluster.operate("dead-letter", "replay", letter["id"]), [{"replayed": 1}])
        outcome = self.await_outcome(application, lambda found: found["status"] == "ranked")
        self.assertEqual(outcome["status"], "ranked")
        self.assertEqual(self.cluster.operate("dead-letter", "list"), [])

    def await_outcome(self, application, is_it):
        return await_that(lambda: self.cluster.json("status", "--application", application)[0], is_it)

    def test_any_replica_of_ingest_answers_at_once_for_what_another_took(self):
        [job] = self.cluster.json("job", "put", JOB)
        for number, name in enumerate(("27-jo-vik.txt", "01-ingrid-solheim.pdf", "03-maja-kowalska.pdf")):
            taker, other = f"ingest-{number % 2}", f"ingest-{(number + 1) % 2}"
            [handed_in] = self.cluster.json("submit", "--job", job["job_id"], "--candidate", f"replicas-{number}", CVS / name, at=taker)
            application = handed_in["application_id"]
            [status] = self.cluster.json("candidate", "status", application, at=other)
            self.assertEqual(status["application_id"], application)
            [asked] = self.cluster.json("candidate", "ask-person", application, at=taker)
            self.assertFalse(asked["already_requested"])
            [again] = self.cluster.json("candidate", "ask-person", application, at=other)
            self.assertTrue(again["already_requested"])
            erased = self.cluster.utvalg("erase", application, "--json", at=other)
            self.assertEqual(erased.code, 0, erased.err)
            self.assertNotEqual(self.cluster.utvalg("candidate", "status", application, at=taker).code, 0)

    def test_metrics_tell_lag_stage_times_and_how_long_candidates_wait(self):
        self.assertGreater(self.cluster.metrics("ingest-0")["utvalg_outcome_seconds_count"], 0)
        self.assertIn('utvalg_applications_unfinished{service="ingest"}', self.cluster.metrics("ingest-0"))
        for stage, metric in (("parse", "parse"), ("embed", "embed_cv"), ("rank", "rank")):
            pages = [self.cluster.metrics(f"{stage}-{number}") for number in (0, 1)]
            self.assertGreater(sum(page.get(f"utvalg_stage_{metric}_seconds_count", 0) for page in pages), 0)

    # Last, by their names: what they do stands in the traces of the applications.

    def whole_order(self, job):
        """As soon as every partition is served."""
        return await_that(lambda: self.cluster.json("rank", job)[0], lambda order: not order["partial"], 120)

    def test_when_a_third_ingest_comes_it_knows_everybody_and_goes_with_nothing(self):
        applications = [one["application_id"] for one in json.loads(self.screened.out)["ranked"]]
        self.cluster.run("scale", "ingest", "3")
        for application in applications:
            [status] = self.cluster.json("candidate", "status", application, at="ingest-2")
            self.assertFalse(status["outcome_pending"])
        self.cluster.run("scale", "ingest", "2")
        self.assertEqual([self.cluster.json("candidate", "status", one)[0]["application_id"] for one in applications], applications)

    def test_when_a_third_rank_comes_and_goes_the_order_stays(self):
        job = self.cluster.json("job", "put", JOB)[0]["job_id"]
        before = self.whole_order(job)
        self.cluster.run("scale", "rank", "3")
        self.assertEqual(self.whole_order(job), before)
        self.cluster.run("scale", "rank", "2")
        self.assertEqual(self.whole_order(job), before)

    def test_what_another_parse_fills_stands_beside_what_is_served(self):
        job = self.cluster.json("job", "put", JOB)[0]["job_id"]
        before = self.whole_order(job)
        [first] = self.cluster.json("reprocess", "status")
        home = self.folder / "parse-fill"
        home.mkdir()
        config = json.loads((self.cluster.folder / "parse-0" / "config.yaml").read_text())
        config["service"].update(listen="127.0.0.1:0", metrics_listen="127.0.0.1:0", instance="parse-fill-0")
        config.update(fill="beside", no_ocr=not config.get("no_ocr", False), cache_directory=str(home / "cache"))
        (home / "config.yaml").write_text(json.dumps(config))
        fill = subprocess.Popen([UTVALG.parent / "utvalg-parse", "--config", home / "config.yaml"], stderr=subprocess.DEVNULL,
                                env=environment(UTVALG_DOCUMENTS_SECRET_ACCESS_KEY="utvalg-secret"))
        self.addCleanup(fill.wait)
        self.addCleanup(fill.terminate)

        def look():
            [status] = self.cluster.json("reprocess", "status")
            [mine] = [one for one in status["jobs"] if one["job_id"] == job]
            return status, mine, [one for one in mine["generations"] if one["generation"] != first["live"]]

        status, mine, filled = await_that(look, lambda seen: seen[2] and seen[2][0]["missing"] == 0)
        self.assertEqual([one["missing"] for one in filled], [0])
        self.assertEqual((status["live"], mine["generation"]), (first["live"], first["live"]))
        self.assertEqual(self.whole_order(job), before)
        compared = self.cluster.utvalg("reprocess", "compare", job, "--generation", filled[0]["generation"])
        self.assertGreater(json.loads(compared.out)["candidates"], 0, compared.err)


if __name__ == "__main__":
    unittest.main()
