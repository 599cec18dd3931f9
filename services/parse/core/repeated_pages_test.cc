// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/repeated_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/parse_cv.h"
#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Not;

const std::vector<std::string_view> kPage = {
    "Kari Nordmann",
    "Sammendrag",
    "Byggeleder med fire års erfaring fra større byggeplasser i Rogaland.",
    "Arbeidserfaring",
    "04/2022 - 02/2024 Byggeleder, Backe Entreprenør, Stavanger",
    "Fulgte opp underentreprenører, framdrift og kvalitet på byggeplassen",
    "02/2021 - 02/2022 Tømrer, Betonmast, Molde",
    "Oppføring og rehabilitering av eneboliger og fritidsboliger",
    "Språk",
    "Norsk: Morsmål",
    "Kurs og sertifikater",
    "PRINCE2 Foundation, PeopleCert, 2016",
    "Førerkort",
    "B"};

void AddBlocks(const std::vector<std::string_view>& lines, ResponseBuilder* builder) {
  for (const std::string_view line : lines) builder->Block(line);
}

void AddPage(const std::vector<std::string_view>& lines, std::string_view number,
             ResponseBuilder* builder) {
  builder->NewPage();
  float y = 80;
  for (const std::string_view line : lines) builder->At(60, y += 20, line);
  builder->At(300, 780, number);
}

std::string Facts(const utvalg::extract::v1::ExtractResponse& response) {
  return ParseCv(response, {}).cv.SerializeAsString();
}

TEST(RepeatedPagesTest, ADocumentTwiceGivesTheFactsOfOne) {
  ResponseBuilder once;
  AddBlocks(kPage, &once);
  ResponseBuilder twice;
  AddBlocks(kPage, &twice);
  twice.Block("");
  AddBlocks(kPage, &twice);
  const utvalg::cv::v1::Cv cv = ParseCv(twice.response(), {}).cv;
  EXPECT_EQ(cv.experience_size(), 2);
  EXPECT_EQ(cv.SerializeAsString(), Facts(once.response()));
}

TEST(RepeatedPagesTest, APageTwiceGivesTheFactsOfOne) {
  ResponseBuilder once;
  AddPage(kPage, "1", &once);
  ResponseBuilder twice;
  AddPage(kPage, "1", &twice);
  AddPage(kPage, "2", &twice);
  const utvalg::extract::v1::ExtractResponse response = twice.response();
  EXPECT_THAT(RepeatedPages(response), ElementsAre(false, true));
  EXPECT_EQ(Facts(response), Facts(once.response()));
}

TEST(RepeatedPagesTest, APageThatSaysSomethingElseInTheMiddleIsAnother) {
  std::vector<std::string_view> other = kPage;
  other[6] = "02/2019 - 02/2020 Tømrer, Betonmast, Molde";
  ResponseBuilder builder;
  AddPage(kPage, "1", &builder);
  AddPage(other, "2", &builder);
  EXPECT_THAT(RepeatedPages(builder.response()), ElementsAre(false, false));
}

TEST(RepeatedPagesTest, DutiesThatTwoJobsShareStayWithBoth) {
  const std::string duty =
      "Bygde prognosemodeller for strømforbruk, laget styringsrapporter for ledergruppen og holdt "
      "kurs for kolleger i bruk av dem hvert halvår";
  ResponseBuilder builder;
  builder.Block("Kari Nordmann").Block("2020 - 2022 Analytiker, Kvist AS").Block(duty);
  builder.Block(duty + " sammen").Block(duty + " alene");
  builder.Block("2018 - 2020 Analytiker, Fjordkode AS").Block(duty);
  builder.Block(duty + " sammen").Block(duty + " alene");
  EXPECT_THAT(RepeatedBlocks(builder.response()), Each(false));
}

TEST(RepeatedPagesTest, OneOfManyCopiesIsReadHoweverLongTheDocument) {
  ResponseBuilder builder;
  for (int i = 0; i < 200; ++i) AddBlocks(kPage, &builder);
  const std::vector<bool> repeated = RepeatedBlocks(builder.response());
  EXPECT_EQ(std::count(repeated.begin(), repeated.end(), false),
            static_cast<ptrdiff_t>(kPage.size()));
  EXPECT_THAT(repeated, AllOf(Contains(true), Not(Each(true))));
}

}  // namespace
}  // namespace utvalg::parse
