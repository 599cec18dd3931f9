// SPDX-License-Identifier: Apache-2.0
#include "common/log/stage_worker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/base/crash_point.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/in_flight.h"
#include "common/log/record_trace.h"
#include "common/log/settled_positions.h"
#include "common/log/stage_emitter.h"
#include "common/log/stage_progress.h"

namespace utvalg {
namespace {

using Item = InFlight::Item;
using std::chrono::milliseconds;

// Whatever ends a wait also wakes it; this only bounds one round of the loop.
constexpr milliseconds kLongWait = std::chrono::minutes(1);

bool IsPermanent(const absl::Status& status) {
  return status.code() == absl::StatusCode::kInvalidArgument ||
         status.code() == absl::StatusCode::kFailedPrecondition ||
         status.code() == absl::StatusCode::kDataLoss;
}

// The same for the same record and try, spread over 80 to 120 %: no two workers in step, every run
// alike.
milliseconds Backoff(const StageOptions& options, uint32_t attempts, uint64_t salt) {
  milliseconds delay = options.first_backoff;
  for (uint32_t i = 1; i < attempts && delay < options.max_backoff; ++i) delay *= 2;
  delay = std::min(delay, options.max_backoff);
  const uint64_t mixed = (salt * 0x9e3779b97f4a7c15U + attempts) * 0xbf58476d1ce4e5b9U;
  return delay * static_cast<int64_t>(80 + (mixed >> 32) % 41) / 100;
}

}  // namespace

class StageWorker::Impl final : public AssignmentListener {
 public:
  Impl(Log* log, const RecordCodec* codec, StageHandler* handler, const Clock* clock,
       StageOptions options)
      : log_(log),
        codec_(codec),
        handler_(handler),
        clock_(clock),
        options_(std::move(options)),
        emitter_(log, codec, handler, options_.name) {}

  absl::Status Run();
  absl::Status Step(Phase phase);
  absl::Status Finish();
  void Stop();
  void Wake();
  const StageCounters& counters() const { return counters_; }
  bool HasSettled(const std::vector<Position>& positions);

  absl::StatusOr<std::vector<Position>> OnAssigned(
      const std::vector<TopicPartition>& partitions) override;
  void OnRevoked(const std::vector<TopicPartition>& partitions) override;

 private:
  // The run thread.
  absl::Status Join();
  absl::Status Leave();
  absl::Status Loop();
  absl::StatusOr<std::vector<Position>> Begin(const std::vector<TopicPartition>& partitions);
  absl::Status PollOnce(size_t capacity, milliseconds wait);
  absl::Status SettleFinished();
  // 0 for the heaviest topics; what weighs less is taken up later.
  uint32_t LaneOf(std::string_view topic) const;
  // Whether the item is to be emitted now; else it waits for another try.
  bool Decide(Item* item);
  void EndSpan(Item* item, const char* error);
  absl::Status Emit(const std::vector<Item*>& items);
  absl::Status Store(const std::vector<Item*>& items);
  absl::Status WriteState(KvBatch state, const std::vector<InFlight::Progress>& progress);
  // Waits by the clock; false when the worker is to stop.
  bool Pause(milliseconds delay);
  milliseconds WaitTime();

  // The handling threads.
  void HandleLoop();
  std::vector<Item*> TakeUp() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void PutDown(const std::vector<Item*>& items);
  void HandleBatch(const std::vector<Item*>& items);

  Log* const log_;
  const RecordCodec* const codec_;
  StageHandler* const handler_;
  const Clock* const clock_;
  const StageOptions options_;
  const StageEmitter emitter_;
  StageCounters counters_;
  std::unique_ptr<Consumer> consumer_;  // Made by Run, under mutex_ for the sake of Stop and Wake.

