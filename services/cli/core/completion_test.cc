// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/cli/core/suggest.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;

CommandSpec Program() {
  return {"utvalg",
          "",
          {{"--version", "Show the version", false}},
          {{"screen", "Put CVs in order", {{"--job", "The job's file [text]", true}}, {}},
           {"job", "Jobs", {}, {{"put", "Make known", {{"--server", "Address", true}}, {}}}}}};
}

TEST(CompletionTest, BashOffersWhatFitsTheCommand) {
  const std::string script = BashCompletion(Program());
  EXPECT_THAT(script, HasSubstr("'') words='screen job --version' ;;"));
  EXPECT_THAT(script, HasSubstr("'screen') words='--job' ;;"));
  EXPECT_THAT(script, HasSubstr("'job put') words='--server' ;;"));
  EXPECT_THAT(script, HasSubstr("\" screen job put \""));
}

TEST(CompletionTest, ZshDescribesCommandsAndOptions) {
  const std::string script = ZshCompletion(Program());
  EXPECT_THAT(script, HasSubstr("'screen:Put CVs in order'"));
  EXPECT_THAT(script, HasSubstr("'--job[The job’s file (text)]:value:_files'"));
}

TEST(CompletionTest, FishDescribesCommandsAndOptions) {
  const std::string script = FishCompletion(Program());
  EXPECT_THAT(script, HasSubstr("-n __fish_use_subcommand -a screen -d 'Put CVs in order'"));
  EXPECT_THAT(script, HasSubstr("'__fish_seen_subcommand_from screen' -l job -r"));
}

TEST(SuggestTest, FindsWhatWasMeant) {
  EXPECT_EQ(Nearest("scren", {"screen", "search"}), "screen");
  EXPECT_EQ(Nearest("--jbo", {"--job", "--json"}), "--job");
  EXPECT_EQ(Nearest("xyz", {"screen", "search"}), "");
}

}  // namespace
}  // namespace utvalg::cli
