// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_processes.h"

#include <thread>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::simulation {
namespace {

using Fate = SimBroker::Fate;

constexpr std::chrono::seconds kPatience(60);  // Only a hanging test waits for it.

absl::Status Dead() { return absl::InternalError("the process is dead"); }

}  // namespace

absl::Status SimDocuments::Put(std::string_view name, std::string_view bytes) {
  const Fate fate = log_->Count();
  if (fate == Fate::kDiesBefore) return Dead();
  (*objects_)[std::string(name)] = bytes;
  return fate == Fate::kDiesAfter ? Dead() : absl::OkStatus();
}

absl::StatusOr<bool> SimDocuments::PutIfAbsent(std::string_view name, std::string_view bytes) {
  const Fate fate = log_->Count();
  if (fate == Fate::kDiesBefore) return Dead();
  const bool first = objects_->emplace(name, bytes).second;
  if (fate == Fate::kDiesAfter) return Dead();
  return first;
}

absl::StatusOr<std::string> SimDocuments::Get(std::string_view name) {
  if (log_->dead()) return Dead();
  const auto found = objects_->find(std::string(name));
  if (found == objects_->end()) return absl::NotFoundError("there is no such document");
  return found->second;
}

absl::StatusOr<std::vector<std::string>> SimDocuments::List(std::string_view name) {
  if (log_->dead()) return Dead();
  std::vector<std::string> names;
  for (const auto& [found, bytes] : *objects_) {
    if (found.starts_with(Cat(name, "/"))) names.push_back(found);
  }
  return names;
}

absl::Status SimDocuments::Delete(std::string_view name) {
  const Fate fate = log_->Count();
  if (fate == Fate::kDiesBefore) return Dead();
  objects_->erase(std::string(name));
  return fate == Fate::kDiesAfter ? Dead() : absl::OkStatus();
}

absl::Status SimDocuments::DeleteBelow(std::string_view name) {
  const Fate fate = log_->Count();
  if (fate == Fate::kDiesBefore) return Dead();
  const std::string prefix = Cat(name, "/");
  std::erase_if(*objects_, [&](const auto& object) { return object.first.starts_with(prefix); });
  return fate == Fate::kDiesAfter ? Dead() : absl::OkStatus();
}

Process::Process(const Surroundings& around, PersonKeys::Right right)
    : around_(around), right_(right), log_(around.broker, around.choose) {}

absl::Status Process::OpenKeys() {
  UTVALG_ASSIGN_OR_RETURN(kms_, FileKms::Open(Cat(around_.keys_directory, "/epochs")));
  UTVALG_ASSIGN_OR_RETURN(ring_, KeyRing::Open(&log_, kms_.get(), around_.clock,
                                               Cat(around_.keys_directory, "/erased")));
  keys_ = PersonKeys(ring_.get(), right_);
  codec_ = std::make_unique<SealedRecordCodec>(keys_);
  producer_ = std::make_unique<Producer>(&log_, codec_.get());
  return absl::OkStatus();
}

void Process::AddWorker(StageHandler* handler, StageOptions options) {
  workers_.push_back(std::make_unique<StageWorker>(&log_, codec_.get(), handler, around_.clock,
                                                   std::move(options)));
}

absl::Status Process::Step(size_t worker, StageWorker::Phase phase) {
  return workers_[worker]->Step(phase);
}

absl::Status Process::Finish() {
  for (const auto& worker : workers_) UTVALG_RETURN_IF_ERROR(worker->Finish());
  return absl::OkStatus();
}

bool Process::IsIdle() const {
  for (const auto& worker : workers_) {
    if (worker->counters().in_flight > 0) return false;
  }
  return true;
}

absl::StatusOr<std::unique_ptr<IngestProcess>> IngestProcess::Start(const Surroundings& around,
                                                                    KvStore* store,
                                                                    size_t replica) {
  std::unique_ptr<IngestProcess> process(new IngestProcess(around));
  UTVALG_RETURN_IF_ERROR(process->OpenKeys());
  IngestProcess& self = *process;
  self.objects_ = std::make_unique<SimDocuments>(around.objects, &self.log_);
  self.documents_ = std::make_unique<SealedDocumentStore>(self.objects_.get(), self.keys_);
  self.named_ = std::make_unique<ingest::NamedWorld>(
      ingest::NamedWorld::Options{kTenant, std::chrono::milliseconds(0)}, store,
      self.documents_.get(), self.keys_, self.ring_.get(), around.clock);
  UTVALG_ASSIGN_OR_RETURN(self.jobs_, ingest::JobBook::Open(kTenant, &self.log_, self.codec_.get(),
                                                            self.producer_.get(), around.clock));
  self.named_->FollowJobs([jobs = self.jobs_.get()](const std::string& job_id) {
    const auto job = jobs->Get(job_id);
    return job.ok() ? job->generation() : "";
  });
  self.intake_ = std::make_unique<ingest::Intake>(
      ingest::Intake::Options{kTenant, kTenantSecret}, self.documents_.get(), self.producer_.get(),
      self.named_.get(), self.ring_.get(), &self.locks_, around.clock);
  self.eraser_ = std::make_unique<ingest::Eraser>(
      ingest::Eraser::Options{kTenant, kTenantSecret}, self.producer_.get(), self.ring_.get(),
      self.named_.get(), self.documents_.get(), &self.locks_, around.clock);
  StageOptions stage;
  stage.name = "ingest-named";
  stage.group = GroupOf(replica);
  stage.topics = ingest::NamedWorld::Topics();
  stage.max_batch = around.max_batch;
  stage.max_in_flight = around.max_in_flight;
  stage.state = store;
  stage.position_family = ingest::NamedWorld::kPositions;
  self.AddWorker(self.named_.get(), std::move(stage));
  return process;
}

