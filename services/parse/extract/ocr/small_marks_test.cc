// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/small_marks.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/grey_picture.h"

namespace utvalg::extract {
namespace {

// A hollow letter of the usual height, standing on y.
void Letter(Pix* pix, int x, int y) {
  Fill(pix, x, y - 20, 16, 20, 0);
  Fill(pix, x + 4, y - 15, 8, 10, 255);
}

// Two lines of letters from x = 100, on 100 and 160.
PixPtr Lines() {
  PixPtr pix = Paper(1000, 220);
  for (const int y : {100, 160})
    for (int i = 0; i < 30; ++i) Letter(pix.get(), 100 + 20 * i, y);
  return pix;
}

TEST(SmallMarksTest, ABulletGoesAndIsKnown) {
  const PixPtr pix = Lines();
  Fill(pix.get(), 60, 84, 12, 12, 0);
  const std::vector<SmallMark> marks = TakeOutMarks(pix.get());
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_TRUE(marks[0].bullet);
  EXPECT_EQ(marks[0].x, 60);
  EXPECT_EQ(At(pix, 65, 90), 255);
}

TEST(SmallMarksTest, ADotBetweenWordsIsNoBullet) {
  const PixPtr pix = Lines();
  Fill(pix.get(), 716, 88, 5, 5, 0);
  Letter(pix.get(), 736, 100);
  const std::vector<SmallMark> marks = TakeOutMarks(pix.get());
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_FALSE(marks[0].bullet);
}

TEST(SmallMarksTest, FullStopsColonsAndDotsOfLettersStay) {
  const PixPtr pix = Lines();
  Fill(pix.get(), 704, 95, 5, 5, 0);  // On the baseline.
  Letter(pix.get(), 724, 100);
  for (const int y : {85, 95}) Fill(pix.get(), 752, y, 5, 5, 0);  // One above the other.
  Letter(pix.get(), 776, 100);
  for (int y = 122; y < 128; ++y) Fill(pix.get(), 708, y, 6, 1, 0);  // Over a stem.
  Fill(pix.get(), 708, 134, 6, 26, 0);
  Letter(pix.get(), 730, 160);
  EXPECT_TRUE(TakeOutMarks(pix.get()).empty());
  EXPECT_LT(At(pix, 706, 97), 50);
}

TEST(SmallMarksTest, DotsOfARatingGoForGood) {
  const PixPtr pix = Lines();
  for (int i = 0; i < 5; ++i) Fill(pix.get(), 740 + 24 * i, 84, 14, 14, 0);
  EXPECT_TRUE(TakeOutMarks(pix.get()).empty());
  EXPECT_EQ(At(pix, 745, 90), 255);
}

TEST(SmallMarksTest, MarksComeBackBeforeTheirWords) {
  v1::Page page;
  for (const auto& [text, x] : {std::pair("Ledet", 40.0F), std::pair("laget", 80.0F)}) {
    v1::Word* word = page.add_words();
    word->set_text(text);
    word->set_x0(x), word->set_x1(x + 30), word->set_y0(50), word->set_y1(60);
    word->set_font_size(10), word->set_baseline(58);
  }
  PutBackMarks({{100, 220, 12, 12, true}, {296, 220, 6, 6, false}, {300, 700, 12, 12, true}}, 0.25F,
               &page);
  std::string text;
  for (const v1::Word& word : page.words()) text += word.text() + " ";
  EXPECT_EQ(text, "• Ledet · laget ");
  EXPECT_EQ(page.words(0).baseline(), 58);
}

}  // namespace
}  // namespace utvalg::extract
