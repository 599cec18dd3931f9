// SPDX-License-Identifier: Apache-2.0
//
// An audit as `utvalg fairness rates --json` prints it (docs/schema/fairness_rates.schema.json).
// Ratios are decimals rounded to six places, beside the counts they come from. Stateless,
// thread-safe.
#pragma once

#include <string_view>

#include "services/cli/core/fairness/audit.h"
#include "services/cli/core/json.h"

namespace utvalg::cli {

// input_digest: SHA-256 of the file that was read.
Json AuditJson(const Audit& audit, std::string_view input_digest);

std::string_view LawWords(Law law);  // "norway", "new-york"

}  // namespace utvalg::cli
