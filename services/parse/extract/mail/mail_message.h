// SPDX-License-Identifier: GPL-3.0-or-later
//
// An e-mail, taken apart. Plain values.
#pragma once

#include <string>
#include <vector>

namespace utvalg::extract {

struct MailAttachment {
  std::string name;
  std::string bytes;
};

struct MailMessage {
  std::string text;  // UTF-8.
  bool html = false;
  std::string day;  // YYYY-MM-DD or "".
  std::vector<MailAttachment> attachments;
};

}  // namespace utvalg::extract
