// SPDX-License-Identifier: Apache-2.0
//
// The applications that have no outcome yet, of all replicas together: how many, and for how long
// the oldest. Ingest looks here before it takes another one, so that an overload is said at the
// door and not found out by candidates who wait. Reads the topics of applications and results.
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/log/log.h"
#include "common/log/table_reader.h"
#include "common/telemetry/telemetry.h"

namespace utvalg::ingest {

class Backlog {
 public:
  struct Options {
    uint32_t max_unfinished = 0;      // 0 = any number.
    std::chrono::seconds max_age{0};  // 0 = any age.
    // Who was erased has no outcome to wait for.
    std::function<bool(std::string_view application_id)> is_erased;
  };
  struct State {
    uint64_t unfinished = 0;
    std::chrono::milliseconds oldest{0};
  };

  // Reads both topics to their present ends. Log, clock and telemetry must outlive it.
  static absl::StatusOr<std::unique_ptr<Backlog>> Open(Options options, Log* log,
                                                       const Clock* clock, Telemetry* telemetry);

  State Get();
  // RESOURCE_EXHAUSTED: too many wait, or one for too long; try again after kRetryAfter.
  absl::Status Admit();
  static constexpr std::chrono::milliseconds kRetryAfter{2000};
  // Gauges utvalg_applications_unfinished and utvalg_applications_oldest_seconds.
  void Publish();

 private:
  // A result may be read before the application it belongs to: they lie in different topics.
  struct Entry {
    bool submitted = false;
    int64_t since_ms = 0;  // Submitted, or when the early result was read.
  };
  Backlog(Options options, const Clock* clock, Telemetry* telemetry)
      : options_(std::move(options)), clock_(clock), telemetry_(telemetry) {}
  void Apply(const Record& record);
  void Remove(const std::string& key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Sweep(int64_t now_ms) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  int64_t NowMs() const;

  const Options options_;
  const Clock* const clock_;
  Telemetry* const telemetry_;
  absl::Mutex mutex_;
  std::unordered_map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);       // By record key.
  std::set<std::pair<int64_t, std::string>> submitted_ ABSL_GUARDED_BY(mutex_);  // Oldest first.
  std::set<std::pair<int64_t, std::string>> early_results_ ABSL_GUARDED_BY(mutex_);  // The same.
  bool live_ ABSL_GUARDED_BY(mutex_) = false;  // What was there at the start is read.
  std::unique_ptr<TableReader> reader_;        // Last: its thread uses the rest.
};

}  // namespace utvalg::ingest
