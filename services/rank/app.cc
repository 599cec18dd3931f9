// SPDX-License-Identifier: Apache-2.0
#include "services/rank/app.h"

#include <chrono>
#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/log/topics.h"
#include "common/taxonomy/taxonomy.h"

namespace utvalg::rank {
namespace {

constexpr std::chrono::minutes kPatience(10);

StageOptions StageOptionsFor(KvStore* store) {
  StageOptions stage;
  stage.name = "rank";
  stage.topics = {{std::string(kCvEmbeddedTopic), 1}, {std::string(kErasureTopic), 1}};
  stage.max_batch = 64;
  stage.max_in_flight = 128;
  stage.state = store;
  stage.position_family = kPositions;
  return stage;
}

absl::StatusOr<std::unique_ptr<KvStore>> OpenStore(const std::string& directory) {
  KvOptions options;
  options.directory = directory;
  options.families = RankingStore::Families();
  return KvStore::Open(std::move(options));
}

}  // namespace

absl::StatusOr<std::vector<StoredReplay>> ReplayStoredScores(const std::string& state_directory,
                                                             const Ports& ports) {
  UTVALG_ASSIGN_OR_RETURN(const auto store, OpenStore(state_directory));
  std::map<std::string, embedding::v1::JobEmbedded> jobs;
  UTVALG_ASSIGN_OR_RETURN(
      auto reader, TableReader::Start(ports.log, ports.codec, {std::string(kJobEmbeddedTopic)},
                                      [&jobs](const Record& record) {
                                        embedding::v1::JobEmbedded job;
                                        if (record.IsTombstone() || !ParseRecord(record, &job).ok())
                                          return;
                                        const std::string job_id = job.job().job_id();
                                        jobs[job_id] = std::move(job);
                                      }));
  UTVALG_RETURN_IF_ERROR(reader->WaitUntilCaughtUp(kPatience));
  reader.reset();  // Its thread writes `jobs`.
  return ReplayStored(*store, ports.keys, jobs, Calibration::Default(), taxonomy::Taxonomy::Get());
}

absl::StatusOr<std::unique_ptr<RankApp>> RankApp::Create(const Options& options,
                                                         const Ports& ports) {
  std::unique_ptr<RankApp> app(new RankApp());
  UTVALG_ASSIGN_OR_RETURN(app->store_, OpenStore(options.state_directory));
  const taxonomy::Taxonomy& taxonomy = taxonomy::Taxonomy::Get();
  const uint32_t partitions = ports.log->partitions();
  const PersonKeys keys = ports.keys;
  app->held_ = std::make_unique<HeldRankings>(
      options.retained_rankings,
      [keys](const std::string& application_id) { return keys.IsErased(application_id); });
  UTVALG_ASSIGN_OR_RETURN(
      app->consents_, SearchConsents::Open(options.tenant, ports.log, ports.codec, ports.clock));
  app->state_ =
      RankingState::Create({options.tenant, options.dimensions, partitions,
                            !options.shard.has_value(), app->consents_.get()},
                           app->store_.get(), ports.producer, keys, ports.clock,
                           &Calibration::Default(), &taxonomy, ports.telemetry, app->held_.get());

  Scatter::Options scatter{partitions, absl::ZeroDuration()};
  if (options.shard) {
    UTVALG_ASSIGN_OR_RETURN(
        app->directory_, ShardDirectory::Open({options.shard->advertise, options.shard->instance},
                                              ports.log, ports.codec, ports.producer));
    app->peers_ = std::make_unique<ShardPeers>(options.shard->dial);
    scatter.patience = absl::FromChrono(options.shard->patience);
  }
  app->scatter_ = std::make_unique<Scatter>(scatter, &app->state_->reader(), app->directory_.get());
  app->query_ =
      std::make_unique<RankQuery>(options.tenant, &app->state_->reader(), app->scatter_.get(),
                                  app->peers_.get(), app->held_.get());
  app->pool_query_ = std::make_unique<PoolQuery>(&app->state_->search(), app->scatter_.get(),
                                                 app->peers_.get(), &taxonomy);
  app->rpc_ = std::make_unique<RankRpc>(app->query_.get(), app->pool_query_.get(), &taxonomy);
  app->shard_rpc_ =
      std::make_unique<ShardRpc>(&app->state_->reader(), &app->state_->search(), app->held_.get());

  UTVALG_ASSIGN_OR_RETURN(
      app->jobs_, TableReader::Start(ports.log, ports.codec, {std::string(kJobEmbeddedTopic)},
                                     [state = app->state_.get()](const Record& record) {
                                       state->ApplyJob(record);
                                     }));
  UTVALG_RETURN_IF_ERROR(app->jobs_->WaitUntilCaughtUp(kPatience));
  app->thread_ =
      std::make_unique<StageThread>(ports, app->state_.get(), StageOptionsFor(app->store_.get()));
  if (options.shard) {
    app->keeper_ = std::make_unique<ShardKeeper>(
        app->state_.get(),
        [stage = app->thread_.get()](const Position& end) { return stage->HasSettled({end}); },
        ports.log, app->directory_.get());
  } else if (!app->state_->WaitUntilLoaded(absl::Now() + absl::FromChrono(kPatience))) {
    return absl::DeadlineExceededError("rank's state was not loaded in time");
  }
  return app;
}

RankApp::~RankApp() { Stop(); }

std::vector<grpc::Service*> RankApp::services() {
  if (directory_ == nullptr) return {rpc_.get()};
  return {rpc_.get(), shard_rpc_.get()};
}

void RankApp::ConnectEmbed(const std::shared_ptr<grpc::Channel>& channel) {
  rpc_->SetEmbedder(embed::v1::EmbedService::NewStub(channel));
}

void RankApp::Stop() {
  keeper_.reset();
  jobs_.reset();
  if (thread_) thread_->Stop();
}

}  // namespace utvalg::rank
