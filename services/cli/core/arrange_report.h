// SPDX-License-Identifier: Apache-2.0
//
// From the order the services hold to what one screening shows: only the files it was asked about,
// each exactly once. Pure.
#pragma once

#include <string>
#include <vector>

#include "services/cli/core/screen_report.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::cli {

// One document that was handed in: its application, or the token of why it was refused at the door.
struct Applicant {
  std::vector<std::string> files;  // Every place it lies at, sorted.
  std::string application_id;
  std::string refused;
};

// The workspace may know more applications than these, from earlier runs: ranks are counted among
// these alone. Keeps the order of the services within equal scores. top > 0 keeps the candidates
// whose rank is not behind it. Criteria are left empty, see ShownCriteria.
ScreenReport ArrangeReport(const utvalg::job::v1::Job& job,
                           const utvalg::rank::v1::GetRankingResponse& ranking,
                           const std::vector<Applicant>& applicants, uint32_t top);

// The criteria of one application with their quotes; placed holds one place for each quote, in
// order.
std::vector<ShownCriterion> ShownCriteria(
    const utvalg::rank::v1::ExplainApplicationResponse& explained,
    const std::vector<utvalg::identity::v1::PlacedSpan>& placed);

}  // namespace utvalg::cli
