// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/record_format.h"

#include <vector>

#include "common/base/strings.h"
#include "common/kv/kv_store.h"

namespace utvalg::embedded {
namespace {

constexpr char kFormat = 1;

std::string PartitionKey(char kind, uint32_t topic, uint32_t partition) {
  std::string key(1, kind);
  KvAppendUint32(topic, &key);
  KvAppendUint32(partition, &key);
  return key;
}

void AppendText(std::string_view text, std::string* out) {
  KvAppendUint32(static_cast<uint32_t>(text.size()), out);
  out->append(text);
}

bool TakeUint32(std::string_view* bytes, uint32_t* value) {
  if (bytes->size() < 4) return false;
  *value = KvReadUint32(*bytes);
  bytes->remove_prefix(4);
  return true;
}

bool TakeText(std::string_view* bytes, std::string* text) {
  uint32_t size = 0;
  if (!TakeUint32(bytes, &size) || bytes->size() < size) return false;
  text->assign(bytes->substr(0, size));
  bytes->remove_prefix(size);
  return true;
}

}  // namespace

std::string EndKey(uint32_t topic, uint32_t partition) {
  return PartitionKey('E', topic, partition);
}

std::string CompactedKey(uint32_t topic, uint32_t partition) {
  return PartitionKey('C', topic, partition);
}

std::string RecordKey(uint32_t topic, uint32_t partition, uint64_t offset) {
  std::string key = PartitionKey('R', topic, partition);
  KvAppendUint64(offset, &key);
  return key;
}

uint64_t OffsetOf(std::string_view record_key) {
  return KvReadUint64(record_key.substr(record_key.size() - 8));
}

std::string Number(uint64_t value) {
  std::string bytes;
  KvAppendUint64(value, &bytes);
  return bytes;
}

std::string EncodeRecord(const NewRecord& record, int64_t produced_at_ms) {
  std::string bytes(1, kFormat);
  bytes.reserve(64 + record.key.size() + record.value.size());
  KvAppendUint64(static_cast<uint64_t>(produced_at_ms), &bytes);
  AppendText(record.key, &bytes);
  KvAppendUint32(static_cast<uint32_t>(record.headers.size()), &bytes);
  for (const RecordHeader& header : record.headers) {
    AppendText(header.name, &bytes);
    AppendText(header.value, &bytes);
  }
  bytes += record.value;
  return bytes;
}

absl::Status DecodeRecord(std::string_view bytes, Record* record) {
  const absl::Status damaged = absl::DataLossError("a record does not decode");
  if (bytes.size() < 9 || bytes[0] != kFormat) return damaged;
  record->produced_at_ms = static_cast<int64_t>(KvReadUint64(bytes.substr(1)));
  bytes.remove_prefix(9);
  uint32_t headers = 0;
  if (!TakeText(&bytes, &record->key) || !TakeUint32(&bytes, &headers)) return damaged;
  record->headers.clear();
  for (uint32_t i = 0; i < headers; ++i) {
    RecordHeader header;
    if (!TakeText(&bytes, &header.name) || !TakeText(&bytes, &header.value)) return damaged;
    record->headers.push_back(std::move(header));
  }
  record->value.assign(bytes);
  return absl::OkStatus();
}

std::string PositionKey(std::string_view group, const TopicPartition& at) {
  std::string key = Cat(group, std::string_view("\0", 1), at.topic, std::string_view("\0", 1));
  KvAppendUint32(at.partition, &key);
  return key;
}

absl::StatusOr<StoredPosition> DecodePosition(std::string_view key, std::string_view value) {
  const size_t first = key.find('\0');
  const size_t second = first == std::string_view::npos ? first : key.find('\0', first + 1);
  if (second == std::string_view::npos || key.size() != second + 5 || value.size() != 8) {
    return absl::DataLossError("a stored position does not decode");
  }
  StoredPosition stored;
  stored.group = key.substr(0, first);
  stored.position.at.topic = key.substr(first + 1, second - first - 1);
  stored.position.at.partition = KvReadUint32(key.substr(second + 1));
  stored.position.next_offset = KvReadUint64(value);
  return stored;
}

}  // namespace utvalg::embedded
