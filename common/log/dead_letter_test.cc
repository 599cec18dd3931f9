// SPDX-License-Identifier: Apache-2.0
#include "common/log/dead_letter.h"

#include "gtest/gtest.h"

namespace utvalg {
namespace {

Record Sample() {
  Record record;
  record.at = {"utvalg.cv-parsed.v1", 7};
  record.offset = 42;
  record.key = "tenant|c|app|g";
  record.value = "sealed";
  record.headers = {{"schema", "m"}, {"traceparent", "00-1"}};
  return record;
}

TEST(DeadLetterTest, TheRecordItselfIsUntouched) {
  const NewRecord letter = MakeDeadLetter(Sample(), "embed", DeadLetterCode::kInvalid, "why", 3);
  EXPECT_EQ(letter.topic, "utvalg.cv-parsed.v1.dead-letter");
  EXPECT_EQ(letter.key, Sample().key);
  EXPECT_EQ(letter.value, Sample().value);
  ASSERT_GE(letter.headers.size(), 2u);
  EXPECT_EQ(letter.headers[0], Sample().headers[0]);
  EXPECT_EQ(letter.headers[1], Sample().headers[1]);
}

TEST(DeadLetterTest, TheHeadersSayWhatWentWrongAsKafkaConnectDoes) {
  const NewRecord letter =
      MakeDeadLetter(Sample(), "embed", DeadLetterCode::kRetriesExhausted, "no model", 5);
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.topic"), "utvalg.cv-parsed.v1");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.partition"), "7");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.offset"), "42");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.connector.name"), "embed");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.task.id"), "0");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.stage"), "TASK_PUT");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.class.name"), "utvalg::StageWorker");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.exception.class.name"),
            "RETRIES_EXHAUSTED");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.exception.message"), "no model");
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.exception.stacktrace"), "");
  EXPECT_EQ(FindHeader(letter.headers, "utvalg.error.code"), "RETRIES_EXHAUSTED");
  EXPECT_EQ(FindHeader(letter.headers, "utvalg.attempt"), "5");
  EXPECT_EQ(FindHeader(letter.headers, "utvalg.tenant"), "tenant");
  EXPECT_EQ(FindHeader(letter.headers, "utvalg.application_id"), "app");
}

TEST(DeadLetterTest, AJobHasNoApplication) {
  Record record = Sample();
  record.key = "tenant|job";
  const NewRecord letter = MakeDeadLetter(record, "embed", DeadLetterCode::kCorrupt, "", 1);
  EXPECT_EQ(FindHeader(letter.headers, "utvalg.application_id"), std::nullopt);
  EXPECT_EQ(FindHeader(letter.headers, "__connect.errors.stage"), "VALUE_CONVERTER");
}

}  // namespace
}  // namespace utvalg
