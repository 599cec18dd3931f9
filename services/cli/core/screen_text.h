// SPDX-License-Identifier: Apache-2.0
//
// A screening as a table on the terminal. Stateless, thread-safe.
#pragma once

#include <string>

#include "services/cli/core/screen_report.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

std::string ScreenText(const ScreenReport& report, const Canvas& canvas);

}  // namespace utvalg::cli
