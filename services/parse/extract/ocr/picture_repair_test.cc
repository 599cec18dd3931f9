// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/picture_repair.h"

#include "gtest/gtest.h"
#include "services/parse/extract/testing/grey_picture.h"

namespace utvalg::extract {
namespace {

TEST(PictureRepairTest, LightStrokesOnAPanelBecomeDarkOnWhite) {
  PixPtr pix = Paper(600, 400);
  Fill(pix.get(), 100, 100, 240, 90, 165);
  for (int i = 0; i < 8; ++i) Fill(pix.get(), 130 + 20 * i, 125, 5, 40, 255);
  Fill(pix.get(), 100, 300, 5, 40, 20);  // A dark stroke on paper.
  pix = TurnDarkPanels(std::move(pix));
  EXPECT_GT(At(pix, 140, 140), 250);  // The panel's ground.
  EXPECT_LT(At(pix, 132, 140), 20);   // The stroke.
  EXPECT_GT(At(pix, 50, 50), 250);
  EXPECT_LT(At(pix, 102, 320), 40);
}

TEST(PictureRepairTest, ASidebarKeepsTheTextNearItsEdge) {
  PixPtr pix = Paper(1500, 2100);
  Fill(pix.get(), 0, 0, 550, 2100, 50);
  for (int i = 0; i < 40; ++i) Fill(pix.get(), 57, 100 + 30 * i, 200, 5, 255);
  pix = TurnDarkPanels(std::move(pix));
  EXPECT_LT(At(pix, 60, 102), 20);
  EXPECT_GT(At(pix, 60, 115), 250);
}

TEST(PictureRepairTest, APlainDarkBlockStays) {
  PixPtr pix = Paper(600, 400);
  Fill(pix.get(), 100, 100, 240, 90, 30);
  pix = TurnDarkPanels(std::move(pix));
  EXPECT_EQ(At(pix, 140, 140), 30);
}

TEST(PictureRepairTest, LongPicturesAreCutBetweenLines) {
  PixPtr pix = Paper(400, 3000);
  for (int y = 10; y < 2990; y += 40) Fill(pix.get(), 20, y, 300, 20, 0);
  const std::vector<Band> bands = CutIntoPages(pix.get());
  ASSERT_GT(bands.size(), 3u);
  int top = 0;
  for (const Band& band : bands) {
    EXPECT_EQ(band.top, top);
    EXPECT_TRUE(top == 0 || At(pix, 100, top) == 255) << top;
    top += band.height;
  }
  EXPECT_EQ(top, 3000);
  EXPECT_EQ(CutIntoPages(Paper(400, 560).get()).size(), 1u);
}

TEST(PictureRepairTest, ShadowGoesAndEvenLightStays) {
  PixPtr shaded = Paper(800, 800);
  for (int y = 0; y < 800; y += 10) Fill(shaded.get(), 0, y, 800, 10, 250 - y / 6);
  shaded = EvenLight(std::move(shaded));
  EXPECT_NEAR(At(shaded, 400, 100), At(shaded, 400, 700), 15);
  PixPtr even = Paper(800, 800);
  Fill(even.get(), 100, 100, 30, 30, 0);
  Fill(even.get(), 0, 0, 300, 800, 50);  // A dark sidebar is no shadow.
  const PixPtr copy(pixCopy(nullptr, even.get()));
  even = EvenLight(std::move(even));
  l_int32 same = 0;
  pixEqual(copy.get(), even.get(), &same);
  EXPECT_EQ(same, 1);
}

TEST(PictureRepairTest, CrookedLinesAreLevelled) {
  PixPtr pix = Paper(900, 900);
  for (int y = 60; y < 840; y += 40) Fill(pix.get(), 60, y, 780, 12, 0);
  PixPtr crooked(pixRotate(pix.get(), 0.04F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  float turned = 0;
  crooked = Straighten(std::move(crooked), &turned);
  EXPECT_NEAR(turned, -0.04F * 180 / 3.1416F, 0.2F);
  // A row between two lines is white from side to side again.
  int ink = 0;
  for (int x = 150; x < 750; ++x) ink += At(crooked, x, 446) < 128;
  EXPECT_LT(ink, 60);
}

}  // namespace
}  // namespace utvalg::extract
