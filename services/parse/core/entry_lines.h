// SPDX-License-Identifier: Apache-2.0
//
// The lines of a section as the readers of jobs and education see them: which hold dates, which
// describe, how they are set. Offsets are bytes of the blind text. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/lexicon/dates.h"
#include "services/parse/core/field_labels.h"
#include "services/parse/core/sections.h"

namespace utvalg::parse {

// How a line is set, as far as it tells lines of one role from others.
struct LineStyle {
  bool bold = false;
  bool italic = false;
  bool caps = false;
  SizeClass size = SizeClass::kBody;
  ParagraphKind kind = ParagraphKind::kBody;

  bool Distinct() const {
    return bold || caps || size > SizeClass::kBody || kind == ParagraphKind::kHeading;
  }
  bool operator==(const LineStyle&) const = default;
};

enum class LineRole : uint8_t {
  kHeader,       // Short: may name a job, a school, a place, dates.
  kDescription,  // Bullets, prose, labels with what follows them.
};

struct EntryLine {
  size_t paragraph = 0;
  size_t begin = 0;  // Of the text below in the blind text.
  std::string_view text;
  LineStyle style;
  LineRole role = LineRole::kHeader;
  FieldLabel label = FieldLabel::kNone;
  size_t value_begin = 0;  // Of text: behind the label.
  bool bullet = false;
  uint32_t level = 0;  // Of a bullet.
  bool gap_before = false;
  // The period that dates an entry: at an end of the line, alone in a cell or in brackets. Offsets
  // are bytes of text.
  bool dated = false;
  lexicon::Period period;
  // Bytes of text that the period takes with its brackets and separators.
  size_t period_begin = 0;
  size_t period_end = 0;

  bool OnlyDate() const;
};

std::vector<EntryLine> ReadLines(const SectionedText& cv, const SectionRange& section);

// Style of the text at an offset of a line's paragraph.
// Reads like a sentence without its full stop.
bool ReadsLikeProse(const EntryLine& line);

LineStyle StyleAt(const Paragraph& paragraph, size_t offset);

}  // namespace utvalg::parse
