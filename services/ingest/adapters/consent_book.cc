// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/consent_book.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/keys/erasure_records.h"
#include "common/log/topics.h"
#include "utvalg/application/v1/application.pb.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kPatience(60);

}  // namespace

NewRecord ConsentRecord(const std::string& key, int64_t until_ms, int64_t now_ms) {
  application::v1::SearchConsent consent;
  consent.set_until_ms(until_ms);
  consent.set_given_at_ms(now_ms);
  return MakeRecord(kSearchConsentTopic, key, consent);
}

absl::Status ConsentBook::Give(const std::string& key, int64_t until_ms, int64_t now_ms) {
  return Append(ConsentRecord(key, until_ms, now_ms));
}

absl::Status ConsentBook::Withdraw(const std::string& key) {
  return Append(MakeTombstone(kSearchConsentTopic, key));
}

absl::Status ConsentBook::Append(NewRecord record) {
  UTVALG_ASSIGN_OR_RETURN(const Position position, producer_->Append(std::move(record)));
  return consents_->WaitFor({position}, kPatience);
}

absl::Status ConsentBook::CatchUp() { return consents_->CatchUp(kPatience); }

}  // namespace utvalg::ingest
