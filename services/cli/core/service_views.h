// SPDX-License-Identifier: Apache-2.0
//
// Answers of a running server, for people and as JSON (docs/schema): jobs, progress, an order, an
// outcome, an explanation. Stateless, thread-safe.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/cli/core/json.h"
#include "services/cli/core/screen_report.h"
#include "services/cli/core/table.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::cli {

std::string JobText(const utvalg::job::v1::Job& job, const Canvas& canvas);

// A job and how far its applications are.
struct JobStatus {
  utvalg::job::v1::Job job;
  utvalg::rank::v1::GetProgressResponse progress;
};
std::string JobListText(const std::vector<JobStatus>& jobs, const Canvas& canvas);
Json JobListJson(const std::vector<JobStatus>& jobs);

// File names by application id; empty unless they were asked to be revealed.
using Revealed = std::map<std::string, std::string>;

std::string RankingText(const utvalg::rank::v1::GetRankingResponse& ranking, const Revealed& files,
                        const Canvas& canvas);
Json RankingJson(const utvalg::rank::v1::GetRankingResponse& ranking, const Revealed& files);

std::string OutcomeText(const std::string& application_id,
                        const utvalg::rank::v1::GetOutcomeResponse& outcome, const Canvas& canvas);
Json OutcomeJson(const std::string& application_id,
                 const utvalg::rank::v1::GetOutcomeResponse& outcome);

Json ExplanationJson(const ShownCandidate& candidate);

}  // namespace utvalg::cli
