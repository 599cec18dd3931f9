// SPDX-License-Identifier: Apache-2.0
//
// Pages whose cells run over one another, whose headings float, and whose dates are set letter by
// letter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/core/layout.h"
#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr TextStyle kBold = {10, true};
constexpr TextStyle kHeading = {14, true};

std::vector<std::string> Texts(const ResponseBuilder& page) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : BuildDocument(page.response()).paragraphs)
    texts.push_back(paragraph.text);
  return texts;
}

TEST(FloatingLayoutTest, AWordWiderThanItsCellDoesNotReachIntoTheNext) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Ruteplanlegging").At(115, 100, "Lastsikring");
  EXPECT_THAT(Texts(page), ElementsAre("Ruteplanlegging", "Lastsikring"));
}

TEST(FloatingLayoutTest, CellsHardlyApartBeginWhereThoseOfOtherRowsDo) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Excel og Word").At(150, 100, "Power BI");
  page.At(50, 114, "Prosesstyringsplan").At(150, 114, "Vedlikehold");
  // A space is a quarter of the type; the same words apart by one are a name.
  page.At(50, 128, "Aktivitetsvurderinger").At(157.5F, 128, "Norge");
  EXPECT_THAT(Texts(page), ElementsAre("Excel og Word\tPower BI", "Prosesstyringsplan\tVedlikehold",
                                       "Aktivitetsvurderinger Norge"));
}

TEST(FloatingLayoutTest, CellsOfOneWidthThatRunOverAreParted) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Arbeidsmiljoloven").At(120, 100, "Regneark-arket");
  page.At(190, 100, "Onboarding");
  EXPECT_THAT(Texts(page), ElementsAre("Arbeidsmiljoloven", "Regneark-arket\tOnboarding"));
}

TEST(FloatingLayoutTest, TheLastLineOfAParagraphOverColumnsStaysWithIt) {
  ResponseBuilder page;
  page.NewPage().At(250, 90, "Om meg", kHeading);
  page.At(120, 110,
          "Driftsleder med fem års erfaring, strukturert og glad i arbeid på tvers av fag,");
  page.At(120, 122, "lære videre.");
  page.At(50, 170, "Profil", kHeading).At(300, 170, "Ferdigheter", kHeading);
  page.At(50, 190, "Tromsø").At(300, 192, "Traktorkjøring og vedlikehold av maskiner og bygg");
  page.At(50, 204, "Norge").At(300, 208, "Melkeproduksjon");
  page.At(50, 218, "Kirkegata").At(300, 224, "Vedlikehold");
  EXPECT_THAT(Texts(page),
              Contains("Driftsleder med fem års erfaring, strukturert og glad i arbeid på tvers av "
                       "fag, lære videre."));
}

TEST(FloatingLayoutTest, HeadingsThatTouchTheDatesHeadWhatFollows) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Glamox")
      .At(300, 100, "2019 - 2021")
      .At(350, 100, "Utdanning", {12})
      .At(50, 120, "Norges Handelshøyskole")
      .At(300, 120, "2015 - 2018")
      .At(350, 120, "Språk", {12})
      .At(50, 140, "Norsk");
  EXPECT_THAT(Texts(page), ElementsAre("Glamox\t2019 - 2021", "Utdanning",
                                       "Norges Handelshøyskole\t2015 - 2018", "Språk", "Norsk"));
}

TEST(FloatingLayoutTest, DatesSetSignBySignAreDates) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "2 0 2 1 - 0 8 - 11").At(200, 100, "Nokas").At(50, 150, "1 2 3 4 5");
  EXPECT_THAT(Texts(page), ElementsAre("2021-08-11\tNokas", "1 2 3 4 5"));
}

TEST(FloatingLayoutTest, HeadingsInTheMarginMayBeCentredOverDates) {
  ResponseBuilder page;
  page.NewPage()
      .At(74, 100, "Om meg", {12})
      .At(200, 100, "Vaktleder med fem års erfaring")
      .At(46, 150, "Arbeidserfaring", {12})
      .At(65, 165, "2021 - 2024")
      .At(200, 165, "Vaktleder at Nokas", kBold)
      .At(200, 177, "Adgangskontroll og runder")
      .At(65, 200, "2018 - 2021")
      .At(200, 200, "Vekter at Securitas", kBold)
      .At(64, 250, "Utdanning", {12})
      .At(65, 265, "2015 - 2018")
      .At(200, 265, "Amalie Skram videregående skole", kBold);
  EXPECT_THAT(Texts(page),
              ElementsAre("Om meg", "Vaktleder med fem års erfaring", "Arbeidserfaring",
                          "2021 - 2024\tVaktleder at Nokas", "Adgangskontroll og runder",
                          "2018 - 2021\tVekter at Securitas", "Utdanning",
                          "2015 - 2018\tAmalie Skram videregående skole"));
}

