// SPDX-License-Identifier: Apache-2.0
//
// How much a short text looks like a job title, an employer or a place of learning, by the words in
// it. Weak alone: the readers of entries sum it over all entries of a section. Pure, thread-safe.
#pragma once

#include <string_view>

namespace utvalg::parse {

// 0..100 each; 0 = nothing says so.
int TitleScore(std::string_view text);
int OrganisationScore(std::string_view text);
int InstitutionScore(std::string_view text);

// "Full-time", "heltid", "50 %", "vikariat", "Internship": how one was employed, not as what.
bool IsEmploymentType(std::string_view text);
// "2 years 3 months", "(1 år 2 mnd)".
bool IsDuration(std::string_view text);

}  // namespace utvalg::parse
