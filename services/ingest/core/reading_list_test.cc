// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/reading_list.h"

#include <map>
#include <set>

#include "common/base/strings.h"
#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

std::vector<PlacedApplication> Ranked(uint32_t count) {
  std::vector<PlacedApplication> ranked;
  for (uint32_t i = 1; i <= count; ++i) ranked.push_back({Cat("app-", i), i});
  return ranked;
}

std::vector<std::string> Ids(const ReadingList& list) {
  std::vector<std::string> ids;
  for (const PlacedApplication& application : list.read) ids.push_back(application.application_id);
  return ids;
}

TEST(ReadingListTest, APilotReadsEverybodyAboveTheLineAndASampleFromBelow) {
  const ReadingList list = DrawReadingList("secret", "job", Ranked(100), 10, 20, true);
  EXPECT_EQ(list.above, 10u);
  EXPECT_EQ(list.below, 90u);
  EXPECT_EQ(list.sampled, 20u);
  ASSERT_EQ(list.read.size(), 30u);
  std::set<uint32_t> above;
  for (const PlacedApplication& application : list.read) {
    if (application.rank <= 10) above.insert(application.rank);
  }
  EXPECT_EQ(above.size(), 10u);
}

TEST(ReadingListTest, AControlReadsTheSampleAlone) {
  const ReadingList list = DrawReadingList("secret", "job", Ranked(100), 10, 20, false);
  ASSERT_EQ(list.read.size(), 20u);
  for (const PlacedApplication& application : list.read) EXPECT_GT(application.rank, 10u);
}

TEST(ReadingListTest, ATieAtTheLineIsNotCut) {
  std::vector<PlacedApplication> ranked = Ranked(4);
  for (PlacedApplication& application : ranked) application.rank = 1;
  ranked.push_back({"last", 5});
  EXPECT_EQ(DrawReadingList("secret", "job", ranked, 2, 0, true).above, 4u);
}

TEST(ReadingListTest, TheDrawIsTheServersAndDoesNotChange) {
  const auto first = Ids(DrawReadingList("secret", "job", Ranked(100), 10, 20, true));
  EXPECT_EQ(Ids(DrawReadingList("secret", "job", Ranked(100), 10, 20, true)), first);
  EXPECT_NE(Ids(DrawReadingList("secret", "other", Ranked(100), 10, 20, true)), first);
  EXPECT_NE(Ids(DrawReadingList("other", "job", Ranked(100), 10, 20, true)), first);
}

TEST(ReadingListTest, TheSampleIsDrawnFromAllPlacesBelowTheLineAlike) {
  std::map<uint32_t, int> drawn;
  for (int job = 0; job < 2000; ++job) {
    for (const auto& one : DrawReadingList("s", Cat("job-", job), Ranked(20), 10, 2, false).read) {
      ++drawn[one.rank];
    }
  }
  // 4,000 draws over 10 places: 400 each, standard deviation 18; five of them either way.
  ASSERT_EQ(drawn.size(), 10u);
  for (const auto& [rank, count] : drawn) {
    EXPECT_GT(count, 310) << rank;
    EXPECT_LT(count, 490) << rank;
  }
}

}  // namespace
}  // namespace utvalg::ingest
