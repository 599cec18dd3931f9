// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/verdict.h"

#include <cstddef>
#include <string>

#include "common/base/utf8.h"
#include "services/parse/core/redact.h"

namespace utvalg::parse {
namespace {

// Fewer letters than this say nothing about a working life.
constexpr size_t kFewestLetters = 40;
// Of all characters that are not spaces; CVs in any script have more letters and digits than this.
constexpr size_t kFewestMeaningfulPercent = 50;

}  // namespace

cv::v1::NeedsPersonReason ReasonFor(extract::v1::Failure failure) {
  using namespace extract::v1;  // NOLINT(google-build-using-namespace): a table of its enumerators.
  switch (failure) {
    case FAILURE_UNSPECIFIED:
      return cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED;
    case FAILURE_EMPTY:
      return cv::v1::NEEDS_PERSON_REASON_EMPTY_DOCUMENT;
    case FAILURE_UNSUPPORTED:
      return cv::v1::NEEDS_PERSON_REASON_UNSUPPORTED_TYPE;
    case FAILURE_ENCRYPTED:
      return cv::v1::NEEDS_PERSON_REASON_ENCRYPTED;
    case FAILURE_MALFORMED:
      return cv::v1::NEEDS_PERSON_REASON_MALFORMED;
    case FAILURE_NO_TEXT:
      return cv::v1::NEEDS_PERSON_REASON_NO_TEXT;
    case FAILURE_LIMIT_RATIO:
      return cv::v1::NEEDS_PERSON_REASON_LIMIT_RATIO;
    case FAILURE_LIMIT_STREAM:
      return cv::v1::NEEDS_PERSON_REASON_LIMIT_STREAM;
    case FAILURE_LIMIT_PAGES:
      return cv::v1::NEEDS_PERSON_REASON_LIMIT_PAGES;
    case FAILURE_LIMIT_TEXT:
      return cv::v1::NEEDS_PERSON_REASON_LIMIT_TEXT;
    case FAILURE_XML_DTD:
      return cv::v1::NEEDS_PERSON_REASON_XML_DTD;
    case FAILURE_POLYGLOT:
      return cv::v1::NEEDS_PERSON_REASON_POLYGLOT;
    case FAILURE_CRASH:
      return cv::v1::NEEDS_PERSON_REASON_PARSE_CRASH;
    case FAILURE_CPU_TIME:
      return cv::v1::NEEDS_PERSON_REASON_CPU_TIME;
    case FAILURE_MEMORY:
      return cv::v1::NEEDS_PERSON_REASON_MEMORY;
    case FAILURE_SANDBOX:
      return cv::v1::NEEDS_PERSON_REASON_SANDBOX_VIOLATION;
    default:
      return cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR;
  }
}

cv::v1::NeedsPersonReason ReasonFor(const cv::v1::Cv& cv) {
  const std::string& text = cv.blind_text();
  size_t letters = 0;
  size_t meaningful = 0;
  size_t all = 0;
  for (size_t i = 0; i < text.size();) {
    if (const size_t placeholder = PlaceholderLength(std::string_view(text).substr(i))) {
      i += placeholder;
      continue;
    }
    const char32_t c = NextCodePoint(text, &i);
    if (IsSpace(c)) continue;
    ++all;
    letters += IsLetter(c);
    meaningful += IsLetter(c) || IsDigit(c);
  }
  if (letters < kFewestLetters) return cv::v1::NEEDS_PERSON_REASON_NO_TEXT;
  if (meaningful * 100 < all * kFewestMeaningfulPercent) return cv::v1::NEEDS_PERSON_REASON_GARBLED;
  return cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED;
}

}  // namespace utvalg::parse
