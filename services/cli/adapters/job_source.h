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

namespace utvalg::cli {

struct JobSource {
  utvalg::job::v1::Job job;
  std::vector<std::string> warnings;  // Grounds that may not be asked for.
};

// Reads the file; criteria of an advertisement are proposed by the rank service. Faults name the
// file.
absl::StatusOr<std::string> ReadJobText(const std::string& path);
absl::StatusOr<JobSource> JobFromText(Client* client, const std::string& path,
                                      const std::string& text);

// Makes the job known and returns it as it is kept, with its id and revision.
absl::StatusOr<utvalg::job::v1::Job> PutJob(Client* client, const utvalg::job::v1::Job& job);

}  // namespace utvalg::cli
