// SPDX-License-Identifier: Apache-2.0
//
// What a sentence of an advertisement speaks of, by its words, in nb, nn and en: a demand, a wish,
// a task, a personal quality, or nothing a CV can answer. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/rank/core/phrases.h"

namespace utvalg::rank {

struct AdCues {
  bool must = false;    // "required", "må ha"
  bool nice = false;    // "a plus", "ønskelig"
  bool demand = false;  // Speaks of what the applicant has or can.
  bool task = false;    // Speaks of what will be done.
  bool experience = false;
  bool education = false;
  bool certificate = false;
  bool language = false;     // Speaks of speaking or writing one.
  bool boilerplate = false;  // Benefits, praise, equal opportunity, how to apply.
  bool negated = false;      // Says that something is not asked: "is not required", "treng ikkje".
  bool exception = false;    // Softens another demand: "experience may compensate for ...".
  int trait_words = 0;       // Words of personal qualities.
};
AdCues FindCues(const std::vector<Word>& words);

// Words that say something of their own: neither small words nor words every advertisement has.
int ContentWords(const std::vector<Word>& words);
bool IsContentWord(std::string_view folded);
// Whether a word is of asking rather than of what is asked: "required", "erfaring", "gode",
// "level".
bool IsAskingWord(std::string_view folded);

// Least duration of experience that is named ("3-5 years", "minst fem års erfaring", "18 months"),
// in months; 0 when none is, or when it is somebody's age.
uint32_t MinMonths(const std::vector<Word>& words);

}  // namespace utvalg::rank
