// SPDX-License-Identifier: Apache-2.0
//
// A screening as one self-contained HTML page: no script, nothing loaded from anywhere, light and
// dark, made for reading on a screen, on a telephone and on paper. Everything from documents is
// escaped. The same report gives the same bytes. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "services/cli/core/screen_report.h"

namespace utvalg::cli {

struct HtmlOptions {
  bool reveal = false;  // Name files and persons. Otherwise candidates are numbers.
};

std::string ScreenHtml(const ScreenReport& report, const HtmlOptions& options);

// Text as it may stand in an element or in a quoted attribute: escaped, valid UTF-8, without
// control characters.
std::string HtmlEscape(std::string_view text);

// The same of blind text, its placeholders ([NAME], [BIRTH_DATE] ...) set apart.
std::string BlindHtml(std::string_view text);

}  // namespace utvalg::cli
