// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/label_index.h"

#include <algorithm>
#include <string>

#include "common/base/words.h"
#include "common/taxonomy/nynorsk.h"

namespace utvalg::taxonomy {
namespace {

constexpr uint64_t kSeed = 0xcbf29ce484222325u;

uint64_t HashBytes(std::string_view bytes) {
  uint64_t hash = kSeed;
  for (unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

uint64_t Join(uint64_t hash, uint64_t token) {
  hash = (hash ^ (token + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2))) * 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 32);
}

// "databases" and "database" are one word; "business" and "analysis" have no plural s.
std::string_view WithoutPlural(std::string_view word) {
  if (word.size() < 4 || word.back() != 's') return word;
  const char before = word[word.size() - 2];
  if (before == 's' || before == 'u' || before == 'i') return word;
  return word.substr(0, word.size() - 1);
}

}  // namespace

std::vector<LabelToken> LabelTokens(std::string_view text, Folding folding) {
  const std::string lower = LowerAligned(text);
  std::vector<LabelToken> tokens;
  for (const WordRange& range : SplitWords(lower)) {
    size_t begin = range.begin;
    size_t end = range.end;
    // The s of "driver's" belongs to the word before.
    if (end - begin == 1 && lower[begin] == 's' && !tokens.empty() &&
        ((lower[begin - 1] == '\'' && tokens.back().end + 1 == begin) ||
         (begin >= 3 && lower.compare(begin - 3, 3, "’") == 0 && tokens.back().end + 3 == begin))) {
      tokens.back().end = end;
      continue;
    }
    while (end < lower.size() && (lower[end] == '+' || lower[end] == '#')) ++end;
    if (begin > 0 && lower[begin - 1] == '.' && (begin == 1 || !WordEndsAt(lower, begin - 1)) &&
        lower.compare(begin, end - begin, "net") == 0) {
      --begin;
    }
    const std::string_view word(lower.data() + begin, end - begin);
    const uint64_t spelt = HashBytes(WithoutPlural(word));
    const uint64_t hash =
        folding == Folding::kNone ? spelt : HashBytes(FoldNorwegian(WithoutPlural(word)));
    tokens.push_back({begin, end, hash, spelt});
  }
  return tokens;
}

void LabelIndex::AddWords(std::string_view label) {
  for (const LabelToken& token : Tokens(label)) words_.push_back(token.spelt);
}

LabelIndex::LabelIndex(size_t expected_labels, Folding folding) : folding_(folding) {
  size_t size = 1024;
  while (size < expected_labels * 3) size *= 2;
  slots_.resize(size);
}

LabelIndex::Slot* LabelIndex::SlotOf(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return &slots_[at];
}

const LabelIndex::Slot* LabelIndex::FindSlot(uint64_t key) const {
  if (!MayHold(key)) return nullptr;
  const size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0) {
    if (slots_[at].key == key) return &slots_[at];
    at = (at + 1) & mask;
  }
  return nullptr;
}

void LabelIndex::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.key != 0) *SlotOf(slot.key) = slot;
  }
}

bool LabelIndex::Add(std::string_view label, uint32_t value) { return Add(Tokens(label), value); }

bool LabelIndex::Add(const std::vector<LabelToken>& tokens, uint32_t value) {
  if (tokens.empty()) return false;
  if ((used_ + 2) * 2 > slots_.size()) Grow();
  const uint64_t first_key = Join(kSeed, tokens.front().hash) | 1;
  Slot* first = SlotOf(first_key);
  if (first->key == 0) {
    first->key = first_key;
    ++used_;
  }
  first->longest = std::max<uint16_t>(first->longest, static_cast<uint16_t>(tokens.size()));
  uint64_t hash = kSeed;
  for (const LabelToken& token : tokens) {
    hash = Join(hash, token.hash);
    words_.push_back(token.spelt);
  }
  Slot* slot = SlotOf(hash | 1);
  if (slot->key == 0) {
    slot->key = hash | 1;
    ++used_;
  }
  if (slot->value != kNone) return false;
  slot->value = value;
  return true;
}

uint32_t LabelIndex::Find(const LabelToken* first, const LabelToken* last) const {
  if (first == last) return kNone;
  uint64_t hash = kSeed;
  for (const LabelToken* token = first; token != last; ++token) hash = Join(hash, token->hash);
  const Slot* slot = FindSlot(hash | 1);
  return slot == nullptr ? kNone : slot->value;
}

uint32_t LabelIndex::Find(std::string_view label) const {
  const std::vector<LabelToken> tokens = Tokens(label);
  return Find(tokens.data(), tokens.data() + tokens.size());
}

void LabelIndex::Seal() {
  constexpr size_t kBitsAKey = 8;
  size_t size = 1;
  while (64 * size < kBitsAKey * used_) size *= 2;
  std::vector<uint64_t> filter(size, 0);
  filter_.swap(filter);
  for (const Slot& slot : slots_) {
    if (slot.key == 0) continue;
    const uint64_t bit = FilterBit(slot.key);
    filter_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

bool LabelIndex::HasWord(std::string_view word) const {
  const std::vector<LabelToken> tokens = LabelTokens(word);
  return tokens.size() == 1 &&
         std::binary_search(words_.begin(), words_.end(), tokens.front().spelt);
}

uint32_t LabelIndex::LongestAt(const std::vector<LabelToken>& tokens, size_t at,
                               size_t* count) const {
  uint64_t hash = Join(kSeed, tokens[at].hash);
  const Slot* slot = FindSlot(hash | 1);
  if (slot == nullptr) return kNone;
  uint32_t value = slot->value;
  *count = 1;
  const size_t longest = std::min<size_t>(slot->longest, tokens.size() - at);
  for (size_t length = 2; length <= longest; ++length) {
    hash = Join(hash, tokens[at + length - 1].hash);
    const Slot* longer = FindSlot(hash | 1);
    if (longer == nullptr || longer->value == kNone) continue;
    value = longer->value;
    *count = length;
  }
  return value;
}

}  // namespace utvalg::taxonomy
