// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/structured/attached_record.h"

#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/structured/europass.h"

namespace utvalg::extract {
namespace {

constexpr size_t kAgreeTenths = 7;      // Of all words of the record.
constexpr size_t kParagraphTenths = 5;  // Of one paragraph's; the rest are labels the writer added.

// Words without punctuation, case folded.
std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words(1);
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsLetter(c) || IsDigit(c)) {
      AppendCodePoint(c, &words.back());
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  for (std::string& word : words) word = FoldCase(word);
  return words;
}

}  // namespace

void PreferAttachedRecord(std::string_view xml, const Limits& limits,
                          v1::ExtractResponse* response) {
  if (xml.empty()) return;
  v1::ExtractResponse record;
  if (ReadEuropass(xml, limits, &record) != v1::FAILURE_UNSPECIFIED) return;
  std::unordered_set<std::string> visible;
  for (const v1::Page& page : response->pages())
    for (const v1::Word& word : page.words())
      if (word.hidden() == v1::HIDDEN_UNSPECIFIED)
        for (std::string& part : Words(word.text())) visible.insert(std::move(part));

  size_t all = 0, all_seen = 0;
  v1::ExtractResponse kept;
  for (v1::Block& block : *record.mutable_blocks()) {
    std::string text;
    for (const v1::Span& span : block.spans()) text += span.text();
    const std::vector<std::string> words = Words(text);
    size_t seen = 0;
    for (const std::string& word : words) seen += visible.count(word);
    const bool heading = block.kind() == v1::BLOCK_KIND_HEADING;
    if (!heading) {
      all += words.size();
      all_seen += seen;
    }
    // Headings are the writer's own words.
    if (heading || seen * 10 >= words.size() * kParagraphTenths)
      *kept.add_blocks() = std::move(block);
  }
  if (all == 0 || all_seen * 10 < all * kAgreeTenths) return;
  response->clear_pages();
  response->mutable_blocks()->Swap(kept.mutable_blocks());
}

}  // namespace utvalg::extract
