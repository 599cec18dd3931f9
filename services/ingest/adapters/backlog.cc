// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/backlog.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/record_codec.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::minutes kStartPatience(10);
// How much later than its result an application may be read.
constexpr int64_t kEarlyResultMs = 10 * 60 * 1000;

// Keys alone tell what is looked for here: nothing is opened.
const IdentityRecordCodec kPlain;

}  // namespace

absl::StatusOr<std::unique_ptr<Backlog>> Backlog::Open(Options options, Log* log,
                                                       const Clock* clock, Telemetry* telemetry) {
  std::unique_ptr<Backlog> backlog(new Backlog(std::move(options), clock, telemetry));
  UTVALG_ASSIGN_OR_RETURN(
      backlog->reader_,
      TableReader::Start(log, &kPlain,
                         {std::string(kApplicationTopic), std::string(kApplicationBulkTopic),
                          std::string(kResultTopic)},
                         [raw = backlog.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(backlog->reader_->WaitUntilCaughtUp(kStartPatience));
  absl::MutexLock lock(&backlog->mutex_);
  backlog->live_ = true;
  return backlog;
}

int64_t Backlog::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

void Backlog::Apply(const Record& record) {
  absl::MutexLock lock(&mutex_);
  const bool is_result = record.at.topic == kResultTopic;
  const auto found = entries_.find(record.key);
  if (record.IsTombstone()) return Remove(record.key);
  if (!is_result) {
    // A correction waits as its first submission did, when that one still waits.
    if (found != entries_.end()) {
      if (!found->second.submitted) Remove(record.key);
      return;
    }
    entries_[record.key] = {true, record.produced_at_ms};
    submitted_.emplace(record.produced_at_ms, record.key);
    return;
  }
  if (found == entries_.end()) {
    const int64_t now = NowMs();
    entries_[record.key] = {false, now};
    early_results_.emplace(now, record.key);
    return;
  }
  if (!found->second.submitted) return;
  if (live_) {
    const int64_t waited = record.produced_at_ms - found->second.since_ms;
    telemetry_->ObserveSeconds("outcome", static_cast<double>(std::max<int64_t>(0, waited)) / 1000);
  }
  Remove(record.key);
}

void Backlog::Remove(const std::string& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  auto& order = found->second.submitted ? submitted_ : early_results_;
  order.erase({found->second.since_ms, key});
  entries_.erase(found);
}

void Backlog::Sweep(int64_t now_ms) {
  // A result that was emitted again, by new rules or for a revised job: nobody waits for it.
  while (!early_results_.empty() && early_results_.begin()->first + kEarlyResultMs < now_ms) {
    Remove(std::string(early_results_.begin()->second));
  }
  while (!submitted_.empty() && options_.is_erased) {
    const auto key = ParsePersonKey(submitted_.begin()->second);
    if (key.ok() && !options_.is_erased(key->application)) break;
    Remove(std::string(submitted_.begin()->second));
  }
}

Backlog::State Backlog::Get() {
  absl::MutexLock lock(&mutex_);
  const int64_t now = NowMs();
  Sweep(now);
  State state;
  state.unfinished = submitted_.size();
  if (!submitted_.empty()) {
    state.oldest = std::chrono::milliseconds(std::max<int64_t>(0, now - submitted_.begin()->first));
  }
  return state;
}

absl::Status Backlog::Admit() {
  if (options_.max_unfinished == 0 && options_.max_age.count() == 0) return absl::OkStatus();
  const State state = Get();
  const bool many = options_.max_unfinished > 0 && state.unfinished >= options_.max_unfinished;
  const bool old = options_.max_age.count() > 0 && state.oldest > options_.max_age;
  if (!many && !old) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      Cat("BUSY: ", state.unfinished, " applications are being read, the oldest for ",
          state.oldest.count() / 1000, " s; try again in a moment"));
}

void Backlog::Publish() {
  const State state = Get();
  telemetry_->SetGauge("applications_unfinished", "service", "ingest",
                       static_cast<double>(state.unfinished));
  telemetry_->SetGauge("applications_oldest_seconds", "service", "ingest",
                       static_cast<double>(state.oldest.count()) / 1000);
}

}  // namespace utvalg::ingest
