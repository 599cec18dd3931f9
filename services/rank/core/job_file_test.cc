// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/job_file.h"

#include <gtest/gtest.h>

#include "common/taxonomy/taxonomy.h"

namespace utvalg::rank {
namespace {

JobFileNode Scalar(int line, std::string text) {
  JobFileNode node;
  node.kind = JobFileNode::Kind::kScalar;
  node.line = line;
  node.scalar = std::move(text);
  return node;
}
JobFileNode Map(int line, std::vector<std::pair<std::string, JobFileNode>> fields) {
  JobFileNode node;
  node.kind = JobFileNode::Kind::kMap;
  node.line = line;
  node.fields = std::move(fields);
  return node;
}
JobFileNode List(int line, std::vector<JobFileNode> items) {
  JobFileNode node;
  node.kind = JobFileNode::Kind::kList;
  node.line = line;
  node.items = std::move(items);
  return node;
}

const taxonomy::Taxonomy& Esco() { return taxonomy::Taxonomy::Get(); }

TEST(JobFromNodeTest, ReadsCriteria) {
  const auto read = JobFromNode(
      Map(1, {{"title", Scalar(1, "Elektriker")},
              {"criteria", List(2, {Map(3, {{"text", Scalar(3, "Fagbrev som elektriker")},
                                            {"kind", Scalar(4, "education")},
                                            {"importance", Scalar(5, "must")},
                                            {"min_education", Scalar(6, "vocational")},
                                            {"weight", Scalar(7, "2.5")}}),
                                    Scalar(8, "Minst to års erfaring som elektriker")})}}),
      Esco());
  ASSERT_TRUE(read.ok()) << read.status();
  const job::v1::Job& job = read->job;
  ASSERT_EQ(job.criteria_size(), 2);
  EXPECT_EQ(job.criteria(0).min_education(), cv::v1::EDUCATION_LEVEL_VOCATIONAL);
  EXPECT_EQ(job.criteria(0).importance(), job::v1::IMPORTANCE_MUST);
  EXPECT_EQ(job.criteria(0).weight(), 2500U);
  EXPECT_EQ(job.criteria(0).id(), "c1");
  EXPECT_EQ(job.criteria(1).kind(), job::v1::CRITERION_KIND_EXPERIENCE);
  EXPECT_EQ(job.criteria(1).min_months(), 24U);
  EXPECT_EQ(job.criteria(1).importance(), job::v1::IMPORTANCE_NICE);
  EXPECT_EQ(job.language(), "nb");
}

TEST(JobFromNodeTest, ReadsSeveralLanguagesAsAListOrAsOneText) {
  const auto codes = [](JobFileNode language) {
    const auto read = JobFromNode(
        Map(1, {{"title", Scalar(1, "Tolk")},
                {"criteria", List(2, {Map(3, {{"text", Scalar(3, "Norsk eller engelsk")},
                                              {"kind", Scalar(4, "language")},
                                              {"language", std::move(language)}})})}}),
        Esco());
    EXPECT_TRUE(read.ok()) << read.status();
    const auto& asked = read->job.criteria(0).language_codes();
    return std::vector<std::string>(asked.begin(), asked.end());
  };
  const std::vector<std::string> both = {"no", "en"};
  EXPECT_EQ(codes(Scalar(5, "no|en")), both);
  EXPECT_EQ(codes(List(5, {Scalar(5, "no"), Scalar(6, "en")})), both);
}

TEST(JobFromNodeTest, ReportsAllFaultsAtOnceWithTheirLines) {
  const auto read =
      JobFromNode(Map(1, {{"titel", Scalar(1, "x")},
                          {"criteria", List(2, {Map(3, {{"text", Scalar(3, "Norsk")},
                                                        {"wieght", Scalar(4, "2")},
                                                        {"kind", Scalar(5, "magic")}}),
                                                Map(6, {{"weight", Scalar(7, "-1")}})})}}),
                  Esco());
  ASSERT_EQ(read.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(read.status().message());
  for (const std::string_view part :
       {"line 1: unknown field 'titel' (allowed: ", "'title' is missing",
        "line 4: criteria[1]: unknown field 'wieght'",
        "line 5: criteria[1]: kind: must be one of occupation, skill",
        "line 7: criteria[2]: weight: must be a number",
        "line 6: criteria[2]: 'text' is missing"}) {
    EXPECT_NE(message.find(part), std::string::npos) << part << "\nin\n" << message;
  }
}

TEST(JobFromNodeTest, ADescriptionAloneIsProposedFrom) {
  const auto read = JobFromNode(
      Map(1, {{"title", Scalar(1, "Cook")},
              {"description",
               Scalar(2, "Requirements\n- Trade certificate\n- Two years of experience")}}),
      Esco());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_GE(read->job.criteria_size(), 3);
  EXPECT_EQ(read->job.criteria(0).kind(), job::v1::CRITERION_KIND_OCCUPATION);
}

TEST(JobFromNodeTest, NothingToGoByIsAFault) {
  EXPECT_FALSE(JobFromNode(Map(1, {{"title", Scalar(1, "Cook")}}), Esco()).ok());
  EXPECT_FALSE(JobFromNode(Scalar(1, "Cook"), Esco()).ok());
  EXPECT_FALSE(
      JobFromNode(Map(1, {{"title", Scalar(1, "Cook")}, {"criteria", List(2, {})}}), Esco()).ok());
}

}  // namespace
}  // namespace utvalg::rank
