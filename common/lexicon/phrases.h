// SPDX-License-Identifier: Apache-2.0
//
// A list of phrases with a value each, looked up at one place of a text: the longest phrase that
// ends at a word border wins. What the lexicon's word lists are made of. Filled once, then
// immutable and thread-safe.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/base/words.h"

namespace utvalg::lexicon {

template <typename Value>
class PhraseTable {
 public:
  struct Hit {
    size_t begin = 0;
    size_t end = 0;
    Value value{};
  };

  // Phrases in lower case, parted by "|". A "*" at the end of a phrase stands for the rest of the
  // word.
  void Add(std::string_view phrases, const Value& value) {
    while (!phrases.empty()) {
      const size_t end = phrases.find('|');
      AddOne(phrases.substr(0, end), value);
      if (end == std::string_view::npos) break;
      phrases.remove_prefix(end + 1);
    }
  }

  // The longest phrase at `at` of lower-cased text, which must be the start of a word or sign.
  // False when there is none.
  bool At(std::string_view lower, size_t at, Hit* hit) const {
    const uint32_t key = Key(lower.substr(at));
    if (!starts_[Short(key)]) return false;
    const auto found = by_start_.find(key);
    if (found == by_start_.end()) return false;
    for (const Phrase& phrase : found->second) {
      if (!lower.substr(at).starts_with(phrase.text)) continue;
      size_t end = at + phrase.text.size();
      if (phrase.open) {
        while (end < lower.size() && WordStartsAt(lower, end)) {
          ++end;
          while (end < lower.size() && (static_cast<unsigned char>(lower[end]) & 0xC0) == 0x80)
            ++end;
        }
      } else if (WordEndsAt(lower, end) && WordStartsAt(lower, end)) {
        continue;
      }
      *hit = {at, end, phrase.value};
      return true;
    }
    return false;
  }

  // All phrases of lower-cased text, from left to right, none overlapping.
  std::vector<Hit> FindAll(std::string_view lower) const {
    std::vector<Hit> hits;
    bool inside = false;
    for (size_t at = 0; at < lower.size();) {
      const bool letter = WordStartsAt(lower, at);
      Hit hit;
      if (!(inside && letter) && lower[at] != ' ' && At(lower, at, &hit)) {
        hits.push_back(hit);
        at = hit.end;
        inside = WordEndsAt(lower, at);
        continue;
      }
      inside = letter;
      ++at;
      while (at < lower.size() && (static_cast<unsigned char>(lower[at]) & 0xC0) == 0x80) ++at;
    }
    return hits;
  }

 private:
  struct Phrase {
    std::string text;
    bool open = false;
    Value value{};
  };

  // The first two bytes.
  static uint32_t Key(std::string_view text) {
    if (text.empty()) return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    return first * 256u + (text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0u);
  }

  // Where most places of a text, at which no phrase begins, are told by one bit.
  static size_t Short(uint32_t key) { return (key ^ (key >> 5)) % kStarts; }

  void AddOne(std::string_view text, const Value& value) {
    const bool open = text.ends_with('*');
    if (open) text.remove_suffix(1);
    starts_.set(Short(Key(text)));
    std::vector<Phrase>& phrases = by_start_[Key(text)];
    phrases.push_back({std::string(text), open, value});
    std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
      return a.text.size() > b.text.size();
    });
  }

  static constexpr size_t kStarts = 2048;

  std::bitset<kStarts> starts_;
  std::unordered_map<uint32_t, std::vector<Phrase>> by_start_;
};

}  // namespace utvalg::lexicon
