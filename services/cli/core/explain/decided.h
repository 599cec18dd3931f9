// SPDX-License-Identifier: Apache-2.0
//
// What people have decided about an application, of all that is noted about it. Pure, thread-safe.
#pragma once

#include "services/cli/core/explain/papers.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

// Fills state, day and grounds of the last decision. Looking, agreeing and what the candidate asks
// decide nothing; nor does a decline, where a second reader is to agree and none has.
void AddDecision(const utvalg::ingest::v1::ListDecisionsResponse& decisions, bool second_reader,
                 ExplainedApplication* explained);

}  // namespace utvalg::cli
