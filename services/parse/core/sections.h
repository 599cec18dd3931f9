// SPDX-License-Identifier: Apache-2.0
//
// The redacted document as one text with its sections: what all readers of fields work on. Offsets
// are bytes of the blind text, the same as in the spans of cv.v1.Cv. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/document.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// A section of the blind text. heading is empty for the header and for text without a heading. body
// begins behind the heading, on the same line when the heading is a label ("Languages: English").
// paragraphs [first, last) hold the body or parts of it; the paragraph of a stand-alone heading is
// not among them.
struct SectionRange {
  utvalg::cv::v1::SectionKind kind = utvalg::cv::v1::SECTION_KIND_UNSPECIFIED;
  size_t heading_begin = 0;
  size_t heading_end = 0;
  size_t body_begin = 0;
  size_t body_end = 0;
  size_t first = 0;
  size_t last = 0;
};

// The blind text: paragraphs of `document` joined by "\n". Keeps a reference to the document, which
// must outlive it.
struct SectionedText {
  const Document* document = nullptr;
  std::string text;
  std::vector<size_t> starts;          // Offset of each paragraph, and text.size() + 1 at the end.
  std::vector<SectionRange> sections;  // In order; together they cover all paragraphs.

  // Text of paragraph i that lies inside the section: less than all of it for a heading used as a
  // label.
  std::string_view Body(const SectionRange& section, size_t paragraph) const;
};

SectionedText FindSections(const Document& redacted);

}  // namespace utvalg::parse
