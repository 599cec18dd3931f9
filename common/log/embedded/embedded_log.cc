// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/embedded_log.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/embedded/embedded_consumer.h"
#include "common/log/embedded/log_core.h"

namespace utvalg {

class EmbeddedLog::Impl {
 public:
  explicit Impl(std::unique_ptr<embedded::LogCore> core) : core_(std::move(core)) {}
  embedded::LogCore& core() { return *core_; }

 private:
  const std::unique_ptr<embedded::LogCore> core_;
};

EmbeddedLog::EmbeddedLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EmbeddedLog::~EmbeddedLog() = default;

absl::StatusOr<std::unique_ptr<EmbeddedLog>> EmbeddedLog::Open(EmbeddedLogOptions options,
                                                               const Clock* clock) {
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<embedded::LogCore> core,
                          embedded::LogCore::Open(options, clock));
  return std::unique_ptr<EmbeddedLog>(new EmbeddedLog(std::make_unique<Impl>(std::move(core))));
}

absl::StatusOr<std::vector<Position>> EmbeddedLog::Append(std::vector<NewRecord> records) {
  return impl_->core().Append(std::move(records));
}

absl::StatusOr<std::unique_ptr<Consumer>> EmbeddedLog::Subscribe(ConsumerOptions options) {
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<embedded::EmbeddedConsumer> consumer,
                          embedded::EmbeddedConsumer::Create(&impl_->core(), std::move(options)));
  return std::unique_ptr<Consumer>(std::move(consumer));
}

absl::StatusOr<std::vector<Position>> EmbeddedLog::EndPositions(std::string_view topic) const {
  embedded::LogCore& core = impl_->core();
  const embedded::TopicState* state = core.FindTopic(topic);
  if (state == nullptr) return absl::InvalidArgumentError(Cat("no topic ", topic));
  std::vector<Position> positions;
  absl::MutexLock lock(&core.mutex);
  for (uint32_t p = 0; p < core.partitions(); ++p) {
    positions.push_back({{state->name, p}, state->ends[p]});
  }
  return positions;
}

absl::StatusOr<std::vector<Position>> EmbeddedLog::CommittedPositions(
    std::string_view group, std::string_view topic) const {
  embedded::LogCore& core = impl_->core();
  if (core.FindTopic(topic) == nullptr) return absl::InvalidArgumentError(Cat("no topic ", topic));
  std::vector<Position> positions;
  absl::MutexLock lock(&core.mutex);
  const auto it = core.committed.find(std::string(group));
  if (it == core.committed.end()) return positions;
  for (const auto& [at, next_offset] : it->second) {
    if (at.topic == topic) positions.push_back({at, next_offset});
  }
  return positions;
}

uint32_t EmbeddedLog::partitions() const { return impl_->core().partitions(); }

absl::Status EmbeddedLog::Compact(std::string_view topic) {
  embedded::TopicState* state = impl_->core().FindTopic(topic);
  if (state == nullptr) return absl::InvalidArgumentError(Cat("no topic ", topic));
  return impl_->core().Compact(state);
}

absl::Status EmbeddedLog::Verify() const { return impl_->core().store().Verify(); }

}  // namespace utvalg
