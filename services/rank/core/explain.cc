// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/explain.h"

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {

absl::StatusOr<v1::ExplainApplicationResponse> Explain(std::string_view application_id,
                                                       const embedding::v1::CvEmbedded& cv,
                                                       const embedding::v1::JobEmbedded& job,
                                                       const result::v1::ScoreRecord& record) {
  if (!cv.parsed().has_read())
    return absl::FailedPreconditionError("the document was not read; it needs a person");
  if (record.criteria_size() != job.job().criteria_size()) {
    return absl::FailedPreconditionError(Cat("the score has ", record.criteria_size(),
                                             " criteria, the job ", job.job().criteria_size()));
  }
  v1::ExplainApplicationResponse response;
  response.set_application_id(std::string(application_id));
  *response.mutable_score() = record;
  for (int i = 0; i < record.criteria_size(); ++i) {
    v1::ExplainedCriterion& explained = *response.add_criteria();
    *explained.mutable_criterion() = job.job().criteria(i);
    *explained.mutable_result() = record.criteria(i);
    for (const result::v1::Evidence& evidence : record.criteria(i).evidence()) {
      UTVALG_ASSIGN_OR_RETURN(*explained.add_quotes(), MakeQuote(cv.parsed().read(), evidence));
    }
  }
  return response;
}

}  // namespace utvalg::rank
