// SPDX-License-Identifier: Apache-2.0
//
// What `utvalg doctor` found out, for people and as JSON. Stateless, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/cli/core/json.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

struct Check {
  enum class Verdict { kGood, kRemark, kBad };  // A remark: it works, with less.
  std::string name;
  Verdict verdict = Verdict::kGood;
  std::string detail;  // What was found, or what is wrong and what to do about it.
};

bool AllWell(const std::vector<Check>& checks);
std::string ChecksText(const std::vector<Check>& checks, const Canvas& canvas);
Json ChecksJson(const std::vector<Check>& checks);

}  // namespace utvalg::cli
