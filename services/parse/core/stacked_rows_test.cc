// SPDX-License-Identifier: Apache-2.0
//
// Printed web pages: entries whose boxes push one another, words broken at the edge of a box,
// buttons and the credits of a template.
#include "services/parse/core/stacked_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/core/layout.h"
#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::ElementsAre;

constexpr TextStyle kBold = {10, true};

std::vector<std::string> Texts(const ResponseBuilder& page) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : BuildDocument(page.response()).paragraphs)
    texts.push_back(paragraph.text);
  return texts;
}

// A line whose right edge is at x; ASCII.
void Flush(ResponseBuilder* page, float x, float y, std::string_view line, TextStyle style = {}) {
  float width = 0;
  for (const char c : line) width += (c == ' ' ? 0.25F : 0.5F) * style.size;
  page->At(x - width, y, line, style);
}

TEST(StackedRowsTest, StacksThatRunIntoTheNextRowAreReadOneByOne) {
  ResponseBuilder page;
  page.NewPage().At(200, 60, "Work Experience", {14, true});
  // Fourteen characters fill the box. The second entry is pushed aside by the dates of the first,
  // the third down by those of the second.
  Flush(&page, 150, 100, "Professional", kBold);
  page.At(200, 100, "Wickham Ltd", kBold);
  Flush(&page, 150, 114, "Coordinator", kBold);
  Flush(&page, 150, 128, "May 2022 - Jan");
  Flush(&page, 250, 140, "Social", kBold);
  page.At(300, 140, "Blue Harbor", kBold);
  Flush(&page, 150, 142, "2025");
  Flush(&page, 250, 154, "Consultant", kBold);
  Flush(&page, 250, 168, "Aug 2019 - May");
  page.At(300, 180, "Kirkens Bymisjon", kBold);
  Flush(&page, 250, 182, "2022");
  Flush(&page, 150, 192, "Miljoarbeider", kBold);
  Flush(&page, 150, 206, "Jan 2017 - Jul");
  Flush(&page, 150, 220, "2019");
  EXPECT_THAT(Texts(page), ElementsAre("Work Experience", "Professional Coordinator\tWickham Ltd",
                                       "May 2022 - Jan 2025", "Social Consultant\tBlue Harbor",
                                       "Aug 2019 - May 2022", "Miljoarbeider\tKirkens Bymisjon",
                                       "Jan 2017 - Jul 2019"));
}

TEST(StackedRowsTest, AWordWiderThanItsBoxGoesOnWithoutAHyphen) {
  ResponseBuilder page;
  page.NewPage();
  Flush(&page, 150, 100, "Salskonsulen", kBold);
  page.At(200, 100, "Pon Equipment", kBold);
  Flush(&page, 150, 114, "t", kBold);
  Flush(&page, 150, 128, "2014 - 2017");
  Flush(&page, 150, 180, "Selger", kBold);
  page.At(200, 180, "Nasta", kBold);
  Flush(&page, 150, 194, "2011 - 2014");
  EXPECT_THAT(Texts(page), ElementsAre("Salskonsulent\tPon Equipment", "2014 - 2017",
                                       "Selger\tNasta", "2011 - 2014"));
}

TEST(StackedRowsTest, WhatStandsBesideAHeadMayWrap) {
  ResponseBuilder page;
  page.NewPage();
  Flush(&page, 150, 100, "Bachelor", kBold);
  page.At(200, 100, "Amalie Skram", kBold).At(200, 114, "videregående skole", kBold);
  Flush(&page, 150, 114, "2014 - 2017");
  page.At(200, 140, "realfag");
  EXPECT_THAT(Texts(page),
              ElementsAre("Bachelor\tAmalie Skram videregående skole", "2014 - 2017", "realfag"));
}

TEST(WebFurnitureTest, ButtonsAndTheCreditsAtTheFootAreNotOfTheCv) {
  ResponseBuilder page;
  page.Heading("Skills")
      .Block("Download CV")
      .Block("Built with Go and Kafka, in use at forty hospitals in Norway and in Sweden since.")
      .Item("Made with care by the team")
      .Block("© 2016 Kards. All rights reserved")
      .Block("Design by styleshout");
  EXPECT_THAT(Texts(page),
              ElementsAre("Skills",
                          "Built with Go and Kafka, in use at forty hospitals in Norway and in "
                          "Sweden since.",
                          "Made with care by the team"));
}

TEST(WebFurnitureTest, AboveTheFootOfTheDocumentALineStays) {
  ResponseBuilder page;
  page.Block("Built with React").Block("a").Block("b").Block("c").Block("d");
  EXPECT_THAT(Texts(page), ElementsAre("Built with React", "a", "b", "c", "d"));
}

}  // namespace
}  // namespace utvalg::parse
