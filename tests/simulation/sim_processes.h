// SPDX-License-Identifier: Apache-2.0
//
// The processes of a simulated cluster: the real handlers, workers, keys and state of each service,
// wired as the services' apps wire them, but stepped by hand and without gRPC. A process dies with
// its SimLog and is made anew over the same disks. One thread (readers of tables and rank's
// rescorer have their own; Settle waits for them).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/blob/document_store.h"
#include "common/crypto/file_kms.h"
#include "common/keys/key_ring.h"
#include "common/keys/sealed_document_store.h"
#include "common/keys/sealed_record_codec.h"
#include "common/kv/kv_cache.h"
#include "common/kv/kv_store.h"
#include "common/log/producer.h"
#include "common/log/stage_worker.h"
#include "common/log/table_reader.h"
#include "common/testing/fake_clock.h"
#include "services/embed/adapters/embed_stage.h"
#include "services/ingest/adapters/eraser.h"
#include "services/ingest/adapters/intake.h"
#include "services/ingest/adapters/job_book.h"
#include "services/parse/adapters/parse_stage.h"
#include "services/rank/adapters/ranking_state.h"
#include "tests/simulation/sim_broker.h"
#include "tests/simulation/sim_memo.h"

namespace utvalg::simulation {

inline constexpr char kTenant[] = "t";
inline constexpr char kTenantSecret[] = "secret of the simulation";
// Whose record lies on our topics and is none of our business.
inline constexpr char kForeignTenant[] = "u";
inline constexpr char kForeignApplication[] = "foreign-application";
inline constexpr char kFirstGeneration[] = "g1";
inline constexpr char kSecondGeneration[] = "g2";
inline constexpr size_t kIngests = 2;  // Replicas of ingest at most.

// What all processes share.
struct Surroundings {
  SimBroker* broker = nullptr;
  std::map<std::string, std::string>* objects = nullptr;  // The object store.
  FakeClock* clock = nullptr;
  Telemetry* telemetry = nullptr;
  MemoReader* reader = nullptr;
  embed::Encoder* encoder = nullptr;
  std::string keys_directory;
  SimLog::Choose choose;
  size_t max_batch = 1;
  size_t max_in_flight = 4;
};

// The object store as one process sees it: it dies with the process.
class SimDocuments final : public DocumentStore {
 public:
  SimDocuments(std::map<std::string, std::string>* objects, SimLog* log)
      : objects_(objects), log_(log) {}
  absl::Status Put(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<bool> PutIfAbsent(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<std::string> Get(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> List(std::string_view name) override;
  absl::Status Delete(std::string_view name) override;
  absl::Status DeleteBelow(std::string_view name) override;

 private:
  std::map<std::string, std::string>* const objects_;
  SimLog* const log_;
};

class Process {
 public:
  virtual ~Process() = default;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  SimLog& log() { return log_; }
  // One step of one of its workers. An error, and the process is over.
  absl::Status Step(size_t worker, StageWorker::Phase phase);
  size_t workers() const { return workers_.size(); }
  // Ends in order: what was handled is settled, groups are left.
  absl::Status Finish();
  // Whether it holds no record that is not settled.
  bool IsIdle() const;
  // Waits for its own threads.
  virtual void Settle() {}
  KeyRing* ring() { return ring_.get(); }

 protected:
  Process(const Surroundings& around, PersonKeys::Right right);
  absl::Status OpenKeys();
  void AddWorker(StageHandler* handler, StageOptions options);

  const Surroundings around_;
  const PersonKeys::Right right_;
  SimLog log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
  PersonKeys keys_;
  std::unique_ptr<SealedRecordCodec> codec_;
  std::unique_ptr<Producer> producer_;
  std::vector<std::unique_ptr<StageWorker>> workers_;
};

class IngestProcess final : public Process {
 public:
  static absl::StatusOr<std::unique_ptr<IngestProcess>> Start(const Surroundings& around,
                                                              KvStore* store, size_t replica);
  // The group in which a replica reads the named world.
  static std::string GroupOf(size_t replica);
  ~IngestProcess() override { workers_.clear(); }
  ingest::Intake& intake() { return *intake_; }
  ingest::Eraser& eraser() { return *eraser_; }
  ingest::JobBook& jobs() { return *jobs_; }
  ingest::NamedWorld& named() { return *named_; }
  Producer& producer() { return *producer_; }

 private:
  explicit IngestProcess(const Surroundings& around)
      : Process(around, PersonKeys::Right::kIdentityAndContent) {}

  std::unique_ptr<SimDocuments> objects_;
  std::unique_ptr<SealedDocumentStore> documents_;
  std::unique_ptr<ingest::NamedWorld> named_;
  std::unique_ptr<ingest::JobBook> jobs_;
  ingest::CandidateLocks locks_;
  std::unique_ptr<ingest::Intake> intake_;
  std::unique_ptr<ingest::Eraser> eraser_;
};

class ParseProcess final : public Process {
 public:
  enum class Role { kLive, kFillAgain, kFillBeside };
  static absl::StatusOr<std::unique_ptr<ParseProcess>> Start(const Surroundings& around,
                                                             KvCache* cache, Role role,
                                                             const std::string& generation);
  ~ParseProcess() override { workers_.clear(); }

 private:
  explicit ParseProcess(const Surroundings& around)
      : Process(around, PersonKeys::Right::kIdentityAndContent) {}

  std::unique_ptr<SimDocuments> objects_;
  std::unique_ptr<SealedDocumentStore> documents_;
  std::unique_ptr<parse::ParseStage> stage_;
};

class EmbedProcess final : public Process {
 public:
  static absl::StatusOr<std::unique_ptr<EmbedProcess>> Start(const Surroundings& around,
                                                             KvCache* cache);
  ~EmbedProcess() override { workers_.clear(); }

 private:
  explicit EmbedProcess(const Surroundings& around)
      : Process(around, PersonKeys::Right::kContent) {}

  std::unique_ptr<embed::CachedEncoder> encoder_;
  std::unique_ptr<embed::CvEmbedStage> cvs_;
  std::unique_ptr<embed::JobEmbedStage> jobs_;
};

class RankProcess final : public Process {
 public:
  static absl::StatusOr<std::unique_ptr<RankProcess>> Start(const Surroundings& around,
                                                            KvStore* store);
  ~RankProcess() override;
  void Settle() override;
  const rank::PoolReader& pool() const { return state_->reader(); }

 private:
  explicit RankProcess(const Surroundings& around) : Process(around, PersonKeys::Right::kContent) {}

  std::unique_ptr<rank::HeldRankings> held_;
  std::unique_ptr<rank::RankingState> state_;
  std::unique_ptr<TableReader> jobs_;
};

}  // namespace utvalg::simulation
