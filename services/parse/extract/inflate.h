// SPDX-License-Identifier: GPL-3.0-or-later
//
// zlib's inflate with a limit counted while it unpacks, so that a bomb costs no more than what was
// unpacked of it until then. Stateless.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace utvalg::extract {

enum class InflateResult {
  kWhole,
  kDamaged,  // Not zlib's format, cut off, or with a wrong checksum; what came of it is kept.
  kTooLarge,
};

// Unpacks a zlib stream into *out (replacing what it held), at most limit bytes of it. Bytes behind
// the end of the stream are ignored.
InflateResult Inflate(std::string_view packed, size_t limit, std::string* out);

}  // namespace utvalg::extract
