// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/rates.h"

#include <gtest/gtest.h>

#include <cmath>

#include "services/cli/core/fairness/significance.h"

namespace utvalg::cli {
namespace {

Rational Of(std::string_view text) { return ParseRational(text).value(); }

TEST(RationalTest, FloorOfAProductIsExactWhereDoublesFail) {
  EXPECT_EQ(std::floor(0.7 * 90), 62);  // The trap.
  EXPECT_EQ(Floor(Rational(Of("0.7") * 90)), 63);
  EXPECT_EQ(Ceil(Rational(Of("0.7") * 90)), 63);
  EXPECT_EQ(Floor(Of("-1.5")), -2);
  EXPECT_EQ(Ceil(Of("-1.5")), -1);
}

TEST(RationalTest, DoublesFailSixteenTimesOverTheTenths) {
  int wrong = 0;
  for (const int tenths : {1, 2, 3, 4, 5, 6, 7, 8, 9}) {
    const Rational share(tenths, 10);
    for (int k = 1; k <= 1000; ++k) {
      const Integer exact = Floor(Rational(share * k));
      EXPECT_EQ(exact, tenths * k / 10);
      wrong += std::floor(tenths / 10.0 * k) != exact.convert_to<double>();
    }
  }
  EXPECT_EQ(wrong, 16);
}

TEST(RationalTest, DecimalsRoundHalfAwayFromZero) {
  EXPECT_EQ(Decimal(Of("3/4"), 3), "0.750");
  EXPECT_EQ(Decimal(Of("1/3"), 4), "0.3333");
  EXPECT_EQ(Decimal(Of("0.0005"), 3), "0.001");
  EXPECT_EQ(Decimal(Of("-0.0005"), 3), "-0.001");
  EXPECT_EQ(Decimal(Of("-0.0001"), 3), "0.000");
  EXPECT_EQ(Decimal(Of("12"), 0), "12");
}

TEST(RationalTest, WhatIsNoNumberIsRefused) {
  for (const char* text : {"", "-", "1/0", "1/-2", "1.", ".", "1e3", "0x1", "1,5", " 1",
                           "10000000000000000000000000000000000000000"}) {
    EXPECT_FALSE(ParseRational(text).ok()) << text;
  }
  EXPECT_EQ(Of("010"), 10);  // Not octal.
  EXPECT_EQ(Of(".5"), Rational(1, 2));
}

TEST(RatesTest, ImpactRatioAndTestsOfTheReferenceVector) {
  const CategoryCount men{"men", 60, 200}, women{"women", 45, 200};
  const RateTable table = ImpactRatios({men, women}, {});
  EXPECT_EQ(*table.rates[0].impact_ratio, 1);
  EXPECT_EQ(*table.rates[1].impact_ratio, Rational(3, 4));
  EXPECT_TRUE(table.rates[1].below_four_fifths);
  const auto z = TwoProportionZ(women, men);
  EXPECT_NEAR(z->z, -1.7046, 5e-5);
  EXPECT_NEAR(z->p, 0.0883, 5e-5);
  EXPECT_FALSE(z->significant);
  EXPECT_EQ(Decimal(*FisherExact(women, men), 4), "0.1114");
}

TEST(RatesTest, FourFifthsIsNotBelowFourFifths) {
  EXPECT_FALSE(ImpactRatios({{"a", 50, 100}, {"b", 40, 100}}, {}).rates[1].below_four_fifths);
  EXPECT_TRUE(ImpactRatios({{"a", 500, 1000}, {"b", 399, 1000}}, {}).rates[1].below_four_fifths);
}

TEST(RatesTest, AHighestRateOfZeroGivesNoRatio) {
  const RateTable table = ImpactRatios({{"a", 0, 10}, {"b", 0, 10}}, {});
  EXPECT_EQ(*table.rates[0].rate, 0);
  EXPECT_FALSE(table.rates[0].impact_ratio.has_value());
  EXPECT_FALSE(table.rates[0].below_four_fifths);
  EXPECT_FALSE(TwoProportionZ({"a", 0, 10}, {"b", 0, 10}).has_value());
}

TEST(RatesTest, ACategoryBelowTwoPercentKeepsItsRateAndHasNoRatio) {
  // The small one has the highest rate of all; it sets no standard.
  const RateTable table = ImpactRatios({{"a", 49, 98}, {"b", 450, 900}, {"c", 19, 19}}, {});
  EXPECT_TRUE(table.rates[2].small);
  EXPECT_EQ(*table.rates[2].rate, 1);
  EXPECT_FALSE(table.rates[2].impact_ratio.has_value());
  EXPECT_EQ(*table.rates[0].impact_ratio, 1);
  // 20 of 1,000 are 2 %, not below.
  EXPECT_FALSE(ImpactRatios({{"a", 1, 980}, {"b", 1, 20}}, {}).rates[1].small);
}

TEST(RatesTest, AnEmptyCategoryHasNoRate) {
  const RateTable table = ImpactRatios({{"a", 1, 2}, {"b", 0, 0}}, {});
  EXPECT_FALSE(table.rates[1].rate.has_value());
  EXPECT_FALSE(table.rates[1].impact_ratio.has_value());
}

TEST(RatesTest, BoundsHoldEveryWayOfCountingTheUnknown) {
  const std::vector<CategoryCount> known = {{"a", 3, 5}, {"b", 2, 6}, {"c", 1, 4}};
  const CategoryCount unknown{"", 2, 5};
  const RateTable table = ImpactRatios(known, unknown);
  // All ways to divide 2 selected and 3 not selected among three categories.
  for (size_t of = 0; of < known.size(); ++of) {
    std::optional<Rational> lowest, highest;
    for (int selected = 0; selected < 9; ++selected) {
      for (int other = 0; other < 27; ++other) {
        std::vector<CategoryCount> full = known;
        for (int rest = selected, i = 0; i < 2; ++i, rest /= 3) {
          ++full[rest % 3].selected;
          ++full[rest % 3].applicants;
        }
        for (int rest = other, i = 0; i < 3; ++i, rest /= 3) ++full[rest % 3].applicants;
        const Rational ratio = *ImpactRatios(full, {}).rates[of].impact_ratio;
        if (!lowest || ratio < *lowest) lowest = ratio;
        if (!highest || ratio > *highest) highest = ratio;
      }
    }
    EXPECT_EQ(table.rates[of].impact_bounds->lowest, *lowest) << of;
    EXPECT_EQ(table.rates[of].impact_bounds->highest, *highest) << of;
  }
}

TEST(RatesTest, WithoutUnknownTheBoundsAreTheRatio) {
  const RateTable table = ImpactRatios({{"a", 60, 200}, {"b", 45, 200}}, {});
  EXPECT_EQ(table.rates[1].impact_bounds->lowest, Rational(3, 4));
  EXPECT_EQ(table.rates[1].impact_bounds->highest, Rational(3, 4));
}

TEST(RatesTest, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(*Median({Of("4"), Of("1"), Of("3"), Of("2")}), Of("2.5"));
  EXPECT_EQ(*Median({Of("3"), Of("1"), Of("2")}), 2);
  EXPECT_FALSE(Median({}).has_value());
}

TEST(SignificanceTest, FisherOfTheTeaTasting) {
  EXPECT_EQ(*FisherExact({"", 3, 4}, {"", 1, 4}), Rational(34, 70));
  EXPECT_EQ(*FisherExact({"", 4, 4}, {"", 0, 4}), Rational(2, 70));
  EXPECT_EQ(*FisherExact({"", 4, 4}, {"", 4, 4}), 1);
}

TEST(SignificanceTest, ZFlagsWhatLiesBeyondTheLine) {
  EXPECT_TRUE(TwoProportionZ({"", 30, 100}, {"", 50, 100})->significant);
  EXPECT_FALSE(TwoProportionZ({"", 45, 100}, {"", 50, 100})->significant);
  EXPECT_GT(TwoProportionZ({"", 50, 100}, {"", 30, 100})->z, 0);
}

TEST(SignificanceTest, HypergeometricIntervalHoldsExactlyWhatTheSampleAllows) {
  // Of 10, 5 drawn, 1 found. 6 marked: P(at most 1) = C(6,1) C(4,4) / C(10,5) = 6/252 < 0.025.
  const CountInterval one = HypergeometricInterval(10, 5, 1);
  EXPECT_EQ(one.lowest, 1u);
  EXPECT_EQ(one.highest, 5u);  // P(at most 1) = (C(5,0) C(5,5) + C(5,1) C(5,4)) / 252 = 26/252.
  const CountInterval none = HypergeometricInterval(1000, 0, 0);
  EXPECT_EQ(none.lowest, 0u);
  EXPECT_EQ(none.highest, 1000u);
  const CountInterval all = HypergeometricInterval(20, 20, 3);
  EXPECT_EQ(all.lowest, 3u);
  EXPECT_EQ(all.highest, 3u);
  // The rule of three: none found among 60 of very many is at most about 6 %.
  EXPECT_NEAR(HypergeometricInterval(10000, 60, 0).highest, 590, 15);
}

}  // namespace
}  // namespace utvalg::cli
