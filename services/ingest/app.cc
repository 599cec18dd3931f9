// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/app.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

// How long a look at identity or layout waits for what was decided a moment ago.
constexpr std::chrono::seconds kNamedPatience(2);

}  // namespace

Housekeeper::Options HousekeepingFrom(const config::v1::Retention& retention,
                                      const config::v1::Keys& keys) {
  Housekeeper::Options housekeeping;
  const std::chrono::hours day(24);
  if (retention.days() > 0) housekeeping.retention = retention.days() * day;
  if (retention.erasure_deadline_hours() > 0) {
    housekeeping.erasure_deadline = std::chrono::hours(retention.erasure_deadline_hours());
  }
  if (keys.epoch_days() > 0) housekeeping.epoch = keys.epoch_days() * day;
  return housekeeping;
}

absl::StatusOr<std::unique_ptr<IngestApp>> IngestApp::Create(Options options, const Ports& ports) {
  std::unique_ptr<IngestApp> app(new IngestApp());
  KvOptions store;
  store.directory = options.state_directory;
  store.families = NamedWorld::Families();
  UTVALG_ASSIGN_OR_RETURN(app->store_, KvStore::Open(std::move(store)));
  app->named_ = std::make_unique<NamedWorld>(NamedWorld::Options{options.tenant, kNamedPatience},
                                             app->store_.get(), ports.documents, ports.keys,
                                             ports.key_ring, ports.clock);
  UTVALG_ASSIGN_OR_RETURN(app->jobs_, JobBook::Open(options.tenant, ports.log, ports.codec,
                                                    ports.producer, ports.clock));
  app->named_->FollowJobs([jobs = app->jobs_.get()](const std::string& job_id) {
    const auto job = jobs->Get(job_id);
    return job.ok() ? job->generation() : "";
  });
  app->intake_ = std::make_unique<Intake>(Intake::Options{options.tenant, options.tenant_secret},
                                          ports.documents, ports.producer, app->named_.get(),
                                          ports.key_ring, &app->locks_, ports.clock);
  app->eraser_ = std::make_unique<Eraser>(Eraser::Options{options.tenant, options.tenant_secret},
                                          ports.producer, ports.key_ring, app->named_.get(),
                                          ports.documents, &app->locks_, ports.clock);
  UTVALG_ASSIGN_OR_RETURN(
      app->erasures_,
      ErasureBook::Open({options.housekeeping.erasure_deadline, options.housekeeping.epoch},
                        ports.log, ports.codec, ports.key_ring, ports.signing_key, ports.clock));
  UTVALG_ASSIGN_OR_RETURN(app->decisions_,
                          DecisionBook::Open(ports.log, ports.codec, ports.producer, ports.keys));
  UTVALG_ASSIGN_OR_RETURN(app->search_consents_, SearchConsents::Open(options.tenant, ports.log,
                                                                      ports.codec, ports.clock));
  app->consents_ = std::make_unique<ConsentBook>(app->search_consents_.get(), ports.producer);
  UTVALG_ASSIGN_OR_RETURN(
      app->audit_, AuditTrail::Open({options.tenant, options.tenant_secret,
                                     Cat(options.state_directory, "/audit-checkpoints"),
                                     Cat(options.keys_directory, "/audit-checkpoints")},
                                    ports.log, ports.producer, ports.signing_key, ports.clock));
  app->issuers_ = std::move(options.issuers);
  app->verifier_ = std::make_unique<HumanVerifier>(&app->issuers_, ports.clock);
  if (options.backlog) {
    options.backlog->is_erased = [ring = ports.key_ring](std::string_view application_id) {
      return ring->IsErased(application_id);
    };
    UTVALG_ASSIGN_OR_RETURN(app->backlog_, Backlog::Open(*std::move(options.backlog), ports.log,
                                                         ports.clock, ports.telemetry));
  }
  app->rpc_ = std::make_unique<IngestRpc>(
      IngestRpc::Options{options.max_document_bytes, options.tenant_secret, options.mint_status,
                         options.training_required},
      IngestRpc::Parts{app->intake_.get(), app->jobs_.get(), app->named_.get(), app->eraser_.get(),
                       app->erasures_.get(), ports.key_ring, app->decisions_.get(),
                       app->consents_.get(), app->audit_.get(), app->verifier_.get(),
                       ports.documents, ports.clock, ports.producer, app->backlog_.get()},
      ports.telemetry);
  StageOptions stage;
  stage.name = "ingest-named";
  if (!options.instance.empty()) stage.group = Cat(stage.name, "-", options.instance);
  stage.topics = NamedWorld::Topics();
  stage.max_batch = 64;
  stage.max_in_flight = 256;
  stage.state = app->store_.get();
  stage.position_family = NamedWorld::kPositions;
  for (const Subscription& subscription : stage.topics) {
    UTVALG_ASSIGN_OR_RETURN(const auto ends, ports.log->EndPositions(subscription.topic));
    app->unread_.insert(app->unread_.end(), ends.begin(), ends.end());
  }
  app->named_stage_ = std::make_unique<StageThread>(ports, app->named_.get(), std::move(stage));
  UTVALG_ASSIGN_OR_RETURN(app->share_, HousekeepingShare::Join(options.tenant, ports.log));
  app->housekeeper_ = std::make_unique<Housekeeper>(
      options.housekeeping, app->share_.get(), app->jobs_.get(), app->named_.get(),
      app->eraser_.get(), app->erasures_.get(), ports.key_ring, app->audit_.get(), ports.clock,
      ports.telemetry);
  return app;
}

IngestApp::~IngestApp() { Stop(); }

bool IngestApp::IsReady() {
  if (!unread_.empty() && named_stage_->HasSettled(unread_)) unread_.clear();
  return unread_.empty();
}

void IngestApp::Stop() {
  housekeeper_.reset();
  share_.reset();
  if (named_stage_) named_stage_->Stop();
}

}  // namespace utvalg::ingest
