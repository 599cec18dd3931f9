// SPDX-License-Identifier: Apache-2.0
//
// The header lines of an entry cut into the pieces that may be a title, an employer, a school or a
// place: dates, ways of employment and durations are taken out, separators cut, places recognised.
// Used by experience and education. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/parse/core/entries.h"
#include "services/parse/core/entry_lines.h"

namespace utvalg::parse {

struct Piece {
  std::string_view text;  // Trimmed; points into the blind text.
  size_t begin = 0;       // In the blind text.
  size_t line = 0;        // Of the section.
  LineStyle style;
  bool after_tab = false;
  bool place = false;
  FieldLabel label = FieldLabel::kNone;  // What the line says it is.
};

// Pieces of the header lines in order, and of lines below that say by a label what they are (an
// employer behind the tasks). Never more than kMostPieces.
inline constexpr size_t kMostPieces = 12;
std::vector<Piece> CutPieces(const SectionedText& cv, const std::vector<EntryLine>& lines,
                             const Entry& entry);

// The part of piece [begin, end) as a piece of its own, trimmed.
Piece SubPiece(const Piece& piece, size_t begin, size_t end);

// Splits a place off the end: "Acme AS, Oslo" leaves "Acme AS" in piece and returns the place
// (empty text when there is none).
Piece SplitPlace(Piece* piece);

}  // namespace utvalg::parse
