// SPDX-License-Identifier: Apache-2.0
//
// The ids of keys that were erased, in a file beside the epoch keys. The log says the same, but a
// log restored from before an erasure does not; the ledger is not part of that backup. Lines may
// only be added. Thread-safe.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace utvalg {

class ErasedLedger {
 public:
  // FAILED_PRECONDITION: the file cannot be read or written.
  static absl::StatusOr<std::unique_ptr<ErasedLedger>> Open(const std::string& path);
  ~ErasedLedger();
  ErasedLedger(const ErasedLedger&) = delete;
  ErasedLedger& operator=(const ErasedLedger&) = delete;

  // Durable when it returns.
  absl::Status Add(const std::vector<std::string>& key_ids);
  bool Contains(const std::string& key_id) const;

 private:
  ErasedLedger(int file, std::set<std::string> ids) : file_(file), ids_(std::move(ids)) {}

  const int file_;
  mutable absl::Mutex mutex_;
  std::set<std::string> ids_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg
