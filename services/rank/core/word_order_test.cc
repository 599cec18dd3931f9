// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/word_order.h"

#include <gtest/gtest.h>

namespace utvalg::rank {
namespace {

bool IsBroken(std::string_view text) {
  WordOrder order;
  order.Add(text);
  return order.IsBroken();
}

TEST(WordOrderTest, SentencesAndListsHaveOne) {
  for (const std::string_view text :
       {"Looked after patients on a ward with 24 beds, and supervised students who were there for "
        "the first time. Signed in and out, on and off the ward, up to 30 hours.",
        "Ansvar for medisinering og oppfølging av pasienter, av og til på natt, til og med i "
        "helger.",
        "Java, C++ and SQL; hired by the on-site team.", "", "• Salg i butikk\n• Kasse og lager"})
    EXPECT_FALSE(IsBroken(text)) << text;
}

TEST(WordOrderTest, ShuffledWordsHaveNone) {
  EXPECT_TRUE(
      IsBroken("wards the and of in students. for patients with of and beds supervised a the"));
  EXPECT_TRUE(IsBroken("å og pasienter av i medisinering. oppfølging for av ansvar en og"));
}

TEST(WordOrderTest, StretchesAreJudgedTogether) {
  WordOrder order;
  order.Add("students of the and");
  EXPECT_FALSE(order.IsBroken());
  order.Add("beds a in wards");
  EXPECT_TRUE(order.IsBroken());
}

}  // namespace
}  // namespace utvalg::rank
