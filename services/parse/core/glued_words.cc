// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/glued_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/core/date_shape.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr size_t kYear = 4;
constexpr float kLarger = 1.15F;
constexpr float kSpacedGap = 1.0F;  // Ems: more parts words.
constexpr float kUneven = 1.7F;     // Times the usual gap: a space.

bool IsLiteral(std::string_view text) {
  constexpr std::array<std::string_view, 4> kLiterals = {"false", "undefined", "null", "NaN"};
  if (text.empty()) return false;
  while (!text.empty()) {
    const auto* const found =
        std::find_if(kLiterals.begin(), kLiterals.end(),
                     [&](std::string_view literal) { return text.starts_with(literal); });
    if (found == kLiterals.end()) return false;
    text.remove_prefix(found->size());
  }
  return true;
}

// One sign of a date; narrow ones ("11") may have been taken together.
bool IsDateSign(const PageWord& word) {
  if (word.text == "–") return true;
  return word.text.size() <= 2 && word.text.find_first_not_of("0123456789-/.") == std::string::npos;
}

// The signs [begin, end) as words, parted where the gaps are wide.
std::vector<PageWord> JoinSigns(const std::vector<PageWord>& words, size_t begin, size_t end) {
  std::vector<float> gaps;
  for (size_t i = begin + 1; i < end; ++i) gaps.push_back(words[i].x0 - words[i - 1].x1);
  std::vector<float> sorted = gaps;
  std::sort(sorted.begin(), sorted.end());
  const float usual = std::max(0.1F, sorted[sorted.size() / 2]);
  std::vector<PageWord> joined = {words[begin]};
  for (size_t i = begin + 1; i < end; ++i) {
    if (gaps[i - begin - 1] > kUneven * usual) {
      joined.push_back(words[i]);
      continue;
    }
    joined.back().text += words[i].text;
    joined.back().x1 = words[i].x1;
  }
  return joined;
}

}  // namespace

bool IsGluedToYear(const PageWord& year, const PageWord& word) {
  return word.size > kLarger * year.size && year.text.size() == kYear && HasYear(year.text) &&
         StartsUpper(word.text);
}

void DropScriptLiterals(std::vector<Fragment>* fragments) {
  std::erase_if(*fragments, [](const Fragment& fragment) {
    return fragment.words.size() == 1 && IsLiteral(fragment.words[0].text);
  });
}

void JoinSpacedDates(std::vector<PageWord>* words) {
  for (size_t begin = 0; begin < words->size(); ++begin) {
    size_t end = begin;
    while (end < words->size() && IsDateSign((*words)[end]) &&
           (end == begin ||
            (*words)[end].x0 - (*words)[end - 1].x1 < kSpacedGap * (*words)[begin].size)) {
      ++end;
    }
    if (end - begin < kYear) continue;
    std::vector<PageWord> joined = JoinSigns(*words, begin, end);
    const bool dates = std::all_of(joined.begin(), joined.end(), [](const PageWord& word) {
      return word.text == "-" || word.text == "–" || LooksLikeDates(word.text);
    });
    if (!dates) continue;
    words->erase(words->begin() + static_cast<long>(begin),
                 words->begin() + static_cast<long>(end));
    words->insert(words->begin() + static_cast<long>(begin), joined.begin(), joined.end());
  }
}

}  // namespace utvalg::parse