  absl::Mutex mutex_;
  absl::CondVar changed_;  // Work came or was finished, or a flag below changed.
  InFlight in_flight_ ABSL_GUARDED_BY(mutex_);
  std::vector<Item*> finished_ ABSL_GUARDED_BY(mutex_);  // Have their verdict.
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  size_t executing_ ABSL_GUARDED_BY(mutex_) = 0;  // With the handling threads.
  int holds_ ABSL_GUARDED_BY(mutex_) = 0;         // While above 0, nothing new is taken up.
  bool quit_ ABSL_GUARDED_BY(mutex_) = false;     // The handling threads end.
  SettledPositions settled_ ABSL_GUARDED_BY(mutex_);
  // Of the run thread: what went wrong while partitions were given up; what the state already
  // covers.
  absl::Status failed_;
  std::map<TopicPartition, std::set<uint64_t>> settled_before_;
  bool stepping_ = false;  // Time is the caller's: nothing waits.
};

absl::Status StageWorker::Impl::Join() {
  ConsumerOptions consumer_options;
  consumer_options.group = options_.group.empty() ? options_.name : options_.group;
  consumer_options.topics = options_.topics;
  consumer_options.listener = this;
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<Consumer> consumer,
                          log_->Subscribe(std::move(consumer_options)));
  absl::MutexLock lock(&mutex_);
  consumer_ = std::move(consumer);
  return absl::OkStatus();
}

absl::Status StageWorker::Impl::Leave() {
  Stop();              // Also after a failure: nothing new is taken up.
  consumer_->Close();  // Ends in OnRevoked, which finishes and commits what is being handled.
  return failed_;
}

absl::Status StageWorker::Impl::Run() {
  UTVALG_RETURN_IF_ERROR(Join());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < std::max<size_t>(1, options_.concurrency); ++i) {
    threads.emplace_back([this] { HandleLoop(); });
  }
  absl::Status status = Loop();
  status.Update(Leave());
  {
    absl::MutexLock lock(&mutex_);
    quit_ = true;
    changed_.SignalAll();
  }
  for (std::thread& thread : threads) thread.join();
  return status;
}

absl::Status StageWorker::Impl::Step(Phase phase) {
  stepping_ = true;
  if (consumer_ == nullptr) UTVALG_RETURN_IF_ERROR(Join());
  if (phase == Phase::kSettle) return SettleFinished();
  if (phase == Phase::kHandle) {
    std::vector<Item*> items;
    {
      absl::MutexLock lock(&mutex_);
      items = TakeUp();
    }
    HandleBatch(items);
    PutDown(items);
    return absl::OkStatus();
  }
  size_t capacity = 0;
  {
    absl::MutexLock lock(&mutex_);
    capacity = options_.max_in_flight - std::min(options_.max_in_flight, in_flight_.size());
  }
  UTVALG_RETURN_IF_ERROR(PollOnce(capacity, milliseconds(0)));
  absl::MutexLock lock(&mutex_);
  counters_.in_flight = in_flight_.size();
  return failed_;
}

absl::Status StageWorker::Impl::Finish() {
  return consumer_ == nullptr ? absl::OkStatus() : Leave();
}

void StageWorker::Impl::Stop() {
  absl::MutexLock lock(&mutex_);
  stop_ = true;
  changed_.SignalAll();
  if (consumer_ != nullptr) consumer_->Wake();
}

void StageWorker::Impl::Wake() {
  absl::MutexLock lock(&mutex_);
  changed_.SignalAll();
  if (consumer_ != nullptr) consumer_->Wake();
}

absl::Status StageWorker::Impl::Loop() {
  for (;;) {
    UTVALG_RETURN_IF_ERROR(failed_);
    UTVALG_RETURN_IF_ERROR(SettleFinished());
    size_t capacity = 0;
    milliseconds wait{0};
    {
      absl::MutexLock lock(&mutex_);
      if (stop_) return absl::OkStatus();
      // What lies before these was polled, and nothing of it is held.
      if (settled_.awaited() && in_flight_.size() == 0) settled_.Note(consumer_->Positions());
      counters_.in_flight = in_flight_.size();
      capacity = options_.max_in_flight - std::min(options_.max_in_flight, in_flight_.size());
      wait = finished_.empty() ? WaitTime() : milliseconds(0);
      changed_.SignalAll();  // A waiting try may be due now.
    }
    // With no room left this only keeps the membership and waits.
    UTVALG_RETURN_IF_ERROR(PollOnce(capacity, wait));
  }
}

