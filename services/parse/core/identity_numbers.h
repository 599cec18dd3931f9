// SPDX-License-Identifier: Apache-2.0
//
// National identity numbers and bank accounts by their shape. Eleven figures are a fødselsnummer or
// D-number when they begin with a date, whatever the check digits say (from 2032 the first one no
// longer has one value only); else an account. Used by redact.cc. Pure, thread-safe.
#pragma once

#include <string_view>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

void FindIdentityNumbers(const RedactContext& context, RedactionFindings* findings);

// Eleven figures that begin with a date as a fødselsnummer, D-number (day + 40), H-number (month +
// 40) or synthetic number (month + 80, + 65) has it.
bool IsNationalIdShape(std::string_view eleven_digits);

}  // namespace utvalg::parse
