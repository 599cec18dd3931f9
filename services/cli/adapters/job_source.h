// SPDX-License-Identifier: Apache-2.0
//
// A job as people hand it in, a file with criteria or an advertisement, becomes a job of the
// services. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/adapters/client.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::cli {

struct JobSource {
  std::string path;
  std::string text;
};

// Reads the file; whether it is a job is said by the rank service.
absl::StatusOr<JobSource> ReadJobSource(const std::string& path);

struct ProposedJob {
  utvalg::job::v1::Job job;
  std::vector<std::string> warnings;  // Grounds that may not be asked for.
};

// Who answers RankService.ProposeJob: a server, or this process before it starts one.
using JobProposer = std::function<absl::StatusOr<utvalg::rank::v1::ProposeJobResponse>(
    const utvalg::rank::v1::ProposeJobRequest&)>;

// Lets the job file be read, or the criteria of an advertisement be proposed. Every fault names the
// file and the line.
absl::StatusOr<ProposedJob> ProposeJob(const JobProposer& proposer, const JobSource& source);

// Makes the job known and returns it as it is kept, with its id and revision.
absl::StatusOr<utvalg::job::v1::Job> PutJob(Client* client, const utvalg::job::v1::Job& job);

}  // namespace utvalg::cli
