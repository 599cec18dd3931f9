// SPDX-License-Identifier: Apache-2.0
//
// What has to happen by the calendar: candidates whose time is over are erased, an epoch of keys
// that is old enough ends, a stage that has not answered an erasure is an alert, and the last
// events of the audit are signed also when none follow. Looks once a minute, on a thread of its
// own. Of several replicas each does it for its share (housekeeping_share.h); what that left undone
// for a day, whoever knows of it does.
#pragma once

#include <chrono>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/keys/key_ring.h"
#include "common/telemetry/telemetry.h"
#include "services/ingest/adapters/audit_trail.h"
#include "services/ingest/adapters/eraser.h"
#include "services/ingest/adapters/erasure_book.h"
#include "services/ingest/adapters/housekeeping_share.h"
#include "services/ingest/adapters/job_book.h"
#include "services/ingest/adapters/named_world.h"

namespace utvalg::ingest {

class Housekeeper {
 public:
  struct Options {
    std::chrono::milliseconds retention = std::chrono::hours(24 * 180);  // After a job was closed.
    std::chrono::milliseconds erasure_deadline = std::chrono::hours(24);
    std::chrono::milliseconds epoch = std::chrono::hours(24 * 30);
  };

  // Starts at once. None is owned; all must outlive it.
  Housekeeper(Options options, const HousekeepingShare* share, JobBook* jobs, NamedWorld* named,
              Eraser* eraser, ErasureBook* erasures, KeyRing* ring, AuditTrail* audit,
              const Clock* clock, Telemetry* telemetry);
  ~Housekeeper();

  // One round, as the thread makes it.
  absl::Status LookOnce();

 private:
  void Run();
  int64_t NowMs() const;
  // Whether the time of a job's applications ended, and `since_ms` passed since.
  bool IsOver(const std::string& job_id, int64_t since_ms = 0) const;
  // Everybody all of whose applications are for jobs whose time is over.
  absl::Status EraseExpired();
  absl::Status EndOldEpoch();

  const Options options_;
  const HousekeepingShare* const share_;
  JobBook* const jobs_;
  NamedWorld* const named_;
  Eraser* const eraser_;
  ErasureBook* const erasures_;
  KeyRing* const ring_;
  AuditTrail* const audit_;
  const Clock* const clock_;
  Telemetry* const telemetry_;
  absl::Mutex mutex_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace utvalg::ingest
