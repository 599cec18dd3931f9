// SPDX-License-Identifier: Apache-2.0
//
// Holds a stage that fills a generation back while embed has records to do, so that whoever waits
// is not queued behind a backlog (ADR 24). Goes on after a while all the same: a fill ends also on
// a cluster that is never idle.
//
// Owned by ParseApp. Handle is called on the stage's threads, Stop by any.
#pragma once

#include <span>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"
#include "common/log/stage_worker.h"

namespace utvalg::parse {

class PacedHandler final : public StageHandler {
 public:
  // Neither is owned; both must outlive this.
  PacedHandler(StageHandler* handler, Log* log) : handler_(handler), log_(log) {}

  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override {
    return handler_->OnDeadLetter(record, code);
  }
  // Nothing waits any more.
  void Stop();

 private:
  bool IsBusy() const;

  StageHandler* const handler_;
  Log* const log_;
  absl::Mutex mutex_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace utvalg::parse
