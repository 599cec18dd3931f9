// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/inflate.h"

#include <zlib.h>

#include <string>

#include "gtest/gtest.h"

namespace utvalg::extract {
namespace {

std::string Packed(const std::string& plain) {
  std::string packed(compressBound(plain.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()), &size,
           reinterpret_cast<const Bytef*>(plain.data()), plain.size());
  packed.resize(size);
  return packed;
}

TEST(InflateTest, GivesBackWhatWasPacked) {
  for (const size_t size : {0u, 1u, 16u << 10, (16u << 10) + 1, 1u << 20}) {
    std::string plain, out = "old";
    for (size_t i = 0; i < size; ++i) plain += static_cast<char>('a' + i * i % 23);
    EXPECT_EQ(Inflate(Packed(plain), 1u << 20, &out), InflateResult::kWhole) << size;
    EXPECT_EQ(out, plain);
  }
}

TEST(InflateTest, StopsAtTheLimit) {
  std::string out;
  const std::string packed = Packed(std::string(1'000'000, ' '));
  EXPECT_EQ(Inflate(packed, 999'999, &out), InflateResult::kTooLarge);
  EXPECT_LE(out.size(), 1'000'000u);
  EXPECT_EQ(Inflate(packed, 1'000'000, &out), InflateResult::kWhole);
  EXPECT_EQ(Inflate(packed, 0, &out), InflateResult::kTooLarge);
}

TEST(InflateTest, SaysWhatIsNotWhole) {
  std::string out;
  const std::string packed = Packed(std::string(1000, 'x') + "end");
  EXPECT_EQ(Inflate("", 100, &out), InflateResult::kDamaged);
  EXPECT_EQ(Inflate("no zlib", 100, &out), InflateResult::kDamaged);
  EXPECT_EQ(Inflate(packed.substr(0, packed.size() - 5), 5000, &out), InflateResult::kDamaged);
  std::string wrong = packed;
  wrong.back() = static_cast<char>(wrong.back() + 1);
  EXPECT_EQ(Inflate(wrong, 5000, &out), InflateResult::kDamaged);
  EXPECT_EQ(Inflate(packed + "behind it", 5000, &out), InflateResult::kWhole);
}

}  // namespace
}  // namespace utvalg::extract