bool StageWorker::Impl::HasSettled(const std::vector<Position>& positions) {
  absl::MutexLock lock(&mutex_);
  return settled_.Cover(positions);
}

uint32_t StageWorker::Impl::LaneOf(std::string_view topic) const {
  uint32_t heaviest = 0;
  uint32_t own = 0;
  for (const Subscription& subscription : options_.topics) {
    heaviest = std::max(heaviest, subscription.weight);
    if (subscription.topic == topic) own = subscription.weight;
  }
  return heaviest - own;
}

milliseconds StageWorker::Impl::WaitTime() ABSL_NO_THREAD_SAFETY_ANALYSIS {
  const auto now = clock_->Now();
  const std::optional<InFlight::TimePoint> due = in_flight_.NextDue(now);
  if (!due.has_value()) return kLongWait;
  return std::min(kLongWait, std::chrono::ceil<milliseconds>(*due - now));
}

absl::Status StageWorker::Impl::PollOnce(size_t capacity, milliseconds wait) {
  absl::StatusOr<std::vector<Record>> records = consumer_->Poll(capacity, wait);
  if (!records.ok()) {
    if (!failed_.ok() || IsPermanent(records.status()) || absl::IsInternal(records.status())) {
      return records.status();
    }
    Pause(options_.first_backoff);
    return absl::OkStatus();
  }
  if (records->empty()) return absl::OkStatus();
  counters_.polled += records->size();
  absl::MutexLock lock(&mutex_);
  for (Record& record : *records) {
    const auto settled = settled_before_.find(record.at);
    if (settled != settled_before_.end() && settled->second.erase(record.offset) > 0) {
      in_flight_.AddSettled(std::move(record));
    } else {
      const uint32_t lane = LaneOf(record.at.topic);
      in_flight_.Add(std::move(record), lane);
    }
  }
  changed_.SignalAll();
  return absl::OkStatus();
}

void StageWorker::Impl::HandleLoop() {
  for (;;) {
    std::vector<Item*> items;
    {
      absl::MutexLock lock(&mutex_);
      while (!quit_ && (holds_ > 0 || stop_ || !in_flight_.HasReady(clock_->Now()))) {
        changed_.Wait(&mutex_);
      }
      if (quit_) return;
      items = TakeUp();
    }
    HandleBatch(items);
    PutDown(items);
  }
}

std::vector<Item*> StageWorker::Impl::TakeUp() {
  std::vector<Item*> items =
      in_flight_.Take(std::max<size_t>(1, options_.max_batch), clock_->Now());
  executing_ += items.size();
  return items;
}

void StageWorker::Impl::PutDown(const std::vector<Item*>& items) {
  absl::MutexLock lock(&mutex_);
  executing_ -= items.size();
  finished_.insert(finished_.end(), items.begin(), items.end());
  changed_.SignalAll();
  consumer_->Wake();
}

void StageWorker::Impl::HandleBatch(const std::vector<Item*>& items) {
  std::vector<Record> records;
  std::vector<Item*> decoded;
  for (Item* item : items) {
    ++item->attempts;
    if (options_.tracer != nullptr) item->span = BeginProcessing(options_.name, item->record);
    Record record = item->record;
    if (!record.IsTombstone()) {
      absl::StatusOr<std::string> value =
          codec_->Decode(record.at.topic, record.key, std::move(record.value));
      if (!value.ok()) {
        // A late record of somebody who was erased is done with; all else is an error.
        item->verdict =
            absl::IsNotFound(value.status()) ? Verdict::Done() : Verdict::FromError(value.status());
        continue;
      }
      record.value = *std::move(value);
    }
    records.push_back(std::move(record));
    decoded.push_back(item);
  }
  if (records.empty()) return;
  std::vector<Verdict> verdicts;
  {
    // Of several records none is the cause of what is done for all of them.
    const TraceScope scope(records.size() == 1 ? TraceOf(*decoded.front()) : std::nullopt);
    verdicts = handler_->Handle(records);
  }
  for (size_t i = 0; i < decoded.size(); ++i) {
    decoded[i]->verdict = i < verdicts.size()
                              ? std::move(verdicts[i])
                              : Verdict::Reject(DeadLetterCode::kInvalid, "no verdict was given");
  }
}

