// SPDX-License-Identifier: Apache-2.0
//
// The words people put over the sections of a CV, in bokmål, nynorsk, English and the near
// Scandinavian languages. Words alone: style and position are weighed in sections. Pure,
// thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// Kind of section when the whole text is a heading: a known phrase, or known phrases joined
// ("Education & Courses": the first decides). nullopt for anything else.
std::optional<utvalg::cv::v1::SectionKind> HeadingKind(std::string_view text);

inline bool IsSectionHeadingText(std::string_view text) { return HeadingKind(text).has_value(); }

// Words that are headings, but stand in other places just as often ("Results", "School"): they need
// the style of the other headings to be one.
bool IsWeakHeading(std::string_view text);

// A heading by its words alone.
bool IsStrongHeading(std::string_view text);

// Length in bytes of a heading at the start of a line that goes on with content after a colon or
// tab ("Languages: English"), with the separator; 0 when the line does not start so.
size_t LeadingHeading(std::string_view text, utvalg::cv::v1::SectionKind* kind);

}  // namespace utvalg::parse
