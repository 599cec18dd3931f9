// SPDX-License-Identifier: Apache-2.0
#include "common/base/id.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace utvalg {

bool IsValidId(std::string_view id) {
  return !id.empty() && id.size() <= 200 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == ':' || c == '-';
  });
}

}  // namespace utvalg
