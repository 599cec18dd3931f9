// SPDX-License-Identifier: Apache-2.0
//
// Who the CV is about: the name in the header, found by its place and type, by a label, by the
// e-mail address, the links and the file name, with lists of names only as one voice among them.
// Used by redact.cc. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/name_parts.h"
#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

struct CandidateName {
  std::string full;  // As written where it was found.
  std::vector<NamePart> parts;
  bool Empty() const { return parts.empty(); }
};

// Findings made before (contact, labelled names) are evidence; the places where the name was found
// are added to them.
CandidateName FindCandidateName(const RedactContext& context, std::string_view file_name,
                                RedactionFindings* findings);

}  // namespace utvalg::parse
