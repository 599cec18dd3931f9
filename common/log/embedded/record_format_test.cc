// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/record_format.h"

#include <string>

#include "common/base/digest.h"
#include "gtest/gtest.h"

namespace utvalg::embedded {
namespace {

NewRecord Sample() {
  return {"t", "tenant|c|a", std::string("value\0with nul", 14), {{"schema", "m"}, {"empty", ""}}};
}

TEST(RecordFormatTest, ARecordIsReadBackAsItWasWritten) {
  Record record;
  ASSERT_TRUE(DecodeRecord(EncodeRecord(Sample(), -5), &record).ok());
  EXPECT_EQ(record.key, Sample().key);
  EXPECT_EQ(record.value, Sample().value);
  EXPECT_EQ(record.headers, Sample().headers);
  EXPECT_EQ(record.produced_at_ms, -5);
}

// Logs of older versions must stay readable: a change here needs a new format number.
TEST(RecordFormatTest, TheBytesOfFormatOneStayAsTheyAre) {
  EXPECT_EQ(Hex(EncodeRecord({"t", "k", "v", {{"h", "x"}}}, 258)),
            "01"
            "0000000000000102"
            "00000001"
            "6b"
            "00000001"
            "00000001"
            "68"
            "00000001"
            "78"
            "76");
}

TEST(RecordFormatTest, EveryCutIsRefusedOrLeavesAShorterValue) {
  const std::string bytes = EncodeRecord(Sample(), 7);
  const size_t head = bytes.size() - Sample().value.size();
  for (size_t size = 0; size < bytes.size(); ++size) {
    Record record;
    EXPECT_EQ(DecodeRecord(std::string_view(bytes).substr(0, size), &record).ok(), size >= head);
  }
}

TEST(RecordFormatTest, LengthsBeyondTheEndAreRefused) {
  std::string bytes = EncodeRecord(Sample(), 7);
  bytes[9] = '\xff';
  Record record;
  EXPECT_EQ(DecodeRecord(bytes, &record).code(), absl::StatusCode::kDataLoss);
}

TEST(RecordFormatTest, RecordKeysSortByOffset) {
  EXPECT_LT(RecordKey(1, 2, 255), RecordKey(1, 2, 256));
  EXPECT_LT(RecordKey(1, 2, UINT64_MAX), RecordKey(1, 3, 0));
  EXPECT_EQ(OffsetOf(RecordKey(1, 2, 77)), 77u);
}

TEST(RecordFormatTest, APositionIsReadBackAsItWasWritten) {
  const auto stored = DecodePosition(PositionKey("g", {"topic", 3}), Number(9));
  ASSERT_TRUE(stored.ok());
  EXPECT_EQ(stored->group, "g");
  EXPECT_EQ(stored->position, (Position{{"topic", 3}, 9}));
  EXPECT_FALSE(DecodePosition("nonsense", Number(9)).ok());
}

}  // namespace
}  // namespace utvalg::embedded
