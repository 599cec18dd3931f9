// SPDX-License-Identifier: Apache-2.0
//
// What all detectors of redaction look at: the paragraphs with their lower-cased texts and the part
// of the CV they stand in, and the findings they make. Used by redact.cc and its detectors only.
// Keeps a reference to the document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/document.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::parse {

// How a stretch of the CV is read: what may be anybody's in a job is the candidate's own in the
// header.
enum class Zone : uint8_t {
  kHeader,    // Before the first heading, page headers and footers, an address at a page's foot.
  kPersonal,  // Under a heading such as "Personalia" or "Contact".
  kReferences,
  kOther,
};

struct ContextParagraph {
  std::string_view text;
  std::string lower;  // Same offsets as text.
  Zone zone = Zone::kOther;
  utvalg::cv::v1::SectionKind section = utvalg::cv::v1::SECTION_KIND_HEADER;
  bool heading = false;  // Nothing but a section heading.

  bool Own() const { return zone == Zone::kHeader || zone == Zone::kPersonal; }
};

struct RedactContext {
  const Document* document = nullptr;
  std::vector<ContextParagraph> paragraphs;
};

// A stretch of one paragraph to be replaced.
struct RedactionFinding {
  size_t paragraph = 0;
  size_t begin = 0;
  size_t end = 0;
  utvalg::identity::v1::RedactionReason reason = utvalg::identity::v1::REDACTION_REASON_UNSPECIFIED;
};

using RedactionFindings = std::vector<RedactionFinding>;

RedactContext MakeRedactContext(const Document& document);

// Whether [begin, end) of a paragraph touches a finding made before.
bool Overlaps(const RedactionFindings& findings, size_t paragraph, size_t begin, size_t end);

// A piece of a line between signs that part fields: | • · tab ; and dashes between spaces; commas
// too when asked.
struct Segment {
  size_t begin = 0;
  size_t end = 0;
};
std::vector<Segment> SplitSegments(std::string_view text, bool commas);

// What is left of a segment of a paragraph between the findings made before.
std::vector<Segment> FreeParts(const RedactionFindings& findings, size_t paragraph,
                               Segment segment);

}  // namespace utvalg::parse
