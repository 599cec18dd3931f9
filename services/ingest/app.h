// SPDX-License-Identifier: Apache-2.0
//
// The ingest service, wired: intake, jobs, the named world and their gRPC skin. Owned by a main or
// by standalone.
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/kv/kv_store.h"
#include "common/log/log.h"
#include "common/runtime/ports.h"
#include "common/runtime/stage_thread.h"
#include "services/ingest/adapters/backlog.h"
#include "services/ingest/adapters/housekeeper.h"
#include "services/ingest/adapters/housekeeping_share.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg::ingest {

// 0 = the default, which stands in Housekeeper::Options.
Housekeeper::Options HousekeepingFrom(const config::v1::Retention& retention,
                                      const config::v1::Keys& keys);

class IngestApp {
 public:
  struct Options {
    std::string tenant;
    std::string tenant_secret;
    std::string instance;  // Of several replicas the name of this one; "" = there is one.
    std::string state_directory;
    uint64_t max_document_bytes = 10 * 1024 * 1024;
    Housekeeper::Options housekeeping;
    std::string keys_directory;         // For the copy of the audit's checkpoints.
    Issuers issuers;                    // Whose assertions are taken for decisions.
    IngestRpc::MintStatus mint_status;  // Optional.
    bool training_required = true;
    // When new applications are refused for a while; is_erased is filled in. Absent: never.
    std::optional<Backlog::Options> backlog;
  };

  static absl::StatusOr<std::unique_ptr<IngestApp>> Create(Options options, const Ports& ports);
  ~IngestApp();

  grpc::Service* service() { return rpc_.get(); }
  // Where documents are read back and orders are looked up. Call before serving.
  void Connect(const std::shared_ptr<grpc::Channel>& parse,
               const std::shared_ptr<grpc::Channel>& rank) {
    rpc_->Connect(parse, rank);
  }
  // Whether it has read what was in the log when it was made: before that it would not find what
  // others took. Of one thread.
  bool IsReady();
  // Sets gauges.
  void Publish() {
    if (backlog_) backlog_->Publish();
  }
  // Finishes and commits. Call when no request is running any more.
  void Stop();

 private:
  IngestApp() = default;

  std::unique_ptr<KvStore> store_;
  std::unique_ptr<NamedWorld> named_;
  std::vector<Position> unread_;  // Where the topics ended then; empty once they were read.
  std::unique_ptr<JobBook> jobs_;
  CandidateLocks locks_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Eraser> eraser_;
  std::unique_ptr<ErasureBook> erasures_;
  std::unique_ptr<DecisionBook> decisions_;
  std::unique_ptr<SearchConsents> search_consents_;
  std::unique_ptr<ConsentBook> consents_;
  std::unique_ptr<AuditTrail> audit_;
  Issuers issuers_;  // Whose assertions are taken.
  std::unique_ptr<HumanVerifier> verifier_;
  std::unique_ptr<Backlog> backlog_;
  std::unique_ptr<IngestRpc> rpc_;
  std::unique_ptr<StageThread> named_stage_;
  std::unique_ptr<HousekeepingShare> share_;
  std::unique_ptr<Housekeeper> housekeeper_;
};

}  // namespace utvalg::ingest
