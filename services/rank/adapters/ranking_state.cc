// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/ranking_state.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/carried_headers.h"
#include "common/log/topics.h"
#include "services/rank/adapters/ranking_store.h"
#include "services/rank/core/explain.h"
#include "services/rank/core/order.h"
#include "services/rank/core/search.h"

namespace utvalg::rank {
namespace {

using cv::v1::NeedsPersonReason;
using embedding::v1::CvEmbedded;
using embedding::v1::JobEmbedded;
using result::v1::Result;

constexpr absl::Duration kRescoreBackoff = absl::Seconds(1);

// The blind content an order may depend on; an unreadable document has none.
std::string DigestOfBlind(const CvEmbedded& cv) {
  return cv.parsed().has_read() ? BlindDigest(cv.parsed().read()) : std::string();
}

NewRecord ResultRecord(const v1::CandidateState& state) {
  return MakeRecord(kResultTopic, state.owner_key(), state.result());
}

bool IsSystemError(const Result& result) {
  return result.has_needs_person() &&
         result.needs_person() == cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR;
}

bool IsSystemError(const CvEmbedded& cv) {
  return !cv.parsed().has_read() &&
         cv.parsed().unreadable() == cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR;
}

std::span<const int8_t> Rows(const std::string& bytes) {
  return {reinterpret_cast<const int8_t*>(bytes.data()), bytes.size()};
}

constexpr uint32_t kDefaultHits = 20;
constexpr uint32_t kMaxHits = 1000;

}  // namespace

std::vector<std::string> RankingState::Families() { return {"positions", "candidates", "states"}; }

RankingState::RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
                           const Clock* clock, const Calibration* calibration,
                           const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry,
                           HeldRankings* held)
    : options_(std::move(options)),
      store_(store),
      producer_(producer),
      keys_(std::move(keys)),
      clock_(clock),
      calibration_(calibration),
      taxonomy_(taxonomy),
      telemetry_(telemetry),
      held_(held),
      arena_(options_.dimensions),
      rescorer_([this] { RescoreLoop(); }) {}

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

RankingState::~RankingState() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  rescorer_.join();
}

uint32_t RankingState::PartitionFor(const v1::CandidateState& state) const {
  return PartitionOf(state.owner_key(), options_.partitions);
}

void RankingState::OnDurable(const std::vector<std::string>& keys) {
  absl::MutexLock lock(&mutex_);
  for (const std::string& record_key : keys) {
    const auto key = ParsePersonKey(record_key);
    if (!key.ok()) continue;
    const std::string application_id(key->application);
    if (deciding_.erase(application_id) == 0) continue;
    const auto known = candidates_.find(application_id);
    if (known == candidates_.end()) continue;
    const JobView& view = jobs_[known->second.job_id()];
    const Result& result = known->second.result();
    if (view.scorer != nullptr && !result.has_needs_person() &&
        !IsCurrent(result, view.job.job().revision())) {
      to_rescore_.insert(known->second.job_id());
    }
  }
}

absl::Status RankingState::OnAssigned(const std::vector<TopicPartition>& partitions) {
  Partitions added;
  for (const TopicPartition& at : partitions) {
    if (at.topic == kCvEmbeddedTopic) added.insert(at.partition);
  }
  absl::MutexLock lock(&mutex_);
  UTVALG_RETURN_IF_ERROR(Load(added));
  ++assignments_;
  for (const uint32_t partition : added) assigned_[partition] = assignments_;
  if (options_.serve_at_once) served_.insert(added.begin(), added.end());
  was_assigned_ = true;
  // Jobs may have been revised while somebody else had the candidates.
  for (const auto& [job_id, view] : jobs_) to_rescore_.insert(job_id);
  return absl::OkStatus();
}

void RankingState::OnRevoked(const std::vector<TopicPartition>& partitions) {
  absl::MutexLock no_rescoring(&rescoring_);
  absl::MutexLock lock(&mutex_);
  for (const TopicPartition& at : partitions) {
    if (at.topic != kCvEmbeddedTopic) continue;
    assigned_.erase(at.partition);
    served_.erase(at.partition);
    std::vector<std::string> gone;
    for (auto& [job_id, view] : jobs_) {
      const auto part = view.parts.find(at.partition);
      if (part == view.parts.end()) continue;
      gone.insert(gone.end(), part->second.applications.begin(), part->second.applications.end());
    }
    for (const std::string& application_id : gone) Forget(application_id);
  }
}

