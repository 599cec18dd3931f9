// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/testing/visible_text.h"

#include <algorithm>

#include "common/base/strings.h"

namespace utvalg::extract {

std::string VisibleBlocks(const v1::ExtractResponse& response) {
  std::string result;
  for (const v1::Block& block : response.blocks()) {
    std::string text;
    for (const v1::Span& span : block.spans())
      if (span.hidden() == v1::HIDDEN_UNSPECIFIED) text += span.text();
    if (text.empty()) continue;
    result += v1::BlockKind_Name(block.kind()).substr(sizeof("BLOCK_KIND"));
    if (block.level() > 0) result += Cat(block.level());
    if (block.table() > 0)
      result += Cat(" t", block.table(), " r", block.row(), " c", block.column());
    result += "|" + text + "\n";
  }
  return result;
}

std::string VisibleWords(const v1::ExtractResponse& response) {
  return HiddenText(response, v1::HIDDEN_UNSPECIFIED);
}

std::string HiddenText(const v1::ExtractResponse& response, v1::Hidden hidden) {
  std::string result;
  const auto add = [&result](const std::string& text) {
    result += (result.empty() ? "" : " ") + text;
  };
  for (const v1::Page& page : response.pages())
    for (const v1::Word& word : page.words())
      if (word.hidden() == hidden) add(word.text());
  for (const v1::Block& block : response.blocks())
    for (const v1::Span& span : block.spans())
      if (span.hidden() == hidden) add(span.text());
  return result;
}

int CountOf(const v1::ExtractResponse& response, v1::FindingKind kind) {
  int count = 0;
  for (const v1::Finding& finding : response.findings())
    if (finding.kind() == kind) count += std::max(1, static_cast<int>(finding.count()));
  return count;
}

}  // namespace utvalg::extract
