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
#include "common/log/topics.h"
#include "services/rank/core/explain.h"
#include "services/rank/core/search.h"

namespace utvalg::rank {
namespace {

using cv::v1::NeedsPersonReason;
using embedding::v1::CvEmbedded;
using embedding::v1::JobEmbedded;
using result::v1::Result;

constexpr KvFamily kCandidates = 1;  // application -> CvEmbedded
constexpr KvFamily kStates = 2;      // application -> CandidateState

// Where in the store a sealed value lies.
std::string Place(KvFamily family, std::string_view application_id) {
  return Cat("rank\n", family, "\n", application_id);
}

// The blind content an order may depend on; an unreadable document has none.
std::string DigestOfBlind(const CvEmbedded& cv) {
  return cv.parsed().has_read() ? BlindDigest(cv.parsed().read()) : std::string();
}

NewRecord ResultRecord(const v1::CandidateState& state) {
  return MakeRecord(kResultTopic, state.owner_key(), state.result());
}

std::span<const int8_t> Rows(const std::string& bytes) {
  return {reinterpret_cast<const int8_t*>(bytes.data()), bytes.size()};
}

absl::Status NoSuchJob(const std::string& job_id) {
  return absl::NotFoundError(
      Cat("there is no job \"", job_id, "\"; `utvalg job list` shows the jobs there are"));
}

}  // namespace

std::vector<std::string> RankingState::Families() { return {"positions", "candidates", "states"}; }

RankingState::RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
                           const Clock* clock, const Calibration* calibration,
                           const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry)
    : options_(std::move(options)),
      store_(store),
      producer_(producer),
      keys_(std::move(keys)),
      clock_(clock),
      calibration_(calibration),
      taxonomy_(taxonomy),
      telemetry_(telemetry),
      arena_(options_.dimensions) {}

absl::StatusOr<std::unique_ptr<RankingState>> RankingState::Open(
    Options options, KvStore* store, Producer* producer, PersonKeys keys, const Clock* clock,
    const Calibration* calibration, const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry) {
  std::unique_ptr<RankingState> state(new RankingState(std::move(options), store, producer,
                                                       std::move(keys), clock, calibration,
                                                       taxonomy, telemetry));
  UTVALG_RETURN_IF_ERROR(state->Load());
  return state;
}

absl::Status RankingState::Load() {
  absl::MutexLock lock(&mutex_);
  absl::Status damaged;
  KvBatch erased;
  // What a key still opens; what was erased since is cleared away.
  const auto open = [&](KvFamily family, std::string_view application_id, std::string_view value) {
    auto opened = keys_.Open(Place(family, application_id), value);
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
        if (opened.ok()) Remember(std::string(application_id), std::move(state));
        return damaged.ok();
      }));
  if (damaged.ok()) {
    UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
        kCandidates, "", [&](std::string_view application_id, std::string_view value) {
          mutex_.AssertHeld();
          const auto opened = open(kCandidates, application_id, value);
          CvEmbedded cv;
          if (opened.ok() && cv.ParseFromString(*opened)) {
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
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, state.owner_key(), Place(kStates, application_id),
                    state.SerializeAsString());
}

absl::StatusOr<std::string> RankingState::SealedCv(const std::string& application_id,
                                                   const std::string& owner_key,
                                                   const std::string& cv_embedded) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, owner_key, Place(kCandidates, application_id),
                    cv_embedded);
}

void RankingState::Forget(const std::string& application_id) {
  arena_.Remove(application_id);
  const auto found = candidates_.find(application_id);
  if (found == candidates_.end()) return;
  JobView& view = jobs_[found->second.job_id()];
  if (found->second.result().has_ranked()) --view.ranked;
  if (found->second.result().has_needs_person()) --view.needs_person;
  view.applications.erase(application_id);
  candidates_.erase(found);
}

