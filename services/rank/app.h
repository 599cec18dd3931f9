// SPDX-License-Identifier: Apache-2.0
//
// The rank service, wired: state, its stage, the reader of jobs and the gRPC skin. Owned by a main
// or by standalone.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/impl/codegen/service_type.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/kv/kv_store.h"
#include "common/log/table_reader.h"
#include "common/runtime/ports.h"
#include "common/runtime/stage_thread.h"
#include "services/rank/adapters/rank_rpc.h"
#include "services/rank/adapters/ranking_state.h"

namespace utvalg::rank {

class RankApp {
 public:
  struct Options {
    std::string tenant;
    std::string state_directory;
    size_t dimensions = 0;  // Of the model's vectors.
    uint32_t retained_rankings = 64;
  };

  // Loads the state, reads all jobs, then starts its stage.
  static absl::StatusOr<std::unique_ptr<RankApp>> Create(const Options& options,
                                                         const Ports& ports);
  ~RankApp();

  grpc::Service* service() { return rpc_.get(); }
  // Where search texts get their vectors. Call before serving.
  void ConnectEmbed(const std::shared_ptr<grpc::Channel>& channel);
  void Stop();

 private:
  RankApp() = default;

  std::unique_ptr<KvStore> store_;
  std::unique_ptr<RankingState> state_;
  std::unique_ptr<RankRpc> rpc_;
  std::unique_ptr<TableReader> jobs_;
  std::unique_ptr<StageThread> thread_;
};

}  // namespace utvalg::rank
