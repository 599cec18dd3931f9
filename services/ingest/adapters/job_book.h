// SPDX-License-Identifier: Apache-2.0
//
// The jobs of a tenant: a global table read from the job topic, and the one place that writes it.
// Whoever writes reads first what other replicas wrote, and so does who does not find a job.
// Thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/log/log.h"
#include "common/log/producer.h"
#include "common/log/table_reader.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::ingest {

// Whether people decide without seeing the job's order.
bool IsHidden(const job::v1::Job& job);

class JobBook {
 public:
  struct PutResult {
    job::v1::Job job;
    bool unchanged = false;
  };

  // Reads the topic up to its present end. Log, codec and producer must outlive it.
  static absl::StatusOr<std::unique_ptr<JobBook>> Open(std::string tenant, Log* log,
                                                       const RecordCodec* codec, Producer* producer,
                                                       const Clock* clock);

  // Asked before a job gets other content.
  using MayRevise =
      std::function<absl::Status(const job::v1::Job& known, const job::v1::Job& next)>;

  // Completes, checks and stores a job; equal content gives the existing revision back. A new job
  // is on `generation`; one that is there stays on its own, and closed when it is.
  absl::StatusOr<PutResult> Put(job::v1::Job job, const std::string& generation = "",
                                const MayRevise& may_revise = nullptr);
  // A new revision on another generation.
  absl::StatusOr<job::v1::Job> SetGeneration(const std::string& job_id,
                                             const std::string& generation);
  absl::StatusOr<job::v1::Job> Get(const std::string& job_id) const;
  std::vector<job::v1::Job> List() const;  // By job id.
  absl::StatusOr<job::v1::Job> Close(const std::string& job_id);
  // Hides the job's order; shows it again. FAILED_PRECONDITION: another pilot runs; there is none.
  absl::StatusOr<job::v1::Job> StartPilot(const std::string& job_id, uint32_t line,
                                          uint32_t sample);
  absl::StatusOr<job::v1::Job> RevealPilot(const std::string& job_id);
  // NotFound or FailedPrecondition when no application can be taken for the job.
  absl::Status CheckOpen(const std::string& job_id) const;

 private:
  JobBook(std::string tenant, Producer* producer, const Clock* clock);
  void Apply(const Record& record);
  absl::Status Store(const job::v1::Job& job);
  std::optional<job::v1::Job> Find(const std::string& job_id) const;
  // With what other replicas stored.
  absl::Status CatchUp() const;
  int64_t NowMs() const;

  const std::string tenant_;
  Producer* const producer_;
  const Clock* const clock_;
  absl::Mutex writer_;  // One Put or Close at a time.
  mutable absl::Mutex mutex_;
  std::map<std::string, job::v1::Job> jobs_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg::ingest
