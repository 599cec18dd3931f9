// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/erasure_book.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kPatience(60);

int64_t Ms(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

absl::StatusOr<std::unique_ptr<ErasureBook>> ErasureBook::Open(Options options, Log* log,
                                                               const RecordCodec* codec,
                                                               KeyRing* ring,
                                                               const SigningKey* signing_key,
                                                               const Clock* clock) {
  std::unique_ptr<ErasureBook> book(new ErasureBook(options, ring, signing_key, clock));
  UTVALG_ASSIGN_OR_RETURN(
      book->reader_,
      TableReader::Start(log, codec, {std::string(kErasureTopic)},
                         [raw = book.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(book->reader_->WaitUntilCaughtUp(kPatience));
  return book;
}

void ErasureBook::Apply(const Record& record) {
  erasure::v1::Erasure erasure;
  if (!ParseRecord(record, &erasure).ok()) return;
  absl::MutexLock lock(&mutex_);
  Case& known = cases_[erasure.erasure_id()];
  known.owner = record.key;
  // Repeated steps say nothing new: the first counts.
  if (erasure.has_request() && known.request.roster().empty()) {
    known.request = std::move(*erasure.mutable_request());
  }
  if (erasure.has_receipt()) {
    known.receipts.emplace(erasure.receipt().stage(), erasure.receipt());
  }
}

std::vector<std::string> ErasureBook::Waiting(const Case& erasure) {
  std::vector<std::string> waiting;
  for (const std::string& stage : erasure.request.roster()) {
    if (erasure.receipts.count(stage) == 0) waiting.push_back(stage);
  }
  return waiting;
}

bool ErasureBook::IsOverdue(const Case& erasure) const {
  return !Waiting(erasure).empty() &&
         Ms(clock_->WallNow()) - erasure.request.requested_at_ms() > options_.deadline.count();
}

absl::Status ErasureBook::WaitFor(const Position& position) {
  return reader_->WaitFor({position}, kPatience);
}

absl::Status ErasureBook::CatchUp() { return reader_->WaitUntilCaughtUp(kPatience); }

absl::StatusOr<v1::GetErasureResponse> ErasureBook::Get(const std::string& erasure_id,
                                                        absl::Time until) {
  v1::GetErasureResponse response;
  Case found;
  {
    absl::MutexLock lock(&mutex_);
    const auto requested = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      const auto known = cases_.find(erasure_id);
      return known != cases_.end() && !known->second.request.roster().empty();
    };
    const auto answered = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return requested() && Waiting(cases_.at(erasure_id)).empty();
    };
    mutex_.AwaitWithDeadline(absl::Condition(&answered), until);
    // A receipt may be read before the request it answers: without its roster it says nothing yet.
    if (!requested()) {
      return absl::NotFoundError(Cat("there is no erasure \"", erasure_id, "\""));
    }
    found = cases_.at(erasure_id);
  }
  for (std::string& stage : Waiting(found)) response.add_waiting_for(std::move(stage));
  response.set_overdue(IsOverdue(found));
  response.set_complete(response.waiting_for().empty());
  if (response.complete()) {
    UTVALG_ASSIGN_OR_RETURN(*response.mutable_certificate(), Certify(erasure_id, found));
  }
  return response;
}

absl::StatusOr<erasure::v1::SignedCertificate> ErasureBook::Certify(const std::string& erasure_id,
                                                                    const Case& erasure) const {
  erasure::v1::ErasureCertificate certificate;
  certificate.set_erasure_id(erasure_id);
  const std::vector<std::string_view> owner = Split(erasure.owner, '|');
  certificate.set_tenant(std::string(owner.front()));
  certificate.set_subject(std::string(owner.back()));
  certificate.set_requested_at_ms(erasure.request.requested_at_ms());
  certificate.set_epoch(erasure.request.epoch());
  for (const std::string& stage : erasure.request.roster()) {
    const erasure::v1::StageReceipt& receipt = erasure.receipts.at(stage);
    *certificate.add_stages() = receipt;
    certificate.set_deleted_at_ms(std::max(certificate.deleted_at_ms(), receipt.erased_at_ms()));
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, ring_->Epochs());
  for (const EpochInfo& epoch : epochs) {
    if (epoch.name != erasure.request.epoch()) continue;
    certificate.set_irrecoverable_from_ms(epoch.destroyed_at_ms);
    certificate.set_irrecoverable_by_ms(epoch.created_at_ms + options_.epoch.count());
  }
  if (certificate.irrecoverable_from_ms() > 0) {
    // Never before the last stage had deleted it.
    certificate.set_irrecoverable_from_ms(
        std::max(certificate.irrecoverable_from_ms(), certificate.deleted_at_ms()));
    certificate.clear_irrecoverable_by_ms();
  }
  erasure::v1::SignedCertificate result;
  result.set_certificate(certificate.SerializeAsString());
  result.set_signature(signing_key_->Sign(result.certificate()));
  result.set_public_key(signing_key_->public_key());
  return result;
}

std::vector<ErasureBook::Overdue> ErasureBook::FindOverdue() const {
  std::vector<Overdue> overdue;
  absl::MutexLock lock(&mutex_);
  for (const auto& [erasure_id, erasure] : cases_) {
    if (!IsOverdue(erasure)) continue;
    for (std::string& stage : Waiting(erasure)) overdue.push_back({erasure_id, std::move(stage)});
  }
  return overdue;
}

std::string ErasureBook::FindByApplication(const std::string& application_id) const {
  absl::MutexLock lock(&mutex_);
  for (const auto& [erasure_id, erasure] : cases_) {
    const auto& ids = erasure.request.application_ids();
    if (std::find(ids.begin(), ids.end(), application_id) != ids.end()) return erasure_id;
  }
  return "";
}

}  // namespace utvalg::ingest
