// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the readers of flowing formats write blocks: text is cleaned, equal styles are joined, empty
// blocks vanish, the limit of characters holds, and hidden words are counted. One writer for one
// document.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

struct SpanStyle {
  bool bold = false;
  bool italic = false;
  float font_size = 0;  // Points; 0 = unknown.
  v1::Hidden hidden = v1::HIDDEN_UNSPECIFIED;
  std::string uri;

  bool operator==(const SpanStyle&) const = default;
};

// Where a block stands.
struct BlockPlace {
  v1::BlockKind kind = v1::BLOCK_KIND_PARAGRAPH;
  uint32_t level = 0;
  uint32_t table = 0;
  uint32_t row = 0;
  uint32_t column = 0;
};

class BlockWriter {
 public:
  BlockWriter(const Limits& limits, v1::ExtractResponse* response);

  // Adds to the open block.
  void AddText(std::string_view utf8, const SpanStyle& style);
  // Closes the open block, if it has any text.
  void EndBlock(const BlockPlace& place);
  bool has_open_text() const { return open_.spans_size() > 0; }
  // The open block's text ends in white space, or there is none.
  bool at_space() const;
  // Number of the next table.
  uint32_t NewTable() { return ++tables_; }
  // Nothing more will be taken.
  bool full() const { return characters_left_ == 0; }
  // Writes the findings. Once, at the end.
  void Finish();

 private:
  v1::ExtractResponse* response_;
  v1::Block open_;
  uint32_t characters_left_;
  uint32_t tables_ = 0;
  uint32_t zero_width_words_ = 0;
  std::array<uint32_t, v1::Hidden_ARRAYSIZE> hidden_ = {};
};

}  // namespace utvalg::extract
