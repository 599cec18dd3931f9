// SPDX-License-Identifier: Apache-2.0
//
// E-mail addresses, telephone numbers and links by their shape. Used by redact.cc. Pure,
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

void FindEmails(const RedactContext& context, RedactionFindings* findings);
void FindLinks(const RedactContext& context, RedactionFindings* findings);
// Wants dates, ids and accounts among the findings first, which look like numbers too.
void FindPhones(const RedactContext& context, RedactionFindings* findings);

// E.164 of a number as written; a number of eight digits is Norwegian, one of ten in the American
// form American. "" when it cannot be one.
std::string PhoneE164(std::string_view written);

}  // namespace utvalg::parse
