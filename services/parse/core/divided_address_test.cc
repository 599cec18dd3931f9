// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/divided_address.h"

#include <gtest/gtest.h>

namespace utvalg::parse {
namespace {

TEST(DividedAddressTest, ABrokenDomainGoesOn) {
  EXPECT_TRUE(IsDividedAddress("E-post: kari.nordmann@exam", "ple.no", true));
  EXPECT_TRUE(IsDividedAddress("kari.nordmann@example", ".no", true));
  EXPECT_TRUE(IsDividedAddress("kari.nordmann@example.n", "o", true));
  EXPECT_TRUE(IsDividedAddress("kari@nordmann-", "data.no", false));
  EXPECT_TRUE(IsDividedAddress("kari.nordmann@example.co", "m", true));
}

TEST(DividedAddressTest, ABrokenNameGoesOn) {
  EXPECT_TRUE(IsDividedAddress("anne-kristine.bjrnstad-", "hkonsen@example.no", false));
  EXPECT_TRUE(IsDividedAddress("alexandrina.elisabeth.char", "lotte@example.no", true));
  EXPECT_TRUE(IsDividedAddress("kari.nordmann", "@example.no", true));
}

TEST(DividedAddressTest, AnAddressInCapitalsGoesOnToo) {
  EXPECT_TRUE(IsDividedAddress("NOOR.AL-", "HASHIMI@EXAMPLE.NO", false));
  EXPECT_TRUE(IsDividedAddress("NORSK.HANSEN@EXAMPLE.", "NO", true));
  EXPECT_TRUE(IsDividedAddress("ABEBE.BIKILA@EXAM", "PLE.NO", true));
  EXPECT_FALSE(IsDividedAddress("OSLO", "KARI@EXAMPLE.NO", true));
}

TEST(DividedAddressTest, WholeAddressesAndOtherWordsStandForThemselves) {
  EXPECT_FALSE(IsDividedAddress("kari@example.no", "og flere", true));
  EXPECT_FALSE(IsDividedAddress("kari@example.no", "no", true));
  EXPECT_FALSE(IsDividedAddress("www.nordmann.no", "kari@example.no", true));
  EXPECT_FALSE(IsDividedAddress("Storgata 5, 0155 Oslo", "kari@example.no", true));
  EXPECT_FALSE(IsDividedAddress("Jeg svarer raskt.", "kari@example.no", true));
  EXPECT_FALSE(IsDividedAddress("kari@example.no", "ola@example.no", true));
  EXPECT_FALSE(IsDividedAddress("og har de siste", "maria@example.no", true));
}

TEST(DividedAddressTest, ATelephoneNumberOverAnAddressIsNoPartOfIt) {
  EXPECT_FALSE(IsDividedAddress("+1 617-555-9943", "hannah.reyes@example.com", true));
}

}  // namespace
}  // namespace utvalg::parse
