// SPDX-License-Identifier: Apache-2.0
//
// The parse stage: an application record in; blind CV, identity and layout out, each to its own
// topic. Stateless but for the cache of parsed CVs, which may be lost at any time. Thread-safe:
// StageWorker calls Handle from several threads.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_cache.h"
#include "common/log/stage_worker.h"
#include "common/telemetry/telemetry.h"
#include "services/parse/adapters/document_reader.h"
#include "utvalg/application/v1/application.pb.h"

namespace utvalg::parse {

class ParseStage final : public StageHandler {
 public:
  struct Options {
    std::string tenant;
    std::string generation;  // Of everything it emits.
    std::string reading;     // How it reads: part of the cache's keys.
    // It fills a generation (ADR 24): by the slow lane, and as "parse-fill" in erasure receipts.
    bool fills = false;
    bool marks = false;  // Marks what it emits as filled: a live parse reads into another one.
  };

  // None is owned; all must outlive this.
  ParseStage(Options options, DocumentReader* reader, DocumentStore* documents, KvCache* cache,
             PersonKeys keys, const Clock* clock, Telemetry* telemetry);

  // The two lanes: somebody waiting is read four times as often as an import. And erasures.
  static std::vector<Subscription> Topics();
  // The consumer group of a stage that fills a generation.
  static std::string FillGroup(std::string_view generation);
  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override;

 private:
  Verdict HandleOne(const Record& record);
  // What came by the slow lane goes on by it.
  std::vector<NewRecord> Outputs(const std::string& generation_key, bool bulk,
                                 const v1::ParseDocumentResponse& read) const;
  // Forgets the candidate's cached readings and takes back what was written about them.
  Verdict Erase(const Record& record);
  // From the cache, or read and put there. The cache is per candidate, so that erasing one is a
  // range delete, and per version, so that a new parser never reads an old answer.
  absl::StatusOr<v1::ParseDocumentResponse> ReadCached(
      const application::v1::Application& application);

  const Options options_;
  DocumentReader* const reader_;
  DocumentStore* const documents_;
  KvCache* const cache_;
  const PersonKeys keys_;
  const Clock* const clock_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::parse
