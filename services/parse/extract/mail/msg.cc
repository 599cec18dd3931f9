// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/mail/msg.h"

#include <string>
#include <utility>

#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/office/compound_file.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxAttachments = 30;

// A text property, stored as UTF-16 (type 001F) or in eight bits (001E). tag: "1000" is the body,
// "3707" a file's name.
std::string TextProperty(CompoundFile* file, const std::string& storage, const std::string& tag) {
  if (const auto wide = file->Read(storage, "__substg1.0_" + tag + "001F"))
    return DecodeText("\xFF\xFE" + *wide);
  if (const auto narrow = file->Read(storage, "__substg1.0_" + tag + "001E"))
    return DecodeText(*narrow);
  return "";
}

}  // namespace

std::optional<MailMessage> ParseMsg(std::string_view bytes, const Limits& limits) {
  CompoundFile file(bytes, limits.stream_bytes);
  if (!file.ok()) return std::nullopt;
  MailMessage mail;
  mail.text = TextProperty(&file, "", "1000");
  if (mail.text.empty()) {
    if (const auto html = file.Read("", "__substg1.0_10130102")) {
      mail.text = DecodeText(*html);
      mail.html = true;
    }
  }
  for (const std::string& name : file.Names("")) {
    if (!name.starts_with("__attach_version1.0_") || mail.attachments.size() >= kMaxAttachments)
      continue;
    auto content = file.Read(name, "__substg1.0_37010102");
    if (!content) continue;
    MailAttachment attachment;
    attachment.name = TextProperty(&file, name, "3707");
    if (attachment.name.empty()) attachment.name = TextProperty(&file, name, "3704");
    attachment.bytes = *std::move(content);
    mail.attachments.push_back(std::move(attachment));
  }
  return mail;
}

}  // namespace utvalg::extract
