// SPDX-License-Identifier: Apache-2.0
//
// The topics of the event log and how their keys are made. The one list: deploy/topics.yaml is
// tested against it.
//
// A key is ids joined by '|', the owner first: tenant|candidate|application[|generation] for what
// is about a person, tenant|job for jobs. Records are partitioned by the first two ids with Kafka's
// default hash, so that all of a person's records lie in one partition, in order, on every topic.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace utvalg {

inline constexpr std::string_view kApplicationTopic = "utvalg.application.v1";
inline constexpr std::string_view kApplicationBulkTopic = "utvalg.application-bulk.v1";
inline constexpr std::string_view kCvParsedTopic = "utvalg.cv-parsed.v1";
inline constexpr std::string_view kCvParsedBulkTopic = "utvalg.cv-parsed-bulk.v1";
inline constexpr std::string_view kCvIdentityTopic = "utvalg.cv-identity.v1";
inline constexpr std::string_view kCvLayoutTopic = "utvalg.cv-layout.v1";
inline constexpr std::string_view kCvEmbeddedTopic = "utvalg.cv-embedded.v1";
inline constexpr std::string_view kResultTopic = "utvalg.result.v1";
inline constexpr std::string_view kSearchConsentTopic = "utvalg.search-consent.v1";
inline constexpr std::string_view kDecisionTopic = "utvalg.decision.v1";
inline constexpr std::string_view kCandidateKeyTopic = "utvalg.candidate-key.v1";
inline constexpr std::string_view kErasureTopic = "utvalg.erasure.v1";
inline constexpr std::string_view kJobTopic = "utvalg.job.v1";
inline constexpr std::string_view kJobEmbeddedTopic = "utvalg.job-embedded.v1";
inline constexpr std::string_view kRankShardTopic = "utvalg.rank-shard.v1";
inline constexpr std::string_view kAuditTopic = "utvalg.audit.v1";

struct TopicSpec {
  std::string_view name;
  bool compacted;    // Only the newest record of each key is kept for ever.
  bool dead_letter;  // Has a <name>.dead-letter beside it.
};

// Every topic but the dead letters.
std::span<const TopicSpec> Topics();

// Where records of a topic go that cannot be handled: <topic>.dead-letter.
std::string DeadLetterTopic(std::string_view topic);

// Partitions of every topic on one machine. A cluster sets its own number once, when it creates
// them.
inline constexpr uint32_t kDefaultPartitions = 12;

// INVALID_ARGUMENT when an id is not valid (common/base/id.h); the message names which one, not
// what it holds.
absl::StatusOr<std::string> CandidateKey(std::string_view tenant, std::string_view candidate);
absl::StatusOr<std::string> ApplicationKey(std::string_view tenant, std::string_view candidate,
                                           std::string_view application);
absl::StatusOr<std::string> GenerationKey(std::string_view tenant, std::string_view candidate,
                                          std::string_view application,
                                          std::string_view generation);
absl::StatusOr<std::string> JobKey(std::string_view tenant, std::string_view job);

// What a person's key holds, as views into it; application and generation are empty where the key
// has none.
struct PersonKey {
  std::string_view tenant;
  std::string_view candidate;
  std::string_view application;
  std::string_view generation;
};
// INVALID_ARGUMENT when it is not two to four valid ids.
absl::StatusOr<PersonKey> ParsePersonKey(std::string_view key);

// The part of a key that decides partition and order: its first two ids, or all of it when it has
// fewer.
std::string_view OwnerOf(std::string_view key);

// Kafka's default partitioner: murmur2(OwnerOf(key)), made positive, modulo partitions (> 0).
uint32_t PartitionOf(std::string_view key, uint32_t partitions);

// The hash itself (seed 0x9747b28c), as org.apache.kafka.common.utils.Utils.murmur2.
uint32_t Murmur2(std::string_view bytes);

}  // namespace utvalg
