// SPDX-License-Identifier: Apache-2.0
//
// Separates who a CV is about from what it says: finds names, contact, birth date, ids and
// protected traits in a Document and puts one fixed placeholder in the place of each. The same CV
// with another name, sex, birth date or address gives the same texts: lines that are nothing but
// identity become their placeholders in one canonical form.
//
// Used by parse_cv; fields are read from the redacted document alone. Pure, thread-safe; never
// fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/document.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::parse {

struct RedactOptions {
  std::string_view file_name;  // A hint for the name ("CV_Kari_Nordmann.pdf"); never trusted alone.
};

// One placeholder of the redacted document and what it stands for. Adjacent equal placeholders have
// been joined, so original may hold several things.
struct AppliedRedaction {
  size_t paragraph = 0;  // Index into RedactedDocument::document.paragraphs.
  size_t begin = 0;      // Bytes of that paragraph's text.
  size_t end = 0;
  utvalg::identity::v1::RedactionReason reason = utvalg::identity::v1::REDACTION_REASON_UNSPECIFIED;
  std::string original;
};

struct RedactedDocument {
  // Paragraphs with placeholders; style runs, placements and links remapped (links lose their uri).
  // Paragraphs that held nothing but a part of the identity may be joined with their neighbours, so
  // indexes differ from the original's.
  Document document;
  utvalg::identity::v1::CvIdentity
      identity;  // Without redactions: their spans are offsets into the assembled text.
  std::vector<AppliedRedaction> redactions;  // By paragraph, then begin.
};

RedactedDocument Redact(const Document& document, const RedactOptions& options);

// "[NAME]" and so on. "" for UNSPECIFIED.
std::string_view Placeholder(utvalg::identity::v1::RedactionReason reason);

// Length of a placeholder at the start of text, 0 when there is none.
size_t PlaceholderLength(std::string_view text);

}  // namespace utvalg::parse
