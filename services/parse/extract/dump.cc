// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/dump.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace utvalg::extract {
namespace {

void DumpPage(const v1::Page& page, std::string* out) {
  absl::StrAppendFormat(out, "page %.0fx%.0f  %d words  %d rules  %d links%s\n", page.width(),
                        page.height(), page.words_size(), page.rules_size(), page.links_size(),
                        page.has_page_image() ? "  page image" : "");
  const v1::Word* last = nullptr;
  for (const v1::Word& word : page.words()) {
    const bool same_line = last != nullptr && last->font() == word.font() &&
                           last->hidden() == word.hidden() && last->rotation() == word.rotation() &&
                           std::abs(last->baseline() - word.baseline()) < 0.5F &&
                           word.x0() >= last->x1() - 1 && word.x0() - last->x1() < 20;
    if (!same_line) {
      const v1::Font& font = page.fonts(static_cast<int>(word.font()));
      absl::StrAppendFormat(
          out, "\n%6.1f %6.1f %5.1f %s%s %06x%s%s  ", word.x0(), word.baseline(), word.font_size(),
          font.bold() ? "B" : "-", font.italic() ? "I" : "-", word.colour(),
          word.rotation() != 0 ? absl::StrCat(" turned ", word.rotation()) : "",
          word.hidden() != 0 ? absl::StrCat(" ", v1::Hidden_Name(word.hidden())) : "");
    } else {
      out->push_back(' ');
    }
    out->append(word.text());
    last = &word;
  }
  out->push_back('\n');
  for (const v1::Link& link : page.links())
    absl::StrAppendFormat(out, "link %.0f %.0f  %s\n", link.x0(), link.y0(), link.uri());
}

void DumpBlock(const v1::Block& block, std::string* out) {
  absl::StrAppend(out, v1::BlockKind_Name(block.kind()).substr(sizeof("BLOCK_KIND")), " ",
                  block.level());
  if (block.table() > 0)
    absl::StrAppend(out, " t", block.table(), " r", block.row(), " c", block.column());
  absl::StrAppend(out, ":");
  for (const v1::Span& span : block.spans()) {
    std::string marks = absl::StrCat(span.bold() ? "B" : "", span.italic() ? "I" : "");
    if (span.font_size() > 0) absl::StrAppendFormat(&marks, "%.3g", span.font_size());
    if (span.hidden() != 0) absl::StrAppend(&marks, v1::Hidden_Name(span.hidden()));
    if (!span.uri().empty()) absl::StrAppend(&marks, "->", span.uri());
    absl::StrAppend(out, " <", marks, ">",
                    absl::StrReplaceAll(span.text(), {{"\n", "\\n"}, {"\t", "\\t"}}));
  }
  out->push_back('\n');
}

}  // namespace

std::string Dump(const v1::ExtractResponse& response) {
  std::string out = v1::Format_Name(response.format());
  if (response.failure() != 0) absl::StrAppend(&out, "  ", v1::Failure_Name(response.failure()));
  if (!response.modified().empty()) absl::StrAppend(&out, "  modified ", response.modified());
  out.push_back('\n');
  for (const v1::Finding& finding : response.findings()) {
    absl::StrAppend(&out, "finding ", v1::FindingKind_Name(finding.kind()), " page ",
                    finding.page(), " count ", finding.count());
    if (finding.hidden() != 0) absl::StrAppend(&out, " ", v1::Hidden_Name(finding.hidden()));
    out.push_back('\n');
  }
  for (const v1::Page& page : response.pages()) DumpPage(page, &out);
  for (const v1::Block& block : response.blocks()) DumpBlock(block, &out);
  return out;
}

}  // namespace utvalg::extract
