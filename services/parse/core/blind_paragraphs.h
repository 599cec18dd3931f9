// SPDX-License-Identifier: Apache-2.0
//
// From findings to the redacted document: placeholders into the texts, and all that is nothing but
// identity into one canonical line, so that another name or address moves nothing. Used by
// redact.cc. Pure, thread-safe.
#pragma once

#include "services/parse/core/redact.h"
#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

// Fills document and redactions of *out.
void BuildBlindParagraphs(const RedactContext& context, const RedactionFindings& findings,
                          RedactedDocument* out);

}  // namespace utvalg::parse
