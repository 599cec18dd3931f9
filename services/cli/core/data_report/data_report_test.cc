// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/data_report/data_report.h"

#include "gtest/gtest.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

ParsedFile Read(const std::string& file, const std::string& language, uint32_t quality) {
  ParsedFile document;
  document.file = file;
  document.cv.set_language(language);
  document.cv.set_reading_quality(quality);
  document.cv.set_experience_months(30);
  document.cv.add_experience()->mutable_start()->set_year(2019);
  document.identity.set_name("Kari");
  return document;
}

std::vector<ParsedFile> Round() {
  std::vector<ParsedFile> documents;
  for (int i = 0; i < 30; ++i) documents.push_back(Read(Cat(i, ".pdf"), "nb", 900));
  for (int i = 0; i < 10; ++i) documents.push_back(Read(Cat(i, ".DOCX"), "nn", 400));
  ParsedFile damaged;
  damaged.file = "x.pdf";
  damaged.reason = "malformed";
  documents.push_back(damaged);
  return documents;
}

TEST(DataReportTest, QualityIsCountedByLanguageAndFormat) {
  const DataCounts counts = CountDocuments(Round());
  EXPECT_EQ(counts.all.documents, 41u);
  EXPECT_EQ(counts.all.read, 40u);
  EXPECT_EQ(counts.by_language.at("nb").quality_sum, 27000u);
  EXPECT_EQ(counts.by_language.at("nn").badly_read, 10u);
  EXPECT_EQ(counts.by_language.at("unknown").documents, 1u);
  EXPECT_EQ(counts.by_format.at("docx").documents, 10u);
  EXPECT_EQ(counts.by_language_and_format.at("nb").at("pdf").read, 30u);
  EXPECT_EQ(counts.reasons.at("malformed"), 1u);
}

TEST(DataReportTest, CompletenessCountsWhatWasFoundInThoseRead) {
  const DataGroup all = CountDocuments(Round()).all;
  const auto found = [&](std::string_view part) {
    for (size_t i = 0; i < kParts.size(); ++i) {
      if (kParts[i] == part) return all.found[i];
    }
    return uint64_t{0};
  };
  EXPECT_EQ(found("name"), 40u);
  EXPECT_EQ(found("dates"), 40u);
  EXPECT_EQ(found("contact"), 0u);
}

TEST(DataReportTest, DistanceIsHalfTheSumOfTheDifferencesOfShares) {
  EXPECT_EQ(*Distance({{"nb", 1}, {"en", 1}}, {{"nb", 10}, {"en", 10}}), Rational(0));
  EXPECT_EQ(*Distance({{"nb", 4}}, {{"en", 9}}), Rational(1));
  EXPECT_EQ(*Distance({{"nb", 3}, {"en", 1}}, {{"nb", 1}, {"en", 1}}), Rational(1, 4));
  EXPECT_FALSE(Distance({}, {{"nb", 1}}).has_value());
}

TEST(DataReportTest, AMoveIsFlaggedOnlyWhenBothRoundsAreLargeEnough) {
  const DataCounts before = CountDocuments(Round());
  std::vector<ParsedFile> english;
  for (int i = 0; i < 40; ++i) english.push_back(Read("a.pdf", "en", 900));
  const auto moved = [](const std::vector<Drift>& drifts, const std::string& of) {
    for (const Drift& drift : drifts) {
      if (drift.of == of) return drift.moved;
    }
    return false;
  };
  EXPECT_TRUE(moved(DriftOf(before, CountDocuments(english)), "language"));
  EXPECT_FALSE(moved(DriftOf(before, CountDocuments(english)), "experience"));
  EXPECT_FALSE(moved(DriftOf(before, before), "language"));
  english.resize(29);
  EXPECT_FALSE(moved(DriftOf(before, CountDocuments(english)), "language"));
}

TEST(DataReportTest, AReportIsReadBackAndTheSameCountsGiveTheSameBytes) {
  const DataCounts counts = CountDocuments(Round());
  const std::string json = JsonLine(DataJson(counts, nullptr));
  const auto again = ParseDataReport(json);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*DriftOf(*again, counts).front().distance, Rational(0));
  EXPECT_EQ(JsonLine(DataJson(counts, nullptr)), json);
  EXPECT_EQ(DataHtml(counts, &*again), DataHtml(counts, &counts));
  EXPECT_FALSE(ParseDataReport("{}").ok());
  EXPECT_FALSE(ParseDataReport("[1").ok());
}

TEST(DataReportTest, ThePageNamesNobodyAndEscapesWhatFilesAreCalled) {
  ParsedFile odd = Read("a.<b>", "nb", 900);
  const std::string html = DataHtml(CountDocuments({odd}), nullptr);
  EXPECT_EQ(html.find("Kari"), std::string::npos);
  EXPECT_EQ(html.find("<b>, "), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;"), std::string::npos);
}

}  // namespace
}  // namespace utvalg::cli
