// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/mail/mail_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/format.h"
#include "services/parse/extract/html/html_reader.h"
#include "services/parse/extract/text_reader.h"

namespace utvalg::extract {
namespace {

bool ContainsAny(const std::string& name, std::initializer_list<const char*> words) {
  for (const char* word : words)
    if (Contains(name, word)) return true;
  return false;
}

// How much an attachment looks like the CV; negative for what is no document at all.
int LikelyCv(const MailAttachment& attachment) {
  int score = 0;
  switch (DetectFormat(attachment.bytes).format) {
    case v1::FORMAT_EUROPASS_XML:
    case v1::FORMAT_JSON_RESUME:
      score = 30;
      break;
    case v1::FORMAT_PDF:
    case v1::FORMAT_DOCX:
    case v1::FORMAT_DOC:
    case v1::FORMAT_ODT:
    case v1::FORMAT_RTF:
    case v1::FORMAT_WORD_XML:
      score = 20;
      break;
    case v1::FORMAT_HTML:
    case v1::FORMAT_TEXT:
      score = 5;
      break;
    case v1::FORMAT_IMAGE:
      score = 1;
      break;
    default:
      return -1;
  }
  const std::string name = Lower(attachment.name);
  if (ContainsAny(name, {"cv", "resume", "résumé", "curriculum", "vitae"})) score += 100;
  if (ContainsAny(name, {"søknad", "soknad", "letter", "brev"})) score -= 8;
  if (ContainsAny(name, {"vitnem", "attest", "diplom", "karakter", "certificate", "reference"}))
    score -= 12;
  return score;
}

v1::Failure ReadBody(const MailMessage& mail, const Limits& limits, v1::ExtractResponse* response) {
  if (!mail.html) return ReadText(mail.text, limits, response);
  BlockWriter writer(limits, response);
  WriteHtml(mail.text, &writer);
  writer.Finish();
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace

v1::Failure ReadMail(const MailMessage& mail, const Limits& limits, const DocumentReader& read,
                     v1::ExtractResponse* response) {
  const v1::Format format = response->format();
  std::vector<std::pair<int, const MailAttachment*>> ranked;
  for (const MailAttachment& attachment : mail.attachments)
    if (const int score = LikelyCv(attachment); score >= 0) ranked.emplace_back(score, &attachment);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });

  v1::Failure failure = v1::FAILURE_UNSPECIFIED;
  bool found = false;
  for (const auto& [score, attachment] : ranked) {
    v1::ExtractResponse inner;
    const v1::Failure inner_failure = read(attachment->bytes, &inner);
    if (inner_failure == v1::FAILURE_UNSPECIFIED) {
      *response = std::move(inner);
      failure = v1::FAILURE_UNSPECIFIED;
      found = true;
      break;
    }
    // A picture or note beside the message says nothing; a document that cannot be read is what a
    // person must see.
    if (failure == v1::FAILURE_UNSPECIFIED && score >= 8) failure = inner_failure;
  }
  response->set_format(format);
  const size_t unread = mail.attachments.size() - (found ? 1 : 0);
  if (unread > 0)
    AddFinding(response, v1::FINDING_KIND_EMBEDDED_FILE, static_cast<uint32_t>(unread));
  if (response->modified().empty()) response->set_modified(mail.day);
  if (found || failure != v1::FAILURE_UNSPECIFIED) return failure;
  return ReadBody(mail, limits, response);
}

}  // namespace utvalg::extract
