// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/ranking_state.h"

#include <chrono>
#include <set>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/carried_headers.h"
#include "common/log/topics.h"
#include "services/rank/core/order.h"

namespace utvalg::rank {
namespace {

using embedding::v1::CvEmbedded;
using embedding::v1::JobEmbedded;
using result::v1::Result;

// The blind content an order may depend on; an unreadable document has none.
std::string DigestOfBlind(const CvEmbedded& cv) {
  return cv.parsed().has_read() ? BlindDigest(cv.parsed().read()) : std::string();
}

bool IsSystemError(const Result& result) {
  return result.has_needs_person() &&
         result.needs_person() == cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR;
}

bool IsSystemError(const CvEmbedded& cv) {
  return !cv.parsed().has_read() &&
         cv.parsed().unreadable() == cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR;
}

// By a filling parse beside the live one.
bool IsFilled(const Record& record) { return FindHeader(record.headers, kFillHeader).has_value(); }

bool HasOutcome(const Result& result) { return result.outcome_case() != Result::OUTCOME_NOT_SET; }

v1::CandidateState StateOf(std::string owner_key, const Record& record, const CvEmbedded& cv) {
  v1::CandidateState state;
  state.set_owner_key(std::move(owner_key));
  state.set_job_id(cv.parsed().job_id());
  state.set_revision(cv.parsed().revision());
  state.set_generation(cv.parsed().generation());
  state.set_filled(IsFilled(record));
  state.set_value_digest(Sha256(record.value));
  state.set_blind_digest(DigestOfBlind(cv));
  state.set_traceparent(std::string(FindHeader(record.headers, kTraceparentHeader).value_or("")));
  return state;
}

// The outcome of an application whose record nobody could process.
v1::CandidateState StateOfDeadLetter(std::string owner_key, const Record& record) {
  v1::CandidateState state;
  state.set_owner_key(std::move(owner_key));
  CvEmbedded cv;
  if (ParseRecord(record, &cv).ok()) {
    state.set_job_id(cv.parsed().job_id());
    state.set_revision(cv.parsed().revision());
    state.set_generation(cv.parsed().generation());
  } else {
    // The value is lost, its headers are not.
    const CarriedApplication carried = CarriedApplicationOf(record.headers);
    state.set_job_id(carried.job_id);
    state.set_revision(carried.revision);
    const auto key = ParsePersonKey(record.key);
    if (key.ok()) state.set_generation(std::string(key->generation));
  }
  state.set_filled(IsFilled(record));
  state.mutable_result()->set_job_id(state.job_id());
  state.mutable_result()->set_revision(state.revision());
  state.mutable_result()->set_needs_person(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  return state;
}

}  // namespace

RankingState::RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
                           const Clock* clock, const Calibration* calibration,
                           const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry,
                           HeldRankings* held)
    : options_(std::move(options)),
      keys_(std::move(keys)),
      clock_(clock),
      calibration_(calibration),
      taxonomy_(taxonomy),
      telemetry_(telemetry),
      held_(held),
      store_(store, keys_),
      pool_(options_.partitions, options_.dimensions),
      judge_(calibration, telemetry),
      reader_(&pool_, &store_),
      search_(&pool_, &store_, calibration, taxonomy, options_.consents),
      rescorer_(&pool_, &store_, &judge_, producer, telemetry) {}

std::unique_ptr<RankingState> RankingState::Create(Options options, KvStore* store,
                                                   Producer* producer, PersonKeys keys,
                                                   const Clock* clock,
                                                   const Calibration* calibration,
                                                   const taxonomy::Taxonomy* taxonomy,
                                                   Telemetry* telemetry, HeldRankings* held) {
  return std::unique_ptr<RankingState>(new RankingState(std::move(options), store, producer,
                                                        std::move(keys), clock, calibration,
                                                        taxonomy, telemetry, held));
}

void RankingState::OnDurable(const std::vector<std::string>& keys) {
  absl::MutexLock lock(&pool_.mutex);
  for (const std::string& record_key : keys) {
    const auto key = ParsePersonKey(record_key);
    if (!key.ok()) continue;
    const std::string application_id(key->application);
    if (pool_.deciding.erase(application_id) == 0) continue;
    const Pool::Candidate* known = pool_.Find(application_id);
    if (known == nullptr) continue;
    if (judge_.IsStale(*known, pool_.jobs[known->job_id()])) {
      rescorer_.Queue(known->job_id());
    }
  }
}

absl::Status RankingState::OnAssigned(const std::vector<TopicPartition>& partitions) {
  Partitions added;
  for (const TopicPartition& at : partitions) {
    if (at.topic == kCvEmbeddedTopic) added.insert(at.partition);
  }
  absl::MutexLock lock(&pool_.mutex);
  UTVALG_RETURN_IF_ERROR(Load(added));
  ++assignments_;
  for (const uint32_t partition : added) assigned_[partition] = assignments_;
  if (options_.serve_at_once) pool_.served.insert(added.begin(), added.end());
  // Jobs may have been revised while somebody else had the candidates.
  for (const auto& [job_id, view] : pool_.jobs) rescorer_.Queue(job_id);
  was_assigned_ = true;
  return absl::OkStatus();
}

void RankingState::OnRevoked(const std::vector<TopicPartition>& partitions) {
  rescorer_.Between([&] {
    absl::MutexLock lock(&pool_.mutex);
    for (const TopicPartition& at : partitions) {
      if (at.topic != kCvEmbeddedTopic) continue;
      assigned_.erase(at.partition);
      pool_.served.erase(at.partition);
      pool_.ForgetPartition(at.partition);
    }
  });
}

absl::Status RankingState::Load(const Partitions& partitions) {
  return store_.Load(
      [&](std::string_view application_id, v1::CandidateState state) {
        pool_.mutex.AssertHeld();
        if (!partitions.contains(pool_.PartitionFor(state.owner_key()))) return;
        pool_.Remember(std::string(application_id), std::move(state));
      },
      [&](std::string_view application_id) {
        pool_.mutex.AssertHeld();
        return pool_.Find(std::string(application_id)) != nullptr;
      },
      [&](std::string_view application_id, const CvEmbedded& cv) {
        pool_.mutex.AssertHeld();
        const std::string id(application_id);
        const Shown shown = pool_.ShownOf(pool_.candidates.at(id));
        if (shown.state == nullptr || shown.state->generation() != cv.parsed().generation()) return;
        pool_.PutCv(id, cv);
      });
}

Verdict RankingState::Erase(const Record& record) {
  const auto erasure = ErasureRequestIn(record);
  if (!erasure) return Verdict::Done();
  keys_.NoteErasure(erasure->request());  // What comes late of them is passed over.
  KvBatch batch;
  const std::set<std::string> gone(erasure->request().application_ids().begin(),
                                   erasure->request().application_ids().end());
  std::vector<NewRecord> outputs;
  for (const std::string& application_id : gone) {
    pool_.Forget(application_id);
    if (absl::Status status = store_.Delete(application_id, &batch); !status.ok()) {
      return Verdict::FromError(status);
    }
    outputs.push_back(MakeTombstone(kResultTopic, Cat(OwnerOf(record.key), "|", application_id)));
  }
  held_->Erase(gone);  // Orders that were given out stay readable, without them.
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  outputs.push_back(MakeErasureReceipt(record, "rank", {"rank/candidates", "rank/states", "memory"},
                                       2 * gone.size(), now_ms));
  return Verdict::Done(std::move(outputs), std::move(batch));
}

std::vector<Verdict> RankingState::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  absl::MutexLock lock(&pool_.mutex);
  for (const Record& record : records) verdicts.push_back(HandleOne(record));
  return verdicts;
}

