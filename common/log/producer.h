// SPDX-License-Identifier: Apache-2.0
//
// How everything of ours appends: values pass the codec, then the log. Thread-safe; calls from many
// threads share one fsync. Log and codec must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/log/log.h"
#include "common/log/record_codec.h"
#include "google/protobuf/message_lite.h"

namespace utvalg {

// A record that holds a message, with its schema header.
NewRecord MakeRecord(std::string_view topic, std::string key,
                     const google::protobuf::MessageLite& message);

// The message of a decoded record. DATA_LOSS when the schema header names another message or the
// bytes are not one.
absl::Status ParseRecord(const Record& record, google::protobuf::MessageLite* message);

class Producer {
 public:
  Producer(Log* log, const RecordCodec* codec) : log_(log), codec_(codec) {}

  // Durable when it returns; see Log::Append.
  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records);
  absl::StatusOr<Position> Append(NewRecord record);

 private:
  Log* const log_;
  const RecordCodec* const codec_;
};

}  // namespace utvalg
