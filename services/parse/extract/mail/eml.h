// SPDX-License-Identifier: GPL-3.0-or-later
//
// Internet mail (RFC 5322, MIME) through gmime.
#pragma once

#include <string_view>

#include "services/parse/extract/mail/mail_message.h"

namespace utvalg::extract {

// Once in a process, before the sandbox closes.
void WarmUpEml();

MailMessage ParseEml(std::string_view bytes);

}  // namespace utvalg::extract