Verdict RankingState::Erase(const Record& record) {
  const auto erasure = ErasureRequestIn(record);
  if (!erasure) return Verdict::Done();
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
  // Orders that were given out stay readable, without them.
  for (auto& [id, ranking] : rankings_) {
    auto rest = std::make_shared<Ranking>(*ranking);
    std::erase_if(rest->ranked, [&](const v1::RankedApplication& ranked) {
      return gone.count(ranked.application_id()) > 0;
    });
    std::erase_if(rest->needs_person, [&](const v1::NeedsPerson& needs_person) {
      return gone.count(needs_person.application_id()) > 0;
    });
    ranking = std::move(rest);
  }
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  outputs.push_back(MakeErasureReceipt(record, "rank", {"rank/candidates", "rank/states", "memory"},
                                       2 * gone.size(), now_ms));
  return Verdict::Done(std::move(outputs), std::move(batch));
}

void RankingState::Remember(const std::string& application_id, v1::CandidateState state) {
  const auto count = [this](const v1::CandidateState& counted, uint32_t change) {
    mutex_.AssertHeld();
    JobView& view = jobs_[counted.job_id()];
    if (counted.result().has_ranked()) view.ranked += change;
    if (counted.result().has_needs_person()) view.needs_person += change;
  };
  const auto found = candidates_.find(application_id);
  if (found != candidates_.end()) {
    count(found->second, static_cast<uint32_t>(-1));
    jobs_[found->second.job_id()].applications.erase(application_id);
  }
  count(state, 1);
  jobs_[state.job_id()].applications.insert(application_id);
  candidates_[application_id] = std::move(state);
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
    if (first.revision() == state.revision() && first.generation() == state.generation()) {
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
  }
  state.mutable_result()->set_job_id(state.job_id());
  state.mutable_result()->set_revision(state.revision());
  state.mutable_result()->set_needs_person(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  const std::string application_id(key->application);
  telemetry_->Emit(OutcomeDecided(application_id, "needs_person"));
  std::vector<NewRecord> outputs;
  outputs.push_back(ResultRecord(state));
  absl::MutexLock lock(&mutex_);
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
  {
    absl::MutexLock lock(&mutex_);
    JobView& view = jobs_[job_id];
    view.scorer = std::make_unique<Scorer>(*std::move(scorer));
    view.job = std::move(job);
  }
  if (absl::Status status = Rescore(job_id); !status.ok()) {
    telemetry_->Emit(StageFailed("rank-rescore", absl::StatusCodeToString(status.code())));
  }
}

bool RankingState::IsCurrent(const Result& result, uint32_t job_revision) const {
  return result.has_ranked() && result.job_revision() == job_revision &&
         result.ranked().provenance().scorer() == kScorerVersion &&
         result.ranked().provenance().calibration() == calibration_->digest();
}

absl::Status RankingState::Rescore(const std::string& job_id) {
  std::vector<std::string> stale;
  {
    absl::MutexLock lock(&mutex_);
    const JobView& view = jobs_[job_id];
    for (const std::string& application_id : view.applications) {
      const Result& result = candidates_.at(application_id).result();
      if (!result.has_needs_person() && !IsCurrent(result, view.job.job().revision())) {
        stale.push_back(application_id);
      }
    }
  }
  for (const std::string& application_id : stale) {
    const auto cv = ReadCv(application_id);
    if (absl::IsNotFound(cv.status())) continue;  // Erased meanwhile.
    UTVALG_RETURN_IF_ERROR(cv.status());
    std::optional<NewRecord> output;
    {
      absl::MutexLock lock(&mutex_);
      const auto known = candidates_.find(application_id);
      if (known == candidates_.end()) continue;
      v1::CandidateState state = known->second;
      UTVALG_ASSIGN_OR_RETURN(const bool decided, Decide(*cv, &state));
      if (!decided) continue;
      const auto sealed = SealedState(application_id, state);
      if (absl::IsNotFound(sealed.status())) continue;
      UTVALG_RETURN_IF_ERROR(sealed.status());
      UTVALG_RETURN_IF_ERROR(store_->Put(kStates, application_id, *sealed, KvSync::kNoSync));
      output = ResultRecord(state);
      Remember(application_id, std::move(state));
    }
    absl::Status appended = producer_->Append(*std::move(output)).status();
    if (!absl::IsNotFound(appended)) UTVALG_RETURN_IF_ERROR(appended);
  }
  return store_->Write(KvBatch(), KvSync::kSync);
}

absl::StatusOr<CvEmbedded> RankingState::ReadCv(const std::string& application_id) const {
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                          store_->Get(kCandidates, application_id));
  const absl::Status unknown =
      absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
  if (!value) return unknown;
  UTVALG_ASSIGN_OR_RETURN(const std::string opened,
                          keys_.Open(Place(kCandidates, application_id), *value));
  CvEmbedded cv;
  if (!cv.ParseFromString(opened)) return unknown;
  return cv;
}

