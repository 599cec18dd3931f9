// SPDX-License-Identifier: Apache-2.0
//
// Time that stands still until a test moves it. Thread-safe.
#pragma once

#include <chrono>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"

namespace utvalg {

class FakeClock final : public Clock {
 public:
  std::chrono::steady_clock::time_point Now() const override {
    absl::MutexLock lock(&mutex_);
    return std::chrono::steady_clock::time_point(since_start_);
  }
  // 1 January 2026, 00:00 UTC, at the beginning.
  std::chrono::system_clock::time_point WallNow() const override {
    absl::MutexLock lock(&mutex_);
    return std::chrono::system_clock::time_point(std::chrono::seconds(1767225600)) + since_start_;
  }
  void Advance(std::chrono::milliseconds by) {
    absl::MutexLock lock(&mutex_);
    since_start_ += by;
  }

 private:
  mutable absl::Mutex mutex_;
  std::chrono::milliseconds since_start_ ABSL_GUARDED_BY(mutex_){0};
};

}  // namespace utvalg
