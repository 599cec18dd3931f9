// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/extractor.h"

#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/adapters/child_protocol.h"

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

std::string BinDir() { return std::getenv("UTVALG_BIN_DIR"); }

// The extractor with a child that does whatever its document says.
class MisbehaviourTest : public testing::Test {
 protected:
  void SetUp() override {
    ExtractorOptions options;
    options.path = BinDir() + "/../tests/utvalg-misbehaving-child";
    options.children = 1;
    options.wall_limit = std::chrono::seconds(20);
    Start(options);
  }
  void Start(const ExtractorOptions& options) {
    auto extractor = Extractor::Create(options);
    ASSERT_TRUE(extractor.ok()) << extractor.status();
    extractor_ = *std::move(extractor);
  }
  pb::Failure FailureOf(std::string_view command) {
    const auto response = extractor_->Extract(command);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->failure() : pb::FAILURE_UNSPECIFIED;
  }
  std::string AnswerTo(std::string_view command) {
    const auto response = extractor_->Extract(command);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->blocks(0).spans(0).text() : "";
  }

  std::unique_ptr<Extractor> extractor_;
};

TEST_F(MisbehaviourTest, TwoDeathsOfADocumentAreAVerdictAndTheNextIsRead) {
  EXPECT_EQ(FailureOf("crash"), pb::FAILURE_CRASH);
  EXPECT_EQ(extractor_->deaths(), 2u);
  EXPECT_EQ(FailureOf("abort"), pb::FAILURE_CRASH);
  EXPECT_EQ(FailureOf("exit"), pb::FAILURE_CRASH);
  EXPECT_EQ(FailureOf("behave"), pb::FAILURE_UNSPECIFIED);
}

TEST_F(MisbehaviourTest, CpuTimeIsAVerdict) { EXPECT_EQ(FailureOf("spin"), pb::FAILURE_CPU_TIME); }

TEST_F(MisbehaviourTest, MemoryIsAVerdict) {
  EXPECT_EQ(FailureOf("eat memory"), pb::FAILURE_MEMORY);
  EXPECT_EQ(FailureOf("say out of memory"), pb::FAILURE_MEMORY);
}

TEST_F(MisbehaviourTest, WallTimeIsNoVerdict) {
  ExtractorOptions options;
  options.path = BinDir() + "/../tests/utvalg-misbehaving-child";
  options.children = 1;
  options.wall_limit = std::chrono::milliseconds(50);
  Start(options);
  // Spinning is cut short by the wall long before its second of CPU time is used up.
  EXPECT_EQ(extractor_->Extract("spin").status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(MisbehaviourTest, ForbiddenCallsAreFatal) {
  for (const char* command :
       {"socket", "fork", "exec", "ptrace", "kill parent", "map code", "unlink", "wait"})
    EXPECT_EQ(FailureOf(command), pb::FAILURE_SANDBOX) << command;
}

TEST_F(MisbehaviourTest, NoFileCanBeOpened) {
  for (const char* command : {"read file", "read own memory", "write file", "list folder"})
    EXPECT_EQ(AnswerTo(command), "Permission denied") << command;
  struct stat status;
  EXPECT_NE(stat("/tmp/utvalg-escaped", &status), 0);
}

TEST_F(MisbehaviourTest, AnswersThatMakeNoSenseAreDeaths) {
  EXPECT_EQ(FailureOf("garbage"), pb::FAILURE_CRASH);
  EXPECT_EQ(FailureOf("lie"), pb::FAILURE_CRASH);
  EXPECT_EQ(FailureOf("behave"), pb::FAILURE_UNSPECIFIED);
}

TEST(ExtractorTest, RefusesToStartWithoutItsProgram) {
  ExtractorOptions options;
  options.path = "/nowhere/utvalg-extract";
  EXPECT_EQ(Extractor::Create(options).status().code(), absl::StatusCode::kNotFound);
}

TEST(ExtractorTest, RefusesAProgramThatIsNotItsOwn) {
  ExtractorOptions options;
  options.path = "/bin/true";
  EXPECT_EQ(Extractor::Create(options).status().code(), absl::StatusCode::kFailedPrecondition);
}

class RealChildTest : public testing::Test {
 protected:
  void SetUp() override {
    ExtractorOptions options;
    options.path = BinDir() + "/utvalg-extract";
    options.children = 2;
    options.documents_per_child = 3;
    auto extractor = Extractor::Create(options);
    ASSERT_TRUE(extractor.ok()) << extractor.status();
    extractor_ = *std::move(extractor);
  }
  std::unique_ptr<Extractor> extractor_;
};

TEST_F(RealChildTest, NothingButWhiteIsEmpty) {
  EXPECT_EQ(extractor_->Extract("")->failure(), pb::FAILURE_EMPTY);
  EXPECT_EQ(extractor_->Extract(" \r\n\t")->failure(), pb::FAILURE_EMPTY);
}

TEST_F(RealChildTest, ADocumentBeyondTheLimitIsTheCallersFault) {
  const std::string large(kMaxDocumentBytes + 1, 'a');
  EXPECT_EQ(extractor_->Extract(large).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ExtractorTest, AScanIsAnsweredAtOnceWhenNobodyWantsToWaitForRecognition) {
  ExtractorOptions options;
  options.path = BinDir() + "/utvalg-extract";
  options.children = 1;
  options.ocr_children = 1;
  options.ocr_path = BinDir() + "/utvalg-ocr";
  const auto extractor = Extractor::Create(options);
  ASSERT_TRUE(extractor.ok()) << extractor.status();
  std::ifstream file(BinDir() + "/../../../samples/cvs/28-lars-petter-moen.pdf", std::ios::binary);
  const std::string scan((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto waiting = (*extractor)->Extract(scan, {.recognise = false});
  ASSERT_TRUE(waiting.ok()) << waiting.status();
  EXPECT_EQ(waiting->failure(), pb::FAILURE_NO_TEXT);
  EXPECT_TRUE((*extractor)->MayRecognise(*waiting));
  // What recognition cannot help either is a verdict.
  const auto empty = (*extractor)->Extract("", {.recognise = false});
  EXPECT_FALSE((*extractor)->MayRecognise(*empty));
}

TEST_F(RealChildTest, ManyThreadsShareWornChildren) {
  std::vector<std::thread> threads;
  std::atomic<int> read = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, &read] {
      for (int i = 0; i < 5; ++i) {
        const auto response = extractor_->Extract("Erfaring\n2019 - 2021 Rørlegger");
        read += response.ok() && response->blocks_size() == 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(read, 20);
  EXPECT_EQ(extractor_->deaths(), 0u);
}

}  // namespace
}  // namespace utvalg::parse