Verdict RankingState::HandleOne(const Record& record) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok()) return Verdict::FromError(key.status());
  if (key->tenant != options_.tenant) {
    return Verdict::Reject(DeadLetterCode::kTenantMismatch, "record of another tenant");
  }
  if (record.IsTombstone()) return Drop(*key);
  if (record.at.topic == kErasureTopic) return Erase(record);
  const std::string application_id(key->application);
  if (keys_.IsErased(application_id)) return Verdict::Done();
  CvEmbedded cv;
  if (absl::Status status = ParseRecord(record, &cv); !status.ok())
    return Verdict::FromError(status);
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return Verdict::FromError(owner_key.status());
  v1::CandidateState state = StateOf(*std::move(owner_key), record, cv);

  const Pool::Candidate* known = pool_.Find(application_id);
  const v1::CandidateState* first =
      known == nullptr ? nullptr : ReadingIn(known->readings, state.generation());
  if (first != nullptr) {
    if (first->revision() > state.revision()) return Verdict::Done();
    // What a dead letter left is nobody's verdict on the document: it gives way to one.
    const bool provisional = IsSystemError(first->result()) && !IsSystemError(cv);
    if (first->revision() == state.revision() && !provisional) {
      if (first->value_digest() != state.value_digest()) {
        telemetry_->Emit(LateVerdictIgnored(application_id));
      }
      return Again(application_id, state);
    }
  }
  return Take(record, cv, application_id, std::move(state));
}

