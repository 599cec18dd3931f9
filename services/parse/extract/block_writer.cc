// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/block_writer.h"

#include <algorithm>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/findings.h"

namespace utvalg::extract {
namespace {

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = text.find_first_not_of(" \t\n", at);
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    words += IsWorthReporting(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

// The first `count` code points.
std::string_view Prefix(std::string_view text, size_t count) {
  size_t end = 0;
  for (size_t i = 0; i < count && end < text.size(); ++i) NextCodePoint(text, &end);
  return text.substr(0, end);
}

SpanStyle StyleOf(const v1::Span& span) {
  return {span.bold(), span.italic(), span.font_size(), span.hidden(), span.uri()};
}

}  // namespace

BlockWriter::BlockWriter(const Limits& limits, v1::ExtractResponse* response)
    : response_(response), characters_left_(limits.characters) {}

void BlockWriter::AddText(std::string_view utf8, const SpanStyle& style) {
  if (full() || utf8.empty()) return;
  CleanText clean = Clean(utf8, /*keep_layout=*/true);
  hidden_[v1::HIDDEN_INVISIBLE_CHARACTERS] += clean.words_with_invisible;
  zero_width_words_ += clean.words_with_zero_width;
  std::string_view text = clean.text;
  const size_t length = CodePoints(text);
  if (length > characters_left_) text = Prefix(text, characters_left_);
  characters_left_ -= static_cast<uint32_t>(std::min<size_t>(length, characters_left_));
  if (text.empty()) return;
  if (style.hidden != v1::HIDDEN_UNSPECIFIED)
    hidden_[static_cast<size_t>(style.hidden)] += CountWords(text);
  const int last = open_.spans_size() - 1;
  if (last >= 0 && StyleOf(open_.spans(last)) == style) {
    open_.mutable_spans(last)->mutable_text()->append(text);
    return;
  }
  v1::Span* span = open_.add_spans();
  span->set_text(std::string(text));
  span->set_bold(style.bold);
  span->set_italic(style.italic);
  span->set_font_size(style.font_size);
  span->set_hidden(style.hidden);
  span->set_uri(Clean(std::string_view(style.uri).substr(0, 2000), false).text);
}

bool BlockWriter::at_space() const {
  if (open_.spans_size() == 0) return true;
  const char last = open_.spans(open_.spans_size() - 1).text().back();
  return last == ' ' || last == '\n' || last == '\t';
}

void BlockWriter::EndBlock(const BlockPlace& place) {
  bool blank = true;
  for (const v1::Span& span : open_.spans()) blank = blank && IsBlank(span.text());
  if (!blank) {
    for (v1::Span& span : *open_.mutable_spans())
      span.set_text(JoinSpacedLetters(std::move(*span.mutable_text())));
    open_.set_kind(place.kind);
    open_.set_level(place.level);
    open_.set_table(place.table);
    open_.set_row(place.row);
    open_.set_column(place.column);
    *response_->add_blocks() = std::move(open_);
  }
  open_.Clear();
}

void BlockWriter::Finish() {
  if (zero_width_words_ > kFewZeroWidthWords)
    hidden_[v1::HIDDEN_INVISIBLE_CHARACTERS] += zero_width_words_;
  for (size_t kind = 1; kind < hidden_.size(); ++kind) {
    if (hidden_[kind] == 0) continue;
    AddFinding(response_, v1::FINDING_KIND_HIDDEN_TEXT, hidden_[kind], 0,
               static_cast<v1::Hidden>(kind));
  }
  if (full()) AddFinding(response_, v1::FINDING_KIND_TEXT_CUT);
}

}  // namespace utvalg::extract