absl::Status RankingState::Load(const Partitions& partitions) {
  absl::Status damaged;
  KvBatch erased;
  // What a key still opens; what was erased since is cleared away.
  const auto open = [&](KvFamily family, std::string_view application_id, std::string_view value) {
    auto opened = keys_.Open(SealedPlace(family, application_id), value);
    if (absl::IsNotFound(opened.status()))
      erased.Delete(family, std::string(application_id));
    else if (!opened.ok())
      damaged = opened.status();
    return opened;
  };
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kStates, "", [&](std::string_view application_id, std::string_view value) {
        mutex_.AssertHeld();
        const auto opened = open(kStates, application_id, value);
        v1::CandidateState state;
        if (opened.ok() && !state.ParseFromString(*opened)) {
          damaged = absl::DataLossError("rank's state holds a record that is none");
        }
        if (opened.ok() && partitions.contains(PartitionFor(state))) {
          Remember(std::string(application_id), std::move(state));
        }
        return damaged.ok();
      }));
  if (damaged.ok()) {
    UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
        kCandidates, "", [&](std::string_view application_id, std::string_view value) {
          mutex_.AssertHeld();
          const auto opened = open(kCandidates, application_id, value);
          CvEmbedded cv;
          if (opened.ok() && candidates_.contains(std::string(application_id)) &&
              cv.ParseFromString(*opened)) {
            arena_.Put(application_id, Rows(cv.vectors()));
          }
          return damaged.ok();
        }));
  }
  if (absl::IsDataLoss(damaged)) {
    return absl::DataLossError(Cat(std::string(damaged.message()),
                                   "; delete the state directory of rank, it is rebuilt from the "
                                   "log"));
  }
  UTVALG_RETURN_IF_ERROR(damaged);
  return erased.empty() ? absl::OkStatus() : store_->Write(erased, KvSync::kSync);
}

absl::StatusOr<std::string> RankingState::SealedState(const std::string& application_id,
                                                      const v1::CandidateState& state) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, state.owner_key(),
                    SealedPlace(kStates, application_id), state.SerializeAsString());
}

absl::StatusOr<std::string> RankingState::SealedCv(const std::string& application_id,
                                                   const std::string& owner_key,
                                                   const std::string& cv_embedded) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, owner_key, SealedPlace(kCandidates, application_id),
                    cv_embedded);
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
    Forget(application_id);
    batch.Delete(kCandidates, application_id);
    batch.Delete(kStates, application_id);
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

void RankingState::Remember(const std::string& application_id, v1::CandidateState state) {
  const auto known = candidates_.find(application_id);
  if (known != candidates_.end()) {
    PartView& before = jobs_[known->second.job_id()].parts[PartitionFor(known->second)];
    before.applications.erase(application_id);
    before.ranked -= known->second.result().has_ranked();
    before.needs_person -= known->second.result().has_needs_person();
  }
  PartView& part = jobs_[state.job_id()].parts[PartitionFor(state)];
  part.applications.insert(application_id);
  part.ranked += state.result().has_ranked();
  part.needs_person += state.result().has_needs_person();
  candidates_[application_id] = std::move(state);
}

void RankingState::Forget(const std::string& application_id) {
  deciding_.erase(application_id);
  const auto known = candidates_.find(application_id);
  if (known == candidates_.end()) return;
  PartView& part = jobs_[known->second.job_id()].parts[PartitionFor(known->second)];
  part.applications.erase(application_id);
  part.ranked -= known->second.result().has_ranked();
  part.needs_person -= known->second.result().has_needs_person();
  candidates_.erase(known);
  arena_.Remove(application_id);
}

