// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/validate.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ingest/core/ids.h"

namespace utvalg::ingest {
namespace {

using testing::AllOf;
using testing::HasSubstr;

v1::SubmitApplicationRequest::Header GoodHeader() {
  v1::SubmitApplicationRequest::Header header;
  header.set_job_id("job-1");
  header.set_idempotency_key("k");
  header.set_file_name("søknad æøå.pdf");
  return header;
}

job::v1::Job GoodJob() {
  job::v1::Job job;
  job.set_title("Sykepleier");
  job.add_criteria()->set_text("Norsk autorisasjon");
  CompleteJob(&job);
  return job;
}

TEST(ValidateTest, AGoodHeaderPasses) { EXPECT_TRUE(ValidateHeader(GoodHeader()).ok()); }

TEST(ValidateTest, AllFaultsOfAHeaderAreNamedAtOnce) {
  v1::SubmitApplicationRequest::Header header;
  header.set_candidate_ref("a|b");
  header.set_file_name("a\nb");
  EXPECT_THAT(std::string(ValidateHeader(header).message()),
              AllOf(HasSubstr("job_id"), HasSubstr("candidate_ref"), HasSubstr("idempotency_key"),
                    HasSubstr("file_name")));
}

TEST(ValidateTest, TheKeySeparatorIsNoPartOfAnyId) {
  auto header = GoodHeader();
  header.set_job_id("job|1");
  EXPECT_FALSE(ValidateHeader(header).ok());
}

TEST(ValidateTest, ACompletedJobIsValid) { EXPECT_TRUE(ValidateJob(GoodJob()).ok()); }

TEST(ValidateTest, CriteriaWithEqualIdsAreRefused) {
  job::v1::Job job = GoodJob();
  *job.add_criteria() = job.criteria(0);
  EXPECT_THAT(std::string(ValidateJob(job).message()), HasSubstr("used twice"));
}

TEST(ValidateTest, AJobWithoutCriteriaIsRefused) {
  job::v1::Job job;
  job.set_title("t");
  EXPECT_THAT(std::string(ValidateJob(job).message()), HasSubstr("criteria"));
}

TEST(IdsTest, ARetryMeetsTheSameApplication) {
  EXPECT_EQ(ApplicationId("s", "k"), ApplicationId("s", "k"));
  EXPECT_NE(ApplicationId("s", "k"), ApplicationId("s", "k2"));
  EXPECT_NE(ApplicationId("s", "k"), ApplicationId("s2", "k"));
}

TEST(IdsTest, WithoutAReferenceTheApplicationIsTheCandidate) {
  EXPECT_EQ(CandidateId("s", "", "app"), "app");
  EXPECT_EQ(CandidateId("s", "ref", "app"), CandidateId("s", "ref", "other"));
}

TEST(IdsTest, ARevisionDoesNotChangeWhatAJobSays) {
  job::v1::Job a = GoodJob();
  job::v1::Job b = a;
  b.set_revision(7);
  EXPECT_TRUE(SameContent(a, b));
  EXPECT_EQ(JobId(a), JobId(b));
  b.set_title("Lege");
  EXPECT_FALSE(SameContent(a, b));
  EXPECT_NE(JobId(a), JobId(b));
}

}  // namespace
}  // namespace utvalg::ingest
