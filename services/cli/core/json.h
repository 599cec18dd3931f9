// SPDX-License-Identifier: Apache-2.0
//
// JSON as every --json prints it: fields in the order they were set, numbers without noise, never
// invalid UTF-8. The schemas are in docs/schema. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace utvalg::cli {

using Json = nlohmann::ordered_json;

// 734512 -> 0.734512: the shortest decimal that means exactly that many millionths.
inline Json Millionths(uint32_t value) { return static_cast<double>(value) / 1e6; }

// One line with its line break. What is no UTF-8 (a file name may be anything) becomes U+FFFD.
inline std::string JsonLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Indented by two, with a line break at the end.
inline std::string JsonText(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace utvalg::cli
