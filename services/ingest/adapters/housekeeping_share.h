// SPDX-License-Identifier: Apache-2.0
//
// Which of several replicas of ingest does what has to happen once. They share the partitions of
// candidates as a group, by which the log knows who is there: for a candidate it is the replica
// that has their partition, for the tenant the one that has the first. Nobody while partitions
// move. Used by Housekeeper. Thread-safe.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"

namespace utvalg::ingest {

class HousekeepingShare final : public AssignmentListener {
 public:
  // Takes part in the group on a thread of its own. The log must outlive it.
  static absl::StatusOr<std::unique_ptr<HousekeepingShare>> Join(std::string tenant, Log* log);
  ~HousekeepingShare() override;  // Leaves.

  bool HasTenant() const;
  bool Has(const std::string& candidate) const;
  // Until this replica has the tenant.
  void AwaitTenant() const;

  absl::StatusOr<std::vector<Position>> OnAssigned(
      const std::vector<TopicPartition>& partitions) override;
  void OnRevoked(const std::vector<TopicPartition>& partitions) override;

 private:
  HousekeepingShare(std::string tenant, uint32_t partitions)
      : tenant_(std::move(tenant)), partitions_(partitions) {}
  void Run();

  const std::string tenant_;
  const uint32_t partitions_;  // Of the log.
  mutable absl::Mutex mutex_;
  std::set<uint32_t> assigned_ ABSL_GUARDED_BY(mutex_);
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::unique_ptr<Consumer> consumer_;
  std::thread thread_;  // Last: it uses the rest.
};

}  // namespace utvalg::ingest
