// SPDX-License-Identifier: Apache-2.0
//
// The declared topics on a real broker: what `utvalg topics apply` makes is what `check` wants.
#include "common/log/kafka/kafka_topics.h"

#include "common/log/kafka/declared_topics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/kafka_broker.h"

namespace utvalg {
namespace {

TEST(KafkaTopicsTest, WhatIsMadeAsDeclaredDoesNotDriftAndIsNotMadeTwice) {
  const auto bootstrap = KafkaBroker();
  if (absl::IsNotFound(bootstrap.status())) GTEST_SKIP() << bootstrap.status();
  ASSERT_TRUE(bootstrap.ok()) << bootstrap.status();
  KafkaLogOptions options;
  options.bootstrap = *bootstrap;
  options.prefix = UniquePrefix();
  const auto topics = KafkaTopics::Connect(options);
  ASSERT_TRUE(topics.ok()) << topics.status();
  const auto declared = DeclaredTopics(2, 1);
  std::vector<std::string> names;
  for (const KafkaTopic& topic : declared) names.push_back(topic.name);

  const auto before = (*topics)->Describe(names);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_THAT(FindDrift(declared, *before), ::testing::SizeIs(declared.size()));
  // A log does not open on topics that are missing.
  EXPECT_EQ(KafkaLog::Open(options).status().code(), absl::StatusCode::kFailedPrecondition);

  ASSERT_TRUE((*topics)->Create(declared).ok());
  const auto after = (*topics)->Describe(names);
  ASSERT_TRUE(after.ok()) << after.status();
  for (const TopicDrift& drift : FindDrift(declared, *after)) {
    ADD_FAILURE() << drift.topic << " " << drift.what << " is " << drift.found;
  }
  EXPECT_EQ((*topics)->Create({declared[0]}).code(), absl::StatusCode::kAlreadyExists);
  const auto log = KafkaLog::Open(options);
  ASSERT_TRUE(log.ok()) << log.status();
  EXPECT_EQ((*log)->partitions(), 2u);
}

}  // namespace
}  // namespace utvalg
