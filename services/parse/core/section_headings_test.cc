// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/section_headings.h"

#include <gtest/gtest.h>

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

TEST(SectionHeadingsTest, KnowsBokmaalNynorskAndEnglish) {
  EXPECT_EQ(HeadingKind("Arbeidserfaring"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_EQ(HeadingKind("ARBEIDSRØYNSLE"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_EQ(HeadingKind("Professional Experience:"), utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
  EXPECT_EQ(HeadingKind("Førarkort"), utvalg::cv::v1::SECTION_KIND_LICENCES);
  EXPECT_EQ(HeadingKind("Tillitsverv"), utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST);
}

TEST(SectionHeadingsTest, TheFirstOfJoinedHeadingsDecides) {
  EXPECT_EQ(HeadingKind("Education & Certifications"), utvalg::cv::v1::SECTION_KIND_EDUCATION);
  EXPECT_EQ(HeadingKind("Språk og interesser"), utvalg::cv::v1::SECTION_KIND_LANGUAGES);
  EXPECT_EQ(HeadingKind("Kurs / Sertifikater"), utvalg::cv::v1::SECTION_KIND_COURSES);
}

TEST(SectionHeadingsTest, TextIsNoHeading) {
  EXPECT_FALSE(HeadingKind("Experience with Java and Kotlin").has_value());
  EXPECT_FALSE(HeadingKind("Acme AS").has_value());
  EXPECT_FALSE(HeadingKind("").has_value());
}

TEST(SectionHeadingsTest, AHeadingMayLeadItsContent) {
  SectionKind kind;
  const std::string_view line = "Languages: English, Norwegian";
  EXPECT_EQ(line.substr(LeadingHeading(line, &kind)), "English, Norwegian");
  EXPECT_EQ(kind, utvalg::cv::v1::SECTION_KIND_LANGUAGES);
  EXPECT_EQ(LeadingHeading("Acme AS: a firm", &kind), 0U);
}

TEST(SectionHeadingsTest, WordsThatStandElsewhereTooAreWeak) {
  EXPECT_TRUE(IsWeakHeading("Results") || IsWeakHeading("Resultat"));
  EXPECT_TRUE(IsStrongHeading("Work Experience"));
  EXPECT_FALSE(IsStrongHeading("Styrer"));
}

}  // namespace
}  // namespace utvalg::parse
