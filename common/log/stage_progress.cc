// SPDX-License-Identifier: Apache-2.0
#include "common/log/stage_progress.h"

#include "common/base/strings.h"
#include "common/kv/kv_store.h"

namespace utvalg {

std::string ProgressKey(const TopicPartition& at) {
  std::string key = Cat(at.topic, std::string_view("\0", 1));
  KvAppendUint32(at.partition, &key);
  return key;
}

std::string EncodeProgress(const InFlight::Progress& progress) {
  std::string value;
  KvAppendUint64(progress.position.next_offset, &value);
  for (uint64_t offset : progress.ahead) KvAppendUint64(offset, &value);
  return value;
}

absl::StatusOr<InFlight::Progress> DecodeProgress(const TopicPartition& at,
                                                  std::string_view value) {
  if (value.empty() || value.size() % 8 != 0) {
    return absl::DataLossError(Cat("the stored position of ", at.topic, " does not decode"));
  }
  InFlight::Progress progress{{at, KvReadUint64(value)}, {}};
  for (value.remove_prefix(8); !value.empty(); value.remove_prefix(8)) {
    progress.ahead.push_back(KvReadUint64(value));
  }
  return progress;
}

}  // namespace utvalg
