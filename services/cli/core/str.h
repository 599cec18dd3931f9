// SPDX-License-Identifier: Apache-2.0
//
// absl::StrCat and its kin for std::string_view, which Debian's absl does not know as its own.
// Stateless.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"

namespace utvalg::cli {
namespace str_internal {

template <typename T>
auto Adapt(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    const std::string_view view(value);
    return absl::string_view(view.data(), view.size());
  } else {
    return value;
  }
}

}  // namespace str_internal

template <typename... T>
std::string Cat(const T&... parts) {
  return absl::StrCat(str_internal::Adapt(parts)...);
}

template <typename... T>
void Append(std::string* out, const T&... parts) {
  absl::StrAppend(out, str_internal::Adapt(parts)...);
}

// The lines of text without their line breaks; a line break at the end begins no further line.
inline std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace utvalg::cli
