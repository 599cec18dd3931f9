// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/replay_view.h"

#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

const ReplayOutcome kOneDiffers = {
    3, {{"a1", "job-1", {"calibration: recorded 12ab, now 34cd", "score: recorded 7, now 8"}}}};

TEST(ReplayViewTest, NamesWhatDiffers) {
  EXPECT_EQ(ReplayText(kOneDiffers, {}),
            "2 of 3 scores are the same to the last bit.\n"
            "\n"
            "a1  job job-1\n"
            "  calibration: recorded 12ab, now 34cd\n"
            "  score: recorded 7, now 8\n");
  EXPECT_EQ(
      JsonLine(ReplayJson(kOneDiffers)),
      R"({"scores":3,"exact":2,"different":[{"application_id":"a1","job_id":"job-1",)"
      R"("differences":["calibration: recorded 12ab, now 34cd","score: recorded 7, now 8"]}]})"
      "\n");
}

TEST(ReplayViewTest, NothingDifferentIsOneLine) {
  EXPECT_EQ(ReplayText({2, {}}, {}), "2 of 2 scores are the same to the last bit.\n");
}

}  // namespace
}  // namespace utvalg::cli