std::shared_ptr<const RankingState::Ranking> RankingState::MakeRanking(const std::string& job_id,
                                                                       const JobView& view,
                                                                       std::string* ranking_id) {
  auto ranking = std::make_shared<Ranking>();
  ranking->job_id = job_id;
  ranking->job_revision = view.job.job().revision();
  std::vector<OrderEntry> entries;
  std::string generation;
  for (const std::string& application_id : view.applications) {
    const v1::CandidateState& state = candidates_[application_id];
    if (state.result().has_ranked()) {
      generation = state.generation();
      entries.push_back({application_id, state.blind_digest(), state.result().ranked().score()});
    } else if (state.result().has_needs_person()) {
      v1::NeedsPerson needs_person;
      needs_person.set_application_id(application_id);
      needs_person.set_reason(state.result().needs_person());
      ranking->needs_person.push_back(std::move(needs_person));
    }
  }
  *ranking_id = RankingId(job_id, ranking->job_revision, generation, entries);
  for (const OrderedEntry& entry : Order(entries, JobSeed(options_.tenant, job_id))) {
    v1::RankedApplication ranked;
    ranked.set_rank(entry.rank);
    ranked.set_application_id(entries[entry.index].application_id);
    *ranked.mutable_score() = candidates_[ranked.application_id()].result().ranked();
    ranking->ranked.push_back(std::move(ranked));
  }
  return ranking;
}

absl::StatusOr<v1::GetRankingResponse> RankingState::GetRanking(
    const v1::GetRankingRequest& request) {
  constexpr uint32_t kMaxPage = 10000;
  v1::GetRankingResponse response;
  std::shared_ptr<const Ranking> ranking;
  {
    absl::MutexLock lock(&mutex_);
    if (!request.ranking_id().empty()) {
      const auto found = rankings_.find(request.ranking_id());
      if (found == rankings_.end() || found->second->job_id != request.job_id()) {
        return absl::FailedPreconditionError(
            "this ranking is no longer held; ask for the order anew, without a ranking_id");
      }
      response.set_ranking_id(request.ranking_id());
      ranking = found->second;
    } else {
      const auto found = jobs_.find(request.job_id());
      if (found == jobs_.end()) return NoSuchJob(request.job_id());
      std::string ranking_id;
      ranking = MakeRanking(request.job_id(), found->second, &ranking_id);
      response.set_ranking_id(ranking_id);
      if (rankings_.insert_or_assign(ranking_id, ranking).second) {
        ranking_order_.push_back(ranking_id);
        if (ranking_order_.size() > options_.retained_rankings) {
          rankings_.erase(ranking_order_.front());
          ranking_order_.erase(ranking_order_.begin());
        }
      }
    }
  }
  response.set_job_revision(ranking->job_revision);
  response.set_total(static_cast<uint32_t>(ranking->ranked.size()));
  const size_t begin = std::min<size_t>(request.offset(), ranking->ranked.size());
  const uint32_t page =
      request.page_size() == 0 ? kMaxPage : std::min(request.page_size(), kMaxPage);
  const size_t end = std::min<size_t>(begin + page, ranking->ranked.size());
  for (size_t i = begin; i < end; ++i) *response.add_ranked() = ranking->ranked[i];
  for (const v1::NeedsPerson& needs_person : ranking->needs_person) {
    *response.add_needs_person() = needs_person;
  }
  return response;
}

