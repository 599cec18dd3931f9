// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/answer_propose_job.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/rank/adapters/job_file/job_file_reader.h"
#include "services/rank/core/propose_job.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxAdvertisementBytes = 200 * 1024;

}  // namespace

absl::StatusOr<v1::ProposeJobResponse> AnswerProposeJob(const v1::ProposeJobRequest& request,
                                                        const taxonomy::Taxonomy& taxonomy) {
  if (request.advertisement().empty()) {
    return absl::InvalidArgumentError("the advertisement is empty");
  }
  if (request.advertisement().size() > kMaxAdvertisementBytes) {
    return absl::InvalidArgumentError("the advertisement is longer than 200 KiB");
  }
  ProposedJob proposed;
  if (request.file_name().empty()) {
    proposed = ProposeJob(request.advertisement(), request.title(), taxonomy);
  } else {
    UTVALG_ASSIGN_OR_RETURN(proposed,
                            ReadJobFile(request.advertisement(), request.file_name(), taxonomy));
  }
  v1::ProposeJobResponse response;
  *response.mutable_job() = std::move(proposed.job);
  for (std::string& warning : proposed.warnings) response.add_warnings(std::move(warning));
  return response;
}

}  // namespace utvalg::rank
