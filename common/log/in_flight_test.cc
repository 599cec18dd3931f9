// SPDX-License-Identifier: Apache-2.0
#include "common/log/in_flight.h"

#include <string>
#include <vector>

#include "common/base/strings.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using Item = InFlight::Item;

const InFlight::TimePoint kNow{};
const TopicPartition kFirst{"t", 0};
const TopicPartition kSecond{"t", 1};

Record Make(const TopicPartition& at, uint64_t offset, std::string key) {
  Record record;
  record.at = at;
  record.offset = offset;
  record.key = std::move(key);
  return record;
}

std::vector<uint64_t> Offsets(const std::vector<Item*>& items) {
  std::vector<uint64_t> offsets;
  for (const Item* item : items) offsets.push_back(item->record.offset);
  return offsets;
}

TEST(InFlightTest, OnlyTheOldestItemOfAnOwnerIsReady) {
  InFlight in_flight;
  in_flight.Add(Make(kFirst, 0, "t|a|1"));
  in_flight.Add(Make(kFirst, 1, "t|a|2"));
  in_flight.Add(Make(kFirst, 2, "t|b|1"));
  const auto taken = in_flight.Take(10, kNow);
  EXPECT_THAT(Offsets(taken), ElementsAre(0, 2));
  EXPECT_FALSE(in_flight.HasReady(kNow));
  in_flight.Settle(taken[0]);
  EXPECT_THAT(Offsets(in_flight.Take(10, kNow)), ElementsAre(1));
}

// position:ahead,ahead
std::string Show(const std::vector<InFlight::Progress>& all) {
  std::string text;
  for (const auto& progress : all) {
    text += Cat(progress.position.at.partition, "@", progress.position.next_offset, ":");
    for (uint64_t offset : progress.ahead) text += Cat(offset, ",");
    text += " ";
  }
  return text;
}

TEST(InFlightTest, APositionMovesOverAnUnbrokenRunOnly) {
  InFlight in_flight;
  for (uint64_t offset : {3, 5, 6}) in_flight.Add(Make(kFirst, offset, Cat("t|", offset)));
  const auto taken = in_flight.Take(10, kNow);
  in_flight.Settle(taken[1]);
  EXPECT_EQ(Show(in_flight.TakeProgress()), "0@3:5, ");
  in_flight.Settle(taken[0]);
  EXPECT_EQ(Show(in_flight.TakeProgress()), "0@6: ");
  EXPECT_EQ(in_flight.size(), 1u);
  in_flight.Settle(taken[2]);
  EXPECT_EQ(Show(in_flight.TakeProgress()), "0@7: ");
  EXPECT_EQ(Show(in_flight.TakeProgress()), "");
}

TEST(InFlightTest, ARecordThatWasSettledBeforeIsNotHandledAgain) {
  InFlight in_flight;
  in_flight.Add(Make(kFirst, 3, "t|a"));
  in_flight.AddSettled(Make(kFirst, 4, "t|a"));
  in_flight.AddSettled(Make(kSecond, 9, "t|a"));
  EXPECT_EQ(Show(in_flight.TakeProgress()), "0@3:4, 1@10: ");
  const auto taken = in_flight.Take(10, kNow);
  EXPECT_THAT(Offsets(taken), ElementsAre(3));
  in_flight.Settle(taken[0]);
  EXPECT_EQ(Show(in_flight.TakeProgress()), "0@5: ");
  EXPECT_EQ(in_flight.size(), 0u);
}

TEST(InFlightTest, ARetryHoldsItsOwnerAndNobodyElse) {
  InFlight in_flight;
  in_flight.Add(Make(kFirst, 0, "t|a|1"));
  in_flight.Add(Make(kFirst, 1, "t|a|2"));
  in_flight.Add(Make(kFirst, 2, "t|b|1"));
  auto taken = in_flight.Take(1, kNow);
  const auto due = kNow + std::chrono::seconds(5);
  in_flight.Retry(taken[0], due);
  EXPECT_THAT(Offsets(in_flight.Take(10, kNow)), ElementsAre(2));
  EXPECT_EQ(in_flight.NextDue(kNow), due);
  EXPECT_FALSE(in_flight.HasReady(kNow));
  EXPECT_TRUE(in_flight.HasReady(due));
  EXPECT_EQ(in_flight.NextDue(due), std::nullopt);
  EXPECT_THAT(Offsets(in_flight.Take(10, due)), ElementsAre(0));
}

TEST(InFlightTest, AnOwnerIsOneOverAllTopics) {
  InFlight in_flight;
  in_flight.Add(Make({"fast", 0}, 0, "t|a|1"));
  in_flight.Add(Make({"bulk", 0}, 0, "t|a|2"));
  EXPECT_THAT(in_flight.Take(10, kNow), SizeIs(1));
}

TEST(InFlightTest, DroppedItemsMoveNothingAndFreeTheirOwner) {
  InFlight in_flight;
  in_flight.Add(Make(kFirst, 0, "t|a|1"));
  in_flight.Add(Make(kFirst, 1, "t|b|1"));
  in_flight.Add(Make(kSecond, 0, "t|a|2"));
  const auto taken = in_flight.Take(2, kNow);
  ASSERT_THAT(Offsets(taken), ElementsAre(0, 1));
  in_flight.Settle(taken[1]);
  in_flight.Retry(taken[0], kNow + std::chrono::seconds(5));
  in_flight.Drop({kFirst});
  EXPECT_EQ(Show(in_flight.TakeProgress()), "");
  EXPECT_EQ(in_flight.size(), 1u);
  EXPECT_THAT(in_flight.Take(10, kNow), SizeIs(1));
  EXPECT_EQ(in_flight.NextDue(kNow), std::nullopt);
}

TEST(InFlightTest, WhatWaitsInALowerLaneIsTakenFirstAndAlone) {
  InFlight in_flight;
  in_flight.Add(Make({"bulk", 0}, 0, "t|a|1"), 3);
  in_flight.Add(Make({"bulk", 0}, 1, "t|b|1"), 3);
  in_flight.Add(Make({"fast", 0}, 0, "t|c|1"), 0);
  const auto first = in_flight.Take(16, {});
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0]->record.key, "t|c|1");
  EXPECT_EQ(in_flight.Take(16, {}).size(), 2U);
}

}  // namespace
}  // namespace utvalg
