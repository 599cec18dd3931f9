// SPDX-License-Identifier: Apache-2.0
//
// Documents for tests of redaction, written as lines: "# " title type, "## " a heading, "- " a list
// item, else body text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/redact.h"

namespace utvalg::parse {

inline Paragraph MakeParagraphForTest(std::string_view line) {
  Paragraph paragraph;
  SizeClass size = SizeClass::kBody;
  bool bold = false;
  if (line.starts_with("# ")) {
    size = SizeClass::kTitle;
    line.remove_prefix(2);
  } else if (line.starts_with("## ")) {
    size = SizeClass::kLarger;
    bold = true;
    line.remove_prefix(3);
  } else if (line.starts_with("- ")) {
    paragraph.kind = ParagraphKind::kListItem;
    line.remove_prefix(2);
  }
  paragraph.text = std::string(line);
  paragraph.runs.push_back({0, paragraph.text.size(), bold, false, size});
  paragraph.placements.push_back({0, paragraph.text.size(), 1, 0, 0, 0, 0, 0});
  return paragraph;
}

inline Document MakeDocumentForTest(const std::vector<std::string>& lines) {
  Document document;
  for (const std::string& line : lines) {
    document.paragraphs.push_back(MakeParagraphForTest(line));
    document.paragraphs.back().placements.back().line =
        static_cast<uint32_t>(document.paragraphs.size());
  }
  return document;
}

inline std::string BlindTextForTest(const RedactedDocument& redacted) {
  std::string text;
  for (const Paragraph& paragraph : redacted.document.paragraphs) text += paragraph.text + "\n";
  return text;
}

}  // namespace utvalg::parse
