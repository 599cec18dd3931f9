// SPDX-License-Identifier: Apache-2.0
#include "services/embed/app.h"

#include <utility>

#include "common/base/status_macros.h"

namespace utvalg::embed {

absl::StatusOr<std::unique_ptr<EmbedApp>> EmbedApp::Create(const Options& options,
                                                           const Ports& ports) {
  std::unique_ptr<EmbedApp> app(new EmbedApp());
  TextEncoder::Options text_encoder;
  text_encoder.model_dir = options.model_directory;
  text_encoder.threads = options.threads;
  UTVALG_ASSIGN_OR_RETURN(app->text_encoder_, TextEncoder::Create(std::move(text_encoder)));
  KvCacheOptions cache;
  cache.directory = options.cache_directory;
  UTVALG_ASSIGN_OR_RETURN(app->cache_, KvCache::Open(std::move(cache)));
  app->encoder_ = std::make_unique<CachedEncoder>(app->text_encoder_.get(), app->cache_.get(),
                                                  options.tenant_secret, ports.keys);
  app->rpc_ = std::make_unique<EmbedRpc>(app->encoder_.get());
  app->cv_stage_ =
      std::make_unique<CvEmbedStage>(app->encoder_.get(), ports.clock, ports.telemetry);
  app->job_stage_ = std::make_unique<JobEmbedStage>(app->encoder_.get(), ports.telemetry);

  StageOptions jobs;
  jobs.name = "embed-job";
  jobs.topics = JobEmbedStage::Topics();
  app->job_thread_ = std::make_unique<StageThread>(ports, app->job_stage_.get(), std::move(jobs));
  // Enough passages at once that equal lengths meet; few enough that somebody who waits is not held
  // up for long by the batch before. So many in flight that one is encoded while the other's
  // records move on.
  StageOptions cvs;
  cvs.name = "embed-cv";
  cvs.topics = CvEmbedStage::Topics();
  cvs.max_batch = 8;
  cvs.max_in_flight = 24;
  app->cv_thread_ = std::make_unique<StageThread>(ports, app->cv_stage_.get(), std::move(cvs));
  return app;
}

EmbedApp::~EmbedApp() { Stop(); }

void EmbedApp::Stop() {
  if (cv_thread_) cv_thread_->Stop();
  if (job_thread_) job_thread_->Stop();
}

}  // namespace utvalg::embed
