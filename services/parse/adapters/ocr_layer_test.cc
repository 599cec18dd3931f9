// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/ocr_layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A page with the words one under the other.
void AddPage(std::initializer_list<std::string_view> words, pb::ExtractResponse* response) {
  pb::Page* page = response->add_pages();
  float y = 50;
  for (const std::string_view text : words) {
    pb::Word* word = page->add_words();
    word->set_text(std::string(text));
    word->set_x0(50), word->set_x1(150);
    word->set_y0(y), word->set_y1(y + 10);
    y += 20;
  }
}

void MarkLayer(uint32_t page, pb::ExtractResponse* response) {
  pb::Finding* finding = response->add_findings();
  finding->set_kind(pb::FINDING_KIND_IMAGE_TEXT);
  finding->set_page(page);
}

std::string Text(const pb::Page& page) {
  std::string text;
  for (const pb::Word& word : page.words()) text += word.text() + " ";
  return text;
}

bool Accuses(const pb::ExtractResponse& response) {
  for (const pb::Finding& finding : response.findings())
    if (finding.kind() == pb::FINDING_KIND_HIDDEN_TEXT) return true;
  return false;
}

TEST(OcrLayerTest, OnlyPagesThatAreMarkedHaveOne) {
  pb::ExtractResponse response;
  AddPage({"skrevet"}, &response);
  AddPage({"gjenkjent"}, &response);
  EXPECT_THAT(LayeredPages(response), IsEmpty());
  MarkLayer(2, &response);
  EXPECT_THAT(LayeredPages(response), ElementsAre(1));
}

TEST(OcrLayerTest, WhatThePictureShowsTakesItsPlace) {
  pb::ExtractResponse response, recognised;
  AddPage({"skrevet"}, &response);
  AddPage({"Sykep1eier", "erfaring", "legevakt"}, &response);
  MarkLayer(2, &response);
  AddPage({"skrevet"}, &recognised);
  AddPage({"Sykepleier", "erfaring", "legevakt"}, &recognised);
  ReplaceLayers({1}, recognised, &response);
  EXPECT_EQ(Text(response.pages(0)), "skrevet ");
  EXPECT_EQ(Text(response.pages(1)), "Sykepleier erfaring legevakt ");
  EXPECT_FALSE(Accuses(response));
}

TEST(OcrLayerTest, ALayerThatSaysSomethingElseIsReportedAndNotRead) {
  pb::ExtractResponse response, recognised;
  AddPage({"intensivsykepleier", "Kubernetes", "distributed", "PostgreSQL", "autorisasjon",
           "spesialist"},
          &response);
  MarkLayer(1, &response);
  response.set_modified("2020-01-01");
  AddPage({"Renholder", "feide", "vaske", "rydde", "bone", "moppe"}, &recognised);
  ReplaceLayers({0}, recognised, &response);
  EXPECT_EQ(Text(response.pages(0)), "Renholder feide vaske rydde bone moppe ");
  EXPECT_TRUE(Accuses(response));
  EXPECT_EQ(response.modified(), "");
}

TEST(OcrLayerTest, APictureThatWasTurnedShowsTheSameWords) {
  pb::ExtractResponse response, recognised;
  AddPage({"Sykepleier", "erfaring", "legevakt", "sykehus", "autorisasjon"}, &response);
  MarkLayer(1, &response);
  AddPage({}, &recognised);
  pb::Page* picture = recognised.mutable_pages(0);
  picture->set_width(600), picture->set_height(840), picture->set_turned(5);
  // By hand: the middle of the first word, (100, 55), turned clockwise by 5 degrees about (300,
  // 420) is (132.6, 39.0); each line below is 1.7 to the left and 19.9 down.
  float x = 132.6F, y = 39;
  for (const pb::Word& word : response.pages(0).words()) {
    pb::Word* seen = picture->add_words();
    seen->set_text(word.text());
    seen->set_x0(x - 20), seen->set_x1(x + 20), seen->set_y0(y - 4), seen->set_y1(y + 4);
    x -= 1.74F, y += 19.92F;
  }
  ReplaceLayers({0}, recognised, &response);
  EXPECT_FALSE(Accuses(response));
}

TEST(OcrLayerTest, WithoutRecognitionNothingOfALayerIsRead) {
  pb::ExtractResponse response, recognised;
  AddPage({"gjenkjent"}, &response);
  MarkLayer(1, &response);
  recognised.set_failure(pb::FAILURE_CPU_TIME);
  ReplaceLayers({0}, recognised, &response);
  EXPECT_EQ(response.failure(), pb::FAILURE_NO_TEXT);
  EXPECT_EQ(response.pages_size(), 0);
}

}  // namespace
}  // namespace utvalg::parse