absl::Status StageWorker::Impl::SettleFinished() {
  std::vector<Item*> items;
  {
    absl::MutexLock lock(&mutex_);
    items.swap(finished_);
  }
  std::vector<Item*> done;
  for (Item* item : items) {
    if (Decide(item)) done.push_back(item);
  }
  if (done.empty()) return absl::OkStatus();
  CrashPoint(options_.name, "before-emit");
  UTVALG_RETURN_IF_ERROR(Emit(done));
  CrashPoint(options_.name, "after-emit");
  return Store(done);
}

bool StageWorker::Impl::Decide(Item* item) {
  if (item->verdict->kind() != Verdict::Kind::kRetryAfter) return true;
  if (item->attempts >= options_.max_attempts) {
    item->verdict = Verdict::Reject(DeadLetterCode::kRetriesExhausted, item->verdict->reason());
    return true;
  }
  ++counters_.retried;
  EndSpan(item, "UNAVAILABLE");
  milliseconds delay = item->verdict->delay();
  if (delay.count() == 0) delay = Backoff(options_, item->attempts, item->record.offset);
  // From here on a handling thread may have it.
  absl::MutexLock lock(&mutex_);
  in_flight_.Retry(item, clock_->Now() + delay);
  changed_.SignalAll();
  return false;
}

void StageWorker::Impl::EndSpan(Item* item, const char* error) {
  if (!item->span.has_value()) return;
  item->span->error = error;
  options_.tracer->End(*std::exchange(item->span, std::nullopt));
}

// Durable when it is OK. Tries until it works or the worker is to stop.
absl::Status StageWorker::Impl::Emit(const std::vector<Item*>& items) {
  for (uint32_t attempt = 1;; ++attempt) {
    const absl::StatusOr<size_t> emitted = emitter_.Emit(items);
    if (emitted.ok()) {
      counters_.emitted += *emitted;
      return absl::OkStatus();
    }
    absl::Status status = emitted.status();
    ++counters_.failed_appends;
    if (absl::IsInternal(status)) return status;  // The log itself cannot go on.
    if (IsPermanent(status)) {
      if (items.size() > 1) {
        // One of them is to blame: each for itself.
        for (Item* item : items) UTVALG_RETURN_IF_ERROR(Emit({item}));
        return absl::OkStatus();
      }
      // Outputs the log will never take; but a dead letter that it will not take ends the stage.
      if (items.front()->verdict->kind() != Verdict::Kind::kDone) return status;
      items.front()->verdict =
          Verdict::Reject(DeadLetterCode::kInvalid, std::string(status.message()));
      continue;
    }
    if (!Pause(Backoff(options_, attempt, items.front()->sequence))) return status;
  }
}

// The outputs are durable: state is written, positions move, and only then the owners' next records
// may be handled.
absl::Status StageWorker::Impl::Store(const std::vector<Item*>& items) {
  KvBatch state;
  std::vector<InFlight::Progress> progress;
  std::vector<std::string> keys;
  {
    absl::MutexLock lock(&mutex_);
    ++holds_;
    for (Item* item : items) {
      keys.push_back(item->record.key);
      EndSpan(item, item->verdict->kind() == Verdict::Kind::kDone ? "" : "DATA_LOSS");
      if (item->verdict->kind() == Verdict::Kind::kDone) {
        ++counters_.done;
        state.Append(std::move(item->verdict->state()));
      } else {
        ++counters_.dead_letters;
      }
      in_flight_.Settle(item);
    }
    progress = in_flight_.TakeProgress();
  }
  absl::Status status =
      options_.state == nullptr ? absl::OkStatus() : WriteState(std::move(state), progress);
  if (status.ok()) {
    std::vector<Position> positions;
    for (InFlight::Progress& partition : progress) {
      positions.push_back(std::move(partition.position));
    }
    CrashPoint(options_.name, "before-position");
    if (!consumer_->Commit(positions).ok()) ++counters_.failed_commits;
    CrashPoint(options_.name, "after-position");
    handler_->OnDurable(keys);
    absl::MutexLock lock(&mutex_);
    settled_.Note(positions);
  }
  absl::MutexLock lock(&mutex_);
  --holds_;
  changed_.SignalAll();
  return status;
}

