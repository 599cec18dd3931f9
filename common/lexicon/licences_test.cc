// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/licences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace utvalg::lexicon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string_view> Categories(const std::vector<LicenceMention>& mentions) {
  std::vector<std::string_view> categories;
  for (const LicenceMention& mention : mentions) categories.push_back(mention.category);
  return categories;
}

TEST(LicencesTest, ReadsClassesBesideTheirWord) {
  const auto found = [](std::string_view text) { return Categories(FindLicences(text)); };
  EXPECT_THAT(found("Førerkort kl. B"), ElementsAre("B"));
  EXPECT_THAT(found("Førerkort: B, BE og C1"), ElementsAre("B", "BE", "C1"));
  EXPECT_THAT(found("Førarkort klasse B og C1E"), ElementsAre("B", "C1E"));
  EXPECT_THAT(found("Driver's license: B"), ElementsAre("B"));
  EXPECT_THAT(found("Driving licence (category B, C1+E)"), ElementsAre("B", "C1E"));
  EXPECT_THAT(found("klasse B, BE"), ElementsAre("B", "BE"));
  EXPECT_THAT(found("Har førerkort og bil"), ElementsAre("B"));
  EXPECT_THAT(found("Førerkort klasse T og S"), ElementsAre("T", "S"));
}

TEST(LicencesTest, OtherClassesAreNoLicences) {
  EXPECT_THAT(FindLicences("Class A surveyor of ships"), IsEmpty());
  EXPECT_THAT(FindLicences("Taught class B in mathematics"), IsEmpty());
  EXPECT_THAT(FindLicences("Java class loader"), IsEmpty());
}

TEST(LicencesTest, ProgrammingLanguagesAreNoClasses) {
  EXPECT_THAT(FindLicenceClasses("C++, C#"), IsEmpty());
}

TEST(LicencesTest, UnderItsHeadingABareClassCounts) {
  EXPECT_THAT(Categories(FindLicenceClasses("B, BE, C1")), ElementsAre("B", "BE", "C1"));
  EXPECT_THAT(Categories(FindLicenceClasses("Klasse B - Personbil")), ElementsAre("B"));
  EXPECT_THAT(FindLicenceClasses("Ingen"), IsEmpty());
}

TEST(LicencesTest, HigherClassesCoverLowerOnes) {
  for (std::string_view held : {"B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE"}) {
    EXPECT_TRUE(LicenceCovers(held, "B")) << held;
  }
  EXPECT_TRUE(LicenceCovers("A", "A1"));
  EXPECT_TRUE(LicenceCovers("CE", "BE"));
  EXPECT_TRUE(LicenceCovers("CE", "C1E"));
  EXPECT_FALSE(LicenceCovers("B", "BE"));
  EXPECT_FALSE(LicenceCovers("C", "BE"));
  EXPECT_FALSE(LicenceCovers("CE", "D"));
  EXPECT_FALSE(LicenceCovers("T", "B"));
  EXPECT_FALSE(LicenceCovers("", "B"));
}

}  // namespace
}  // namespace utvalg::lexicon
