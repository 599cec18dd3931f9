// SPDX-License-Identifier: Apache-2.0
//
// Swaps as JSON (docs/schema/fairness_swaps.schema.json) and as one HTML page. The same report
// gives the same bytes. Stateless, thread-safe.
#pragma once

#include <string>

#include "services/cli/core/fairness/swaps.h"
#include "services/cli/core/json.h"

namespace utvalg::cli {

// What was run, so that it can be run again.
struct SwapProvenance {
  std::string manifest_digest;  // SHA-256 of the manifest and of every document, in its order.
  std::string job_digest;
  std::string generation;
  std::string scorer;
  std::string calibration;
};

Json SwapsJson(const SwapReport& report, const SwapProvenance& provenance);
std::string SwapsHtml(const SwapReport& report, const SwapProvenance& provenance);
// A few lines for the terminal.
std::string SwapsText(const SwapReport& report);

}  // namespace utvalg::cli
