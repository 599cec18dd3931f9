// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/shard_directory.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {
namespace {

constexpr std::chrono::seconds kPatience(30);

}  // namespace

ShardDirectory::ShardDirectory(Options options, Producer* producer)
    : options_(std::move(options)), producer_(producer) {}

absl::StatusOr<std::unique_ptr<ShardDirectory>> ShardDirectory::Open(Options options, Log* log,
                                                                     const RecordCodec* codec,
                                                                     Producer* producer) {
  std::unique_ptr<ShardDirectory> directory(new ShardDirectory(std::move(options), producer));
  UTVALG_ASSIGN_OR_RETURN(
      directory->reader_,
      TableReader::Start(log, codec, {std::string(kRankShardTopic)},
                         [raw = directory.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(directory->reader_->WaitUntilCaughtUp(kPatience));
  return directory;
}

void ShardDirectory::Apply(const Record& record) {
  v1::ShardAnnouncement announcement;
  if (record.IsTombstone() || !ParseRecord(record, &announcement).ok()) return;
  absl::MutexLock lock(&mutex_);
  view_.addresses[announcement.partition()] = announcement.address();
  ++view_.version;
}

absl::Status ShardDirectory::Announce(uint32_t partition, uint64_t position) {
  v1::ShardAnnouncement announcement;
  announcement.set_partition(partition);
  announcement.set_address(options_.address);
  announcement.set_instance(options_.instance);
  announcement.set_position(position);
  return producer_->Append(MakeRecord(kRankShardTopic, Cat(partition), announcement)).status();
}

ShardDirectory::View ShardDirectory::Get() const {
  absl::MutexLock lock(&mutex_);
  return view_;
}

void ShardDirectory::WaitForNewer(uint64_t version, absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto newer = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return view_.version > version; };
  mutex_.AwaitWithDeadline(absl::Condition(&newer), deadline);
}

}  // namespace utvalg::rank
