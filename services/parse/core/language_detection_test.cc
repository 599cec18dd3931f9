// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/language_detection.h"

#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

TEST(LanguageDetectionTest, TellsBokmaalFromNynorsk) {
  EXPECT_EQ(
      DetectLanguage(
          "Arbeidserfaring\nSykepleier ved akuttmottak. Jeg har jobbet med triage og ikke bare "
          "rutine, og har ansvar for opplæring fra 2019."),
      "nb");
  EXPECT_EQ(
      DetectLanguage(
          "Arbeidsrøynsle\nSjukepleiar ved akuttmottak. Eg har arbeidd med triage og ikkje berre "
          "rutine, og har ansvar for opplæring frå 2019."),
      "nn");
}

TEST(LanguageDetectionTest, TellsDanishAndSwedishFromNorwegian) {
  EXPECT_EQ(
      DetectLanguage(
          "Erhvervserfaring\nSygeplejerske ved akutmodtagelsen. Jeg har arbejde og uddannelse af "
          "nye kolleger samt kendskab til systemer efter flere år."),
      "da");
  EXPECT_EQ(
      DetectLanguage(
          "Arbetslivserfarenhet\nSjuksköterska inom akutvård. Jag har arbete och utbildning för "
          "att leda, även från andra avdelningar."),
      "sv");
}

TEST(LanguageDetectionTest, EnglishWithNorwegianNamesOfPlacesIsEnglish) {
  EXPECT_EQ(
      DetectLanguage(
          "Work experience\nSoftware engineer at Tietoevry in Bergen, responsible for the payment "
          "platform and the migration to Kubernetes."),
      "en");
}

TEST(LanguageDetectionTest, PlaceholdersDoNotCount) {
  EXPECT_EQ(DetectLanguage("[NAME] [EMAIL] [ADDRESS] [NAME]"), "");
}

TEST(LanguageDetectionTest, OtherLanguagesKeepTheirCode) {
  EXPECT_EQ(
      DetectLanguage("Berufserfahrung\nSoftwareentwickler bei einem großen Unternehmen in München, "
                     "verantwortlich für die Entwicklung und Wartung der Systeme."),
      "de");
}

}  // namespace
}  // namespace utvalg::parse
