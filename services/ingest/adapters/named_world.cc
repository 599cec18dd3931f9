// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/named_world.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr KvFamily kApplications = 1;
constexpr KvFamily kIdentities = 2;
constexpr KvFamily kLayouts = 3;
constexpr size_t kRecent = 8192;

std::optional<KvFamily> FamilyOf(const std::string& topic) {
  if (topic == kApplicationTopic || topic == kApplicationBulkTopic) return kApplications;
  if (topic == kCvIdentityTopic) return kIdentities;
  if (topic == kCvLayoutTopic) return kLayouts;
  return std::nullopt;
}

template <typename M>
absl::StatusOr<M> Parse(absl::StatusOr<std::string> value) {
  if (!value.ok()) return value.status();
  M message;
  if (!message.ParseFromString(*value)) {
    return absl::DataLossError("ingest's state holds a record that is none; run `utvalg doctor`");
  }
  return message;
}

absl::Status Unknown(const std::string& application_id) {
  return absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
}

}  // namespace

std::vector<std::string> NamedWorld::Families() {
  return {"positions", "applications", "identities", "layouts"};
}

std::vector<Subscription> NamedWorld::Topics() {
  std::vector<Subscription> topics;
  for (std::string_view name :
       {kApplicationTopic, kApplicationBulkTopic, kCvIdentityTopic, kCvLayoutTopic}) {
    topics.push_back({std::string(name), 1});
  }
  return topics;
}

NamedWorld::NamedWorld(KvStore* store, std::chrono::milliseconds patience)
    : store_(store), patience_(patience) {}

std::vector<Verdict> NamedWorld::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  for (const Record& record : records) {
    const auto key = ParsePersonKey(record.key);
    const auto family = FamilyOf(record.at.topic);
    if (!key.ok() || !family) {
      verdicts.push_back(Verdict::Reject(DeadLetterCode::kInvalid, "unexpected key or topic"));
      continue;
    }
    const std::string application_id(key->application);
    KvBatch state;
    if (record.IsTombstone()) {
      state.Delete(*family, application_id);
    } else {
      state.Put(*family, application_id, record.value);
      Remember(*family, application_id, record.value);
    }
    verdicts.push_back(Verdict::Done({}, std::move(state)));
  }
  return verdicts;
}

void NamedWorld::Remember(KvFamily family, const std::string& application_id, std::string value) {
  absl::MutexLock lock(&mutex_);
  auto key = std::make_pair(family, application_id);
  if (recent_.insert_or_assign(key, std::move(value)).second) order_.push_back(std::move(key));
  while (order_.size() > kRecent) {
    recent_.erase(order_.front());
    order_.pop_front();
  }
}

void NamedWorld::NoteApplication(const application::v1::Application& application) {
  Remember(kApplications, application.application_id(), application.SerializeAsString());
}

absl::StatusOr<std::string> NamedWorld::Find(KvFamily family, const std::string& application_id,
                                             bool wait) {
  const auto key = std::make_pair(family, application_id);
  UTVALG_ASSIGN_OR_RETURN(std::optional<std::string> stored, store_->Get(family, application_id));
  if (stored) return *std::move(stored);
  absl::MutexLock lock(&mutex_);
  const auto is_there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return recent_.count(key) > 0; };
  if (!is_there() && wait) {
    mutex_.AwaitWithTimeout(absl::Condition(&is_there), absl::FromChrono(patience_));
  }
  const auto found = recent_.find(key);
  if (found == recent_.end()) return Unknown(application_id);
  return found->second;
}

absl::StatusOr<application::v1::Application> NamedWorld::GetApplication(
    const std::string& application_id) {
  return Parse<application::v1::Application>(Find(kApplications, application_id, false));
}

absl::StatusOr<identity::v1::CvIdentity> NamedWorld::GetIdentity(
    const std::string& application_id) {
  UTVALG_RETURN_IF_ERROR(GetApplication(application_id).status());
  return Parse<identity::v1::CvIdentity>(Find(kIdentities, application_id, true));
}

absl::StatusOr<identity::v1::CvLayout> NamedWorld::GetLayout(const std::string& application_id) {
  UTVALG_RETURN_IF_ERROR(GetApplication(application_id).status());
  return Parse<identity::v1::CvLayout>(Find(kLayouts, application_id, true));
}

}  // namespace utvalg::ingest
