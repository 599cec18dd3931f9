// SPDX-License-Identifier: Apache-2.0
//
// The answer to ListObjectsV2. Only object names of our own making are read: they hold nothing that
// XML escapes. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace utvalg::s3 {

struct ObjectList {
  std::vector<std::string> keys;
  std::string next;  // Continuation token; "" = that was all.
};

// DataLoss: it is no such answer.
absl::StatusOr<ObjectList> ParseObjectList(std::string_view xml);

}  // namespace utvalg::s3
