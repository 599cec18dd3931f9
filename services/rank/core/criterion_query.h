// SPDX-License-Identifier: Apache-2.0
//
// One criterion made ready to be compared with passages: as a direction in the space of
// occupations, and as words. Used by passage_match.h. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/semantic.h"

namespace utvalg::rank {

class CriterionQuery {
 public:
  // `vector`: of the criterion, query role, as many components as the calibration has dimensions.
  // `norwegian`: whether a word holds another that it ends in (IsHeadOf).
  CriterionQuery(std::string_view text, std::span<const int8_t> vector,
                 const Calibration& calibration, bool norwegian);

  const CalibratedQuery& occupations() const { return occupations_; }

  // Thousandths of the criterion's own words that a passage holds; 0 when it has none of its own.
  int32_t WordsHeld(const std::vector<std::string>& words) const;

  // How far above the background a passage stands, in thousandths of a spread: what it means, and
  // more where it holds more than half of the criterion's own words.
  int32_t Deviation(int32_t similarity, int32_t words_held) const;

 private:
  CalibratedQuery occupations_;
  std::vector<std::string> terms_;
  bool norwegian_;
};

// The words that make a criterion what it is, folded, each once: without small words and words of
// asking ("experience", "gode", "required").
std::vector<std::string> Terms(std::string_view text);

// Whether two folded words are forms of one: equal, or alike in all but their ends ("driver",
// "drivers"; "veiledning", "veiledet").
bool SameStem(std::string_view a, std::string_view b);

// Whether the folded word `compound` is made of something and `head`, as Norwegian puts words
// together: "teamlederen" is a "leder", "operasjonssykepleier" a "sykepleier".
bool IsHeadOf(std::string_view head, std::string_view compound);

}  // namespace utvalg::rank
