// SPDX-License-Identifier: Apache-2.0
#include "common/keys/search_consents.h"

#include "common/base/status_macros.h"
#include "common/log/topics.h"
#include "utvalg/application/v1/application.pb.h"

namespace utvalg {
namespace {

constexpr std::chrono::minutes kPatience(10);

}  // namespace

absl::StatusOr<std::unique_ptr<SearchConsents>> SearchConsents::Open(std::string tenant, Log* log,
                                                                     const RecordCodec* codec,
                                                                     const Clock* clock) {
  std::unique_ptr<SearchConsents> consents(new SearchConsents(std::move(tenant), clock));
  UTVALG_ASSIGN_OR_RETURN(
      consents->reader_,
      TableReader::Start(log, codec, {std::string(kSearchConsentTopic)},
                         [raw = consents.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(consents->reader_->WaitUntilCaughtUp(kPatience));
  return consents;
}

void SearchConsents::Apply(const Record& record) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->tenant != tenant_) return;
  application::v1::SearchConsent consent;
  const bool given = !record.IsTombstone() && consent.ParseFromString(record.value);
  absl::MutexLock lock(&mutex_);
  if (given) {
    until_[std::string(key->application)] = consent.until_ms();
  } else {
    until_.erase(std::string(key->application));
  }
}

int64_t SearchConsents::Until(const std::string& application_id) const {
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  absl::MutexLock lock(&mutex_);
  const auto found = until_.find(application_id);
  return found == until_.end() || found->second <= now_ms ? 0 : found->second;
}

}  // namespace utvalg
