// SPDX-License-Identifier: Apache-2.0
//
// The one place where the value of every record passes on its way into the log (Encode) and out of
// it (Decode): SealedRecordCodec (common/keys) seals what is about a person. Thread-safe. Keys,
// headers and tombstones pass unchanged always.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace utvalg {

class RecordCodec {
 public:
  virtual ~RecordCodec() = default;
  // NOT_FOUND: the person was erased, nothing may be written about them. UNAVAILABLE: retry.
  virtual absl::StatusOr<std::string> Encode(std::string_view topic, std::string_view key,
                                             std::string value) const = 0;
  // DATA_LOSS: the value is not what Encode made for this topic and key; the record goes to the
  // dead letters. NOT_FOUND: the person was erased; the record says nothing any more and is passed
  // over. UNAVAILABLE: retry.
  virtual absl::StatusOr<std::string> Decode(std::string_view topic, std::string_view key,
                                             std::string value) const = 0;
};

class IdentityRecordCodec final : public RecordCodec {
 public:
  absl::StatusOr<std::string> Encode(std::string_view, std::string_view,
                                     std::string value) const override {
    return value;
  }
  absl::StatusOr<std::string> Decode(std::string_view, std::string_view,
                                     std::string value) const override {
    return value;
  }
};

}  // namespace utvalg
