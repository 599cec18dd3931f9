// SPDX-License-Identifier: Apache-2.0
//
// Jobs as JSON: the criteria of screen, and the whole job of the job commands. Stateless,
// thread-safe.
#pragma once

#include "services/cli/core/json.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::cli {

// id, text, kind, importance, weight, then what its kind compares with (absent where the criterion
// does not say), quote.
Json CriterionJson(const utvalg::job::v1::Criterion& criterion);
Json CriteriaJson(const utvalg::job::v1::Job& job);
Json JobJson(const utvalg::job::v1::Job& job);

}  // namespace utvalg::cli
