// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/format.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "common/base/strings.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/decode_text.h"

namespace utvalg::extract {
namespace {

constexpr size_t kPdfHeaderWithin = 1024;
constexpr size_t kHead = 4096;

using std::string_view;

// A zip archive's end record stands at the very end of its file, whatever comes first.
bool EndsAsZip(string_view bytes) {
  constexpr size_t kRecord = 22, kComment = 65535;
  if (bytes.size() < kRecord) return false;
  const size_t tail = std::min(bytes.size(), kRecord + kComment);
  const string_view end = bytes.substr(bytes.size() - tail);
  for (size_t at = end.rfind("PK\x05\x06"); at != string_view::npos && at + kRecord <= end.size();
       at = at == 0 ? string_view::npos : end.rfind("PK\x05\x06", at - 1)) {
    const size_t comment = static_cast<uint8_t>(end[at + 20]) |
                           static_cast<size_t>(static_cast<uint8_t>(end[at + 21])) << 8;
    if (at + kRecord + comment == end.size()) return true;
  }
  return false;
}

bool ContainsUtf16(string_view bytes, string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide += {c, '\0'};
  return Contains(bytes, wide);
}

DetectedFormat Compound(string_view bytes) {
  if (ContainsUtf16(bytes, "EncryptedPackage")) return {v1::FORMAT_DOCX, v1::FAILURE_ENCRYPTED};
  if (ContainsUtf16(bytes, "__properties_version1.0")) return {v1::FORMAT_MSG, {}};
  if (ContainsUtf16(bytes, "WordDocument")) return {v1::FORMAT_DOC, {}};
  return {v1::FORMAT_UNSPECIFIED, v1::FAILURE_UNSUPPORTED};
}

DetectedFormat Zip(string_view bytes) {
  // Names of entries stand unpacked in the archive.
  if (Contains(bytes, "mimetypeapplication/vnd.oasis.opendocument.text"))
    return {v1::FORMAT_ODT, {}};
  if (Contains(bytes, "word/document") || Contains(bytes, "word\\document") ||
      Contains(bytes, "[Content_Types].xml"))
    return {v1::FORMAT_DOCX, {}};
  if (Contains(bytes, "content.xml")) return {v1::FORMAT_ODT, {}};
  return {v1::FORMAT_UNSPECIFIED, v1::FAILURE_UNSUPPORTED};
}

bool IsImage(string_view b) {
  return b.starts_with("\x89PNG\r\n") || b.starts_with("\xFF\xD8\xFF") ||
         b.starts_with(string_view("II*\0", 4)) || b.starts_with(string_view("MM\0*", 4)) ||
         b.starts_with("GIF8") ||
         (b.starts_with("RIFF") && b.size() > 12 && b.substr(8, 4) == "WEBP") ||
         (b.starts_with("BM") && b.size() > 26 && b[6] == 0 && b[7] == 0 && b[14] >= 12 &&
          b[15] == 0);
}

bool IsMail(string_view head) {
  static constexpr std::array<string_view, 12> kHeaders = {
      "from", "to",       "subject",     "date",       "received",     "mime-version",
      "cc",   "reply-to", "return-path", "message-id", "content-type", "delivered-to"};
  size_t known = 0;
  for (string_view line : Split(head, '\n')) {
    line = StripRight(line);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t' || line.starts_with("From ")) continue;
    const size_t colon = line.find(':');
    if (colon == string_view::npos || line.find(' ') < colon) return false;
    const std::string name = Lower(line.substr(0, colon));
    known += std::find(kHeaders.begin(), kHeaders.end(), name) != kHeaders.end();
  }
  // A CV may well begin with "From:"; a message has more than that.
  return known >= 3;
}

DetectedFormat Markup(string_view head, const std::string& lower) {
  if (Contains(head, "<w:wordDocument") || Contains(head, "<pkg:package") ||
      Contains(head, "office/word/2003/wordml"))
    return {v1::FORMAT_WORD_XML, {}};
  if (Contains(lower, "europass") || Contains(lower, "skillspassport") ||
      Contains(lower, "hr-xml.org"))
    return {v1::FORMAT_EUROPASS_XML, {}};
  for (const char* tag :
       {"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<h1", "<h2", "<table",
        "<span", "<meta", "<ul", "<article", "<section", "<main"})
    if (Contains(lower, tag)) return {v1::FORMAT_HTML, {}};
  return {v1::FORMAT_UNSPECIFIED, v1::FAILURE_UNSUPPORTED};
}

}  // namespace

DetectedFormat DetectFormat(string_view bytes) {
  if (Strip(bytes).empty()) return {v1::FORMAT_UNSPECIFIED, v1::FAILURE_EMPTY};
  const size_t pdf = bytes.substr(0, kPdfHeaderWithin + 5).find("%PDF-");
  const bool zip = bytes.starts_with("PK\x03\x04");
  if (pdf != string_view::npos) {
    if (zip || EndsAsZip(bytes)) return {v1::FORMAT_PDF, v1::FAILURE_POLYGLOT};
    return {v1::FORMAT_PDF, {}};
  }
  if (zip) return Zip(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Compound(bytes);
  if (IsImage(bytes)) return {v1::FORMAT_IMAGE, {}};
  if (!LooksLikeText(bytes)) return {v1::FORMAT_UNSPECIFIED, v1::FAILURE_UNSUPPORTED};

  const std::string decoded = DecodeText(bytes.substr(0, kHead));
  const string_view head = StripLeft(decoded);
  if (head.starts_with("{\\rtf")) return {v1::FORMAT_RTF, {}};
  const std::string lower = Lower(head);
  if (head.starts_with("<")) return Markup(head, lower);
  if (head.starts_with("{") && Contains(bytes, "\"basics\"")) return {v1::FORMAT_JSON_RESUME, {}};
  if (IsMail(head)) return {v1::FORMAT_EMAIL, {}};
  return {v1::FORMAT_TEXT, {}};
}

}  // namespace utvalg::extract
