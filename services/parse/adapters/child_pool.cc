// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/child_pool.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/parse/adapters/child_protocol.h"

namespace utvalg::parse {

ChildPool::Lease::~Lease() {
  if (child_ != nullptr) Discard(/*gone=*/false);
}

void ChildPool::Lease::Return() { pool_->GiveBack(std::move(child_), documents_ + 1); }

ChildDeath ChildPool::Lease::Discard(bool gone) {
  const ChildDeath death = child_->Reap(gone);
  child_.reset();
  pool_->deaths_.fetch_add(1, std::memory_order_relaxed);
  pool_->GiveBack(nullptr, 0);
  return death;
}

absl::StatusOr<std::unique_ptr<ChildPool>> ChildPool::Create(ChildPoolOptions options) {
  std::unique_ptr<ChildPool> pool(new ChildPool(std::move(options)));
  for (int i = 0; i < pool->options_.children + pool->options_.kept; ++i) {
    UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<ChildProcess> child, pool->Start());
    absl::MutexLock lock(&pool->mutex_);
    pool->idle_.push_back({std::move(child), 0});
  }
  return pool;
}

ChildPool::~ChildPool() {
  absl::MutexLock lock(&mutex_);
  idle_.clear();
}

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildPool::Start() {
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<ChildProcess> child,
                          spawner_.Spawn(options_.path, options_.arguments));
  const auto hello =
      child->ReceiveFrame(kHello.size(), std::chrono::steady_clock::now() + options_.start_limit);
  if (hello.ok() && *hello == kHello) return child;
  const bool gone = hello.status().code() == absl::StatusCode::kUnavailable;
  const ChildDeath death = child->Reap(gone);
  // Nothing of a document is in a child that has not started.
  const std::string said = child->DrainErrors();
  if (death == ChildDeath::kNoSandbox)
    return absl::FailedPreconditionError(
        Cat("the extractor refuses to work without a sandbox: ", said));
  if (hello.status().code() == absl::StatusCode::kDeadlineExceeded)
    return absl::UnavailableError("the extractor did not start in time");
  return absl::FailedPreconditionError(Cat(options_.path, " is not our extractor: ", said));
}

void ChildPool::AwaitTurn(bool first) {
  const auto available = [this, first]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    if (first) return lent_ < options_.children + options_.kept;
    return first_waiting_ == 0 && lent_ < options_.children;
  };
  first_waiting_ += first;
  mutex_.Await(absl::Condition(&available));
  first_waiting_ -= first;
  ++lent_;
}

absl::StatusOr<ChildPool::Lease> ChildPool::Acquire(bool fresh, bool first) {
  Idle taken = {nullptr, 0};
  {
    absl::MutexLock lock(&mutex_);
    AwaitTurn(first);
    if (!idle_.empty()) {
      taken = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (taken.child != nullptr && !(fresh && taken.documents > 0))
    return Lease(this, std::move(taken.child), taken.documents);
  taken.child.reset();
  auto child = Start();
  if (!child.ok()) {
    GiveBack(nullptr, 0);
    return child.status();
  }
  return Lease(this, *std::move(child), 0);
}

void ChildPool::GiveBack(std::unique_ptr<ChildProcess> child, int documents) {
  if (child != nullptr && (documents >= options_.documents_per_child ||
                           child->ResidentBytes() > options_.max_resident_bytes))
    child.reset();
  absl::MutexLock lock(&mutex_);
  --lent_;
  if (child != nullptr) idle_.push_back({std::move(child), documents});
}

}  // namespace utvalg::parse
