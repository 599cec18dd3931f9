// SPDX-License-Identifier: Apache-2.0
//
// Finds listed phrases in text, word by word and without regard to case. Used by the rules of
// advertisement and lint. A PhraseTable is immutable after construction, thread-safe.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace utvalg::rank {

// A word of a text: letters and digits, with '+' and '#' behind them (C++, C#). `folded` is its
// case-folded form.
struct Word {
  size_t begin = 0;
  size_t end = 0;
  std::string folded;
};
std::vector<Word> SplitWords(std::string_view text);

class PhraseTable {
 public:
  struct Match {
    int tag = 0;
    size_t first_word = 0;
    size_t words = 0;
  };

  // Each entry: a tag and its phrases, separated by '|'. Words of a phrase are separated by spaces;
  // a trailing '*' matches any ending, a word '#' any number.
  explicit PhraseTable(std::initializer_list<std::pair<int, std::string_view>> phrases);

  // All matches in the order of the text, the longest first where several begin at one word.
  std::vector<Match> Find(const std::vector<Word>& words) const;
  bool Contains(const std::vector<Word>& words, int tag) const;
  bool ContainsAny(std::string_view text) const { return !Find(SplitWords(text)).empty(); }

 private:
  struct Phrase {
    int tag;
    std::vector<std::string> words;
  };
  std::unordered_map<std::string, std::vector<size_t>> by_first_word_;
  std::vector<size_t> wildcard_first_;
  std::vector<Phrase> phrases_;
};

}  // namespace utvalg::rank
