// SPDX-License-Identifier: Apache-2.0
//
// What an advertisement says beside the job, in nb, nn and en: how to apply, whom to ask, what is
// offered, when it begins, and what the employer is. Nothing of it may become a criterion. Used by
// ProposeJob. Stateless, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "services/rank/core/ad_cues.h"
#include "services/rank/core/phrases.h"

namespace utvalg::rank {

enum class Aside {
  kNone,
  kEmployer,  // Says how the employer works or what it is: "We use Terraform", "Our office is ...".
  kNothing,   // Nothing of the applicant and nothing of the work.
};

// `words`, `cues`: those of the sentence.
Aside AsideOf(std::string_view sentence, const std::vector<Word>& words, const AdCues& cues);

// Whether it speaks to the applicant or of applicants: "du", "your", "candidates".
bool SpeaksOfApplicant(const std::vector<Word>& words);

}  // namespace utvalg::rank
