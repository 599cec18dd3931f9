// SPDX-License-Identifier: Apache-2.0
//
// Finds labels of one or more words in a text by hashes of word sequences. Words are compared
// without case and without the plural s; signs that make a name another name stay ("C++", "C#",
// ".NET"). Used by Taxonomy only.
//
// Filled once, then immutable and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace utvalg::taxonomy {

// A word as labels are compared: its place and the hash of its folded form.
struct LabelToken {
  size_t begin = 0;
  size_t end = 0;
  uint64_t hash = 0;
  uint64_t spelt = 0;  // Hash without folding.
};

// How words are compared: as they are spelt, or in the one form of bokmål and nynorsk.
enum class Folding { kNone, kNorwegian };

std::vector<LabelToken> LabelTokens(std::string_view text, Folding folding = Folding::kNone);

class LabelIndex {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  explicit LabelIndex(size_t expected_labels, Folding folding = Folding::kNone);

  // The words of a text as this index compares them.
  std::vector<LabelToken> Tokens(std::string_view text) const {
    return LabelTokens(text, folding_);
  }

  // The first label added under a key stays. False when the key was taken or the label has no word.
  bool Add(std::string_view label, uint32_t value);
  // `tokens` as this index compares them.
  bool Add(const std::vector<LabelToken>& tokens, uint32_t value);
  // For HasWord alone.
  void AddWords(std::string_view label);
  // After the last label.
  void Seal();

  // Value of the label made of exactly these tokens, kNone when there is none.
  uint32_t Find(const LabelToken* first, const LabelToken* last) const;
  uint32_t Find(std::string_view label) const;

  // Whether the word stands in any label, spelt like this.
  bool HasWord(std::string_view word) const;

  // Longest label that starts with tokens[at]; *count gets its number of tokens. kNone when there
  // is none.
  uint32_t LongestAt(const std::vector<LabelToken>& tokens, size_t at, size_t* count) const;

 private:
  struct Slot {
    uint64_t key = 0;
    uint32_t value = kNone;
    uint16_t longest = 0;  // Of a key of one token: tokens of the longest label starting so.
  };

  Slot* SlotOf(uint64_t key);
  const Slot* FindSlot(uint64_t key) const;
  void Grow();

  // False for most sequences that no label has, without a look at the slots, which are scattered
  // over more memory than the caches hold.
  bool MayHold(uint64_t key) const {
    const uint64_t bit = FilterBit(key);
    return filter_.empty() || (filter_[bit / 64] >> (bit % 64) & 1) != 0;
  }
  uint64_t FilterBit(uint64_t key) const { return (key >> 16) & (64 * filter_.size() - 1); }

  const Folding folding_;
  std::vector<Slot> slots_;
  std::vector<uint64_t> filter_;  // A bit for each key, once sealed.
  std::vector<uint64_t> words_;   // Hashes of all tokens, sorted once sealed.
  size_t used_ = 0;
};

}  // namespace utvalg::taxonomy
