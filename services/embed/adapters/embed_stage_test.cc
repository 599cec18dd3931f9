// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/embed_stage.h"

#include <gtest/gtest.h>

#include "common/base/passages_version.h"
#include "common/log/producer.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::embed {
namespace {

// One dimension; the model is not what these tests are about.
class OneEncoder : public Encoder {
 public:
  const ModelInfo& model() const override { return info_; }
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             TextRole) override {
    return std::vector<int8_t>(texts.size(), 1);
  }

 private:
  ModelInfo info_{.name = "one", .licence = "Apache-2.0", .dimensions = 1, .digest = "d/f32"};
};

class EmbedStageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto cache = KvCache::Open({.directory = directory_.path()});
    ASSERT_TRUE(cache.ok()) << cache.status();
    cache_ = *std::move(cache);
    auto telemetry = Telemetry::Create({false, ""});
    ASSERT_TRUE(telemetry.ok()) << telemetry.status();
    telemetry_ = *std::move(telemetry);
  }

  // What the stage says to a CV that was read for these passages.
  Verdict::Kind ReadFor(const std::string& passages) {
    cv::v1::CvParsed parsed;
    parsed.mutable_read()->set_blind_text("Nurse");
    parsed.set_passages(passages);
    const NewRecord made = MakeRecord(kCvParsedTopic, "t|c|a|g", parsed);
    Record record;
    record.at.topic = made.topic;
    record.key = made.key;
    record.value = made.value;
    record.headers = made.headers;
    CachedEncoder encoder(&one_, cache_.get(), "secret", PersonKeys());
    CvEmbedStage stage(&encoder, &clock_, telemetry_.get());
    return stage.Handle({&record, 1}).front().kind();
  }

  TempDir directory_;
  FakeClock clock_;
  OneEncoder one_;
  std::unique_ptr<KvCache> cache_;
  std::unique_ptr<Telemetry> telemetry_;
};

TEST_F(EmbedStageTest, ACvReadForOtherPassagesIsLeftToTheProgramThatCutsThem) {
  EXPECT_EQ(ReadFor(std::string(kPassagesVersion)), Verdict::Kind::kDone);
  EXPECT_EQ(ReadFor(""), Verdict::Kind::kDone);  // Read before it was said.
  EXPECT_EQ(ReadFor("0"), Verdict::Kind::kRetryAfter);
}

}  // namespace
}  // namespace utvalg::embed