std::vector<Verdict> RankingState::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  absl::MutexLock lock(&mutex_);
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

  v1::CandidateState state;
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return Verdict::FromError(owner_key.status());
  state.set_owner_key(*std::move(owner_key));
  state.set_job_id(cv.parsed().job_id());
  state.set_revision(cv.parsed().revision());
  state.set_generation(cv.parsed().generation());
  state.set_value_digest(Sha256(record.value));
  state.set_blind_digest(DigestOfBlind(cv));

  const auto known = candidates_.find(application_id);
  if (known != candidates_.end()) {
    const v1::CandidateState& first = known->second;
    if (first.revision() > state.revision()) return Verdict::Done();
    // What a dead letter left is nobody's verdict on the document: it gives way to one.
    const bool provisional = IsSystemError(first.result()) && !IsSystemError(cv);
    if (first.revision() == state.revision() && first.generation() == state.generation() &&
        !provisional) {
      if (first.value_digest() != state.value_digest()) {
        telemetry_->Emit(LateVerdictIgnored(application_id));
      }
      // Delivered again: what followed from it may not have been emitted the first time.
      if (first.result().outcome_case() == Result::OUTCOME_NOT_SET) return Verdict::Done();
      auto sealed = SealedState(application_id, first);
      if (!sealed.ok()) return Verdict::FromError(sealed.status());
      KvBatch again;
      again.Put(kStates, application_id, *std::move(sealed));
      std::vector<NewRecord> outputs;
      outputs.push_back(ResultRecord(first));
      deciding_.insert(application_id);
      return Verdict::Done(std::move(outputs), std::move(again));
    }
  }

  auto decided = Decide(cv, &state);
  if (!decided.ok()) return Verdict::FromError(decided.status());
  auto sealed_cv = SealedCv(application_id, state.owner_key(), record.value);
  auto sealed_state = SealedState(application_id, state);
  // Erased while it was being scored: nothing is written.
  if (absl::IsNotFound(sealed_cv.status()) || absl::IsNotFound(sealed_state.status())) {
    return Verdict::Done();
  }
  if (!sealed_cv.ok()) return Verdict::FromError(sealed_cv.status());
  if (!sealed_state.ok()) return Verdict::FromError(sealed_state.status());
  // Readable at once for explanations; durable with the state below.
  if (absl::Status status = store_->Put(kCandidates, application_id, *sealed_cv, KvSync::kNoSync);
      !status.ok()) {
    return Verdict::FromError(status);
  }
  KvBatch batch;
  batch.Put(kCandidates, application_id, *std::move(sealed_cv));
  batch.Put(kStates, application_id, *std::move(sealed_state));
  std::vector<NewRecord> outputs;
  if (*decided) outputs.push_back(ResultRecord(state));
  arena_.Put(application_id, Rows(cv.vectors()));
  Remember(application_id, std::move(state));
  deciding_.insert(application_id);
  return Verdict::Done(std::move(outputs), std::move(batch));
}

absl::StatusOr<bool> RankingState::Decide(const CvEmbedded& cv, v1::CandidateState* state) {
  Result result;
  result.set_job_id(state->job_id());
  result.set_revision(state->revision());
  if (!cv.parsed().has_read()) {
    result.set_needs_person(cv.parsed().unreadable());
    telemetry_->Emit(
        OutcomeDecided(ParsePersonKey(state->owner_key())->application, "needs_person"));
  } else {
    const auto job = jobs_.find(state->job_id());
    if (job == jobs_.end() || job->second.scorer == nullptr) {
      state->clear_result();
      return false;
    }
    UTVALG_ASSIGN_OR_RETURN(*result.mutable_ranked(), job->second.scorer->Score(cv));
    result.mutable_ranked()->mutable_provenance()->set_generation(state->generation());
    result.set_job_revision(job->second.job.job().revision());
    telemetry_->Emit(OutcomeDecided(ParsePersonKey(state->owner_key())->application, "ranked"));
  }
  *state->mutable_result() = std::move(result);
  return true;
}

