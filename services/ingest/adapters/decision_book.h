// SPDX-License-Identifier: Apache-2.0
//
// What was decided about whom: a view of the decision topic, and the one place that writes it.
// Erased applications are in it no more. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/keys/person_keys.h"
#include "common/log/producer.h"
#include "common/log/table_reader.h"
#include "services/ingest/core/decision.h"

namespace utvalg::ingest {

class DecisionBook {
 public:
  using History = std::vector<decision::v1::DecisionRecord>;

  // Reads the topic up to its present end. None is owned; all must outlive it.
  static absl::StatusOr<std::unique_ptr<DecisionBook>> Open(Log* log, const RecordCodec* codec,
                                                            Producer* producer, PersonKeys keys);

  // As far as was read here; after CatchUp, everything that any replica stored before.
  History Of(const std::string& application_id) const;
  absl::Status CatchUp();
  // Durable, and readable here, when it returns. `key`: tenant|candidate|application. ABORTED:
  // another replica stored a step from the same state first; look again.
  absl::Status Store(const std::string& key, const Decision& decision);
  // The candidate's own steps: withdrawing, asking for a person.
  absl::Status StoreCandidates(const std::string& key, decision::v1::Action action,
                               const std::string& job_id, int64_t now_ms);

 private:
  DecisionBook(Producer* producer, PersonKeys keys) : producer_(producer), keys_(std::move(keys)) {}
  void Apply(const Record& record);
  absl::Status Append(const std::string& key, const decision::v1::DecisionRecord& record);

  Producer* const producer_;
  const PersonKeys keys_;
  mutable absl::Mutex mutex_;
  std::map<std::string, History> decisions_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg::ingest
