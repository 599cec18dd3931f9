// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/service_views.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "services/cli/core/doctor_view.h"
#include "services/cli/core/job_json.h"
#include "services/cli/core/screen_fixture.h"

namespace utvalg::cli {
namespace {

template <typename Message>
Message FromText(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

utvalg::rank::v1::GetRankingResponse Ranking() {
  return FromText<utvalg::rank::v1::GetRankingResponse>(
      R"(ranking_id: "r" job_revision: 2 total: 1
         ranked { rank: 1 application_id: "a1" score { score: 734512 confidence: 900000 missing_musts: 1 } }
         needs_person { application_id: "b2" reason: NEEDS_PERSON_REASON_ENCRYPTED })");
}

TEST(JobViewTest, ShowsCriteriaInTheirOrder) {
  const utvalg::job::v1::Job job = NurseReport().job;
  EXPECT_EQ(JobText(job, {}),
            "Nurse & night watch\n"
            "job-0123, revision 1\n"
            "\n"
            "Id       Importance  Weight  Kind         Criterion\n"
            "nurse    must         1.000  certificate  Authorised as a nurse\n"
            "licence  nice         0.500  licence      Driving licence <B>\n");
  EXPECT_EQ(
      JobJson(job).dump().substr(0, 86),
      R"({"job_id":"job-0123","revision":1,"title":"Nurse & night watch","language":"nb","close)");
}

TEST(JobViewTest, ListsJobsWithTheirProgress) {
  JobStatus status;
  status.job = NurseReport().job;
  status.progress.set_ranked(7);
  status.progress.set_needs_person(1);
  EXPECT_EQ(JobListText({status}, {}),
            "Job       State  Ranked  Need a person  Waiting  Title\n"
            "job-0123  open        7              1        0  Nurse & night watch\n");
  EXPECT_EQ(
      JsonLine(JobListJson({status})),
      R"({"jobs":[{"job_id":"job-0123","revision":1,"title":"Nurse & night watch","closed":false,)"
      R"("ranked":7,"needs_person":1,"waiting_for_job":0}]})"
      "\n");
  EXPECT_EQ(JobListText({}, {}), "No jobs yet. Put one with `utvalg job put FILE`.\n");
}

TEST(RankingViewTest, NamesNoFilesUnlessRevealed) {
  EXPECT_EQ(RankingText(Ranking(), {}, {}),
            "Rank  Score  Confidence  Application  Flags\n"
            "   1  0.735       0.900  a1           1 must-have not found\n"
            "\n"
            "Needs a person\n"
            "Application  Why\n"
            "b2           The file asks for a password. Ask for one without.\n"
            "\n"
            "Order r: give it with --ranking when you decide\n");
  EXPECT_EQ(
      JsonLine(RankingJson(Ranking(), {{"a1", "kari.pdf"}})),
      R"({"ranking_id":"r","job_revision":2,"total":1,"partial":false,"waiting":0,"ranked":[{"rank":1,)"
      R"("application_id":"a1","file":"kari.pdf","score":0.734512,"confidence":0.9,)"
      R"("missing_musts":1}],"needs_person":[{"application_id":"b2","reason":"encrypted"}]})"
      "\n");
  EXPECT_EQ(RankingText({}, {}, {}), "No applications yet.\n");
}

TEST(OutcomeViewTest, SaysWhichOutcome) {
  utvalg::rank::v1::GetOutcomeResponse pending;
  pending.set_pending(true);
  EXPECT_EQ(JsonLine(OutcomeJson("a1", pending)),
            "{\"application_id\":\"a1\",\"status\":\"pending\"}\n");
  const auto needs = FromText<utvalg::rank::v1::GetOutcomeResponse>(
      R"(result { needs_person: NEEDS_PERSON_REASON_NO_TEXT job_id: "j" revision: 1 job_revision: 2 })");
  EXPECT_EQ(JsonLine(OutcomeJson("a1", needs)),
            R"({"application_id":"a1","status":"needs_person","job_id":"j","revision":1,)"
            R"("job_revision":2,"reason":"no_text"})"
            "\n");
  EXPECT_EQ(OutcomeText("a1", pending, {}), "a1  not finished yet, or not known here\n");
}

TEST(ExplanationViewTest, HasEachCriterion) {
  EXPECT_EQ(
      ExplanationJson(WeakCandidate()).dump().substr(0, 99),
      R"({"application_id":"b2","score":0.0,"confidence":1.0,"missing_musts":1,"criteria":[{"id":"nurse","te)");
}

TEST(DoctorViewTest, OneLinePerCheck) {
  const std::vector<Check> checks = {{"model", Check::Verdict::kGood, "build/model"},
                                     {"port", Check::Verdict::kBad, "in use; stop it"}};
  EXPECT_FALSE(AllWell(checks));
  EXPECT_EQ(ChecksText(checks, {}),
            "       Check  Found\n"
            "ok     model  build/model\n"
            "wrong  port   in use; stop it\n");
  EXPECT_EQ(JsonLine(ChecksJson({checks[0]})),
            R"({"ok":true,"checks":[{"name":"model","verdict":"ok","detail":"build/model"}]})"
            "\n");
}

}  // namespace
}  // namespace utvalg::cli
