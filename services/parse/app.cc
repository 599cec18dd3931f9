// SPDX-License-Identifier: Apache-2.0
#include "services/parse/app.h"

#include <utility>

#include "common/base/passages_version.h"
#include "common/base/status_macros.h"

namespace utvalg::parse {

absl::StatusOr<std::unique_ptr<ParseApp>> ParseApp::Create(const Options& options,
                                                           const Ports& ports) {
  std::unique_ptr<ParseApp> app(new ParseApp());
  UTVALG_ASSIGN_OR_RETURN(app->extractor_, Extractor::Create(options.extractor));
  app->reader_ = std::make_unique<ExtractingDocumentReader>(app->extractor_.get(), ports.telemetry);
  const std::string reading = ReadingOf(options.extractor);
  app->generation_ = GenerationOf(reading, options.model_digest, kPassagesVersion);
  app->rpc_ = std::make_unique<ParseRpc>(app->reader_.get(), options.max_document_bytes,
                                         app->generation_, reading);
  if (ports.log == nullptr) return app;

  KvCacheOptions cache;
  cache.directory = options.cache_directory;
  UTVALG_ASSIGN_OR_RETURN(app->cache_, KvCache::Open(std::move(cache)));
  const bool fills = options.role != Role::kLive;
  ParseStage::Options stage_options;
  stage_options.tenant = options.tenant;
  stage_options.generation = app->generation_;
  stage_options.reading = reading;
  stage_options.fills = fills;
  stage_options.marks = options.role == Role::kFillBeside;
  app->stage_ =
      std::make_unique<ParseStage>(std::move(stage_options), app->reader_.get(), ports.documents,
                                   app->cache_.get(), ports.keys, ports.clock, ports.telemetry);
  StageOptions stage;
  stage.name = fills ? ParseStage::FillGroup(app->generation_) : "parse";
  stage.topics = ParseStage::Topics();
  stage.concurrency = options.workers;
  stage.max_in_flight = 4 * options.workers;
  StageHandler* handler = app->stage_.get();
  if (fills) {
    app->paced_ = std::make_unique<PacedHandler>(handler, ports.log);
    handler = app->paced_.get();
  }
  app->thread_ = std::make_unique<StageThread>(ports, handler, std::move(stage));
  return app;
}

ParseApp::~ParseApp() { Stop(); }

void ParseApp::Stop() {
  if (paced_) paced_->Stop();
  if (thread_) thread_->Stop();
}

}  // namespace utvalg::parse
