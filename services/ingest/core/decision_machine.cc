// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/decision_machine.h"

#include <string>

#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

using namespace decision::v1;  // NOLINT(google-build-using-namespace): the table below.

bool IsDecided(ApplicationState state) {
  return state == APPLICATION_STATE_DECLINED || state == APPLICATION_STATE_HIRED;
}

bool IsOver(ApplicationState state) {
  return state == APPLICATION_STATE_WITHDRAWN || state == APPLICATION_STATE_ERASED;
}

// UNSPECIFIED: no such step.
ApplicationState Target(ApplicationState from, Action action) {
  const bool open = !IsDecided(from) && !IsOver(from);
  switch (action) {
    case ACTION_OPEN:
      return from == APPLICATION_STATE_SUBMITTED ? APPLICATION_STATE_UNDER_REVIEW
             : IsOver(from)                      ? APPLICATION_STATE_UNSPECIFIED
                                                 : from;
    case ACTION_SHORTLIST:
      return from == APPLICATION_STATE_SUBMITTED || from == APPLICATION_STATE_UNDER_REVIEW
                 ? APPLICATION_STATE_SHORTLISTED
                 : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_INVITE:
      return from == APPLICATION_STATE_SUBMITTED || from == APPLICATION_STATE_UNDER_REVIEW ||
                     from == APPLICATION_STATE_SHORTLISTED
                 ? APPLICATION_STATE_INVITED
                 : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_OFFER:
      return from == APPLICATION_STATE_INVITED ? APPLICATION_STATE_OFFERED
                                               : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_HIRE:
      return from == APPLICATION_STATE_OFFERED ? APPLICATION_STATE_HIRED
                                               : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_DECLINE:
      return open ? APPLICATION_STATE_DECLINED : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_REOPEN:
      return from == APPLICATION_STATE_DECLINED ? APPLICATION_STATE_UNDER_REVIEW
                                                : APPLICATION_STATE_UNSPECIFIED;
    case ACTION_SECOND:
      return IsOver(from) || from == APPLICATION_STATE_SUBMITTED ? APPLICATION_STATE_UNSPECIFIED
                                                                 : from;
    case ACTION_WITHDRAW:
      return IsOver(from) ? APPLICATION_STATE_UNSPECIFIED : APPLICATION_STATE_WITHDRAWN;
    case ACTION_REQUEST_PERSON:
      return IsOver(from) ? APPLICATION_STATE_UNSPECIFIED : from;
    case ACTION_ERASE:
      return from == APPLICATION_STATE_ERASED ? APPLICATION_STATE_UNSPECIFIED
                                              : APPLICATION_STATE_ERASED;
    default:
      return APPLICATION_STATE_UNSPECIFIED;
  }
}

bool May(ActorKind actor, Action action) {
  switch (action) {
    case ACTION_WITHDRAW:
    case ACTION_REQUEST_PERSON:
      return actor == ACTOR_KIND_CANDIDATE;
    case ACTION_ERASE:
      return actor != ACTOR_KIND_UNSPECIFIED;
    default:
      return actor == ACTOR_KIND_PERSON;
  }
}

}  // namespace

absl::StatusOr<ApplicationState> Step(ApplicationState from, Action action, ActorKind actor) {
  if (!May(actor, action)) {
    return absl::PermissionDeniedError("this needs the action of another kind of actor");
  }
  const ApplicationState to =
      from == APPLICATION_STATE_UNSPECIFIED ? APPLICATION_STATE_UNSPECIFIED : Target(from, action);
  if (to == APPLICATION_STATE_UNSPECIFIED) {
    return absl::FailedPreconditionError(
        Cat("there is no ", Action_Name(action), " from ", ApplicationState_Name(from)));
  }
  return to;
}

}  // namespace utvalg::ingest
