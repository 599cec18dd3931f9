// SPDX-License-Identifier: Apache-2.0
#include "common/base/crash_point.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>

#include "gtest/gtest.h"

namespace utvalg {
namespace {

TEST(CrashPointTest, TheProcessDiesAtTheChosenPointTheChosenTime) {
  // Chosen in a process of its own: it is looked at once.
  const auto pass = [](int times) {
    setenv("UTVALG_CRASH_AT", "stage.after:3", 1);
    for (int i = 0; i < times; ++i) crash_point_internal::Pass("stage", "after");
  };
  EXPECT_EXIT(pass(3), ::testing::KilledBySignal(SIGKILL), "");
  EXPECT_EXIT(
      {
        pass(2);
        crash_point_internal::Pass("stage", "before");
        crash_point_internal::Pass("other", "after");
        _exit(3);
      },
      ::testing::ExitedWithCode(3), "");
}

TEST(CrashPointTest, NothingHappensWithoutAChoice) {
  ASSERT_FALSE(crash_point_internal::kArmed);
  CrashPoint("stage", "after");
  CrashPoint("stage", "after");
  CrashPoint("stage", "after");
}

}  // namespace
}  // namespace utvalg