std::vector<NewRecord> RankingState::OnDeadLetter(const Record& record, DeadLetterCode) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->tenant != options_.tenant || key->application.empty()) return {};
  auto owner_key = ApplicationKey(key->tenant, key->candidate, key->application);
  if (!owner_key.ok()) return {};
  v1::CandidateState state;
  state.set_owner_key(*std::move(owner_key));
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
  const std::string application_id(key->application);
  absl::MutexLock lock(&mutex_);
  const auto known = candidates_.find(application_id);
  if (known != candidates_.end() && known->second.revision() >= state.revision() &&
      known->second.result().outcome_case() != Result::OUTCOME_NOT_SET) {
    return {};  // A damaged copy of what has its outcome already.
  }
  state.mutable_result()->set_job_id(state.job_id());
  state.mutable_result()->set_revision(state.revision());
  state.mutable_result()->set_needs_person(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  telemetry_->Emit(OutcomeDecided(application_id, "needs_person"));
  std::vector<NewRecord> outputs;
  outputs.push_back(ResultRecord(state));
  // Without its state a restart would forget the outcome; the dead letter itself is retried until
  // it is durable.
  const auto sealed = SealedState(application_id, state);
  if (!sealed.ok() || !store_->Put(kStates, application_id, *sealed).ok()) return outputs;
  Remember(application_id, std::move(state));
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
  absl::MutexLock lock(&mutex_);
  JobView& view = jobs_[job_id];
  // A late copy, or what an embedder wrote that was thought dead.
  if (view.job.job().revision() > job.job().revision()) return;
  view.scorer = std::make_unique<Scorer>(*std::move(scorer));
  view.job = std::move(job);
  to_rescore_.insert(job_id);
}

bool RankingState::IsCurrent(const Result& result, uint32_t job_revision) const {
  return result.has_ranked() && result.job_revision() == job_revision &&
         result.ranked().provenance().scorer() == kScorerVersion &&
         result.ranked().provenance().calibration() == calibration_->digest();
}

void RankingState::RescoreLoop() {
  for (;;) {
    std::string job_id;
    {
      absl::MutexLock lock(&mutex_);
      rescoring_job_ = false;
      const auto woken = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
        return stop_ || !to_rescore_.empty();
      };
      mutex_.Await(absl::Condition(&woken));
      if (stop_) return;
      job_id = *to_rescore_.begin();
      to_rescore_.erase(to_rescore_.begin());
      rescoring_job_ = true;
    }
    const absl::Status status = Rescore(job_id);
    if (status.ok()) continue;
    telemetry_->Emit(StageFailed("rank-rescore", absl::StatusCodeToString(status.code())));
    absl::MutexLock lock(&mutex_);
    to_rescore_.insert(job_id);
    mutex_.AwaitWithTimeout(absl::Condition(&stop_), kRescoreBackoff);
  }
}

absl::Status RankingState::Rescore(const std::string& job_id) {
  std::vector<std::string> stale;
  {
    absl::MutexLock lock(&mutex_);
    const JobView& view = jobs_[job_id];
    if (view.scorer == nullptr) return absl::OkStatus();
    for (const auto& [partition, part] : view.parts) {
      for (const std::string& application_id : part.applications) {
        const Result& result = candidates_[application_id].result();
        if (!result.has_needs_person() && !IsCurrent(result, view.job.job().revision())) {
          stale.push_back(application_id);
        }
      }
    }
  }
  for (const std::string& application_id : stale) {
    UTVALG_RETURN_IF_ERROR(RescoreOne(job_id, application_id));
  }
  return store_->Write(KvBatch(), KvSync::kSync);
}

