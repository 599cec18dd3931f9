// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/skill_terms.h"

#include <algorithm>
#include <array>

namespace utvalg::taxonomy {
namespace {

// Ends of words that are names of disciplines rather than of everyday things.
constexpr std::array<std::string_view, 18> kDisciplineEnds = {
    "ology", "ological", "metry",   "graphy",  "iatry",   "iatrics",
    "istry", "therapy",  "onomics", "omatics", "onics",   "istics",
    "amics", "nautics",  "atics",   "otics",   "keeping", "echanics"};

bool HasUpper(std::string_view term) {
  return std::any_of(term.begin(), term.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

TermStrength StrengthOf(std::string_view term, size_t words, Ordinary ordinary) {
  if (ordinary == Ordinary::kWord) return TermStrength::kWeak;
  if (ordinary == Ordinary::kName) {
    return term.size() > 2 && HasUpper(term) ? TermStrength::kStrongInItsCase : TermStrength::kWeak;
  }
  if (words > 1) return TermStrength::kStrong;
  if (term.size() <= 2) return TermStrength::kWeak;
  if (HasUpper(term)) {
    return term.size() < 5 ? TermStrength::kStrongInItsCase : TermStrength::kStrong;
  }
  const bool discipline = std::any_of(kDisciplineEnds.begin(), kDisciplineEnds.end(),
                                      [&](std::string_view end) { return term.ends_with(end); });
  return discipline ? TermStrength::kStrong : TermStrength::kWeak;
}

}  // namespace utvalg::taxonomy
