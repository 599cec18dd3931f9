// SPDX-License-Identifier: Apache-2.0
//
// A fixed number of pre-forked children, handed out one by one, replaced when worn or dead. Whoever
// reads while somebody waits comes first: some children are kept for them, and they pass those who
// read what is queued. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/parse/adapters/child_process.h"
#include "services/parse/adapters/child_spawner.h"

namespace utvalg::parse {

struct ChildPoolOptions {
  std::string path;
  std::vector<std::string> arguments;
  int children = 1;
  int kept = 0;  // Besides, for readers whom somebody waits for.
  int documents_per_child = 200;
  size_t max_resident_bytes = 256u << 20;
  std::chrono::milliseconds start_limit = std::chrono::seconds(30);
};

class ChildPool {
 public:
  // A child on loan. Goes back to the pool by Return or Discard; a lease that is dropped is
  // discarded.
  class Lease {
   public:
    Lease(ChildPool* pool, std::unique_ptr<ChildProcess> child, int documents)
        : pool_(pool), child_(std::move(child)), documents_(documents) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    ChildProcess& child() { return *child_; }
    // The child answered well and may serve again.
    void Return();
    // The child is dead (gone) or must be: says of what.
    ChildDeath Discard(bool gone);

   private:
    friend class ChildPool;
    ChildPool* pool_;
    std::unique_ptr<ChildProcess> child_;
    int documents_;
  };

  // Starts all children and waits until they are locked in. FailedPrecondition when they refuse to
  // work without a sandbox.
  static absl::StatusOr<std::unique_ptr<ChildPool>> Create(ChildPoolOptions options);
  ~ChildPool();

  // Waits for a child. fresh: one that has not read anything yet. first: somebody waits.
  absl::StatusOr<Lease> Acquire(bool fresh, bool first);
  uint64_t deaths() const { return deaths_.load(std::memory_order_relaxed); }

 private:
  struct Idle {
    std::unique_ptr<ChildProcess> child;
    int documents;
  };

  explicit ChildPool(ChildPoolOptions options) : options_(std::move(options)) {}
  absl::StatusOr<std::unique_ptr<ChildProcess>> Start();
  // Counts a child as lent when there is one for this reader.
  void AwaitTurn(bool first) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void GiveBack(std::unique_ptr<ChildProcess> child, int documents);

  const ChildPoolOptions options_;
  ChildSpawner spawner_;
  std::atomic<uint64_t> deaths_ = 0;
  absl::Mutex mutex_;
  std::vector<Idle> idle_ ABSL_GUARDED_BY(mutex_);
  int lent_ ABSL_GUARDED_BY(mutex_) = 0;
  int first_waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace utvalg::parse
