// SPDX-License-Identifier: Apache-2.0
#include "common/log/topics.h"

#include <array>
#include <vector>

#include "common/base/id.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

constexpr std::array<TopicSpec, 16> kTopics = {{
    {kApplicationTopic, true, true},
    {kApplicationBulkTopic, true, true},
    {kCvParsedTopic, true, true},
    {kCvParsedBulkTopic, true, true},
    {kCvIdentityTopic, true, true},
    {kCvLayoutTopic, true, true},
    {kCvEmbeddedTopic, true, true},
    {kResultTopic, true, true},
    {kSearchConsentTopic, true, false},
    {kDecisionTopic, false, true},
    {kCandidateKeyTopic, true, true},
    {kErasureTopic, false, true},
    {kJobTopic, true, true},
    {kJobEmbeddedTopic, true, true},
    {kRankShardTopic, true, false},
    {kAuditTopic, false, false},
}};

absl::Status CheckId(std::string_view what, std::string_view id) {
  if (IsValidId(id)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      Cat("the ", what, " id must be 1 to 200 of A-Z a-z 0-9 . _ : -"));
}

}  // namespace

std::span<const TopicSpec> Topics() { return kTopics; }

std::string DeadLetterTopic(std::string_view topic) { return Cat(topic, ".dead-letter"); }

absl::StatusOr<std::string> CandidateKey(std::string_view tenant, std::string_view candidate) {
  UTVALG_RETURN_IF_ERROR(CheckId("tenant", tenant));
  UTVALG_RETURN_IF_ERROR(CheckId("candidate", candidate));
  return Cat(tenant, "|", candidate);
}

absl::StatusOr<std::string> ApplicationKey(std::string_view tenant, std::string_view candidate,
                                           std::string_view application) {
  UTVALG_ASSIGN_OR_RETURN(const std::string owner, CandidateKey(tenant, candidate));
  UTVALG_RETURN_IF_ERROR(CheckId("application", application));
  return Cat(owner, "|", application);
}

absl::StatusOr<std::string> GenerationKey(std::string_view tenant, std::string_view candidate,
                                          std::string_view application,
                                          std::string_view generation) {
  UTVALG_ASSIGN_OR_RETURN(const std::string key, ApplicationKey(tenant, candidate, application));
  UTVALG_RETURN_IF_ERROR(CheckId("generation", generation));
  return Cat(key, "|", generation);
}

absl::StatusOr<std::string> JobKey(std::string_view tenant, std::string_view job) {
  UTVALG_RETURN_IF_ERROR(CheckId("tenant", tenant));
  UTVALG_RETURN_IF_ERROR(CheckId("job", job));
  return Cat(tenant, "|", job);
}

absl::StatusOr<PersonKey> ParsePersonKey(std::string_view key) {
  const std::vector<std::string_view> ids = Split(key, '|');
  if (ids.size() < 2 || ids.size() > 4) {
    return absl::InvalidArgumentError("a person's key has two to four ids");
  }
  for (std::string_view id : ids) UTVALG_RETURN_IF_ERROR(CheckId("key's", id));
  PersonKey result{ids[0], ids[1], {}, {}};
  if (ids.size() > 2) result.application = ids[2];
  if (ids.size() > 3) result.generation = ids[3];
  return result;
}

std::string_view OwnerOf(std::string_view key) {
  const size_t first = key.find('|');
  if (first == std::string_view::npos) return key;
  return key.substr(0, key.find('|', first + 1));
}

uint32_t PartitionOf(std::string_view key, uint32_t partitions) {
  return (Murmur2(OwnerOf(key)) & 0x7fffffffU) % partitions;
}

uint32_t Murmur2(std::string_view bytes) {
  constexpr uint32_t kMultiplier = 0x5bd1e995U;
  constexpr int kShift = 24;
  const auto at = [bytes](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(bytes[i]));
  };
  uint32_t hash = 0x9747b28cU ^ static_cast<uint32_t>(bytes.size());
  size_t i = 0;
  for (; i + 4 <= bytes.size(); i += 4) {
    uint32_t k = at(i) | at(i + 1) << 8 | at(i + 2) << 16 | at(i + 3) << 24;
    k *= kMultiplier;
    k ^= k >> kShift;
    k *= kMultiplier;
    hash *= kMultiplier;
    hash ^= k;
  }
  const size_t rest = bytes.size() - i;
  if (rest > 0) {
    for (size_t j = rest; j-- > 0;) hash ^= at(i + j) << (8 * j);
    hash *= kMultiplier;
  }
  hash ^= hash >> 13;
  hash *= kMultiplier;
  hash ^= hash >> 15;
  return hash;
}

}  // namespace utvalg