absl::Status StageWorker::Impl::WriteState(KvBatch state,
                                           const std::vector<InFlight::Progress>& progress) {
  for (const InFlight::Progress& partition : progress) {
    state.Put(options_.position_family, ProgressKey(partition.position.at),
              EncodeProgress(partition));
  }
  if (state.empty()) return absl::OkStatus();
  for (uint32_t attempt = 1;; ++attempt) {
    absl::Status status = options_.state->Write(state, KvSync::kSync);
    if (status.ok() || IsPermanent(status)) return status;
    ++counters_.failed_commits;
    if (!Pause(Backoff(options_, attempt, attempt))) return status;
  }
}

bool StageWorker::Impl::Pause(milliseconds delay) {
  const auto due = clock_->Now() + delay;
  absl::MutexLock lock(&mutex_);
  if (stepping_) return !stop_;
  for (auto now = clock_->Now(); !stop_ && now < due; now = clock_->Now()) {
    changed_.WaitWithTimeout(&mutex_, absl::FromChrono(due - now));
  }
  return !stop_;
}

absl::StatusOr<std::vector<Position>> StageWorker::Impl::OnAssigned(
    const std::vector<TopicPartition>& partitions) {
  absl::StatusOr<std::vector<Position>> starts = Begin(partitions);
  // Whatever the error: from a wrong position nothing may be read.
  failed_.Update(starts.status());
  return starts;
}

absl::StatusOr<std::vector<Position>> StageWorker::Impl::Begin(
    const std::vector<TopicPartition>& partitions) {
  UTVALG_RETURN_IF_ERROR(handler_->OnAssigned(partitions));
  std::vector<Position> starts;
  if (options_.state == nullptr) return starts;
  for (const TopicPartition& at : partitions) {
    UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> stored,
                            options_.state->Get(options_.position_family, ProgressKey(at)));
    starts.push_back({at, 0});
    if (!stored.has_value()) continue;
    UTVALG_ASSIGN_OR_RETURN(InFlight::Progress progress, DecodeProgress(at, *stored));
    starts.back() = progress.position;
    settled_before_[at].insert(progress.ahead.begin(), progress.ahead.end());
  }
  return starts;
}

void StageWorker::Impl::OnRevoked(const std::vector<TopicPartition>& partitions) {
  {
    absl::MutexLock lock(&mutex_);
    ++holds_;
  }
  for (;;) {
    {
      absl::MutexLock lock(&mutex_);
      while (finished_.empty() && executing_ > 0) changed_.Wait(&mutex_);
      if (finished_.empty()) break;
    }
    if (absl::Status status = SettleFinished(); !status.ok()) failed_.Update(status);
  }
  handler_->OnRevoked(partitions);
  for (const TopicPartition& at : partitions) settled_before_.erase(at);
  absl::MutexLock lock(&mutex_);
  in_flight_.Drop(partitions);
  settled_.Drop(partitions);
  counters_.in_flight = in_flight_.size();
  --holds_;
  changed_.SignalAll();
}

StageWorker::StageWorker(Log* log, const RecordCodec* codec, StageHandler* handler,
                         const Clock* clock, StageOptions options)
    : impl_(std::make_unique<Impl>(log, codec, handler, clock, std::move(options))) {}

StageWorker::~StageWorker() = default;

absl::Status StageWorker::Run() { return impl_->Run(); }
absl::Status StageWorker::Step(Phase phase) { return impl_->Step(phase); }
absl::Status StageWorker::Finish() { return impl_->Finish(); }
void StageWorker::Stop() { impl_->Stop(); }
void StageWorker::Wake() { impl_->Wake(); }
const StageCounters& StageWorker::counters() const { return impl_->counters(); }
bool StageWorker::HasSettled(const std::vector<Position>& positions) {
  return impl_->HasSettled(positions);
}

}  // namespace utvalg
