// SPDX-License-Identifier: Apache-2.0
//
// What a service may do with the keys: seal and open what is about a person, identity only where it
// was given the right to. A light handle, copied freely; the ring must outlive it. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/keys/key_ring.h"

namespace utvalg {

class PersonKeys {
 public:
  enum class Right { kContent, kIdentityAndContent };

  PersonKeys() = default;  // Opens and seals nothing.
  PersonKeys(KeyRing* ring, Right right) : ring_(ring), right_(right) {}

  // As KeyRing; and PERMISSION_DENIED for identity without the right to it.
  absl::StatusOr<std::string> Seal(key::v1::KeyClass key_class, std::string_view person_key,
                                   std::string_view place, std::string_view plain) const;
  absl::StatusOr<std::string> Open(std::string_view place, std::string_view sealed) const;
  absl::StatusOr<std::string> Digest(std::string_view person_key, std::string_view text) const;
  bool IsErased(std::string_view application_id) const {
    return ring_ != nullptr && ring_->IsErased(application_id);
  }
  void NoteErasure(const erasure::v1::ErasureRequest& request) const {
    if (ring_ != nullptr) ring_->NoteErasure(request);
  }

 private:
  absl::Status Check(key::v1::KeyClass key_class) const;

  KeyRing* ring_ = nullptr;
  Right right_ = Right::kContent;
};

}  // namespace utvalg
