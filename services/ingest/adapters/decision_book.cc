// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/decision_book.h"

#include <algorithm>
#include <chrono>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "services/ingest/core/decision_machine.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kPatience(60);

}  // namespace

absl::StatusOr<std::unique_ptr<DecisionBook>> DecisionBook::Open(Log* log, const RecordCodec* codec,
                                                                 Producer* producer,
                                                                 PersonKeys keys) {
  std::unique_ptr<DecisionBook> book(new DecisionBook(producer, std::move(keys)));
  UTVALG_ASSIGN_OR_RETURN(
      book->reader_,
      TableReader::Start(log, codec, {std::string(kDecisionTopic), std::string(kErasureTopic)},
                         [raw = book.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(book->reader_->WaitUntilCaughtUp(kPatience));
  return book;
}

void DecisionBook::Apply(const Record& record) {
  absl::MutexLock lock(&mutex_);
  if (record.at.topic == kErasureTopic) {
    erasure::v1::Erasure erasure;
    if (!ParseRecord(record, &erasure).ok()) return;
    for (const std::string& id : erasure.request().application_ids()) decisions_.erase(id);
    return;
  }
  const auto key = ParsePersonKey(record.key);
  decision::v1::DecisionRecord decision;
  if (!key.ok() || !ParseRecord(record, &decision).ok() || keys_.IsErased(key->application)) return;
  History& history = decisions_[std::string(key->application)];
  // The log may hold a record twice.
  for (const auto& known : history) {
    if (known.decision_id() == decision.decision_id()) return;
  }
  // Of two steps that replicas took at the same time the log says which was first. The other began
  // from a state that was over: nobody counts it, and who took it was told.
  if (decision.from() != StateOf(history)) return;
  history.push_back(std::move(decision));
}

DecisionBook::History DecisionBook::Of(const std::string& application_id) const {
  absl::MutexLock lock(&mutex_);
  const auto found = decisions_.find(application_id);
  return found == decisions_.end() ? History() : found->second;
}

absl::Status DecisionBook::Append(const std::string& key,
                                  const decision::v1::DecisionRecord& record) {
  UTVALG_ASSIGN_OR_RETURN(const Position position,
                          producer_->Append(MakeRecord(kDecisionTopic, key, record)));
  UTVALG_RETURN_IF_ERROR(reader_->WaitFor({position}, kPatience));
  const History history = Of(std::string(ParsePersonKey(key)->application));
  const bool counts = std::any_of(history.begin(), history.end(), [&record](const auto& known) {
    return known.decision_id() == record.decision_id();
  });
  if (counts) return absl::OkStatus();
  return absl::AbortedError("somebody else decided at the same time; look again");
}

absl::Status DecisionBook::CatchUp() { return reader_->WaitUntilCaughtUp(kPatience); }

absl::Status DecisionBook::Store(const std::string& key, const Decision& decision) {
  return Append(key, decision.record());
}

absl::Status DecisionBook::StoreCandidates(const std::string& key, decision::v1::Action action,
                                           const std::string& job_id, int64_t now_ms) {
  const std::string application_id(ParsePersonKey(key)->application);
  const History history = Of(application_id);
  decision::v1::DecisionRecord record;
  record.set_from(StateOf(history));
  UTVALG_ASSIGN_OR_RETURN(const decision::v1::ApplicationState to,
                          Step(record.from(), action, decision::v1::ACTOR_KIND_CANDIDATE));
  record.set_to(to);
  record.set_action(action);
  record.set_actor_kind(decision::v1::ACTOR_KIND_CANDIDATE);
  record.set_actor("candidate");
  record.set_job_id(job_id);
  record.set_decided_at_ms(now_ms);
  record.set_decision_id(Sha256Hex(Cat("candidate\n", application_id, "\n",
                                       static_cast<int>(action), "\n", history.size()))
                             .substr(0, 32));
  return Append(key, record);
}

}  // namespace utvalg::ingest
