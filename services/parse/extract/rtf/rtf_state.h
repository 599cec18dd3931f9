// SPDX-License-Identifier: GPL-3.0-or-later
//
// What control words of RTF say about the text that follows: of a group, which inherits it from the
// group around, and of a paragraph. Used by rtf_reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Where text goes.
enum class RtfSink : uint8_t {
  kBody,
  kNothing,
  kFonts,
  kColours,
  kStyles,
  kFieldCode,
  kListMark,
  kInfo
};

// Of a group.
struct RtfState {
  RtfSink sink = RtfSink::kBody;
  v1::BlockKind margin = v1::BLOCK_KIND_UNSPECIFIED;  // Header, footer or footnote around.
  bool bold = false, italic = false, vanish = false, deleted = false;
  int half_points = 24;
  int colour = 0, background = 0;  // Numbers of the table of colours.
  int font = 0;
  int fallback = 1;  // Bytes after a \u that say the same for older readers.

  // False when the word says nothing about characters.
  bool Apply(std::string_view word, std::optional<int> number);
};

// Of a paragraph, until \pard.
struct RtfParagraph {
  bool in_table = false;
  bool list = false;
  int list_level = 0;
  int outline = -1;
  int background = 0;
  int style = 0;

  // False when the word says nothing about paragraphs.
  bool Apply(std::string_view word, int number);
};

}  // namespace utvalg::extract
