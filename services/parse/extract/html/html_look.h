// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an HTML element looks: what it inherits, its tag's own look, and its declarations applied.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <optional>

#include "services/parse/extract/html/css.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

enum class Display : uint8_t { kInline, kBlock, kRow, kNone };

struct HtmlLook {
  // Inherited.
  bool bold = false;
  bool italic = false;
  bool preformatted = false;
  float size = 12;  // Points.
  uint32_t colour = 0x000000;
  uint32_t background = 0xFFFFFF;
  bool background_known = true;
  v1::Hidden hidden = v1::HIDDEN_UNSPECIFIED;
  // Of this element alone.
  Display display = Display::kInline;
  bool beside = false;  // Floats, so that it stands apart on the same line.
};

// styles must be sorted weakest first, inline ones last.
HtmlLook LookOf(const GumboNode* element, const HtmlLook& parent, const Declarations& styles);

}  // namespace utvalg::extract
