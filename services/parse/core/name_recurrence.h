// SPDX-License-Identifier: Apache-2.0
//
// All places where the candidate's name stands again: whole, in parts, with initials, in capitals,
// with a genitive s, inside links. A part that is an ordinary word or the name of a place or firm
// counts only where it is said of the person. Used by redact.cc. Pure, thread-safe.
#pragma once

#include "services/parse/core/candidate_name.h"
#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

void FindNameRecurrences(const RedactContext& context, const CandidateName& name,
                         RedactionFindings* findings);

}  // namespace utvalg::parse
