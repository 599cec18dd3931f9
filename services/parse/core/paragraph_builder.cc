// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/paragraph_builder.h"

#include <algorithm>
#include <utility>

namespace utvalg::parse {
namespace {

template <typename Range>
void ShiftRanges(size_t n, std::vector<Range>* ranges) {
  for (Range& range : *ranges) {
    range.begin = range.begin > n ? range.begin - n : 0;
    range.end = range.end > n ? range.end - n : 0;
  }
  std::erase_if(*ranges, [](const Range& range) { return range.begin >= range.end; });
}

template <typename Range>
void ClipRanges(size_t n, std::vector<Range>* ranges) {
  for (Range& range : *ranges) range.end = std::min(range.end, n);
  std::erase_if(*ranges, [](const Range& range) { return range.begin >= range.end; });
}

}  // namespace

void ParagraphBuilder::Add(std::string_view joiner, std::string_view text, const StyleRun& style,
                           std::string_view uri) {
  if (text.empty()) return;
  std::string& out = paragraph_.text;
  const size_t before = out.size();
  if (!out.empty()) out += joiner;
  const size_t begin = out.size();
  out += text;
  std::vector<StyleRun>& runs = paragraph_.runs;
  if (!runs.empty() && runs.back().bold == style.bold && runs.back().italic == style.italic &&
      runs.back().size == style.size && !style.apart) {
    runs.back().end = out.size();
  } else {
    if (!runs.empty()) runs.back().end = begin;
    StyleRun run = style;
    run.begin = runs.empty() ? before : begin;
    run.end = out.size();
    runs.push_back(run);
  }
  if (uri.empty()) return;
  std::vector<LinkTarget>& links = paragraph_.links;
  if (!links.empty() && links.back().uri == uri && links.back().end >= before) {
    links.back().end = out.size();
  } else {
    links.push_back({begin, out.size(), std::string(uri)});
  }
}

void ParagraphBuilder::DropLast() {
  paragraph_.text.pop_back();
  const size_t size = paragraph_.text.size();
  if (!paragraph_.runs.empty()) paragraph_.runs.back().end = size;
  if (!paragraph_.links.empty()) {
    paragraph_.links.back().end = std::min(paragraph_.links.back().end, size);
  }
  if (!paragraph_.placements.empty()) {
    paragraph_.placements.back().end = std::min(paragraph_.placements.back().end, size);
  }
  placed_ = std::min(placed_, size);
}

void ParagraphBuilder::Place(const Placement& where) {
  if (paragraph_.text.size() <= placed_) return;
  Placement placement = where;
  placement.begin = placed_;
  while (placement.begin < paragraph_.text.size() &&
         (paragraph_.text[placement.begin] == ' ' || paragraph_.text[placement.begin] == '\t')) {
    ++placement.begin;
  }
  placement.end = paragraph_.text.size();
  placed_ = placement.end;
  if (placement.begin < placement.end) paragraph_.placements.push_back(placement);
}

Paragraph ParagraphBuilder::Take() {
  placed_ = 0;
  return std::exchange(paragraph_, Paragraph());
}

void RemovePrefix(size_t n, Paragraph* paragraph) {
  n = std::min(n, paragraph->text.size());
  paragraph->text.erase(0, n);
  ShiftRanges(n, &paragraph->runs);
  ShiftRanges(n, &paragraph->placements);
  ShiftRanges(n, &paragraph->links);
}

void RemoveSuffix(size_t n, Paragraph* paragraph) {
  std::string& text = paragraph->text;
  text.resize(std::min(n, text.size()));
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
  ClipRanges(text.size(), &paragraph->runs);
  ClipRanges(text.size(), &paragraph->placements);
  ClipRanges(text.size(), &paragraph->links);
}

}  // namespace utvalg::parse
