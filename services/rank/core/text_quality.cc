// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/text_quality.h"

#include <string>
#include <vector>

#include "services/rank/core/ad_cues.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr size_t kRunWords = 6;
constexpr size_t kFewWords = 16;
// Different words of its own from which on a text that has nearly all (per cent) of them from the
// advertisement is put together from it.
constexpr size_t kManyOwnWords = 6;
constexpr size_t kNearlyAll = 85;

bool IsWordByte(char c) {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Lower-case words by bytes: quick, and enough to compare texts with one another.
std::vector<std::string> QuickWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsWordByte(text[i])) {
      word.push_back(AsciiLower(text[i]));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// FNV-1a over each run of kRunWords words.
std::vector<uint64_t> Runs(const std::vector<std::string>& words) {
  std::vector<uint64_t> runs;
  for (size_t i = 0; i + kRunWords <= words.size(); ++i) {
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t k = 0; k < kRunWords; ++k) {
      for (const char c : words[i + k])
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
      hash = (hash ^ ' ') * 0x100000001b3;
    }
    runs.push_back(hash);
  }
  return runs;
}

}  // namespace

bool IsWordHeap(std::string_view text) {
  const std::vector<std::string> words = QuickWords(text);
  if (words.size() < kFewWords) return false;
  size_t small = 0;
  std::unordered_set<std::string> different;
  for (const std::string& word : words) {
    if (!IsContentWord(word)) ++small;
    different.insert(word);
  }
  return small * 12 < words.size() || different.size() * 2 < words.size();
}

CopyDetector::CopyDetector(std::string_view advertisement) {
  std::vector<std::string> words = QuickWords(advertisement);
  const std::vector<uint64_t> runs = Runs(words);
  runs_.insert(runs.begin(), runs.end());
  for (std::string& word : words) {
    if (IsContentWord(word)) words_.insert(std::move(word));
  }
}

bool CopyDetector::HasItsWords(const std::vector<std::string>& words) const {
  std::unordered_set<std::string_view> own;
  size_t shared = 0;
  for (const std::string& word : words) {
    if (IsContentWord(word) && own.insert(word).second) shared += words_.contains(word);
  }
  return own.size() >= kManyOwnWords && shared * 100 >= own.size() * kNearlyAll;
}

bool CopyDetector::IsCopied(std::string_view text) const {
  if (runs_.empty()) return false;
  const std::vector<std::string> words = QuickWords(text);
  if (HasItsWords(words)) return true;
  const std::vector<uint64_t> runs = Runs(words);
  size_t known = 0;
  for (const uint64_t run : runs) known += runs_.contains(run);
  // One sentence is copied when all of it is; of a longer stretch half will do.
  return known >= 3 ? known * 2 >= runs.size() : known > 0 && known == runs.size();
}

}  // namespace utvalg::rank
