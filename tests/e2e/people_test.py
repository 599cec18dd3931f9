# SPDX-License-Identifier: Apache-2.0
"""People decide, candidates are answered, a pilot hides its order: the commands as a person uses them."""

import json
import pathlib
import tempfile
import unittest

from command import CVS, JOB, Server, eventually, utvalg, validator

ANSWERS = "2,3,1,2,3,1"
PEOPLE = sorted(CVS.iterdir())[:6]
SCAN = CVS / "28-lars-petter-moen.pdf"
DAMAGED = CVS / "29-odelagt.pdf"


class PeopleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = Server(self.folder / "workspace")
        self.addCleanup(self.server.stop)

    def ask(self, form, *arguments):
        """The answer of a command, which has the form that docs/schema promises."""
        done = self.server.utvalg(*arguments, "--json")
        self.assertEqual(done.code, 0, (arguments, done.err))
        value = json.loads(done.out)
        validator("people.schema.json", form).validate(value)
        return value

    def refused(self, *arguments):
        done = self.server.utvalg(*arguments)
        self.assertNotEqual(done.code, 0, arguments)
        self.assertRegex(done.err, r"\Autvalg: [^\n]+\n\Z")
        return done.err

    def start(self, *files, options=()):
        [job] = self.server.json("job", "put", JOB, *options)
        submitted = self.server.apply(job["job_id"], *files, options=["--locale", "nn"])
        return job["job_id"], [entry["application_id"] for entry in submitted]

    def pass_training(self):
        self.assertTrue(self.ask("passed", "training", "--answers", ANSWERS)["passed"])

    def test_who_has_not_passed_the_training_looks_and_decides_nothing(self):
        _, [application] = self.start(PEOPLE[0])
        self.ask("decide", "decide", application, "open")
        self.assertIn("training", self.refused("decide", application, "shortlist", "--grounds", "g"))
        self.assertFalse(self.ask("training", "training")["passed"])
        self.assertEqual(self.ask("passed", "training", "--answers", "1,3,1,2,3,2")["wrong"], [1, 6])
        self.assertIn("training", self.refused("decide", application, "shortlist", "--grounds", "g"))
        self.pass_training()
        self.ask("decide", "decide", application, "shortlist", "--grounds", "g")
        self.assertTrue(self.ask("training", "training")["passed"])

    def test_a_candidate_is_answered_and_corrects(self):
        job, [application, damaged] = self.start(PEOPLE[0], DAMAGED, options=["--feedback"])
        receipt = self.ask("receipt", "candidate", "receipt", application)
        self.assertEqual((receipt["locale"], receipt["revision"], receipt["pending"]), ("nn", 1, []))
        self.assertTrue({"job", "education"} <= {fact["kind"] for fact in receipt["read"]})
        self.assertTrue(all(fact["page"] > 0 for fact in receipt["read"] if fact["kind"] == "job"))
        self.assertIn("Namn er ikkje brukt i samanlikninga.", [one["sentence"] for one in receipt["not_used"]])
        unread = self.ask("receipt", "candidate", "receipt", damaged)
        self.assertEqual(unread["read"], [])
        self.assertIn("Fila er skadd", unread["could_not_read"][0])
        feedback = self.ask("feedback", "candidate", "feedback", application)
        self.assertEqual(len(feedback["criteria"]), len(self.server.json("job", "get", job)[0]["criteria"]))
        self.assertIn("Funne i CV-en.", [criterion["sentence"] for criterion in feedback["criteria"]])
        for found in ("FOUND_YES", "FOUND_PARTLY"):
            for criterion in feedback["criteria"]:
                self.assertTrue(criterion["found"] != found or criterion["quotes"], criterion)
        [corrected] = self.server.json("submit", "--corrects", application, PEOPLE[1])
        self.assertEqual((corrected["application_id"], corrected["revision"]), (application, 2))
        [again] = self.server.json("submit", "--corrects", application, PEOPLE[1])
        self.assertTrue(again["already_known"])
        after = self.ask("receipt", "candidate", "receipt", application)
        self.assertEqual(after["revision"], 2)
        self.assertNotEqual(after["read"], receipt["read"])

    def test_a_scan_is_answered_before_it_is_recognised_and_shown_when_it_is(self):
        [job] = self.server.json("job", "put", JOB)
        [submitted] = self.server.json("submit", "--job", job["job_id"], "--locale", "en", SCAN)
        application = submitted["application_id"]
        receipt = self.ask("receipt", "candidate", "receipt", application)
        # Recognition may have been quick; nothing else is said either way.
        waits = [sentence for sentence in receipt["pending"] if "Recognition of the scan is waiting" in sentence]
        self.assertEqual(bool(receipt["read"]), not waits)
        self.assertEqual(receipt["needs_person"], "NEEDS_PERSON_REASON_UNSPECIFIED")
        exported = json.loads(self.server.utvalg("candidate", "export", application).out)
        self.assertIn("recognition_waiting", exported["utvalg"])
        eventually(lambda: "Recognition" not in " ".join(self.ask("receipt", "candidate", "receipt", application)["pending"]), "recognised")
        receipt = self.ask("receipt", "candidate", "receipt", application)
        self.assertIn("job", {fact["kind"] for fact in receipt["read"]})
        self.assertIn("Text in pictures was read by machine and may hold mistakes.", receipt["could_not_read"])

    def test_the_link_of_one_application_reaches_no_other(self):
        job, [other] = self.start(PEOPLE[0])
        [own] = self.server.json("submit", "--job", job, "--link", PEOPLE[1])
        token = {"UTVALG_TOKEN": own["status_token"], "UTVALG_SERVER": self.server.address}
        self.assertEqual(utvalg("candidate", "status", own["application_id"], **token).code, 0)
        for arguments in (["candidate", "status", other], ["candidate", "withdraw", other], ["erase", other],
                          ["submit", "--corrects", other, PEOPLE[2]], ["submit", "--job", job, PEOPLE[2]],
                          ["rank", job], ["job", "get", job], ["history", other], ["review", job]):
            done = utvalg(*arguments, **token)
            self.assertNotEqual(done.code, 0, arguments)
            self.assertIn("may not", done.err, arguments)
        self.assertEqual(utvalg("submit", "--corrects", own["application_id"], PEOPLE[3], **token).code, 0)
        erased = utvalg("erase", own["application_id"], "--json", **token)
        self.assertEqual(erased.code, 0, erased.err)
        self.assertTrue(erased.json()["complete"])
        certificate = self.folder / "certificate.json"
        certificate.write_text(erased.out)
        key = erased.json()["public_key"]
        self.assertEqual(utvalg("erase", "--verify", certificate, "--key", key).code, 0)
        for changed in (erased.out.replace('"deleted_at_ms":', '"deleted_at_ms":1', 1),
                        erased.out.replace(erased.json()["signature"], "00" * 64)):
            self.assertNotEqual(changed, erased.out)
            certificate.write_text(changed)
            self.assertEqual(utvalg("erase", "--verify", certificate).code, 65)
        certificate.write_text(erased.out)
        self.assertEqual(utvalg("erase", "--verify", certificate, "--key", "00" * 32).code, 65)

    def test_feedback_is_off_until_the_employer_switches_it_on(self):
        _, [application] = self.start(PEOPLE[0])
        self.assertIn("not switched", self.refused("candidate", "feedback", application))

    def test_together_needs_opening_or_the_drawn_sample_with_grounds(self):
        self.pass_training()
        job, applications = self.start(*PEOPLE[:5], DAMAGED)
        readable, damaged = applications[:5], applications[5]
        self.assertIn("open", self.refused("decline", job, *readable, "--grounds", "g"))
        drawn = self.ask("draw", "decline", job, *applications, "--draw")["to_open"]
        self.assertEqual(sorted(drawn), sorted(applications))  # At least ten, so all of six.
        for application in readable:
            self.ask("decide", "decide", application, "open")
        self.assertIn(damaged, self.refused("decline", job, *applications, "--sampled", "--grounds", "g"))
        self.assertIn("grounds", self.refused("decline", job, *readable))
        self.assertIn("twice", self.refused("decline", job, readable[0], readable[0], "--grounds", "g"))
        review = self.ask("review", "review", job)
        self.assertEqual((review["opened"], review["never_opened"]), (5, 1))
        self.assertNotIn("DECLINED", review["states"])  # What was refused left nothing behind.
        declined = self.ask("decline", "decline", job, *readable, "--grounds", "no licence")["decisions"]
        self.assertEqual({record["basis"] for record in declined}, {"BASIS_OPENED"})
        again = self.ask("decline", "decline", job, *readable, "--grounds", "no licence")["decisions"]
        self.assertEqual([record["decision_id"] for record in again], [record["decision_id"] for record in declined])
        closed = self.server.json("job", "close", job)[0]
        self.assertEqual(closed["review"]["never_opened"], 1)
        self.assertIn("1 never opened", self.server.utvalg("job", "close", job).out)

    def test_departures_from_the_order_and_the_second_reader_are_recorded(self):
        self.pass_training()
        job, _ = self.start(*PEOPLE[:4], options=["--second-reader"])
        [ranking] = self.server.json("rank", job)
        order = [entry["application_id"] for entry in ranking["ranked"]]
        seen = ["--ranking", ranking["ranking_id"]]
        last, first = order[-1], order[0]
        self.ask("decide", "decide", last, "open", *seen)
        taken = self.ask("decide", "decide", last, "invite", "--grounds", "certificate on page 2", *seen)["decision"]
        self.assertTrue(taken["departure"])
        self.assertEqual(taken["rank"], ranking["ranked"][-1]["rank"])
        self.ask("decide", "decide", first, "open", *seen)
        self.ask("decide", "decide", first, "decline", "--grounds", "no night shifts", *seen)
        status = self.ask("status", "candidate", "status", first)
        self.assertEqual(status["state"], "APPLICATION_STATE_UNDER_REVIEW")
        self.assertIn("another person", self.refused("decide", first, "second", "--grounds", "agreed"))
        review = self.ask("review", "review", job)
        self.assertEqual(review["waiting_for_second_reader"], 1)
        self.assertEqual(sorted(review["departed"]), sorted([first, last]))
        self.assertEqual(review["depth"], ranking["ranked"][-1]["rank"])
        history = self.ask("history", "history", first)
        self.assertEqual([record["action"] for record in history["decisions"]], ["ACTION_OPEN", "ACTION_DECLINE"])

    def test_whoever_names_no_order_is_measured_by_that_of_the_moment(self):
        self.pass_training()
        job, _ = self.start(*PEOPLE[:3])
        [ranking] = self.server.json("rank", job)
        self.assertIn(ranking["ranking_id"], self.server.utvalg("rank", job).out)
        last = ranking["ranked"][-1]
        self.ask("decide", "decide", last["application_id"], "open")
        taken = self.ask("decide", "decide", last["application_id"], "invite", "--grounds", "g")["decision"]
        self.assertEqual((taken["ranking_id"], taken["rank"], taken["departure"]), ("", last["rank"], True))
        self.assertEqual(self.ask("review", "review", job)["depth"], last["rank"])

    def test_what_was_read_before_a_correction_is_no_ground_to_decline(self):
        self.pass_training()
        _, [application] = self.start(PEOPLE[0])
        self.ask("decide", "decide", application, "open")
        self.server.json("submit", "--corrects", application, PEOPLE[1])
        self.assertIn("corrected", self.refused("decide", application, "decline", "--grounds", "g"))
        self.ask("decide", "decide", application, "open")
        declined = self.ask("decide", "decide", application, "decline", "--grounds", "g")["decision"]
        self.assertEqual((declined["revision"], declined["basis"]), (2, "BASIS_OPENED"))

    def test_criteria_that_people_have_read_by_change_by_promotion_alone(self):
        self.pass_training()
        written = self.folder / "job.yaml"
        written.write_text("id: job-own\ntitle: Sykepleier\ncriteria: [Autorisasjon som sykepleier, Norsk]\n", encoding="utf-8")
        self.server.json("job", "put", written)
        [application] = [entry["application_id"] for entry in self.server.apply("job-own", PEOPLE[0])]
        revised = self.folder / "revised.yaml"
        revised.write_text(written.read_text().replace("Norsk", "Førerkort klasse B"), encoding="utf-8")
        self.server.json("job", "put", revised)  # Nobody has read by it yet.
        self.ask("decide", "decide", application, "open")
        self.assertIn("promote", self.refused("job", "put", written))
        self.server.json("job", "put", revised, "--feedback")  # The order stays what it was.
        order = self.folder / "order.json"
        order.write_text(self.server.utvalg("rank", "job-own", "--json").out, encoding="utf-8")
        comparison = self.folder / "shadow.json"
        comparison.write_text(utvalg("pilot", "shadow", order, order, "--line", "1").out, encoding="utf-8")
        done = self.server.utvalg("pilot", "promote", "job-own", "--comparison", comparison, "--job-file", written, "--grounds", "g")
        self.assertEqual(done.code, 0, done.err)
        [job] = self.server.json("job", "get", "job-own")
        self.assertIn("Norsk", [criterion["text"] for criterion in job["criteria"]])

    def test_a_candidate_who_asks_for_a_person_is_opened_before_anything(self):
        self.pass_training()
        job, [application] = self.start(PEOPLE[0])
        self.server.utvalg("candidate", "ask-person", application)
        self.assertEqual(self.ask("review", "review", job)["person_requested"], [application])
        self.assertIn("open", self.refused("decline", job, application, "--sampled", "--grounds", "g"))
        self.ask("decide", "decide", application, "open")
        self.assertEqual(self.ask("review", "review", job)["person_requested"], [])

    def test_a_pilot_hides_the_order_until_people_have_decided(self):
        self.pass_training()
        job, applications = self.start(*PEOPLE)
        [open_order] = self.server.json("rank", job)
        started = self.server.utvalg("pilot", "start", job, "--line", "2", "--sample", "2")
        self.assertEqual(started.code, 0, started.err)
        eventually(lambda: self.server.utvalg("rank", job).code != 0, "hidden")
        for arguments in (["rank", job], ["explain", applications[0]]):
            self.assertIn("hidden", self.refused(*arguments))
        [outcome] = self.server.json("status", "--application", applications[0])
        self.assertTrue(outcome["score_hidden"])
        self.assertNotIn("score", outcome)
        reading = self.ask("control", "pilot", "read", job)
        self.assertTrue(reading["order_hidden"])
        self.assertEqual({entry["rank"] for entry in reading["read"]}, {0})
        self.assertIsNone(reading["result"])
        self.assertIn("not decided", self.refused("pilot", "reveal", job))
        for number, entry in enumerate(reading["read"]):
            self.ask("decide", "decide", entry["application_id"], "open")
            action = "shortlist" if number == 0 else "decline"
            self.ask("decide", "decide", entry["application_id"], action, "--grounds", "read it")
        result = self.ask("control", "pilot", "reveal", job)
        self.assertFalse(result["order_hidden"])
        self.assertEqual(result["decided"], len(reading["read"]))
        self.assertEqual(result["result"]["suitable_above"] + result["result"]["suitable_below"], 1)
        eventually(lambda: self.server.utvalg("rank", job).code == 0, "shown")
        [shown] = self.server.json("rank", job)
        self.assertEqual(shown["ranked"], open_order["ranked"])  # Scores and their provenance too.

    def test_a_shadow_is_promoted_by_a_person_and_named_in_the_audit(self):
        job, _ = self.start(*PEOPLE[:2])
        order = self.folder / "order.json"
        order.write_text(self.server.utvalg("rank", job, "--json").out, encoding="utf-8")
        shadow = utvalg("pilot", "shadow", order, order, "--line", "1")
        self.assertEqual((shadow.code, shadow.json()["overlap"]), (0, 1.0))
        comparison = self.folder / "shadow.json"
        comparison.write_text(shadow.out, encoding="utf-8")
        status = json.loads(self.server.utvalg("reprocess", "status", "--json").out)
        generation = status["jobs"][0]["generation"]
        promote = ["pilot", "promote", job, "--comparison", comparison, "--generation", generation, "--grounds", "same order"]
        self.assertIn("training", self.refused(*promote))
        self.pass_training()
        done = self.server.utvalg(*promote)
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(self.server.utvalg("audit", "verify").code, 0)

    def test_export_withdraw_and_erasure(self):
        job, [application, other] = self.start(*PEOPLE[:2])
        for form in ("json-resume", "europass"):
            held = self.server.utvalg("candidate", "export", application, "--format", form).json()["utvalg"]
            self.assertTrue(held["comparison"] and held["documents"] and held["not_used_in_the_comparison"])
        self.assertEqual(self.server.utvalg("candidate", "withdraw", application).code, 0)
        self.assertEqual(self.ask("status", "candidate", "status", application)["state"], "APPLICATION_STATE_WITHDRAWN")
        self.assertIn("withdrawn", self.refused("submit", "--corrects", application, PEOPLE[2]))
        self.assertEqual(self.server.utvalg("erase", application).code, 0)
        self.assertIn("no application", self.refused("candidate", "status", application))
        [ranking] = self.server.json("rank", job)
        self.assertEqual([entry["application_id"] for entry in ranking["ranked"]], [other])
        self.assertEqual(self.server.utvalg("audit", "verify").code, 0)


class DataReportTest(unittest.TestCase):
    def test_the_samples_are_reported_the_same_each_time(self):
        files = [*PEOPLE[:3], DAMAGED]
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "data.html"
            first = utvalg("report", "data", "--json", "--html", page, *files)
            self.assertEqual(first.code, 0, first.err)
            report = first.json()
            validator("people.schema.json", "data").validate(report)
            self.assertEqual((report["all"]["documents"], report["all"]["needs_person"]), (4, 1))
            self.assertEqual(report["reasons"], {"malformed": 1})
            self.assertIn(report["report_sha256"], page.read_text(encoding="utf-8"))
            before = pathlib.Path(folder) / "before.json"
            before.write_text(first.out, encoding="utf-8")
            again = utvalg("report", "data", "--json", "--before", before, *files).json()
            self.assertEqual({entry["distance"] for entry in again["drift"]}, {0.0})


if __name__ == "__main__":
    unittest.main()
