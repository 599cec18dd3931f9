// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/locate.h"

#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

identity::v1::CvLayout TwoLines() {
  identity::v1::CvLayout layout;
  for (uint32_t line = 1; line <= 2; ++line) {
    auto* placed = layout.add_placed();
    placed->mutable_span()->set_begin(line * 10);
    placed->mutable_span()->set_end(line * 10 + 8);
    placed->set_page(1);
    placed->set_line(line);
  }
  return layout;
}

cv::v1::Span Span(uint32_t begin, uint32_t end) {
  cv::v1::Span span;
  span.set_begin(begin);
  span.set_end(end);
  return span;
}

TEST(LocateTest, ASpanIsOnTheLineWhereItBegins) {
  EXPECT_EQ(Locate(TwoLines(), Span(12, 25)).line(), 1u);
  EXPECT_EQ(Locate(TwoLines(), Span(20, 21)).line(), 2u);
}

TEST(LocateTest, ASpanThatBeginsBetweenLinesIsOnTheNext) {
  EXPECT_EQ(Locate(TwoLines(), Span(18, 24)).line(), 2u);
}

TEST(LocateTest, ASpanOutsideIsOnNoPage) {
  EXPECT_EQ(Locate(TwoLines(), Span(28, 30)).page(), 0u);
  EXPECT_EQ(Locate(TwoLines(), Span(0, 5)).page(), 0u);
}

}  // namespace
}  // namespace utvalg::ingest
