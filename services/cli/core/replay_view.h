// SPDX-License-Identifier: Apache-2.0
//
// What `utvalg replay` found, for people and as JSON (docs/schema). Stateless, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/cli/core/json.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

struct DifferentScore {
  std::string application_id;
  std::string job_id;
  std::vector<std::string> differences;  // "<what>: recorded <value>, now <value>"; inputs first.
};

struct ReplayOutcome {
  size_t scores = 0;
  std::vector<DifferentScore> different;
};

std::string ReplayText(const ReplayOutcome& outcome, const Canvas& canvas);
Json ReplayJson(const ReplayOutcome& outcome);

}  // namespace utvalg::cli
