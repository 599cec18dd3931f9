// SPDX-License-Identifier: Apache-2.0
//
// A job as people hand it in, a file with criteria or an advertisement, becomes a job of the
// services. Thread-safe.
#pragma once

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

// What rank is asked for a job file.
utvalg::rank::v1::ProposeJobRequest ProposalRequest(const JobSource& source);

// The failure of a proposal in terms of its file: every fault names the file and the line.
absl::Status ProposalFailure(const JobSource& source, const absl::Status& status);

// Lets the rank service read the job file, or propose the criteria of an advertisement.
absl::StatusOr<ProposedJob> ProposeJob(Client* client, const JobSource& source);

// Makes the job known and returns it as it is kept, with its id and revision.
absl::StatusOr<utvalg::job::v1::Job> PutJob(Client* client, const utvalg::job::v1::Job& job);

}  // namespace utvalg::cli
