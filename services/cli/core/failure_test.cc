// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/failure.h"

#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

TEST(FailureTest, CarriesItsExitCode) {
  EXPECT_EQ(ExitOf(Failure(Exit::kConfiguration, "no model", "run it")), Exit::kConfiguration);
  EXPECT_EQ(ExitOf(Failure(Exit::kIo, "disk", "")), Exit::kIo);
  EXPECT_EQ(ExitOf(absl::OkStatus()), Exit::kOk);
}

TEST(FailureTest, PlainStatusesHaveAnExitCodeToo) {
  EXPECT_EQ(ExitOf(absl::UnavailableError("x")), Exit::kUnavailable);
  EXPECT_EQ(ExitOf(absl::NotFoundError("x")), Exit::kNoInput);
  EXPECT_EQ(ExitOf(absl::InvalidArgumentError("x")), Exit::kData);
  EXPECT_EQ(ExitOf(absl::DeadlineExceededError("x")), Exit::kTemporary);
  EXPECT_EQ(ExitOf(absl::InternalError("x")), Exit::kSoftware);
}

TEST(FailureTest, IsOneLineWithCauseAndRemedy) {
  EXPECT_EQ(FailureLine("utvalg", Failure(Exit::kNoInput, "no files below cvs", "give a folder")),
            "utvalg: no files below cvs; give a folder");
  EXPECT_EQ(FailureLine("utvalg", absl::InternalError("first\nsecond\x1b[31m")),
            "utvalg: first; second\xEF\xBF\xBD[31m");
}

}  // namespace
}  // namespace utvalg::cli
