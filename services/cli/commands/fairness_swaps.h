// SPDX-License-Identifier: Apache-2.0
//
// `utvalg fairness swaps`: runs the documents of a manifest through the services of this process
// and compares. Used by fairness.cc.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace utvalg::cli {

struct SwapOptions {
  std::string job;
  std::string manifest;
  std::string workspace;
  std::string html;
  uint32_t shortlist = 10;
  bool json = false;
};

// A failure (70) after the report was shown when something that must not matter did.
absl::Status RunSwaps(const SwapOptions& options);

}  // namespace utvalg::cli
