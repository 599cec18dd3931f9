// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/decided.h"

#include "absl/time/time.h"

namespace utvalg::cli {

namespace decision = utvalg::decision::v1;

void AddDecision(const utvalg::ingest::v1::ListDecisionsResponse& decisions, bool second_reader,
                 ExplainedApplication* explained) {
  const decision::DecisionRecord* last = nullptr;
  bool agreed = false;
  for (const decision::DecisionRecord& one : decisions.decisions()) {
    agreed = agreed || one.action() == decision::ACTION_SECOND;
    if (one.from() == one.to()) continue;
    last = &one;
    agreed = false;
  }
  if (last == nullptr || last->to() < decision::APPLICATION_STATE_SHORTLISTED ||
      last->to() > decision::APPLICATION_STATE_DECLINED) {
    return;
  }
  const bool waits = second_reader && last->to() == decision::APPLICATION_STATE_DECLINED && !agreed;
  if (waits) return;
  explained->decided = last->to();
  explained->decided_on = absl::FormatTime("%Y-%m-%d", absl::FromUnixMillis(last->decided_at_ms()),
                                           absl::UTCTimeZone());
  explained->grounds = last->grounds();
}

}  // namespace utvalg::cli
