// SPDX-License-Identifier: Apache-2.0
//
// A real log behind a link that a test can break: appends and polls that fail, commits that get
// lost. Thread-safe but for OnClose, which is set before the consumers are made.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"

namespace utvalg {

class FlakyLog final : public Log {
 public:
  explicit FlakyLog(Log* log) : log_(log) {}

  // The next appends that `hits` says yes to fail with the status.
  void FailAppends(int times, absl::Status status,
                   std::function<bool(const std::vector<NewRecord>&)> hits = nullptr) {
    absl::MutexLock lock(&mutex_);
    left_ = times;
    status_ = std::move(status);
    hits_ = std::move(hits);
  }
  void DropCommits(bool drop) { drop_commits_ = drop; }
  // Called when a consumer is about to leave its group.
  void OnClose(std::function<void()> told) { on_close_ = std::move(told); }
  void FailPolls(absl::Status status) {
    absl::MutexLock lock(&mutex_);
    poll_status_ = std::move(status);
  }

  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records) override {
    {
      absl::MutexLock lock(&mutex_);
      if (left_ > 0 && (hits_ == nullptr || hits_(records))) {
        --left_;
        return status_;
      }
    }
    return log_->Append(std::move(records));
  }
  absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options) override {
    auto consumer = log_->Subscribe(std::move(options));
    if (!consumer.ok()) return consumer.status();
    return std::unique_ptr<Consumer>(new FlakyConsumer(this, *std::move(consumer)));
  }
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const override {
    return log_->EndPositions(topic);
  }
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const override {
    return log_->CommittedPositions(group, topic);
  }
  uint32_t partitions() const override { return log_->partitions(); }

 private:
  class FlakyConsumer final : public Consumer {
   public:
    FlakyConsumer(FlakyLog* log, std::unique_ptr<Consumer> consumer)
        : log_(log), consumer_(std::move(consumer)) {}
    absl::StatusOr<std::vector<Record>> Poll(size_t max_records,
                                             std::chrono::milliseconds wait) override {
      {
        absl::MutexLock lock(&log_->mutex_);
        if (!log_->poll_status_.ok()) return log_->poll_status_;
      }
      return consumer_->Poll(max_records, wait);
    }
    absl::Status Commit(const std::vector<Position>& positions) override {
      return log_->drop_commits_ ? absl::OkStatus() : consumer_->Commit(positions);
    }
    absl::Status Seek(const Position& position) override { return consumer_->Seek(position); }
    void Pause(const std::vector<TopicPartition>& at) override { consumer_->Pause(at); }
    void Resume(const std::vector<TopicPartition>& at) override { consumer_->Resume(at); }
    std::vector<Position> Positions() const override { return consumer_->Positions(); }
    void Wake() override { consumer_->Wake(); }
    void Close() override {
      if (log_->on_close_ != nullptr) log_->on_close_();
      consumer_->Close();
    }

   private:
    FlakyLog* const log_;
    const std::unique_ptr<Consumer> consumer_;
  };

  Log* const log_;
  std::atomic<bool> drop_commits_{false};
  std::function<void()> on_close_;
  absl::Mutex mutex_;
  int left_ = 0;
  absl::Status status_;
  absl::Status poll_status_;
  std::function<bool(const std::vector<NewRecord>&)> hits_;
};

}  // namespace utvalg
