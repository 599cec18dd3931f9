// SPDX-License-Identifier: Apache-2.0
//
// The steps of one screening against running services: hand in, wait, read the order with its
// evidence. Used by the screen, fairness and pilot commands. Each function blocks until its step is
// done.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/adapters/client.h"
#include "services/cli/adapters/documents.h"
#include "services/cli/adapters/job_source.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/core/arrange_report.h"
#include "services/cli/core/screen_report.h"

namespace utvalg::cli {

// The idempotency key under which a document applies for a job: the same one in every run of one
// version, so that a newer version reads anew.
std::string ScreeningKey(const std::string& job_id, const std::string& document_digest);

// Hands in every document, several at once. A document that is refused for what it is (too large
// ...) is an Applicant with a reason; a failure of the system ends the step.
absl::StatusOr<std::vector<Applicant>> HandIn(Client* client, const std::string& job_id,
                                              const std::vector<Document>& documents);

// Returns the order once every applicant has an outcome. When nothing was finished for a while,
// why_not may end the wait with the cause; after ten minutes it ends in a temporary failure.
absl::StatusOr<utvalg::rank::v1::GetRankingResponse> AwaitRanking(
    Client* client, const std::string& job_id, const std::vector<Applicant>& applicants,
    const std::function<absl::Status()>& why_not, Progress* progress);

struct ScreeningOptions {
  std::string workspace;  // "" = a server has it.
  uint32_t top = 0;       // 0 = all.
  bool reveal = false;
};

// All of it: the job is put, the documents are handed in, and the order is read with its evidence.
absl::StatusOr<ScreenReport> ScreenDocuments(Client* client, const JobSource& source,
                                             const DocumentSet& set,
                                             const ScreeningOptions& options);

// Fills the criteria of the candidates shown, and their names where names are to be revealed.
absl::Status AddEvidence(Client* client, bool reveal, ScreenReport* report);

}  // namespace utvalg::cli
