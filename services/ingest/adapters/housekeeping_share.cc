// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/housekeeping_share.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr std::string_view kGroup = "ingest-housekeeping";
// The quietest topic that is partitioned by candidate: what is read of it is not looked at.
constexpr std::string_view kTopic = kErasureTopic;
constexpr size_t kBatch = 64;
constexpr std::chrono::seconds kWait(1);

}  // namespace

absl::StatusOr<std::unique_ptr<HousekeepingShare>> HousekeepingShare::Join(std::string tenant,
                                                                           Log* log) {
  std::unique_ptr<HousekeepingShare> share(
      new HousekeepingShare(std::move(tenant), log->partitions()));
  ConsumerOptions options;
  options.group = kGroup;
  options.topics = {{std::string(kTopic), 1}};
  options.listener = share.get();
  UTVALG_ASSIGN_OR_RETURN(share->consumer_, log->Subscribe(std::move(options)));
  share->thread_ = std::thread([raw = share.get()] { raw->Run(); });
  return share;
}

HousekeepingShare::~HousekeepingShare() {
  if (!thread_.joinable()) return;
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  consumer_->Wake();
  thread_.join();
}

void HousekeepingShare::Run() {
  for (;;) {
    const auto records = consumer_->Poll(kBatch, kWait);
    absl::Status status = records.status();
    if (status.ok() && !records->empty()) status = consumer_->Commit(consumer_->Positions());
    absl::MutexLock lock(&mutex_);
    // A broker that is away: the group finds its members again, and its positions mean nothing.
    const absl::Duration pause = status.ok() ? absl::ZeroDuration() : absl::FromChrono(kWait);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stop_), pause)) break;
  }
  consumer_->Close();
}

bool HousekeepingShare::HasTenant() const {
  absl::MutexLock lock(&mutex_);
  return assigned_.contains(0);
}

bool HousekeepingShare::Has(const std::string& candidate) const {
  const uint32_t partition = PartitionOf(Cat(tenant_, "|", candidate), partitions_);
  absl::MutexLock lock(&mutex_);
  return assigned_.contains(partition);
}

void HousekeepingShare::AwaitTenant() const {
  const auto has = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return assigned_.contains(0); };
  absl::MutexLock lock(&mutex_, absl::Condition(&has));
}

absl::StatusOr<std::vector<Position>> HousekeepingShare::OnAssigned(
    const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&mutex_);
  for (const TopicPartition& at : partitions) assigned_.insert(at.partition);
  return std::vector<Position>();
}

void HousekeepingShare::OnRevoked(const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&mutex_);
  for (const TopicPartition& at : partitions) assigned_.erase(at.partition);
}

}  // namespace utvalg::ingest
