// SPDX-License-Identifier: Apache-2.0
//
// The record codec of a running system: values of topics about persons are sealed under the
// candidate's key of the topic's class, bound to topic and key. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "common/keys/person_keys.h"
#include "common/log/record_codec.h"

namespace utvalg {

// Which key seals the values of a topic; UNSPECIFIED = it holds nothing about a person.
key::v1::KeyClass ClassOfTopic(std::string_view topic);

class SealedRecordCodec final : public RecordCodec {
 public:
  explicit SealedRecordCodec(PersonKeys keys) : keys_(std::move(keys)) {}

  absl::StatusOr<std::string> Encode(std::string_view topic, std::string_view key,
                                     std::string value) const override;
  absl::StatusOr<std::string> Decode(std::string_view topic, std::string_view key,
                                     std::string value) const override;

 private:
  const PersonKeys keys_;
};

}  // namespace utvalg