absl::Status RankingState::Publish(const std::string& application_id,
                                   std::vector<NewRecord>* outputs, KvBatch* batch) {
  Pool::Candidate& candidate = pool_.candidates.at(application_id);
  NotePublished(&candidate.readings, pool_.GenerationOf(candidate.job_id()));
  const Result outcome = OutcomeOf(pool_.ShownOf(candidate));
  if (HasOutcome(outcome)) outputs->push_back(ResultRecord(candidate.owner_key, outcome));
  return store_.AddStates(application_id, candidate.readings, batch);
}

Verdict RankingState::Again(const std::string& application_id, const v1::CandidateState& copy) {
  v1::CandidateState first = *ReadingIn(pool_.Find(application_id)->readings, copy.generation());
  if (first.filled() && !copy.filled()) {  // The live parse has read it as well.
    first.set_filled(false);
    pool_.Remember(application_id, first);
  }
  // What followed from it may not have been emitted the first time.
  if (!HasOutcome(first.result())) return Verdict::Done();
  KvBatch again;
  std::vector<NewRecord> outputs;
  const absl::Status published = Publish(application_id, &outputs, &again);
  if (absl::IsNotFound(published)) return Verdict::Done();  // Erased meanwhile.
  if (!published.ok()) return Verdict::FromError(published);
  pool_.deciding.insert(application_id);
  return Verdict::Done(std::move(outputs), std::move(again));
}

Verdict RankingState::Take(const Record& record, const CvEmbedded& cv,
                           const std::string& application_id, v1::CandidateState state) {
  const auto job = pool_.jobs.find(state.job_id());
  auto decided = judge_.Decide(job == pool_.jobs.end() ? nullptr : &job->second, cv, &state);
  if (!decided.ok()) return Verdict::FromError(decided.status());
  const std::string generation = state.generation();
  const std::string store_key = StoreKey(application_id, generation);
  auto sealed_cv = store_.SealedCv(store_key, state.owner_key(), record.value);
  // Erased while it was being scored: nothing is written.
  if (absl::IsNotFound(sealed_cv.status())) return Verdict::Done();
  if (!sealed_cv.ok()) return Verdict::FromError(sealed_cv.status());
  // Readable at once for explanations; durable with the state below.
  if (absl::Status status = store_.Put(kCandidates, store_key, *sealed_cv, KvSync::kNoSync);
      !status.ok()) {
    return Verdict::FromError(status);
  }
  KvBatch batch;
  batch.Put(kCandidates, store_key, *std::move(sealed_cv));
  std::vector<NewRecord> outputs;
  const Pool::Candidate* known = pool_.Find(application_id);
  const Pool::Candidate before = known == nullptr ? Pool::Candidate() : *known;
  pool_.Remember(application_id, std::move(state));
  if (absl::Status status = Publish(application_id, &outputs, &batch); !status.ok()) {
    if (before.owner_key.empty()) {
      pool_.Forget(application_id);
    } else {
      pool_.RememberAll(application_id, before);
    }
    return absl::IsNotFound(status) ? Verdict::Done() : Verdict::FromError(status);
  }
  Pool::Candidate& candidate = pool_.candidates.at(application_id);
  if (pool_.ShownOf(candidate).state == ReadingIn(candidate.readings, generation)) {
    pool_.PutCv(application_id, cv);
  } else if (IsPublished(before.readings, pool_.GenerationOf(candidate.job_id()))) {
    outputs.clear();  // Another reading stays the outcome, and was told.
  }
  pool_.deciding.insert(application_id);
  return Verdict::Done(std::move(outputs), std::move(batch));
}

