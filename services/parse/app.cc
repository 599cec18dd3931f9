// SPDX-License-Identifier: Apache-2.0
#include "services/parse/app.h"

#include <utility>

#include "common/base/status_macros.h"

namespace utvalg::parse {

absl::StatusOr<std::unique_ptr<ParseApp>> ParseApp::Create(const Options& options,
                                                           const Ports& ports) {
  std::unique_ptr<ParseApp> app(new ParseApp());
  UTVALG_ASSIGN_OR_RETURN(app->extractor_, Extractor::Create(options.extractor));
  app->reader_ = std::make_unique<ExtractingDocumentReader>(app->extractor_.get(), ports.telemetry);
  app->rpc_ = std::make_unique<ParseRpc>(app->reader_.get(), options.max_document_bytes);
  if (ports.log == nullptr) return app;

  KvCacheOptions cache;
  cache.directory = options.cache_directory;
  UTVALG_ASSIGN_OR_RETURN(app->cache_, KvCache::Open(std::move(cache)));
  app->stage_ = std::make_unique<ParseStage>(
      ParseStage::Options{options.tenant, options.generation}, app->reader_.get(), ports.documents,
      app->cache_.get(), ports.keys, ports.clock, ports.telemetry);
  StageOptions stage;
  stage.name = "parse";
  stage.topics = ParseStage::Topics();
  stage.concurrency = options.workers;
  stage.max_in_flight = 4 * options.workers;
  app->thread_ = std::make_unique<StageThread>(ports, app->stage_.get(), std::move(stage));
  return app;
}

ParseApp::~ParseApp() { Stop(); }

void ParseApp::Stop() {
  if (thread_) thread_->Stop();
}

}  // namespace utvalg::parse
