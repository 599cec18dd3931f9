// SPDX-License-Identifier: Apache-2.0
//
// The parse service, wired: extractor, reader, cache, stage and gRPC skin. Owned by a main or by
// standalone.
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/kv/kv_cache.h"
#include "common/runtime/ports.h"
#include "common/runtime/stage_thread.h"
#include "services/parse/adapters/document_reader.h"
#include "services/parse/adapters/extractor.h"
#include "services/parse/adapters/paced_handler.h"
#include "services/parse/adapters/parse_rpc.h"
#include "services/parse/adapters/parse_stage.h"

namespace utvalg::parse {

class ParseApp {
 public:
  // Whether it serves what comes in, or reads everything there is into a generation (ADR 24): the
  // one that is served as well, or another one beside it.
  enum class Role { kLive, kFillAgain, kFillBeside };
  struct Options {
    std::string tenant;
    std::string model_digest;
    Role role = Role::kLive;
    std::string cache_directory;
    ExtractorOptions extractor;
    size_t workers = 1;
    uint64_t max_document_bytes = 10 * 1024 * 1024;
  };

  // Without a log in the ports only the RPC is served: no stage, no cache.
  static absl::StatusOr<std::unique_ptr<ParseApp>> Create(const Options& options,
                                                          const Ports& ports);
  ~ParseApp();

  grpc::Service* service() { return rpc_.get(); }
  const std::string& generation() const { return generation_; }
  void Stop();

 private:
  ParseApp() = default;

  std::string generation_;
  std::unique_ptr<Extractor> extractor_;
  std::unique_ptr<DocumentReader> reader_;
  std::unique_ptr<ParseRpc> rpc_;
  std::unique_ptr<KvCache> cache_;
  std::unique_ptr<ParseStage> stage_;
  std::unique_ptr<PacedHandler> paced_;
  std::unique_ptr<StageThread> thread_;
};

}  // namespace utvalg::parse
