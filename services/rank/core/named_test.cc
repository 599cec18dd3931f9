// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/named.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NamedTest, ANameIsKnownByItsSpelling) {
  EXPECT_THAT(NamesIn("Kjennskap til DIPS er ønskelig").spelled, ElementsAre("dips"));
  EXPECT_THAT(NamesIn("Experience with C++ or AutoCAD").spelled, ElementsAre("c++", "autocad"));
  EXPECT_THAT(NamesIn("Erfaring med Visma er ein fordel").capitalised, ElementsAre("visma"));
  EXPECT_THAT(NamesIn("Erfaring med Visma er ein fordel").spelled, IsEmpty());
}

TEST(NamedTest, CapitalsOfALineOrOfASentenceAreNoNames) {
  EXPECT_THAT(NamesIn("STRONG EXPERIENCE WITH ACCOUNTING SYSTEMS").spelled, IsEmpty());
  EXPECT_THAT(NamesIn("Strong Knowledge of Project Accounting Systems").capitalised, IsEmpty());
  EXPECT_THAT(NamesIn("Samarbeid på tvers. Rapportering til ledelsen").capitalised, IsEmpty());
}

job::v1::Criterion FreeText(std::string_view text) {
  job::v1::Criterion criterion;
  criterion.set_kind(job::v1::CRITERION_KIND_FREE_TEXT);
  criterion.set_text(std::string(text));
  return criterion;
}

std::vector<std::string> NamedLines(const job::v1::Criterion& criterion, CvBuilder& cv) {
  const CopyDetector copies("");
  const CvView view = *CvView::Create(cv.embedded(), TestCalibration(), copies);
  std::vector<std::string> lines;
  for (const auto& evidence : FindNamed(criterion, view, 1)) {
    lines.emplace_back(view.text().substr(evidence.span().begin(),
                                          evidence.span().end() - evidence.span().begin()));
  }
  return lines;
}

TEST(NamedTest, TheLinesThatNameItAreFoundAndNoOthers) {
  CvBuilder cv;
  cv.Job("Nurse", "2221", 2015, 5, "Kept records in Dips.", Leaning(0, 90));
  cv.Passage(cv::v1::SECTION_KIND_SKILLS, "Wound care", Leaning(1, 40));
  EXPECT_THAT(NamedLines(FreeText("Kjennskap til DIPS er ønskelig"), cv),
              ElementsAre("Kept records in Dips."));
  EXPECT_THAT(NamedLines(FreeText("Kjennskap til GERICA er ønskelig"), cv), IsEmpty());
}

TEST(NamedTest, APlaceInASentenceIsNoThing) {
  CvBuilder cv;
  cv.Job("Nurse", "2221", 2015, 5, "Worked in Bergen.", Leaning(0, 90));
  EXPECT_THAT(NamedLines(FreeText("Erfaring fra Bergen kommune"), cv), IsEmpty());
}

TEST(NamedTest, LanguagesAndLicencesAreLeftToFacts) {
  CvBuilder cv;
  cv.Job("Driver", "8332", 2015, 5, "Licence CE95 since 2010.", Leaning(0, 90));
  job::v1::Criterion licence = FreeText("Førerkort CE95");
  licence.set_kind(job::v1::CRITERION_KIND_LICENCE);
  EXPECT_THAT(NamedLines(licence, cv), IsEmpty());
}

}  // namespace
}  // namespace utvalg::rank