v1::GetOutcomeResponse RankingState::GetOutcome(const std::string& application_id) const {
  v1::GetOutcomeResponse response;
  absl::MutexLock lock(&mutex_);
  const auto found = candidates_.find(application_id);
  if (found == candidates_.end() ||
      found->second.result().outcome_case() == Result::OUTCOME_NOT_SET) {
    response.set_pending(true);
  } else {
    *response.mutable_result() = found->second.result();
  }
  return response;
}

absl::StatusOr<v1::ExplainApplicationResponse> RankingState::Explain(
    const std::string& application_id) const {
  result::v1::ScoreRecord record;
  JobEmbedded job;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = candidates_.find(application_id);
    if (found == candidates_.end()) {
      return absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
    }
    if (!found->second.result().has_ranked()) {
      return absl::FailedPreconditionError(
          "the application has no score: it needs a person or is not finished");
    }
    record = found->second.result().ranked();
    job = jobs_.at(found->second.job_id()).job;
  }
  UTVALG_ASSIGN_OR_RETURN(const CvEmbedded cv, ReadCv(application_id));
  return rank::Explain(application_id, cv, job, record);
}

v1::GetProgressResponse RankingState::GetProgress(const std::string& job_id) const {
  v1::GetProgressResponse response;
  absl::MutexLock lock(&mutex_);
  const auto found = jobs_.find(job_id);
  if (found == jobs_.end()) return response;
  const JobView& view = found->second;
  response.set_ranked(view.ranked);
  response.set_needs_person(view.needs_person);
  response.set_waiting_for_job(static_cast<uint32_t>(view.applications.size()) - view.ranked -
                               view.needs_person);
  return response;
}

void RankingState::WaitForOutcomes(const std::string& job_id, uint32_t outcomes,
                                   absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    const auto found = jobs_.find(job_id);
    return found != jobs_.end() && found->second.ranked + found->second.needs_person >= outcomes;
  };
  mutex_.AwaitWithDeadline(absl::Condition(&enough), deadline);
}

absl::StatusOr<v1::SearchCandidatesResponse> RankingState::Search(
    const v1::SearchCandidatesRequest& request, std::span<const int8_t> query_vector) const {
  constexpr uint32_t kDefaultLimit = 20;
  constexpr uint32_t kMaxLimit = 1000;
  SearchQuery query;
  query.text = request.text();
  query.vector.assign(query_vector.begin(), query_vector.end());
  query.limit = request.limit() == 0 ? kDefaultLimit : std::min(request.limit(), kMaxLimit);
  absl::MutexLock lock(&mutex_);
  if (!request.job_id().empty() && jobs_.count(request.job_id()) == 0) {
    return NoSuchJob(request.job_id());
  }
  std::map<std::string, CvEmbedded, std::less<>> read;  // Keeps what `find` hands out alive.
  const FindCv find = [&](std::string_view application_id) -> const CvEmbedded* {
    mutex_.AssertReaderHeld();
    const auto known = read.find(application_id);
    if (known != read.end()) return &known->second;
    const auto state = candidates_.find(std::string(application_id));
    if (state == candidates_.end() ||
        (!request.job_id().empty() && state->second.job_id() != request.job_id())) {
      return nullptr;
    }
    auto cv = ReadCv(std::string(application_id));
    if (!cv.ok() || !cv->parsed().has_read()) return nullptr;
    return &read.emplace(application_id, *std::move(cv)).first->second;
  };
  v1::SearchCandidatesResponse response;
  for (v1::SearchHit& hit : rank::Search(query, arena_, find, *calibration_)) {
    *response.add_hits() = std::move(hit);
  }
  return response;
}

}  // namespace utvalg::rank