Verdict RankingState::Drop(const PersonKey& key) {
  const std::string application_id(key.application);
  const std::string generation(key.generation);
  const Pool::Candidate* known = pool_.Find(application_id);
  const v1::CandidateState* reading =
      known == nullptr ? nullptr : ReadingIn(known->readings, generation);
  // An erasure clears the state itself; what is shown is not dropped.
  if (reading == nullptr || pool_.ShownOf(*known).state == reading) return Verdict::Done();
  Pool::Candidate rest = *known;
  rest.readings.by_generation.erase(generation);
  pool_.RememberAll(application_id, std::move(rest));
  KvBatch batch;
  RankingStore::DeleteReading(application_id, generation, &batch);
  return Verdict::Done({}, std::move(batch));
}

std::vector<NewRecord> RankingState::OnDeadLetter(const Record& record, DeadLetterCode) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->tenant != options_.tenant || key->application.empty()) return {};
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return {};
  v1::CandidateState state = StateOfDeadLetter(*std::move(owner_key), record);
  const std::string application_id(key->application);
  absl::MutexLock lock(&pool_.mutex);
  const Pool::Candidate* known = pool_.Find(application_id);
  const v1::CandidateState* first =
      known == nullptr ? nullptr : ReadingIn(known->readings, state.generation());
  if (first != nullptr && first->revision() >= state.revision() && HasOutcome(first->result())) {
    return {};  // A damaged copy of what has its outcome already.
  }
  telemetry_->Emit(OutcomeDecided(application_id, "needs_person"));
  Pool::Candidate candidate;
  if (known != nullptr) candidate = *known;
  candidate.owner_key = state.owner_key();
  PutReading(&candidate.readings, std::move(state));
  const std::string& generation = pool_.GenerationOf(candidate.job_id());
  NotePublished(&candidate.readings, generation);
  std::vector<NewRecord> outputs;
  const Result outcome = OutcomeOf(ShownOf(candidate.readings, generation));
  if (HasOutcome(outcome)) outputs.push_back(ResultRecord(candidate.owner_key, outcome));
  // Without its state a restart would forget the outcome; the dead letter itself is retried until
  // it is durable.
  KvBatch batch;
  if (!store_.AddStates(application_id, candidate.readings, &batch).ok() ||
      !store_.Write(batch, KvSync::kSync).ok()) {
    return outputs;
  }
  pool_.RememberAll(application_id, std::move(candidate));
  return outputs;
}

void RankingState::ApplyJob(const Record& record) {
  JobEmbedded job;
  if (record.IsTombstone() || !ParseRecord(record, &job).ok() ||
      job.job().tenant() != options_.tenant) {
    return;
  }
  auto scorer = Scorer::Create(job, *calibration_, *taxonomy_);
  if (!scorer.ok()) {
    telemetry_->Emit(StageFailed("rank-job", absl::StatusCodeToString(scorer.status().code())));
    return;
  }
  const std::string job_id = job.job().job_id();
  absl::MutexLock lock(&pool_.mutex);
  // A late copy, or what an embedder wrote that was thought dead.
  if (pool_.jobs[job_id].job.job().revision() > job.job().revision()) return;
  pool_.SetJob(std::move(job), *std::move(scorer));
  rescorer_.Queue(job_id);
}

std::map<uint32_t, uint64_t> RankingState::Assigned() const {
  absl::MutexLock lock(&pool_.mutex);
  return assigned_;
}

void RankingState::Serve(uint32_t partition) {
  absl::MutexLock lock(&pool_.mutex);
  if (assigned_.contains(partition)) pool_.served.insert(partition);
}

bool RankingState::WaitUntilLoaded(absl::Time deadline) const {
  {
    absl::MutexLock lock(&pool_.mutex);
    const auto assigned = [this]()
                              ABSL_SHARED_LOCKS_REQUIRED(pool_.mutex) { return was_assigned_; };
    if (!pool_.mutex.AwaitWithDeadline(absl::Condition(&assigned), deadline)) return false;
  }
  return rescorer_.WaitUntilIdle(deadline);
}

}  // namespace utvalg::rank
