// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/repeats.h"

#include <cstdint>
#include <unordered_set>

namespace utvalg::embed {
namespace {

constexpr size_t kRunWords = 5;

struct Word {
  size_t begin = 0;
  size_t end = 0;
  uint64_t hash = 0;
};

constexpr uint64_t kFnvBasis = 0xcbf29ce484222325;
constexpr uint64_t kFnvPrime = 0x100000001b3;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::vector<Word> Words(std::string_view text) {
  std::vector<Word> words;
  for (size_t i = 0; i < text.size();) {
    if (!IsWordByte(text[i])) {
      ++i;
      continue;
    }
    Word word{i, i, kFnvBasis};
    for (; i < text.size() && IsWordByte(text[i]); ++i) {
      word.hash = (word.hash ^ static_cast<unsigned char>(Lower(text[i]))) * kFnvPrime;
    }
    word.end = i;
    words.push_back(word);
  }
  return words;
}

// Whether the words [first, first + count) stand before `first` too.
bool StandsBefore(const std::vector<Word>& words, size_t first, size_t count) {
  for (size_t i = 0; i + count <= first; ++i) {
    size_t same = 0;
    while (same < count && words[i + same].hash == words[first + same].hash) ++same;
    if (same == count) return true;
  }
  return false;
}

// Where a stretch begins once the first round of what it says over and over ("Java, Java, Java") is
// counted in; that round stays when it is the first time the text says it.
size_t WithFirstRound(const std::vector<Word>& words, size_t first, size_t end) {
  for (size_t period = 1; period < kRunWords && period <= first; ++period) {
    bool loops = true;
    for (size_t i = first - period; loops && i + period < end; ++i)
      loops = words[i].hash == words[i + period].hash;
    if (!loops) continue;
    while (first >= period && StandsBefore(words, first - period, period) &&
           words[first - period].hash == words[first].hash)
      first -= period;
    return first;
  }
  return first;
}

}  // namespace

std::vector<std::pair<size_t, size_t>> RepeatedStretches(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::vector<bool> repeated(words.size(), false);
  std::unordered_set<uint64_t> known;
  for (size_t i = 0; i + kRunWords <= words.size(); ++i) {
    uint64_t hash = kFnvBasis;
    for (size_t k = 0; k < kRunWords; ++k) hash = (hash ^ words[i + k].hash) * kFnvPrime;
    if (known.insert(hash).second) continue;
    for (size_t k = 0; k < kRunWords; ++k) repeated[i + k] = true;
  }
  std::vector<std::pair<size_t, size_t>> stretches;
  for (size_t first = 0; first < words.size();) {
    size_t end = first;
    while (end < words.size() && repeated[end]) ++end;
    if (end - first >= kRepeatedWords) {
      size_t begin = words[WithFirstRound(words, first, end)].begin;
      // The comma before it was of the list that goes on.
      while (begin > 0 && std::string_view(" ,;|/").find(text[begin - 1]) != std::string_view::npos)
        --begin;
      stretches.emplace_back(begin, words[end - 1].end);
    }
    first = end + 1;
  }
  return stretches;
}

}  // namespace utvalg::embed
