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
    if (end - first >= kRepeatedWords)
      stretches.emplace_back(words[first].begin, words[end - 1].end);
    first = end + 1;
  }
  return stretches;
}

}  // namespace utvalg::embed