TEST(FloatingLayoutTest, CardsAreReadSectionBySection) {
  ResponseBuilder page;
  page.NewPage().At(50, 90, "Utdanning", kHeading);
  page.At(50, 110, "Bachelor", kBold).At(250, 110, "Studiespesialisering", kBold);
  page.At(50, 124, "Nord universitet").At(250, 124, "Oslo katedralskole");
  page.At(50, 138, "2012 - 2015").At(250, 138, "2009 - 2012");
  page.At(50, 180, "Ferdigheter", kHeading);
  page.At(50, 200, "Datajournalistikk").At(180, 200, "Foto").At(310, 200, "Intervju");
  page.At(50, 214, "Video");
  page.At(50, 250, "Språk", kHeading);
  page.At(50, 270, "Norsk", kBold).At(180, 270, "Engelsk", kBold).At(310, 270, "Tysk", kBold);
  page.At(50, 284, "Morsmål").At(180, 284, "C1").At(310, 284, "B2");
  EXPECT_THAT(Texts(page), ElementsAre("Utdanning", "Bachelor", "Nord universitet", "2012 - 2015",
                                       "Studiespesialisering", "Oslo katedralskole", "2009 - 2012",
                                       "Ferdigheter", "Datajournalistikk\tFoto\tIntervju", "Video",
                                       "Språk", "Norsk\tEngelsk\tTysk", "Morsmål\tC1\tB2"));
}

TEST(FloatingLayoutTest, CellsThatFloatOnOverTheEndOfTheRowFindTheirDates) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Universitetet i Stavanger").At(200, 100, "2015 - 2018");
  page.At(350, 100, "Oslo katedralskole").At(50, 114, "2012 - 2015");
  page.At(200, 114, "Levanger skole").At(350, 114, "2009 - 2012");
  EXPECT_THAT(Texts(page),
              ElementsAre("Universitetet i Stavanger\t2015 - 2018",
                          "Oslo katedralskole\t2012 - 2015", "Levanger skole\t2009 - 2012"));
}

TEST(FloatingLayoutTest, ADividedWordInANarrowCellIsWhole) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Mas-", kBold).At(80, 100, "Arkitektskolen i Oslo", kBold);
  page.At(400, 100, "Sogndal").At(50, 112, "ter", kBold).At(400, 112, "2005 - 2007");
  EXPECT_THAT(Texts(page), ElementsAre("Master\tArkitektskolen i Oslo\tSogndal\t2005 - 2007"));
}

TEST(FloatingLayoutTest, OneRowUnderABoldHeadIsATableWhoseCellsMayWrap) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Periode", kBold).At(180, 100, "Utdanning", kBold);
  page.At(300, 100, "Skule", kBold);
  page.At(50, 112, "aug. 2014 til juni 2017").At(180, 112, "Bachelor i matematikk");
  page.At(300, 112, "University of Warwick").At(180, 124, "og statistikk");
  EXPECT_THAT(Texts(page), Contains("aug. 2014 til juni 2017\tBachelor i matematikk og statistikk\t"
                                    "University of Warwick"));
}

TEST(FloatingLayoutTest, ANameThatCannotEndWhereItsBoxDoesGoesOn) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "London School of", kBold)
      .At(50, 112, "Economics", kBold)
      .At(50, 130, "Master of Philosophy in a field that reaches over all of the wide column");
  EXPECT_THAT(Texts(page), Contains("London School of Economics"));
}

TEST(FloatingLayoutTest, WhatAScriptPrintedForNothingIsNoText) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Borgund", kBold)
      .At(200, 100, "falsefalse")
      .At(50, 150, "false alarm");
  EXPECT_THAT(Texts(page), ElementsAre("Borgund", "false alarm"));
}

}  // namespace
}  // namespace utvalg::parse
