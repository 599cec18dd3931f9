// SPDX-License-Identifier: Apache-2.0
//
// A document as parse's core sees it: paragraphs in reading order, whatever the format was. Made by
// layout from the extractor's pages or blocks; redaction replaces what identifies a person in it;
// all fields are read from the redacted one.
//
// Plain values, owned by whoever holds the Document, no threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

// Size of type relative to the document's body text. Relative, so that it does not depend on zoom
// or page size.
enum class SizeClass : int8_t { kSmaller = -1, kBody = 0, kLarger = 1, kTitle = 2 };

// A stretch of one style. [begin, end) are byte offsets into Paragraph::text.
struct StyleRun {
  size_t begin = 0;
  size_t end = 0;
  bool bold = false;
  bool italic = false;
  SizeClass size = SizeClass::kBody;
  bool apart = false;  // A gap wider than a space, and narrower than a tab, stands before it.
};

// Where a stretch of the paragraph stands: one entry per visual line. Goes into CvLayout, never
// into the blind text.
struct Placement {
  size_t begin = 0;
  size_t end = 0;
  uint32_t page = 1;
  uint32_t line = 0;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct LinkTarget {
  size_t begin = 0;
  size_t end = 0;
  std::string uri;
};

enum class ParagraphKind : uint8_t {
  kBody,
  kHeading,
  kListItem,
  kTableCell,
  kPageHeader,
  kPageFooter
};

// One logical paragraph: wrapped lines rejoined, hyphenation undone, white space single. A tab
// stands where one visual line has a wide gap (a date at the right margin); no other control
// character occurs. Never empty.
struct Paragraph {
  std::string text;
  ParagraphKind kind = ParagraphKind::kBody;
  uint32_t level = 0;  // Of a heading or nested list.
  uint32_t table = 0;  // From 1; 0 = none. row and column from 0.
  uint32_t row = 0;
  uint32_t column = 0;
  uint32_t region = 0;         // Columns of a page layout: 0 = main flow, 1.. = sidebars.
  bool gap_before = false;     // More white space above than inside its surroundings.
  std::vector<StyleRun> runs;  // Cover the text, in order.
  std::vector<Placement> placements;
  std::vector<LinkTarget> links;
};

struct Document {
  utvalg::extract::v1::Format format = utvalg::extract::v1::FORMAT_UNSPECIFIED;
  std::vector<Paragraph> paragraphs;  // In reading order. Hidden words are not in here.
  std::vector<utvalg::extract::v1::Finding> findings;
  std::string modified;  // YYYY-MM-DD or "".
};

}  // namespace utvalg::parse
