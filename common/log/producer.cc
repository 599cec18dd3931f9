// SPDX-License-Identifier: Apache-2.0
#include "common/log/producer.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {

NewRecord MakeRecord(std::string_view topic, std::string key,
                     const google::protobuf::MessageLite& message) {
  NewRecord record;
  record.topic = topic;
  record.key = std::move(key);
  record.value = message.SerializeAsString();
  record.headers.push_back({std::string(kSchemaHeader), message.GetTypeName()});
  return record;
}

absl::Status ParseRecord(const Record& record, google::protobuf::MessageLite* message) {
  const auto schema = FindHeader(record.headers, kSchemaHeader);
  if (schema.has_value() && *schema != message->GetTypeName()) {
    return absl::DataLossError(
        Cat(record.at.topic, " holds ", *schema, ", not ", message->GetTypeName()));
  }
  if (!message->ParseFromString(record.value)) {
    return absl::DataLossError(
        Cat("a value of ", record.at.topic, " is no ", message->GetTypeName()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Position>> Producer::Append(std::vector<NewRecord> records) {
  for (NewRecord& record : records) {
    if (record.value.empty()) continue;
    UTVALG_ASSIGN_OR_RETURN(record.value,
                            codec_->Encode(record.topic, record.key, std::move(record.value)));
  }
  return log_->Append(std::move(records));
}

absl::StatusOr<Position> Producer::Append(NewRecord record) {
  std::vector<NewRecord> records;
  records.push_back(std::move(record));
  UTVALG_ASSIGN_OR_RETURN(std::vector<Position> positions, Append(std::move(records)));
  return std::move(positions.front());
}

}  // namespace utvalg
