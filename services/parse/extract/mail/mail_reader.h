// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which part of an application by e-mail is the CV: the attachment that looks most like one, or the
// message itself.
#pragma once

#include <functional>
#include <string_view>

#include "services/parse/extract/limits.h"
#include "services/parse/extract/mail/mail_message.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Reads a document that is no e-mail. Sets response->format.
using DocumentReader =
    std::function<v1::Failure(std::string_view document, v1::ExtractResponse* response)>;

v1::Failure ReadMail(const MailMessage& mail, const Limits& limits, const DocumentReader& read,
                     v1::ExtractResponse* response);

}  // namespace utvalg::extract
