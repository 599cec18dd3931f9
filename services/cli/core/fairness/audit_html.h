// SPDX-License-Identifier: Apache-2.0
//
// An audit of declared groups as one HTML page. The same audit gives the same bytes. Stateless,
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "services/cli/core/fairness/audit.h"

namespace utvalg::cli {

std::string AuditHtml(const Audit& audit, std::string_view input_digest);

}  // namespace utvalg::cli
