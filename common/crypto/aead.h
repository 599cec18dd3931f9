// SPDX-License-Identifier: Apache-2.0
//
// AES-256-GCM over OpenSSL: what seals everything about a person. Used by the key stores and by
// common/keys. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace utvalg {

inline constexpr size_t kAeadKeyBytes = 32;
inline constexpr size_t kAeadOverheadBytes = 28;  // Nonce and tag.

// From the operating system's generator.
std::string RandomBytes(size_t count);

// nonce (12, random) || ciphertext || tag (16). The key has kAeadKeyBytes; `aad` is bound, not
// kept.
std::string AeadSeal(std::string_view key, std::string_view aad, std::string_view plain);
// DATA_LOSS: not sealed by this key with this `aad`, or changed since.
absl::StatusOr<std::string> AeadOpen(std::string_view key, std::string_view aad,
                                     std::string_view sealed);

}  // namespace utvalg
