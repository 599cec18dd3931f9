// SPDX-License-Identifier: Apache-2.0
//
// SHA-256 and HMAC-SHA-256 over OpenSSL. Stateless, thread-safe; results are raw bytes (32) unless
// the name says Hex.
#pragma once

#include <string>
#include <string_view>

namespace utvalg {

std::string Sha256(std::string_view data);
std::string HmacSha256(std::string_view key, std::string_view data);

// Lower-case hexadecimal.
std::string Hex(std::string_view bytes);
inline std::string Sha256Hex(std::string_view data) { return Hex(Sha256(data)); }

}  // namespace utvalg
