// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/type_look.h"

#include "gtest/gtest.h"
#include "services/parse/extract/testing/grey_picture.h"

namespace utvalg::extract {
namespace {

void AddWord(const char* text, float size, v1::Page* page) {
  v1::Word* word = page->add_words();
  word->set_text(text);
  word->set_font_size(size);
}

TEST(TypeLookTest, SizesThatAreNearlyTheSameBecomeOne) {
  v1::ExtractResponse response;
  v1::Page* page = response.add_pages();
  for (const float size : {9.4F, 9.1F, 9.9F, 13.2F, 9.3F}) AddWord("ordet", size, page);
  AddWord("overskrift", 12.6F, response.add_pages());
  EvenSizes(&response);
  EXPECT_NEAR(page->words(0).font_size(), 9.4F, 0.2F);
  EXPECT_EQ(page->words(0).font_size(), page->words(2).font_size());
  EXPECT_EQ(page->words(3).font_size(), response.pages(1).words(0).font_size());
  EXPECT_GT(page->words(3).font_size(), 12);
}

TEST(TypeLookTest, HeavyStrokesAreBold) {
  v1::ExtractResponse response;
  v1::Page* page = response.add_pages();
  for (int i = 0; i < 5; ++i) AddWord("vanlig", 10, page);
  AddWord("Tittel", 10, page);
  AddWord("STOR", 30, page);
  MarkBold({{0.8F, 0.82F, 0.78F, 0.8F, 0, 1.3F, 2.5F}}, &response);
  for (const int i : {0, 1, 2, 3, 4, 6}) EXPECT_EQ(page->words(i).font(), 0u) << i;
  EXPECT_EQ(page->words(5).font(), 1u);
}

TEST(TypeLookTest, StrokesAreMeasuredAcross) {
  const PixPtr pix = Paper(200, 60);
  EXPECT_EQ(StrokeWidth(pix.get(), 0, 0, 200, 60), 0);
  for (int i = 0; i < 6; ++i) Fill(pix.get(), 10 + 30 * i, 10, 5, 40, 0);
  EXPECT_NEAR(StrokeWidth(pix.get(), 0, 0, 200, 60), 5, 0.1);
  EXPECT_NEAR(StrokeWidth(pix.get(), -20, -20, 900, 900), 5, 0.1);
}

}  // namespace
}  // namespace utvalg::extract
