// SPDX-License-Identifier: Apache-2.0
//
// Puts a Paragraph together from pieces of styled text and keeps its byte ranges in step. Used by
// page layout and flow layout; one builder makes one paragraph.
#pragma once

#include <string>
#include <string_view>

#include "services/parse/core/document.h"

namespace utvalg::parse {

class ParagraphBuilder {
 public:
  // Appends text of one style; joiner ("", " " or "\t") comes first when there is text already.
  void Add(std::string_view joiner, std::string_view text, const StyleRun& style,
           std::string_view uri);
  // Takes back the last byte: the hyphen of a divided word.
  void DropLast();
  // What was added since the last call stands in this box.
  void Place(const Placement& where);
  bool empty() const { return paragraph_.text.empty(); }
  const std::string& text() const { return paragraph_.text; }
  Paragraph& paragraph() { return paragraph_; }
  Paragraph Take();

 private:
  Paragraph paragraph_;
  size_t placed_ = 0;
};

// Removes the first n bytes of the paragraph's text (a bullet) and moves all ranges.
void RemovePrefix(size_t n, Paragraph* paragraph);
// Keeps the first n bytes of the text, without white space at their end.
void RemoveSuffix(size_t n, Paragraph* paragraph);

}  // namespace utvalg::parse
