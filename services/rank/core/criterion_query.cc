// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/criterion_query.h"

#include <algorithm>

#include "services/rank/core/ad_cues.h"
#include "services/rank/core/phrases.h"

namespace utvalg::rank {
namespace {

// Thousandths of the words from which on they say something that one shared word does not, and what
// all of them add, in thousandths of a spread.
constexpr int32_t kFrom = 500;
constexpr int32_t kAllWords = 2000;

}  // namespace

std::vector<std::string> Terms(std::string_view text) {
  std::vector<std::string> terms;
  for (Word& word : SplitWords(text)) {
    if (!IsContentWord(word.folded) || IsAskingWord(word.folded)) continue;
    if (std::find(terms.begin(), terms.end(), word.folded) == terms.end())
      terms.push_back(std::move(word.folded));
  }
  return terms;
}

bool SameStem(std::string_view a, std::string_view b) {
  if (a == b) return true;
  constexpr size_t kLeast = 4;
  const size_t shorter = std::min(a.size(), b.size());
  const size_t longer = std::max(a.size(), b.size());
  if (shorter < kLeast) return false;
  size_t common = 0;
  while (common < shorter && a[common] == b[common]) ++common;
  return common >= kLeast && 4 * common >= 3 * shorter && longer - common <= 4;
}

bool IsHeadOf(std::string_view head, std::string_view compound) {
  constexpr size_t kLeastHead = 5;  // Shorter ones stand at the ends of too many words.
  constexpr size_t kLeastBefore = 3;
  constexpr size_t kMostEnding = 3;  // "-en", "-ene"
  if (head.size() < kLeastHead || compound.size() < head.size() + kLeastBefore) return false;
  const size_t at = compound.rfind(head);
  return at != std::string_view::npos && at >= kLeastBefore &&
         compound.size() - at - head.size() <= kMostEnding;
}

CriterionQuery::CriterionQuery(std::string_view text, std::span<const int8_t> vector,
                               const Calibration& calibration, bool norwegian)
    : occupations_(calibration.Map(vector, VectorRole::kQuery), calibration.background()),
      terms_(Terms(text)),
      norwegian_(norwegian) {}

int32_t CriterionQuery::WordsHeld(const std::vector<std::string>& words) const {
  if (terms_.empty()) return 0;
  const auto held = std::count_if(terms_.begin(), terms_.end(), [&](const std::string& term) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return SameStem(term, word) || (norwegian_ && IsHeadOf(term, word));
    });
  });
  return static_cast<int32_t>(1000 * held / static_cast<int64_t>(terms_.size()));
}

int32_t CriterionQuery::Deviation(int32_t similarity, int32_t words_held) const {
  return occupations_.Deviation(similarity) +
         std::max(0, words_held - kFrom) * kAllWords / (1000 - kFrom);
}

}  // namespace utvalg::rank
