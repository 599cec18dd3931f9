// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/similar.h"

#include <gtest/gtest.h>

#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

CvBuilder Nurse() {
  CvBuilder cv;
  cv.Job("Nurse", "2221", 2015, 3, "Looked after patients on a ward.", Leaning(0, 90));
  cv.Job("Cook", "5120", 2012, 2, "Cooked lunch for guests.", Leaning(1, 70));
  return cv;
}

v1::ReadPassagesResponse Told(CvBuilder cv) {
  v1::ReadPassagesResponse told;
  EXPECT_TRUE(ReadTold(cv.embedded(), TestCalibration(), &told).ok());
  return told;
}

TEST(SimilarTest, TheSameCvIsNearestAndSaysByWhichPassages) {
  const v1::ReadPassagesResponse told = Told(Nurse());
  const ToldPassages own(told, TestCalibration());
  CvBuilder driver;
  driver.Job("Driver", "8332", 2015, 3, "Drove a lorry.", Leaning(2, 90));
  CvBuilder nurse = Nurse();
  const auto same = own.Compare(nurse.embedded());
  const auto other = own.Compare(driver.embedded());
  ASSERT_TRUE(same.ok() && other.ok());
  EXPECT_GT(same->nearness(), 990'000U);
  EXPECT_LT(other->nearness(), same->nearness() / 2);
  ASSERT_EQ(same->passages_size(), 2);
  EXPECT_EQ(same->passages(0).own().text(), same->passages(0).other().text());
}

TEST(SimilarTest, IsTheSameFromBothSides) {
  CvBuilder one = Nurse();
  CvBuilder two;
  two.Job("Nurse", "2221", 2010, 3, "Night shifts in a home.", Leaning(0, 60));
  const v1::ReadPassagesResponse of_one = Told(one);
  const v1::ReadPassagesResponse of_two = Told(two);
  EXPECT_EQ(ToldPassages(of_one, TestCalibration()).Compare(two.embedded())->nearness(),
            ToldPassages(of_two, TestCalibration()).Compare(one.embedded())->nearness());
}

TEST(SimilarTest, QuotesStandInTheirCvs) {
  const v1::ReadPassagesResponse told = Told(Nurse());
  CvBuilder two;
  two.Job("Nurse", "2221", 2010, 3, "Night shifts in a home.", Leaning(0, 60));
  const auto hit = ToldPassages(told, TestCalibration()).Compare(two.embedded());
  ASSERT_TRUE(hit.ok());
  ASSERT_GT(hit->passages_size(), 0);
  CvBuilder nurse = Nurse();
  for (const auto& pair : hit->passages()) {
    EXPECT_EQ(nurse.cv().blind_text().substr(pair.own().span().begin(),
                                             pair.own().span().end() - pair.own().span().begin()),
              pair.own().text());
    EXPECT_EQ(two.cv().blind_text().substr(pair.other().span().begin(),
                                           pair.other().span().end() - pair.other().span().begin()),
              pair.other().text());
  }
}

TEST(SimilarTest, AnUnreadDocumentHasNoPassages) {
  embedding::v1::CvEmbedded unread;
  unread.mutable_parsed()->set_unreadable(cv::v1::NEEDS_PERSON_REASON_NO_TEXT);
  v1::ReadPassagesResponse told;
  ASSERT_TRUE(ReadTold(unread, TestCalibration(), &told).ok());
  EXPECT_TRUE(told.quotes().empty());
}

}  // namespace
}  // namespace utvalg::rank
