// SPDX-License-Identifier: Apache-2.0
//
// Where an application stands, and what may be done to it by whom. Pure; the only place that knows
// the steps. Nothing but a person's action leads to DECLINED.
#pragma once

#include "absl/status/statusor.h"
#include "utvalg/decision/v1/decision.pb.h"

namespace utvalg::ingest {

// The state after the step. FAILED_PRECONDITION: there is no such step from here.
// PERMISSION_DENIED: this kind of actor may not take it.
absl::StatusOr<decision::v1::ApplicationState> Step(decision::v1::ApplicationState from,
                                                    decision::v1::Action action,
                                                    decision::v1::ActorKind actor);

}  // namespace utvalg::ingest