std::string IngestProcess::GroupOf(size_t replica) { return Cat("ingest-named-", replica); }

absl::StatusOr<std::unique_ptr<ParseProcess>> ParseProcess::Start(const Surroundings& around,
                                                                  KvCache* cache, Role role,
                                                                  const std::string& generation) {
  std::unique_ptr<ParseProcess> process(new ParseProcess(around));
  UTVALG_RETURN_IF_ERROR(process->OpenKeys());
  ParseProcess& self = *process;
  self.log_.HoldBack();
  self.objects_ = std::make_unique<SimDocuments>(around.objects, &self.log_);
  self.documents_ = std::make_unique<SealedDocumentStore>(self.objects_.get(), self.keys_);
  self.stage_ = std::make_unique<parse::ParseStage>(
      parse::ParseStage::Options{.tenant = kTenant,
                                 .generation = generation,
                                 .reading = generation,
                                 .fills = role != Role::kLive,
                                 .marks = role == Role::kFillBeside},
      around.reader, self.documents_.get(), cache, self.keys_, around.clock, around.telemetry);
  StageOptions stage;
  stage.name = role == Role::kLive ? "parse" : parse::ParseStage::FillGroup(generation);
  stage.topics = parse::ParseStage::Topics();
  stage.max_batch = around.max_batch;
  stage.max_in_flight = around.max_in_flight;
  self.AddWorker(self.stage_.get(), std::move(stage));
  return process;
}

absl::StatusOr<std::unique_ptr<EmbedProcess>> EmbedProcess::Start(const Surroundings& around,
                                                                  KvCache* cache) {
  std::unique_ptr<EmbedProcess> process(new EmbedProcess(around));
  UTVALG_RETURN_IF_ERROR(process->OpenKeys());
  EmbedProcess& self = *process;
  self.log_.HoldBack();
  self.encoder_ =
      std::make_unique<embed::CachedEncoder>(around.encoder, cache, kTenantSecret, self.keys_);
  self.cvs_ =
      std::make_unique<embed::CvEmbedStage>(self.encoder_.get(), around.clock, around.telemetry);
  self.jobs_ = std::make_unique<embed::JobEmbedStage>(self.encoder_.get(), around.telemetry);
  StageOptions cvs;
  cvs.name = "embed-cv";
  cvs.topics = embed::CvEmbedStage::Topics();
  cvs.max_batch = around.max_batch;
  cvs.max_in_flight = around.max_in_flight;
  self.AddWorker(self.cvs_.get(), std::move(cvs));
  StageOptions jobs;
  jobs.name = "embed-job";
  jobs.topics = embed::JobEmbedStage::Topics();
  self.AddWorker(self.jobs_.get(), std::move(jobs));
  return process;
}

absl::StatusOr<std::unique_ptr<RankProcess>> RankProcess::Start(const Surroundings& around,
                                                                KvStore* store) {
  std::unique_ptr<RankProcess> process(new RankProcess(around));
  UTVALG_RETURN_IF_ERROR(process->OpenKeys());
  RankProcess& self = *process;
  self.held_ = std::make_unique<rank::HeldRankings>(
      64, [keys = self.keys_](const std::string& id) { return keys.IsErased(id); });
  self.state_ = rank::RankingState::Create(
      {kTenant, rank::kTestDimensions, around.broker->partitions(), true}, store,
      self.producer_.get(), self.keys_, around.clock, &rank::TestCalibration(),
      &taxonomy::Taxonomy::Get(), around.telemetry, self.held_.get());
  UTVALG_ASSIGN_OR_RETURN(
      self.jobs_,
      TableReader::Start(
          &self.log_, self.codec_.get(), {std::string(kJobEmbeddedTopic)},
          [state = self.state_.get()](const Record& record) { state->ApplyJob(record); }));
  UTVALG_RETURN_IF_ERROR(self.jobs_->WaitUntilCaughtUp(kPatience));
  self.log_.HoldBack();
  StageOptions stage;
  stage.name = "rank";
  stage.topics = {{std::string(kCvEmbeddedTopic), 1}, {std::string(kErasureTopic), 1}};
  stage.max_batch = around.max_batch;
  stage.max_in_flight = around.max_in_flight;
  stage.state = store;
  stage.position_family = rank::kPositions;
  self.AddWorker(self.state_.get(), std::move(stage));
  self.Settle();
  return process;
}

RankProcess::~RankProcess() {
  workers_.clear();
  jobs_.reset();
}

void RankProcess::Settle() {
  while (!log_.dead() && !state_->IsScored()) std::this_thread::yield();
}

}  // namespace utvalg::simulation