absl::Status RankingState::RescoreOne(const std::string& job_id,
                                      const std::string& application_id) {
  absl::MutexLock one_at_a_time(&rescoring_);
  v1::CandidateState before;
  v1::CandidateState state;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = candidates_.find(application_id);
    if (stop_ || found == candidates_.end() || found->second.job_id() != job_id) {
      return absl::OkStatus();
    }
    if (deciding_.contains(application_id)) return absl::OkStatus();  // OnDurable looks again.
    const auto cv = ReadCv(application_id);
    if (absl::IsNotFound(cv.status())) return absl::OkStatus();  // Erased meanwhile.
    UTVALG_RETURN_IF_ERROR(cv.status());
    before = state = found->second;
    const absl::StatusOr<bool> decided = Decide(*cv, &state);
    if (!decided.ok()) {
      // It cannot be scored by this job: what is known stays, and the others go on.
      telemetry_->Emit(
          StageFailed("rank-rescore", absl::StatusCodeToString(decided.status().code())));
      return absl::OkStatus();
    }
    if (!*decided) return absl::OkStatus();
    // At once, so that a record that is delivered again emits this outcome and not the last one.
    Remember(application_id, state);
  }
  // In the store only behind the log: else a crash in between would take it for done.
  const absl::Status emitted = producer_->Append(ResultRecord(state)).status();
  absl::MutexLock lock(&mutex_);
  const auto found = candidates_.find(application_id);
  // Another revision of the application came meanwhile: its outcome counts.
  if (found == candidates_.end() || found->second.value_digest() != state.value_digest()) {
    return absl::IsNotFound(emitted) ? absl::OkStatus() : emitted;
  }
  if (absl::IsNotFound(emitted)) return absl::OkStatus();  // Erased meanwhile.
  if (!emitted.ok()) {
    Remember(application_id, std::move(before));
    return emitted;
  }
  const auto sealed = SealedState(application_id, state);
  if (absl::IsNotFound(sealed.status())) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(sealed.status());
  return store_->Put(kStates, application_id, *sealed, KvSync::kNoSync);
}

absl::StatusOr<CvEmbedded> RankingState::ReadCv(const std::string& application_id) const {
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                          store_->Get(kCandidates, application_id));
  const absl::Status unknown =
      absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
  if (!value) return unknown;
  UTVALG_ASSIGN_OR_RETURN(const std::string opened,
                          keys_.Open(SealedPlace(kCandidates, application_id), *value));
  CvEmbedded cv;
  if (!cv.ParseFromString(opened)) return unknown;
  return cv;
}

std::map<uint32_t, uint64_t> RankingState::Assigned() const {
  absl::MutexLock lock(&mutex_);
  return assigned_;
}

Partitions RankingState::Served() const {
  absl::MutexLock lock(&mutex_);
  return served_;
}

void RankingState::Serve(uint32_t partition) {
  absl::MutexLock lock(&mutex_);
  if (assigned_.contains(partition)) served_.insert(partition);
}

bool RankingState::WaitUntilLoaded(absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto loaded = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return was_assigned_ && to_rescore_.empty() && !rescoring_job_;
  };
  return mutex_.AwaitWithDeadline(absl::Condition(&loaded), deadline);
}

bool RankingState::IsScored() const {
  absl::MutexLock lock(&mutex_);
  return to_rescore_.empty() && !rescoring_job_;
}

Partitions RankingState::ServedOf(const Partitions& partitions) const {
  Partitions served;
  for (const uint32_t partition : partitions) {
    if (served_.contains(partition)) served.insert(partition);
  }
  return served;
}

bool RankingState::IsOrderHidden(const std::string& job_id) const {
  absl::MutexLock lock(&mutex_);
  const auto found = jobs_.find(job_id);
  return found != jobs_.end() && found->second.job.order_hidden();
}

JobPart RankingState::ReadJob(const std::string& job_id, const Partitions& partitions) const {
  JobPart result;
  absl::MutexLock lock(&mutex_);
  result.served = ServedOf(partitions);
  const auto found = jobs_.find(job_id);
  if (found == jobs_.end()) return result;
  result.known = true;
  result.job_revision = found->second.job.job().revision();
  for (const auto& [partition, part] : found->second.parts) {
    if (!result.served.contains(partition)) continue;
    for (const std::string& application_id : part.applications) {
      const v1::CandidateState& state = candidates_.at(application_id);
      v1::ShardApplication& application = result.applications.emplace_back();
      application.set_application_id(application_id);
      application.set_blind_digest(state.blind_digest());
      application.set_generation(state.generation());
      if (state.has_result()) *application.mutable_result() = state.result();
    }
  }
  return result;
}

