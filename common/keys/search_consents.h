// SPDX-License-Identifier: Apache-2.0
//
// Who may be found by a search over the pool, and until when: a view of the search-consent topic.
// Used by rank, which finds nobody else, and by ingest, which writes the topic. A withdrawal is a
// tombstone, so that it can be read without any key: what cannot be read gives nobody away.
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/log/log.h"
#include "common/log/record_codec.h"
#include "common/log/table_reader.h"

namespace utvalg {

class SearchConsents {
 public:
  // Reads the tenant's records up to their present end. None is owned; all must outlive it.
  static absl::StatusOr<std::unique_ptr<SearchConsents>> Open(std::string tenant, Log* log,
                                                              const RecordCodec* codec,
                                                              const Clock* clock);

  // Returns when everything that is durable now is known here: a search that begins with it never
  // finds whom a withdrawal that was answered before has taken out. DEADLINE_EXCEEDED after
  // `patience`; then nobody may be shown.
  absl::Status CatchUp(std::chrono::milliseconds patience) {
    return reader_->WaitUntilCaughtUp(patience);
  }
  absl::Status WaitFor(const std::vector<Position>& positions, std::chrono::milliseconds patience) {
    return reader_->WaitFor(positions, patience);
  }

  // Milliseconds since 1970 until which it holds; 0 when there is none or it has run out.
  int64_t Until(const std::string& application_id) const;
  bool IsGiven(const std::string& application_id) const { return Until(application_id) > 0; }

 private:
  SearchConsents(std::string tenant, const Clock* clock)
      : tenant_(std::move(tenant)), clock_(clock) {}
  void Apply(const Record& record);

  const std::string tenant_;
  const Clock* const clock_;
  mutable absl::Mutex mutex_;
  std::unordered_map<std::string, int64_t> until_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg
