// SPDX-License-Identifier: Apache-2.0
//
// Things a criterion calls by their name ("DIPS", "C++", "Visma") and where a CV names them. The
// model knows little of such names, and no taxonomy has them all; that the very word stands in the
// CV is worth showing, whatever the score says. Used by Scorer. Stateless, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/rank/core/cv_view.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

// The names in a text, folded. `spelled`: those that their spelling gives away anywhere (a capital,
// a digit, + or # behind the first letter); `capitalised`: words that merely begin with a capital
// inside a sentence, which places do too.
struct Names {
  std::vector<std::string> spelled;
  std::vector<std::string> capitalised;
};
Names NamesIn(std::string_view text);

// Lines of the CV that name what the criterion names, in the order of the text, at most three:
// spelled names anywhere in what is read of the CV, capitalised ones among its skills. Each of the
// given strength. Criteria that facts answer alone (languages, licences, places ...) have none.
std::vector<utvalg::result::v1::Evidence> FindNamed(const utvalg::job::v1::Criterion& criterion,
                                                    const CvView& cv, uint32_t strength);

}  // namespace utvalg::rank
