// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/explain.h"

#include <gtest/gtest.h>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/replay.h"
#include "services/rank/core/score.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

class ExplainTest : public testing::Test {
 protected:
  ExplainTest() {
    cv_.Passage(cv::v1::SECTION_KIND_SUMMARY, "Ærlig og rolig – «trygg»", Leaning(3, 10));
    cv_.Job("Sykepleier", "2223", 2015, 5, "Pleie av pasienter på sengepost.", Leaning(0, 90));
    job_.Add(job::v1::CRITERION_KIND_OCCUPATION, "Sykepleier", Leaning(0, 100)).set_isco("2223");
    job_.Add(job::v1::CRITERION_KIND_FREE_TEXT, "Pleie av pasienter", Leaning(0, 80));
    record_ = *Score(cv_.embedded(), job_.embedded(), TestCalibration(), taxonomy_);
  }

  const taxonomy::Taxonomy& taxonomy_ = taxonomy::Taxonomy::Get();
  CvBuilder cv_;
  JobBuilder job_;
  result::v1::ScoreRecord record_;
};

// The text between two character offsets, counted without any help of the code under test.
std::string Characters(const std::string& text, uint32_t begin, uint32_t end) {
  std::string out;
  uint32_t index = 0;
  for (const char c : text) {
    const bool starts = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (starts) ++index;
    if (index > begin && index <= end) out.push_back(c);
  }
  return out;
}

TEST_F(ExplainTest, EveryQuoteStandsWhereItSays) {
  const auto explained = Explain("application", cv_.embedded(), job_.embedded(), record_);
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_EQ(explained->application_id(), "application");
  ASSERT_EQ(explained->criteria_size(), 2);
  int quotes = 0;
  for (const auto& criterion : explained->criteria()) {
    for (const auto& quote : criterion.quotes()) {
      ++quotes;
      EXPECT_EQ(Characters(cv_.cv().blind_text(), quote.character_begin(), quote.character_end()),
                quote.text());
      EXPECT_LE(quote.text().size(), 300U);
    }
  }
  EXPECT_GT(quotes, 1);
  EXPECT_EQ(explained->criteria(0).criterion().text(), "Sykepleier");
}

TEST_F(ExplainTest, ARecordOfAnotherCvIsRefused) {
  CvBuilder other;
  other.Append("x");
  EXPECT_EQ(Explain("a", other.embedded(), job_.embedded(), record_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  JobBuilder no_job;
  EXPECT_EQ(Explain("a", cv_.embedded(), no_job.embedded(), record_).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(ExplainTest, ReplayOfTheSameInputsIsExact) {
  const ReplayReport report =
      Replay(record_, cv_.embedded(), job_.embedded(), TestCalibration(), taxonomy_);
  EXPECT_TRUE(report.exact);
  EXPECT_TRUE(report.differences.empty());
}

TEST_F(ExplainTest, ReplayNamesTheInputThatDiffers) {
  cv_.cv().mutable_blind_text()->at(0) = 'X';
  cv_.cv().mutable_blind_text()->at(1) = 'Y';
  const ReplayReport report =
      Replay(record_, cv_.embedded(), job_.embedded(), TestCalibration(), taxonomy_);
  EXPECT_FALSE(report.exact);
  ASSERT_FALSE(report.differences.empty());
  EXPECT_EQ(report.differences[0].substr(0, 9), "cv_digest");
}

TEST_F(ExplainTest, ReplayNamesTheScoreThatWasChanged) {
  record_.set_score(record_.score() + 1);
  record_.mutable_criteria(1)->set_semantic(7);
  const ReplayReport report =
      Replay(record_, cv_.embedded(), job_.embedded(), TestCalibration(), taxonomy_);
  ASSERT_EQ(report.differences.size(), 2U);
  EXPECT_EQ(report.differences[0].substr(0, 12), "criterion c2");
  EXPECT_EQ(report.differences[1].substr(0, 5), "score");
}

}  // namespace
}  // namespace utvalg::rank
