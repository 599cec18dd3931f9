// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/languages.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/core/licences.h"

namespace utvalg::parse {
namespace {

// Paragraphs; those that begin with '#' are headings.
Document Make(const std::vector<std::string>& lines) {
  Document document;
  for (const std::string& line : lines) {
    Paragraph paragraph;
    const bool heading = line.front() == '#';
    paragraph.text = heading ? line.substr(1) : line;
    paragraph.kind = heading ? ParagraphKind::kHeading : ParagraphKind::kBody;
    paragraph.level = heading ? 1 : 0;
    paragraph.runs = {{0, paragraph.text.size(), heading, false, SizeClass::kBody}};
    document.paragraphs.push_back(paragraph);
  }
  return document;
}

// "nb:NATIVE en:C1"
std::string Languages(const std::vector<std::string>& lines) {
  const Document document = Make(lines);
  std::string out;
  for (const auto& language : ReadLanguages(FindSections(document))) {
    if (!out.empty()) out += ' ';
    const std::string level = utvalg::cv::v1::LanguageLevel_Name(language.level());
    out += language.code() + ":" + level.substr(std::string("LANGUAGE_LEVEL_").size());
  }
  return out;
}

TEST(LanguagesTest, LevelsFollowTheirLanguages) {
  EXPECT_EQ(Languages({"#Languages", "English (C1), German: B2, Polish native"}),
            "en:C1 de:B2 pl:NATIVE");
}

TEST(LanguagesTest, ALevelMayStandInTheNextCell) {
  EXPECT_EQ(Languages({"#Språk", "Engelsk", "B2", "Tysk", "A2"}), "en:B2 de:A2");
}

TEST(LanguagesTest, LevelsOfARowBelongToTheLanguagesAboveThem) {
  EXPECT_EQ(Languages({"#Språk", "Norsk\tEngelsk\tTysk", "Morsmål C1\tB2"}),
            "no:NATIVE en:C1 de:B2");
}

TEST(LanguagesTest, ALevelInFrontHoldsForAllThatFollow) {
  EXPECT_EQ(Languages({"#Languages", "Native Polish"}), "pl:NATIVE");
}

TEST(LanguagesTest, ElsewhereALanguageNeedsALevel) {
  EXPECT_EQ(Languages({"#Skills", "Sales to German customers, Excel"}), "");
}

TEST(LanguagesTest, ALabelledLineOfAnotherSectionIsAListOfLanguages) {
  EXPECT_EQ(Languages({"#Education", "Master in Law, University of Oslo, 2014 - 2016",
                       "Languages: Polish native, English C1, Norwegian"}),
            "pl:NATIVE en:C1 no:UNSPECIFIED");
}

TEST(LicencesTest, ClassesAreReadOnceEach) {
  const Document document = Make({"#Førerkort", "B, BE", "#Annet", "Førerkort klasse B"});
  const auto licences = ReadLicences(FindSections(document));
  ASSERT_EQ(licences.size(), 2u);
  EXPECT_EQ(licences[0].category(), "B");
  EXPECT_EQ(licences[1].category(), "BE");
}

}  // namespace
}  // namespace utvalg::parse
