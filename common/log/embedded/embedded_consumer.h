// SPDX-License-Identifier: Apache-2.0
//
// A reader of the embedded log: member of a group, or a reader of its own. See Consumer.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/embedded/log_core.h"
#include "common/log/log.h"

namespace utvalg::embedded {

class EmbeddedConsumer final : public Consumer {
 public:
  static absl::StatusOr<std::unique_ptr<EmbeddedConsumer>> Create(LogCore* core,
                                                                  ConsumerOptions options);
  ~EmbeddedConsumer() override;

  absl::StatusOr<std::vector<Record>> Poll(size_t max_records,
                                           std::chrono::milliseconds wait) override;
  absl::Status Commit(const std::vector<Position>& positions) override;
  absl::Status Seek(const Position& position) override;
  void Pause(const std::vector<TopicPartition>& partitions) override;
  void Resume(const std::vector<TopicPartition>& partitions) override;
  std::vector<Position> Positions() const override;
  void Wake() override;
  void Close() override;

 private:
  struct Lane {
    TopicState* topic;
    int64_t weight;
    int64_t credit = 0;                   // Smooth weighted round robin.
    std::map<uint32_t, uint64_t> next{};  // Position of each assigned partition.
    std::set<uint32_t> paused{};
    uint32_t turn = 0;  // The partition that comes first next time.
  };
  // Records to read from one partition, as planned under the lock.
  struct Portion {
    Lane* lane;
    uint32_t partition;
    uint64_t begin;
    uint64_t end;
    size_t records;
  };

  EmbeddedConsumer(LogCore* core, ConsumerOptions options, std::vector<Lane> lanes);

  // Gives up and takes partitions as the group wants. True when the assignment changed.
  absl::StatusOr<bool> Rebalance();
  absl::Status Begin(const std::vector<uint32_t>& partitions);
  std::vector<TopicPartition> OnAllTopics(const std::vector<uint32_t>& partitions) const;
  bool NeedsRebalance() const ABSL_SHARED_LOCKS_REQUIRED(core_->mutex);
  std::vector<Portion> Plan(size_t max_records) ABSL_SHARED_LOCKS_REQUIRED(core_->mutex);
  absl::StatusOr<std::vector<Record>> Fetch(const std::vector<Portion>& portions);
  Lane* FindLane(const TopicPartition& at);

  LogCore* const core_;
  const ConsumerOptions options_;
  const ConsumerGroup::MemberId member_;
  std::vector<Lane> lanes_;  // Touched by the polling thread only.
  bool joined_ = false;
  bool closed_ = false;
  bool woken_ ABSL_GUARDED_BY(core_->mutex) = false;
};

}  // namespace utvalg::embedded