v1::CountOutcomesResponse RankingState::CountOutcomes(const std::string& job_id,
                                                      const Partitions& partitions) const {
  v1::CountOutcomesResponse response;
  absl::MutexLock lock(&mutex_);
  const Partitions served = ServedOf(partitions);
  response.mutable_served()->Add(served.begin(), served.end());
  const auto found = jobs_.find(job_id);
  if (found == jobs_.end()) return response;
  v1::GetProgressResponse& progress = *response.mutable_progress();
  for (const auto& [partition, part] : found->second.parts) {
    if (!served.contains(partition)) continue;
    const auto applications = static_cast<uint32_t>(part.applications.size());
    progress.set_ranked(progress.ranked() + part.ranked);
    progress.set_needs_person(progress.needs_person() + part.needs_person);
    progress.set_waiting_for_job(progress.waiting_for_job() + applications - part.ranked -
                                 part.needs_person);
  }
  return response;
}

void RankingState::WaitForOutcomes(const std::string& job_id, uint32_t outcomes,
                                   absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    const auto found = jobs_.find(job_id);
    if (found == jobs_.end()) return false;
    uint32_t there = 0;
    for (const auto& [partition, part] : found->second.parts) {
      if (served_.contains(partition)) there += part.ranked + part.needs_person;
    }
    return there >= outcomes;
  };
  mutex_.AwaitWithDeadline(absl::Condition(&enough), deadline);
}

v1::FindApplicationResponse RankingState::Find(const std::string& application_id, bool explain,
                                               const Partitions& partitions) const {
  v1::FindApplicationResponse response;
  JobEmbedded job;
  {
    absl::MutexLock lock(&mutex_);
    const Partitions served = ServedOf(partitions);
    response.mutable_served()->Add(served.begin(), served.end());
    const auto found = candidates_.find(application_id);
    if (found == candidates_.end() || !served.contains(PartitionFor(found->second))) {
      return response;
    }
    response.set_found(true);
    *response.mutable_result() = found->second.result();
    if (!explain || !found->second.result().has_ranked()) return response;
    job = jobs_.at(found->second.job_id()).job;
  }
  const auto cv = ReadCv(application_id);
  if (!cv.ok()) return response;
  auto explanation = rank::Explain(application_id, *cv, job, response.result().ranked());
  if (explanation.ok()) *response.mutable_explanation() = *std::move(explanation);
  return response;
}

v1::SearchPassagesResponse RankingState::Search(const v1::SearchPassagesRequest& request) const {
  SearchQuery query;
  query.text = request.text();
  const auto vector = Rows(request.vector());
  query.vector.assign(vector.begin(), vector.end());
  query.limit = request.limit() == 0 ? kDefaultHits : std::min(request.limit(), kMaxHits);
  v1::SearchPassagesResponse response;
  absl::MutexLock lock(&mutex_);
  const Partitions served =
      ServedOf(Partitions(request.partitions().begin(), request.partitions().end()));
  response.mutable_served()->Add(served.begin(), served.end());
  response.set_known(request.job_id().empty() || jobs_.contains(request.job_id()));
  std::map<std::string, CvEmbedded, std::less<>> read;  // Keeps what `find` hands out alive.
  const FindCv find = [&](std::string_view application_id) -> const CvEmbedded* {
    mutex_.AssertReaderHeld();
    const auto known = read.find(application_id);
    if (known != read.end()) return &known->second;
    const auto state = candidates_.find(std::string(application_id));
    if (state == candidates_.end() || !served.contains(PartitionFor(state->second)) ||
        (!request.job_id().empty() && state->second.job_id() != request.job_id())) {
      return nullptr;
    }
    auto cv = ReadCv(std::string(application_id));
    if (!cv.ok() || !cv->parsed().has_read()) return nullptr;
    return &read.emplace(application_id, *std::move(cv)).first->second;
  };
  for (v1::NearPassage& near : LookNear(query, arena_, find, *calibration_)) {
    const auto state = candidates_.find(near.application_id());
    if (state == candidates_.end() || !served.contains(PartitionFor(state->second))) continue;
    *response.add_near() = std::move(near);
  }
  return response;
}

}  // namespace utvalg::rank
