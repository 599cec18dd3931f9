// SPDX-License-Identifier: Apache-2.0
//
// Protected traits said in words: age, sex, family, nationality, religion, politics, union, health.
// Phrases that people say of themselves; the same words in a description of work ("handled parental
// leave", "studies of religion") stay. Used by redact.cc. Pure, thread-safe.
#pragma once

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

void FindTraitPhrases(const RedactContext& context, RedactionFindings* findings);

}  // namespace utvalg::parse
