// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/summary.h"

#include "services/parse/core/cv_facts.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// Prose rather than a line of contact or a title.
bool IsProse(std::string_view text) {
  return CountWords(text) >= 12 &&
         (EndsSentence(text) || text.find(". ") != std::string_view::npos);
}

}  // namespace

utvalg::cv::v1::Span FindSummary(const SectionedText& cv) {
  utvalg::cv::v1::Span span;
  for (const SectionRange& section : cv.sections) {
    if (section.kind == utvalg::cv::v1::SECTION_KIND_SUMMARY &&
        section.body_end > section.body_begin) {
      SetSpan(section.body_begin, section.body_end, &span);
      return span;
    }
  }
  for (const SectionRange& section : cv.sections) {
    if (section.kind != utvalg::cv::v1::SECTION_KIND_HEADER) continue;
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv.Body(section, p);
      if (!IsProse(body)) continue;
      const size_t begin = static_cast<size_t>(body.data() - cv.text.data());
      const size_t start = span.end() > span.begin() ? span.begin() : begin;
      SetSpan(start, begin + body.size(), &span);
    }
    if (span.end() > span.begin()) return span;
  }
  return span;
}

}  // namespace utvalg::parse
