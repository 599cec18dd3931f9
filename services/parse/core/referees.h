// SPDX-License-Identifier: Apache-2.0
//
// Names and contact of those who speak for the candidate. Used by redact.cc. Pure, thread-safe.
#pragma once

#include <cstddef>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

// In sections of references: names are found, and contact found before changes its reason.
void FindReferees(const RedactContext& context, RedactionFindings* findings);

// Names in [begin, end) of a paragraph, for the value of a label such as "Referanse:".
void FindRefereeNames(const ContextParagraph& paragraph, size_t index, size_t begin, size_t end,
                      RedactionFindings* findings);

}  // namespace utvalg::parse
