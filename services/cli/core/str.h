// SPDX-License-Identifier: Apache-2.0
//
// What the renderers need beside common/base/strings.h: appending, and lines. Stateless.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/strings.h"

namespace utvalg::cli {

template <typename... Pieces>
void Append(std::string* out, const Pieces&... pieces) {
  out->append(Cat(pieces...));
}

// The lines of text without their line breaks; a line break at the end begins no further line.
inline std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines = Split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace utvalg::cli
