// SPDX-License-Identifier: Apache-2.0
//
// The rank service, wired: state, its stage, the reader of jobs, and what answers from this replica
// and the others. Owned by a main or by standalone.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/impl/codegen/service_type.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/keys/search_consents.h"
#include "common/kv/kv_store.h"
#include "common/log/table_reader.h"
#include "common/runtime/ports.h"
#include "common/runtime/stage_thread.h"
#include "services/rank/adapters/held_rankings.h"
#include "services/rank/adapters/pool_query.h"
#include "services/rank/adapters/rank_query.h"
#include "services/rank/adapters/rank_rpc.h"
#include "services/rank/adapters/ranking_state.h"
#include "services/rank/adapters/replay_stored.h"
#include "services/rank/adapters/shard_directory.h"
#include "services/rank/adapters/shard_keeper.h"
#include "services/rank/adapters/shard_peers.h"
#include "services/rank/adapters/shard_rpc.h"

namespace utvalg::rank {

// Computes every stored score again from its stored inputs. Reads only; nothing else may have the
// state directory open.
absl::StatusOr<std::vector<StoredReplay>> ReplayStoredScores(const std::string& state_directory,
                                                             const Ports& ports);

class RankApp {
 public:
  // One replica of several.
  struct Shard {
    std::string advertise;  // host:port at which the others reach it.
    std::string instance;
    std::chrono::milliseconds patience{3000};  // For a partition that nobody serves.
    ShardPeers::Dial dial;
  };
  struct Options {
    std::string tenant;
    std::string state_directory;
    size_t dimensions = 0;  // Of the model's vectors.
    uint32_t retained_rankings = 64;
    std::optional<Shard> shard;  // Absent: it has all partitions.
  };

  // Reads all jobs, then starts its stage. Without other replicas it returns when the state is
  // loaded; one of several is ready when IsReady says so.
  static absl::StatusOr<std::unique_ptr<RankApp>> Create(const Options& options,
                                                         const Ports& ports);
  ~RankApp();

  std::vector<grpc::Service*> services();
  // Where search texts get their vectors. Call before serving.
  void ConnectEmbed(const std::shared_ptr<grpc::Channel>& channel);
  // Whether what this replica has is read, scored and served.
  bool IsReady() const { return keeper_ == nullptr || keeper_->IsWarm(); }
  const StageThread& stage() const { return *thread_; }
  // Finishes and commits.
  void Stop();

 private:
  RankApp() = default;

  std::unique_ptr<KvStore> store_;
  std::unique_ptr<HeldRankings> held_;
  std::unique_ptr<SearchConsents> consents_;
  std::unique_ptr<RankingState> state_;
  std::unique_ptr<ShardDirectory> directory_;
  std::unique_ptr<ShardPeers> peers_;
  std::unique_ptr<Scatter> scatter_;
  std::unique_ptr<RankQuery> query_;
  std::unique_ptr<PoolQuery> pool_query_;
  std::unique_ptr<RankRpc> rpc_;
  std::unique_ptr<ShardRpc> shard_rpc_;
  std::unique_ptr<TableReader> jobs_;
  std::unique_ptr<StageThread> thread_;
  std::unique_ptr<ShardKeeper> keeper_;
};

}  // namespace utvalg::rank
