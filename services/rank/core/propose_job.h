// SPDX-License-Identifier: Apache-2.0
//
// Criteria proposed from an advertisement in Norwegian Bokmål, Nynorsk or English. Deterministic
// rules, no model: each criterion quotes the words it comes from, so that a person can check and
// edit it before it is used. Used by the rank service and by whoever reads a job file that is an
// advertisement. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "utvalg/job/v1/job.pb.h"

namespace utvalg::taxonomy {
class Taxonomy;
}

namespace utvalg::rank {

struct ProposedJob {
  // Title, description, language and criteria; tenant, job_id and revision are the caller's. The
  // first criterion is the occupation itself, its text nothing but the title. Criteria have no
  // weights yet: AssignWeights (weights.h) gives them once they are embedded.
  utvalg::job::v1::Job job;
  std::vector<std::string> warnings;  // Protected grounds and proxies asked for, with reason and
                                      // law; what was not found.
};

// `advertisement` may be plain text, Markdown or HTML. `title` overrides what the advertisement
// says; "" = found in it. Never fails: from an advertisement without any recognised demand only the
// occupation is proposed, with a warning.
ProposedJob ProposeJob(std::string_view advertisement, std::string_view title,
                       const taxonomy::Taxonomy& taxonomy);

// Fills the structured side (esco_uris, isco, months, levels ...) of criteria that somebody wrote
// by hand, where it is empty: reads it from the text of each. What is set stays as it is.
void CompleteCriteria(const taxonomy::Taxonomy& taxonomy, utvalg::job::v1::Job* job);

}  // namespace utvalg::rank
