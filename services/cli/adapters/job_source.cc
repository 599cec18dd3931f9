// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/job_source.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargestJob = size_t{1} << 20;

// "line 7: ..." -> "job.yaml, line 7: ...", all faults in one line.
absl::Status Faults(const std::string& path, const absl::Status& status) {
  std::vector<std::string> faults;
  const std::string message(status.message());
  for (std::string_view fault : Lines(message)) faults.emplace_back(fault);
  return Failure(Exit::kData, Cat(path, ", ", absl::StrJoin(faults, "; ")),
                 "docs/jobs.md lists the fields");
}

absl::StatusOr<std::string> ReadJobText(const std::string& path) {
  auto text = ReadFile(path, kLargestJob);
  if (absl::IsResourceExhausted(text.status())) {
    return Failure(Exit::kData, Cat("the job file ", path, " is larger than 1 MiB"),
                   "give the advertisement alone");
  }
  if (!text.ok()) {
    return Failure(Exit::kNoInput, std::string(text.status().message()),
                   "name a job file with --job");
  }
  if (text->find_first_not_of(" \t\r\n") == std::string::npos) {
    return Failure(Exit::kData, Cat("the job file ", path, " is empty"),
                   "write the advertisement or the criteria into it");
  }
  if (!IsValidUtf8(*text)) {
    return Failure(Exit::kData, Cat("the job file ", path, " is not UTF-8 text"),
                   "save it as plain text, YAML or JSON in UTF-8");
  }
  return text;
}

}  // namespace

absl::StatusOr<JobSource> ReadJobSource(const std::string& path) {
  JobSource source;
  source.path = path;
  UTVALG_ASSIGN_OR_RETURN(source.text, ReadJobText(path));
  return source;
}

utvalg::rank::v1::ProposeJobRequest ProposalRequest(const JobSource& source) {
  utvalg::rank::v1::ProposeJobRequest request;
  request.set_advertisement(source.text);
  request.set_file_name(source.path);
  return request;
}

absl::Status ProposalFailure(const JobSource& source, const absl::Status& status) {
  return absl::IsInvalidArgument(status) ? Faults(source.path, status) : status;
}

absl::StatusOr<ProposedJob> ProposeJob(Client* client, const JobSource& source) {
  auto response = client->Call(&Client::Rank::ProposeJob, ProposalRequest(source));
  if (!response.ok()) return ProposalFailure(source, response.status());
  ProposedJob proposed;
  proposed.job = std::move(*response->mutable_job());
  proposed.warnings.assign(response->warnings().begin(), response->warnings().end());
  return proposed;
}

absl::StatusOr<utvalg::job::v1::Job> PutJob(Client* client, const utvalg::job::v1::Job& job) {
  utvalg::ingest::v1::PutJobRequest request;
  *request.mutable_job() = job;
  UTVALG_ASSIGN_OR_RETURN(auto response, client->Call(&Client::Ingest::PutJob, request));
  return std::move(*response.mutable_job());
}

}  // namespace utvalg::cli
