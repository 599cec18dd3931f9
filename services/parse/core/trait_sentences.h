// SPDX-License-Identifier: Apache-2.0
//
// Traits said in sentences with a number or word in the middle: "42 år gammel", "mother of two",
// "gift med to barn", "norsk statsborger", "jeg er muslim", "født og oppvokst i Bergen". Part of
// trait_phrases. Pure, thread-safe.
#pragma once

#include <string_view>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

void FindTraitSentences(const ContextParagraph& paragraph, size_t index,
                        RedactionFindings* findings);

// "2 barn", "to barn (5 og 8 år)", "three children" and nothing else. Lower case.
bool IsChildCount(std::string_view field);

}  // namespace utvalg::parse
