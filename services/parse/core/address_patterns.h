// SPDX-License-Identifier: Apache-2.0
//
// Home addresses: streets with their number, postcodes with their place, places of the header. Only
// where they are the candidate's own: a place of work stays. Used by redact.cc. Pure, thread-safe.
#pragma once

#include <string_view>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

// Wants the other contact among the findings first: a contact line is known by it.
// Whether a text holds a street with its number, or a postcode with its place.
bool HoldsAddress(std::string_view text);

void FindAddresses(const RedactContext& context, RedactionFindings* findings);

}  // namespace utvalg::parse
