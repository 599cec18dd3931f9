// SPDX-License-Identifier: Apache-2.0
//
// The embed service, wired: model, vector cache, the two stages and the gRPC skin. Owned by a main
// or by standalone.
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/kv/kv_cache.h"
#include "common/runtime/ports.h"
#include "common/runtime/stage_thread.h"
#include "services/embed/adapters/cached_encoder.h"
#include "services/embed/adapters/embed_rpc.h"
#include "services/embed/adapters/embed_stage.h"
#include "services/embed/adapters/text_encoder.h"

namespace utvalg::embed {

class EmbedApp {
 public:
  struct Options {
    std::string tenant_secret;
    std::string model_directory;
    std::string cache_directory;
    size_t threads = 0;  // Of inference; 0 = one per core.
  };

  // FailedPrecondition: no model in the directory.
  static absl::StatusOr<std::unique_ptr<EmbedApp>> Create(const Options& options,
                                                          const Ports& ports);
  ~EmbedApp();

  const ModelInfo& model() const { return encoder_->model(); }
  grpc::Service* service() { return rpc_.get(); }
  // Finishes and commits.
  void Stop();

 private:
  EmbedApp() = default;

  std::unique_ptr<TextEncoder> text_encoder_;
  std::unique_ptr<KvCache> cache_;
  std::unique_ptr<CachedEncoder> encoder_;
  std::unique_ptr<EmbedRpc> rpc_;
  std::unique_ptr<CvEmbedStage> cv_stage_;
  std::unique_ptr<JobEmbedStage> job_stage_;
  std::unique_ptr<StageThread> cv_thread_;
  std::unique_ptr<StageThread> job_thread_;
};

}  // namespace utvalg::embed
