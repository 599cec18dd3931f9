// SPDX-License-Identifier: Apache-2.0
#include "common/keys/person_keys.h"

#include "common/base/status_macros.h"

namespace utvalg {

absl::Status PersonKeys::Check(key::v1::KeyClass key_class) const {
  if (ring_ == nullptr) return absl::FailedPreconditionError("there are no keys here");
  if (key_class == key::v1::KEY_CLASS_IDENTITY && right_ != Right::kIdentityAndContent) {
    return absl::PermissionDeniedError("this service has no right to who somebody is");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> PersonKeys::Seal(key::v1::KeyClass key_class,
                                             std::string_view person_key, std::string_view place,
                                             std::string_view plain) const {
  UTVALG_RETURN_IF_ERROR(Check(key_class));
  return ring_->Seal(key_class, person_key, place, plain);
}

absl::StatusOr<std::string> PersonKeys::Open(std::string_view place,
                                             std::string_view sealed) const {
  UTVALG_RETURN_IF_ERROR(Check(KeyRing::ClassOf(sealed)));
  return ring_->Open(place, sealed);
}

absl::StatusOr<std::string> PersonKeys::Digest(std::string_view person_key,
                                               std::string_view text) const {
  UTVALG_RETURN_IF_ERROR(Check(key::v1::KEY_CLASS_CONTENT));
  return ring_->Digest(person_key, text);
}

}  // namespace utvalg
