// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/job_source.h"

#include <string_view>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargestJob = size_t{1} << 20;

}  // namespace

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

absl::StatusOr<JobSource> JobFromText(Client* client, const std::string& path,
                                      const std::string& text) {
  utvalg::rank::v1::ProposeJobRequest request;
  request.set_advertisement(text);
  UTVALG_ASSIGN_OR_RETURN(utvalg::rank::v1::ProposeJobResponse proposed,
                          client->Call(&Client::Rank::ProposeJob, request));
  JobSource source;
  source.job = std::move(*proposed.mutable_job());
  source.warnings.assign(proposed.warnings().begin(), proposed.warnings().end());
  (void)path;
  return source;
}

absl::StatusOr<utvalg::job::v1::Job> PutJob(Client* client, const utvalg::job::v1::Job& job) {
  utvalg::ingest::v1::PutJobRequest request;
  *request.mutable_job() = job;
  UTVALG_ASSIGN_OR_RETURN(auto response, client->Call(&Client::Ingest::PutJob, request));
  return std::move(*response.mutable_job());
}

}  // namespace utvalg::cli
