// SPDX-License-Identifier: Apache-2.0
//
// The seam to what keeps the epoch keys: a key file on one machine (file_kms.h), a token behind
// PKCS#11 (pkcs11_kms.h). Epoch keys wrap every candidate's keys; destroying an epoch makes all it
// wrapped worthless, in every copy. tests/contract states the meaning. Thread-safe.
//
// An epoch is a pair of keys, one for each class, so that a process can be given one of them alone.
// Errors: NOT_FOUND the epoch was destroyed or never was; DATA_LOSS not wrapped by it;
// PERMISSION_DENIED the class is not this process's to use; UNAVAILABLE the token cannot be
// reached, retry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "utvalg/key/v1/key.pb.h"

namespace utvalg {

struct EpochInfo {
  std::string name;
  int64_t created_at_ms = 0;
  int64_t destroyed_at_ms = 0;  // 0 = in use.
};

class Kms {
 public:
  virtual ~Kms() = default;

  // All there ever were, oldest first. The last one is current: what is new is wrapped under it.
  virtual absl::StatusOr<std::vector<EpochInfo>> Epochs() = 0;
  // `aad` is bound: Unwrap needs the same.
  virtual absl::StatusOr<std::string> Wrap(const std::string& epoch, key::v1::KeyClass key_class,
                                           std::string_view key, std::string_view aad) = 0;
  virtual absl::StatusOr<std::string> Unwrap(const std::string& epoch, key::v1::KeyClass key_class,
                                             std::string_view wrapped, std::string_view aad) = 0;
  // Makes a new current epoch, durable, and returns its name.
  virtual absl::StatusOr<std::string> BeginEpoch(int64_t now_ms) = 0;
  // For ever. OK also when it is destroyed already; FAILED_PRECONDITION for the current one.
  virtual absl::Status Destroy(const std::string& epoch, int64_t now_ms) = 0;
};

}  // namespace utvalg
