// SPDX-License-Identifier: Apache-2.0
//
// A screening as `utvalg screen --json` prints it (docs/schema/screen.schema.json). Stateless,
// thread-safe.
#pragma once

#include "services/cli/core/json.h"
#include "services/cli/core/screen_report.h"

namespace utvalg::cli {

// {"id","text","score","found","evidence":[{"quote","section","page","line","chars"}]}, shared with
// `utvalg explain`.
Json ShownCriterionJson(const ShownCriterion& shown);

Json ScreenJson(const ScreenReport& report);

}  // namespace utvalg::cli
