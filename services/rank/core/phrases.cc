// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/phrases.h"

#include <algorithm>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

bool IsNumber(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool WordMatches(std::string_view pattern, std::string_view word) {
  if (pattern == "#") return IsNumber(word);
  if (!pattern.empty() && pattern.back() == '*') {
    return word.starts_with(pattern.substr(0, pattern.size() - 1));
  }
  return pattern == word;
}

}  // namespace

std::vector<Word> SplitWords(std::string_view text) {
  std::vector<Word> words;
  size_t begin = std::string_view::npos;
  size_t end = 0;
  const auto flush = [&] {
    if (begin == std::string_view::npos) return;
    words.push_back({begin, end, FoldCase(text.substr(begin, end - begin))});
    begin = std::string_view::npos;
  };
  for (size_t index = 0; index < text.size();) {
    const size_t at = index;
    const char32_t code_point = NextCodePoint(text, &index);
    const bool in_word =
        IsLetter(code_point) || IsDigit(code_point) ||
        (begin != std::string_view::npos && (code_point == '+' || code_point == '#'));
    if (!in_word) {
      flush();
      continue;
    }
    if (begin == std::string_view::npos) begin = at;
    end = index;
  }
  flush();
  return words;
}

PhraseTable::PhraseTable(std::initializer_list<std::pair<int, std::string_view>> phrases) {
  for (const auto& [tag, alternatives] : phrases) {
    for (const std::string_view text : Split(alternatives, '|')) {
      const size_t index = phrases_.size();
      const std::vector<std::string_view> words = Split(text, ' ');
      phrases_.push_back({tag, {words.begin(), words.end()}});
      const std::string& first = phrases_.back().words.front();
      if (first.back() == '*' || first == "#") {
        wildcard_first_.push_back(index);
      } else {
        by_first_word_[first].push_back(index);
      }
    }
  }
}

std::vector<PhraseTable::Match> PhraseTable::Find(const std::vector<Word>& words) const {
  std::vector<Match> matches;
  for (size_t i = 0; i < words.size(); ++i) {
    const size_t before = matches.size();
    const auto try_phrase = [&](size_t index) {
      const Phrase& phrase = phrases_[index];
      if (i + phrase.words.size() > words.size()) return;
      for (size_t k = 0; k < phrase.words.size(); ++k) {
        if (!WordMatches(phrase.words[k], words[i + k].folded)) return;
      }
      matches.push_back({phrase.tag, i, phrase.words.size()});
    };
    if (const auto found = by_first_word_.find(words[i].folded); found != by_first_word_.end()) {
      for (const size_t index : found->second) try_phrase(index);
    }
    for (const size_t index : wildcard_first_) try_phrase(index);
    std::stable_sort(matches.begin() + static_cast<ptrdiff_t>(before), matches.end(),
                     [](const Match& a, const Match& b) { return a.words > b.words; });
  }
  return matches;
}

bool PhraseTable::Contains(const std::vector<Word>& words, int tag) const {
  const std::vector<Match> matches = Find(words);
  return std::any_of(matches.begin(), matches.end(), [&](const Match& m) { return m.tag == tag; });
}

}  // namespace utvalg::rank
