// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/advertisement.h"

#include <gtest/gtest.h>

#include <optional>

#include "services/rank/core/ad_cues.h"
#include "services/rank/core/ad_headings.h"

namespace utvalg::rank {
namespace {

const AdBlock* BlockWith(const Advertisement& ad, std::string_view text) {
  for (const AdBlock& block : ad.blocks) {
    if (block.text.find(text) != std::string::npos) return &block;
  }
  return nullptr;
}

TEST(HeadingSectionTest, KnowsTheHeadingsOfThreeLanguages) {
  EXPECT_EQ(HeadingSection("Kvalifikasjoner"), AdSection::kRequired);
  EXPECT_EQ(HeadingSection("Kvalifikasjonskrav"), AdSection::kRequired);
  EXPECT_EQ(HeadingSection("Vi søkjer deg som har"), AdSection::kRequired);
  EXPECT_EQ(HeadingSection("What you bring"), AdSection::kRequired);
  EXPECT_EQ(HeadingSection("Ønskede kvalifikasjoner"), AdSection::kDesired);
  EXPECT_EQ(HeadingSection("Preferred Qualifications"), AdSection::kDesired);
  EXPECT_EQ(HeadingSection("Personlege eigenskapar"), AdSection::kTraits);
  EXPECT_EQ(HeadingSection("Arbeidsoppgåver"), AdSection::kTasks);
  EXPECT_EQ(HeadingSection("Key Responsibilities"), AdSection::kTasks);
  EXPECT_EQ(HeadingSection("Vi kan tilby"), AdSection::kOffer);
  EXPECT_EQ(HeadingSection("Compensation and Benefits"), AdSection::kOffer);
  EXPECT_EQ(HeadingSection("Slik søker du"), AdSection::kApply);
  EXPECT_EQ(HeadingSection("About us"), AdSection::kCompany);
  EXPECT_EQ(HeadingSection("Executive Chef"), std::nullopt);
}

TEST(ReadAdvertisementTest, PutsListsUnderTheirHeadings) {
  const Advertisement ad = ReadAdvertisement(
      "Senior Cook\n\nTasks\n- Cook lunch\n- Order food\n\nWhat you bring:\n• Trade certificate\n\n"
      "Nice to have\n1. Wine knowledge\n\nBenefits\n* Free lunch\n");
  ASSERT_NE(BlockWith(ad, "Cook lunch"), nullptr);
  EXPECT_EQ(BlockWith(ad, "Cook lunch")->section, AdSection::kTasks);
  EXPECT_EQ(BlockWith(ad, "Cook lunch")->kind, AdBlock::Kind::kListItem);
  EXPECT_EQ(BlockWith(ad, "Trade certificate")->section, AdSection::kRequired);
  EXPECT_EQ(BlockWith(ad, "Wine knowledge")->section, AdSection::kDesired);
  EXPECT_EQ(BlockWith(ad, "Free lunch")->section, AdSection::kOffer);
}

TEST(ReadAdvertisementTest, ReadsHtml) {
  const Advertisement ad = ReadAdvertisement(
      "<p>Vi s&oslash;ker kokk.</p><h3>Kvalifikasjoner</h3><ul><li>Fagbrev &amp; god smak</li>"
      "<li>Norsk</li></ul><strong>Vi tilbyr:</strong><br/>God lønn<script>alert(1)</script>");
  ASSERT_NE(BlockWith(ad, "Fagbrev & god smak"), nullptr);
  EXPECT_EQ(BlockWith(ad, "Fagbrev & god smak")->section, AdSection::kRequired);
  EXPECT_EQ(BlockWith(ad, "God lønn")->section, AdSection::kOffer);
  EXPECT_EQ(BlockWith(ad, "alert"), nullptr);
  EXPECT_NE(BlockWith(ad, "Vi søker kokk."), nullptr);
}

TEST(ReadAdvertisementTest, ReadsMarkdownAndJoinsWrappedLines) {
  const Advertisement ad = ReadAdvertisement(
      "# Nurse\n\n**Requirements**\n\n- Five years of experience from an intensive care unit of a\n"
      "  large hospital\n- Licence\n");
  const AdBlock* block = BlockWith(ad, "Five years");
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->text,
            "Five years of experience from an intensive care unit of a large hospital");
  EXPECT_EQ(block->section, AdSection::kRequired);
}

TEST(SplitSentencesTest, DoesNotStopAtAbbreviations) {
  const auto sentences =
      SplitSentences("Tools, e.g. SQL, are used. Du bør ha minst bl.a. Excel. Good!");
  EXPECT_EQ(sentences.size(), 3U);
}

TEST(AdLanguageTest, TellsTheThreeLanguagesApart) {
  EXPECT_EQ(AdLanguage("Vi søker en kokk som ikke er redd for å jobbe med andre"), "nb");
  EXPECT_EQ(AdLanguage("Vi søkjer ein kokk som ikkje er redd for å jobbe med andre"), "nn");
  EXPECT_EQ(AdLanguage("We are looking for a cook who is not afraid of the work"), "en");
  EXPECT_EQ(AdLanguage(""), "en");
}

TEST(MinMonthsTest, ReadsDurations) {
  const auto months = [](std::string_view text) { return MinMonths(SplitWords(text)); };
  EXPECT_EQ(months("3 - 5 years of experience as a chef"), 36U);
  EXPECT_EQ(months("Minst fem års erfaring"), 60U);
  EXPECT_EQ(months("minimum to års relevant praksis"), 24U);
  EXPECT_EQ(months("5+ years"), 60U);
  EXPECT_EQ(months("six months of practice"), 6U);
  EXPECT_EQ(months("five (5) years"), 60U);
  EXPECT_EQ(months("du må ha fylt 18 år"), 0U);
  EXPECT_EQ(months("at least 18 years old"), 0U);
  EXPECT_EQ(months("the 2024-2025 school year"), 0U);
  EXPECT_EQ(months("erfaring fra året før"), 0U);
}

}  // namespace
}  // namespace utvalg::rank
