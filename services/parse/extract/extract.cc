// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/extract.h"

#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/format.h"
#include "services/parse/extract/html/html_reader.h"
#include "services/parse/extract/mail/eml.h"
#include "services/parse/extract/mail/mail_reader.h"
#include "services/parse/extract/mail/msg.h"
#include "services/parse/extract/office/compound_file.h"
#include "services/parse/extract/office/doc_reader.h"
#include "services/parse/extract/office/docx_reader.h"
#include "services/parse/extract/office/odt_reader.h"
#include "services/parse/extract/office/word_xml_reader.h"
#include "services/parse/extract/pdf/pdf_document.h"
#include "services/parse/extract/pdf/pdf_reader.h"
#include "services/parse/extract/rtf/rtf_reader.h"
#include "services/parse/extract/structured/attached_record.h"
#include "services/parse/extract/structured/europass.h"
#include "services/parse/extract/structured/json_resume.h"
#include "services/parse/extract/text_reader.h"

namespace utvalg::extract {
namespace {

v1::Failure ReadPdfOrItsRecord(std::string_view document, const Limits& limits,
                               v1::ExtractResponse* response) {
  std::string europass;
  const v1::Failure failure = ReadPdf(document, limits, response, &europass);
  if (failure == v1::FAILURE_UNSPECIFIED) PreferAttachedRecord(europass, limits, response);
  return failure;
}

// Reads what is attached to an e-mail; attachments of attachments are not followed.
DocumentReader Nested(const Limits& limits, int depth);

// Some programs save messages as UTF-16; a message is read byte by byte.
std::string AsAscii(std::string_view document) {
  const bool wide = document.starts_with("\xFF\xFE") || document.starts_with("\xFE\xFF") ||
                    document.starts_with("\xEF\xBB\xBF");
  return wide ? DecodeText(document) : std::string(document);
}

v1::Failure Read(v1::Format format, std::string_view document, const Limits& limits, int depth,
                 v1::ExtractResponse* response) {
  switch (format) {
    case v1::FORMAT_PDF:
      return ReadPdfOrItsRecord(document, limits, response);
    case v1::FORMAT_DOCX:
      return ReadDocx(document, limits, response);
    case v1::FORMAT_ODT:
      return ReadOdt(document, limits, response);
    case v1::FORMAT_RTF:
      return ReadRtf(document, limits, response);
    case v1::FORMAT_HTML:
      return ReadHtml(document, limits, response);
    case v1::FORMAT_TEXT:
      return ReadText(document, limits, response);
    case v1::FORMAT_DOC:
      return ReadDoc(document, limits, response);
    case v1::FORMAT_EMAIL:
      return ReadMail(ParseEml(AsAscii(document)), limits, Nested(limits, depth), response);
    case v1::FORMAT_MSG: {
      const std::optional<MailMessage> mail = ParseMsg(document, limits);
      return mail ? ReadMail(*mail, limits, Nested(limits, depth), response)
                  : v1::FAILURE_MALFORMED;
    }
    case v1::FORMAT_WORD_XML:
      return ReadWordXml(document, limits, response);
    case v1::FORMAT_EUROPASS_XML:
      return ReadEuropass(document, limits, response);
    case v1::FORMAT_JSON_RESUME:
      return ReadJsonResume(document, limits, response);
    case v1::FORMAT_IMAGE:
      return v1::FAILURE_NO_TEXT;
    default:
      return v1::FAILURE_UNSUPPORTED;
  }
}

DocumentReader Nested(const Limits& limits, int depth) {
  return [&limits, depth](std::string_view document, v1::ExtractResponse* response) {
    const DetectedFormat detected = DetectFormat(document);
    response->set_format(detected.format);
    if (detected.failure != v1::FAILURE_UNSPECIFIED) return detected.failure;
    if (depth > 0 && (detected.format == v1::FORMAT_EMAIL || detected.format == v1::FORMAT_MSG))
      return v1::FAILURE_UNSUPPORTED;
    return Read(detected.format, document, limits, depth + 1, response);
  };
}

}  // namespace

void WarmUp() {
  CompoundFile::WarmUp();
  WarmUpEml();
  PdfDocument::WarmUp();
  Clean(U"e\u0301\u4E00", false);
}

v1::ExtractResponse Extract(std::string_view document, const Limits& limits) {
  const DetectedFormat detected = DetectFormat(document);
  if (detected.failure == v1::FAILURE_UNSPECIFIED)
    return ExtractAs(detected.format, document, limits);
  v1::ExtractResponse response;
  response.set_format(detected.format);
  response.set_failure(detected.failure);
  return response;
}

v1::ExtractResponse ExtractAs(v1::Format format, std::string_view document, const Limits& limits) {
  v1::ExtractResponse response;
  response.set_format(format);
  v1::Failure failure = v1::FAILURE_UNSPECIFIED;
  try {
    failure = Read(format, document, limits, /*depth=*/0, &response);
  } catch (const std::length_error&) {
    // Thrown by libraries that trusted a number in the document.
    failure = v1::FAILURE_MALFORMED;
  } catch (const std::out_of_range&) {
    failure = v1::FAILURE_MALFORMED;
  }
  response.set_failure(failure);
  if (failure != v1::FAILURE_UNSPECIFIED) {
    response.clear_pages();
    response.clear_blocks();
  }
  return response;
}

}  // namespace utvalg::extract
