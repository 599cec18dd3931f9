// SPDX-License-Identifier: Apache-2.0
//
// Orders and explanations as the commands read them: whole orders page by page, evidence with its
// place. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/adapters/client.h"
#include "services/cli/core/screen_report.h"
#include "services/cli/core/service_views.h"

namespace utvalg::cli {

// All of a job's order, read under one ranking_id; or the one it would have on a generation.
// Temporary failure when a part of it cannot be had.
absl::StatusOr<utvalg::rank::v1::GetRankingResponse> ReadRanking(
    Client* client, const std::string& job_id, const std::string& generation = "");

// Why an application stands where it stands, each quote with its page and line.
absl::StatusOr<ShownCandidate> Explain(Client* client, const std::string& application_id);

// Every job of the server with how far its applications are.
absl::StatusOr<std::vector<JobStatus>> ReadJobs(Client* client);

// Who applied; the look is an audit event.
absl::StatusOr<utvalg::ingest::v1::GetApplicationResponse> Identify(
    Client* client, const std::string& application_id);

// The file names of these applications, each look an audit event. Empty when reveal is false.
absl::StatusOr<Revealed> Reveal(Client* client, bool reveal,
                                const std::vector<std::string>& application_ids);

}  // namespace utvalg::cli
