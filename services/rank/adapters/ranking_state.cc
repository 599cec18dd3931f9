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

v1::CandidateState StateOf(std::string owner_key, const Record& record, const CvEmbedded& cv) {
  v1::CandidateState state;
  state.set_owner_key(std::move(owner_key));
  state.set_job_id(cv.parsed().job_id());
  state.set_revision(cv.parsed().revision());
  state.set_generation(cv.parsed().generation());
  state.set_value_digest(Sha256(record.value));
  state.set_blind_digest(DigestOfBlind(cv));
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
  }
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
    const v1::CandidateState* known = pool_.Find(application_id);
    if (known == nullptr) continue;
    if (judge_.IsStale(known->result(), pool_.jobs[known->job_id()])) {
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
        if (!partitions.contains(pool_.PartitionFor(state))) return;
        pool_.Remember(std::string(application_id), std::move(state));
      },
      [&](std::string_view application_id) {
        pool_.mutex.AssertHeld();
        return pool_.Find(std::string(application_id)) != nullptr;
      },
      [&](std::string_view application_id, const CvEmbedded& cv) {
        pool_.mutex.AssertHeld();
        pool_.PutCv(application_id, cv);
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
    RankingStore::Delete(application_id, &batch);
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
  if (record.IsTombstone()) return Verdict::Done();  // Erased; the erasure itself clears the state.
  if (record.at.topic == kErasureTopic) return Erase(record);
  const std::string application_id(key->application);
  if (keys_.IsErased(application_id)) return Verdict::Done();
  CvEmbedded cv;
  if (absl::Status status = ParseRecord(record, &cv); !status.ok())
    return Verdict::FromError(status);
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return Verdict::FromError(owner_key.status());
  v1::CandidateState state = StateOf(*std::move(owner_key), record, cv);

  if (const v1::CandidateState* first = pool_.Find(application_id)) {
    if (first->revision() > state.revision()) return Verdict::Done();
    // What a dead letter left is nobody's verdict on the document: it gives way to one.
    const bool provisional = IsSystemError(first->result()) && !IsSystemError(cv);
    if (first->revision() == state.revision() && first->generation() == state.generation() &&
        !provisional) {
      if (first->value_digest() != state.value_digest()) {
        telemetry_->Emit(LateVerdictIgnored(application_id));
      }
      return Again(application_id, *first);
    }
  }
  return Take(record, cv, application_id, std::move(state));
}

Verdict RankingState::Again(const std::string& application_id, const v1::CandidateState& first) {
  // What followed from it may not have been emitted the first time.
  if (first.result().outcome_case() == Result::OUTCOME_NOT_SET) return Verdict::Done();
  auto sealed = store_.SealedState(application_id, first);
  if (!sealed.ok()) return Verdict::FromError(sealed.status());
  KvBatch again;
  again.Put(kStates, application_id, *std::move(sealed));
  std::vector<NewRecord> outputs;
  outputs.push_back(ResultRecord(first));
  pool_.deciding.insert(application_id);
  return Verdict::Done(std::move(outputs), std::move(again));
}

Verdict RankingState::Take(const Record& record, const CvEmbedded& cv,
                           const std::string& application_id, v1::CandidateState state) {
  const auto job = pool_.jobs.find(state.job_id());
  auto decided = judge_.Decide(job == pool_.jobs.end() ? nullptr : &job->second, cv, &state);
  if (!decided.ok()) return Verdict::FromError(decided.status());
  auto sealed_cv = store_.SealedCv(application_id, state.owner_key(), record.value);
  auto sealed_state = store_.SealedState(application_id, state);
  // Erased while it was being scored: nothing is written.
  if (absl::IsNotFound(sealed_cv.status()) || absl::IsNotFound(sealed_state.status())) {
    return Verdict::Done();
  }
  if (!sealed_cv.ok()) return Verdict::FromError(sealed_cv.status());
  if (!sealed_state.ok()) return Verdict::FromError(sealed_state.status());
  // Readable at once for explanations; durable with the state below.
  if (absl::Status status = store_.Put(kCandidates, application_id, *sealed_cv, KvSync::kNoSync);
      !status.ok()) {
    return Verdict::FromError(status);
  }
  KvBatch batch;
  batch.Put(kCandidates, application_id, *std::move(sealed_cv));
  batch.Put(kStates, application_id, *std::move(sealed_state));
  std::vector<NewRecord> outputs;
  if (*decided) outputs.push_back(ResultRecord(state));
  pool_.PutCv(application_id, cv);
  pool_.Remember(application_id, std::move(state));
  pool_.deciding.insert(application_id);
  return Verdict::Done(std::move(outputs), std::move(batch));
}

std::vector<NewRecord> RankingState::OnDeadLetter(const Record& record, DeadLetterCode) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->tenant != options_.tenant || key->application.empty()) return {};
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return {};
  v1::CandidateState state = StateOfDeadLetter(*std::move(owner_key), record);
  const std::string application_id(key->application);
  absl::MutexLock lock(&pool_.mutex);
  const v1::CandidateState* known = pool_.Find(application_id);
  if (known != nullptr && known->revision() >= state.revision() &&
      known->result().outcome_case() != Result::OUTCOME_NOT_SET) {
    return {};  // A damaged copy of what has its outcome already.
  }
  telemetry_->Emit(OutcomeDecided(application_id, "needs_person"));
  std::vector<NewRecord> outputs;
  outputs.push_back(ResultRecord(state));
  // Without its state a restart would forget the outcome; the dead letter itself is retried until
  // it is durable.
  const auto sealed = store_.SealedState(application_id, state);
  if (!sealed.ok() || !store_.Put(kStates, application_id, *sealed, KvSync::kSync).ok()) {
    return outputs;
  }
  pool_.Remember(application_id, std::move(state));
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
  Pool::JobView& view = pool_.jobs[job_id];
  // A late copy, or what an embedder wrote that was thought dead.
  if (view.job.job().revision() > job.job().revision()) return;
  view.scorer = std::make_unique<Scorer>(*std::move(scorer));
  view.job = std::move(job);
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
