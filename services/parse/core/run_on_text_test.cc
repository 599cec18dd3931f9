// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/run_on_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/parse/core/section_headings.h"

namespace utvalg::parse {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const std::vector<std::string>& texts) {
  std::vector<Paragraph> paragraphs;
  for (const std::string& text : texts) {
    Paragraph paragraph;
    paragraph.text = text;
    paragraph.runs.push_back({.begin = 0, .end = text.size()});
    paragraph.placements.push_back({.begin = 0, .end = text.size()});
    paragraphs.push_back(paragraph);
  }
  SplitRunOnText(&paragraphs);
  std::vector<std::string> lines;
  for (const Paragraph& paragraph : paragraphs) {
    EXPECT_EQ(paragraph.placements.back().end, paragraph.text.size());
    EXPECT_EQ(paragraph.runs.back().end, paragraph.text.size());
    lines.push_back(paragraph.text);
  }
  return lines;
}

TEST(RunOnTextTest, HeadingsInCapitalsGetLinesOfTheirOwn) {
  EXPECT_THAT(Lines({"Kept the books of two firms. EDUCATION Diploma in Accounting SKILLS Excel"}),
              ElementsAre("Kept the books of two firms.", "EDUCATION", "Diploma in Accounting",
                          "SKILLS", "Excel"));
}

TEST(RunOnTextTest, WordsOfHeadingsInSentencesAndNamesStay) {
  for (const char* text : {"Built skills in education and work experience", "THE EDUCATION COMPANY",
                           "Skills Norge AS", "Responsible for EDUCATION of staff"}) {
    EXPECT_THAT(Lines({text}), ElementsAre(text));
  }
}

TEST(RunOnTextTest, EntriesAreCutAtTheirPeriods) {
  EXPECT_THAT(
      Lines({"WORK EXPERIENCE Florist Petal & Stem Ltd. - York - May 2018 to Present Binds and "
             "sells flowers. Orders from growers. Shop Hand Thorn Inc. - Hull - June 2014 to "
             "March 2018 Swept and packed."}),
      ElementsAre("WORK EXPERIENCE", "Florist Petal & Stem Ltd. - York - May 2018 to Present",
                  "Binds and sells flowers. Orders from growers.",
                  "Shop Hand Thorn Inc. - Hull - June 2014 to March 2018", "Swept and packed."));
}

TEST(RunOnTextTest, APeriodThatLostItsDashIsJoined) {
  EXPECT_THAT(Lines({"Tutor, Leeds, August 2012", "May 2013"}),
              ElementsAre("Tutor, Leeds, August 2012 - May 2013"));
  EXPECT_THAT(Lines({"January 2015", "Present"}), ElementsAre("January 2015 - Present"));
  EXPECT_THAT(Lines({"Diploma, 2014", "2012", "Tutor"}),
              ElementsAre("Diploma, 2014", "2012", "Tutor"));
}

TEST(RunOnTextTest, TheNameOnTopIsPartedFromTheAddressBehindIt) {
  EXPECT_THAT(Lines({"Resume of Dana Whitcomb dana_w@mailroom.net (555) 201-7788 SUMMARY Florist"}),
              ElementsAre("Resume of Dana Whitcomb", "dana_w@mailroom.net (555) 201-7788",
                          "SUMMARY", "Florist"));
  EXPECT_THAT(Lines({"E-post: ola@example.no"}), ElementsAre("E-post: ola@example.no"));
}

TEST(RunOnTextTest, LoneMarksGo) { EXPECT_THAT(Lines({"•", "Tutor"}), ElementsAre("Tutor")); }

TEST(SectionHeadingsTest, KindsOfExperienceAndTornLettersAreHeadings) {
  EXPECT_EQ(HeadingKind("CAREER SERVICES EXPERIENCE"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_EQ(HeadingKind("SJ GOVERNANCE"), utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST);
  EXPECT_EQ(HeadingKind("Y\tEDUCATION"), utvalg::cv::v1::SECTION_KIND_EDUCATION);
  EXPECT_EQ(HeadingKind("E xp er ie nc e"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_EQ(HeadingKind("Highlights of Employment"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_FALSE(HeadingKind("Ten years of retail experience").has_value());
}

}  // namespace
}  // namespace utvalg::parse
