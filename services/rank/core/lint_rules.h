// SPDX-License-Identifier: Apache-2.0
//
// The rules of criteria lint as data: which words point at which protected ground or proxy, why
// that is a problem, and the law. Immutable, thread-safe.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "services/rank/core/phrases.h"

namespace utvalg::rank {

struct LintRule {
  std::string_view name;
  std::string_view reason;
  std::string_view law;
  // No criterion is made of it where it stands in an advertisement.
  bool never_proposed = false;
};

std::span<const LintRule> LintRules();
// Tags are indices into LintRules().
const PhraseTable& LintPhrases();
// Where the same words are about the work and not about who may do it: "barn og unge", "single
// sign-on", "people with disabilities". A finding inside one of these is none.
const PhraseTable& LintInnocent();
// Sentences that name the grounds in order to welcome everybody ("without regard to age, sex ...").
bool LintExempt(const std::vector<Word>& words);

}  // namespace utvalg::rank
