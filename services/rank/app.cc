// SPDX-License-Identifier: Apache-2.0
#include "services/rank/app.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/log/topics.h"
#include "common/taxonomy/taxonomy.h"

namespace utvalg::rank {
namespace {

constexpr std::chrono::minutes kPatience(10);

}  // namespace

absl::StatusOr<std::unique_ptr<RankApp>> RankApp::Create(const Options& options,
                                                         const Ports& ports) {
  std::unique_ptr<RankApp> app(new RankApp());
  KvOptions store;
  store.directory = options.state_directory;
  store.families = RankingState::Families();
  UTVALG_ASSIGN_OR_RETURN(app->store_, KvStore::Open(std::move(store)));
  const taxonomy::Taxonomy& taxonomy = taxonomy::Taxonomy::Get();
  UTVALG_ASSIGN_OR_RETURN(
      app->state_,
      RankingState::Open({options.tenant, options.dimensions, options.retained_rankings},
                         app->store_.get(), ports.producer, ports.keys, ports.clock,
                         &Calibration::Default(), &taxonomy, ports.telemetry));
  app->rpc_ = std::make_unique<RankRpc>(app->state_.get(), &taxonomy);
  UTVALG_ASSIGN_OR_RETURN(
      app->jobs_, TableReader::Start(ports.log, ports.codec, {std::string(kJobEmbeddedTopic)},
                                     [state = app->state_.get()](const Record& record) {
                                       state->ApplyJob(record);
                                     }));
  UTVALG_RETURN_IF_ERROR(app->jobs_->WaitUntilCaughtUp(kPatience));
  StageOptions stage;
  stage.name = "rank";
  stage.topics = {{std::string(kCvEmbeddedTopic), 1}, {std::string(kErasureTopic), 1}};
  stage.max_batch = 64;
  stage.max_in_flight = 128;
  stage.state = app->store_.get();
  stage.position_family = RankingState::kPositions;
  app->thread_ = std::make_unique<StageThread>(ports, app->state_.get(), std::move(stage));
  return app;
}

RankApp::~RankApp() { Stop(); }

void RankApp::ConnectEmbed(const std::shared_ptr<grpc::Channel>& channel) {
  rpc_->SetEmbedder(embed::v1::EmbedService::NewStub(channel));
}

void RankApp::Stop() {
  jobs_.reset();
  if (thread_) thread_->Stop();
}

}  // namespace utvalg::rank
