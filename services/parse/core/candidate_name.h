// SPDX-License-Identifier: Apache-2.0
//
// Who the CV is about: the name in the header, found by its place and type, by a label, by the
// e-mail address, the links and the file name, with lists of names only as one voice among them.
// Used by redact.cc. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

struct NamePart {
  std::string lower;  // "kari"
  std::string plain;  // Without marks: "odegard".
  bool family = false;
  bool particle = false;    // Redacted beside other parts only.
  bool word = false;        // An ordinary word too.
  bool vocabulary = false;  // A word of CVs too: an occupation, a month, a language, a place.
};

struct CandidateName {
  std::string full;  // As written where it was found.
  std::vector<NamePart> parts;
  bool Empty() const { return parts.empty(); }
};

// Findings made before (contact, labelled names) are evidence; the places where the name was found
// are added to them.
CandidateName FindCandidateName(const RedactContext& context, std::string_view file_name,
                                RedactionFindings* findings);

// Parts of a name as written, in the order given then family: "Nordmann, Kari" is turned round.
std::vector<NamePart> NameParts(std::string_view written);

// Whether text has the form of a person's name: one to seven words of letters that begin with
// capitals, small particles between.
bool HasNameShape(std::string_view text);

}  // namespace utvalg::parse
