// SPDX-License-Identifier: Apache-2.0
//
// Words beside the candidate's name that tell the sex: "Mr." before it, and "she", "hans" in
// paragraphs that speak of the candidate in the third person. The same words said of others stay.
// Used by redact.cc. Pure, thread-safe.
#pragma once

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

// Wants the places of the name among the findings.
void FindSelfReferences(const RedactContext& context, RedactionFindings* findings);

}  // namespace utvalg::parse
