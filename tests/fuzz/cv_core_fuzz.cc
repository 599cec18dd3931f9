// SPDX-License-Identifier: Apache-2.0
//
// What a taken-over child may answer: arbitrary bytes through the parser, the validation and, when
// they pass it, the whole core. Every span must lie in the blind text, on borders of characters.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "common/base/utf8.h"
#include "services/parse/adapters/validate_response.h"
#include "services/parse/core/parse_cv.h"

namespace {

void Check(const utvalg::cv::v1::Span& span, const std::string& text) {
  if (span.begin() <= span.end() && span.end() <= text.size()) return;
  std::fprintf(stderr, "span %u..%u of %zu bytes\n", span.begin(), span.end(), text.size());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  utvalg::extract::v1::ExtractResponse response;
  if (!response.ParseFromArray(data, static_cast<int>(size))) return 0;
  if (!utvalg::parse::ValidateResponse(response, {5, 100'000}).ok()) return 0;
  const utvalg::parse::ParsedDocument parsed = utvalg::parse::ParseCv(response, {});
  const std::string& text = parsed.cv.blind_text();
  if (!utvalg::IsValidUtf8(text)) std::abort();
  for (const auto& section : parsed.cv.sections()) Check(section.body(), text);
  for (const auto& job : parsed.cv.experience()) Check(job.span(), text);
  for (const auto& education : parsed.cv.education()) Check(education.span(), text);
  for (const auto& skill : parsed.cv.skills())
    for (const auto& span : skill.spans()) Check(span, text);
  for (const auto& placed : parsed.layout.placed()) Check(placed.span(), text);
  return 0;
}
