// SPDX-License-Identifier: GPL-3.0-or-later
//
// Outlook's messages (MSG).
#pragma once

#include <optional>
#include <string_view>

#include "services/parse/extract/limits.h"
#include "services/parse/extract/mail/mail_message.h"

namespace utvalg::extract {

// nullopt when it is none.
std::optional<MailMessage> ParseMsg(std::string_view bytes, const Limits& limits);

}  // namespace utvalg::extract
