// SPDX-License-Identifier: Apache-2.0
//
// Words for the closed lists of the contract: tokens for JSON (lower snake case, stable) and
// sentences for people. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "services/cli/core/ink.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/extract/v1/extract.pb.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::cli {

// A file that could not be opened never reaches the services, so their list has no word for it.
inline constexpr std::string_view kUnreadableFile = "unreadable_file";

// FOUND_PARTLY -> "partly". "" for ..._UNSPECIFIED and for numbers that have no name.
std::string Token(utvalg::result::v1::Found found);
std::string Token(utvalg::cv::v1::SectionKind section);
std::string Token(utvalg::cv::v1::NeedsPersonReason reason);
std::string Token(utvalg::cv::v1::EducationLevel level);
std::string Token(utvalg::job::v1::CriterionKind kind);
std::string Token(utvalg::job::v1::Importance importance);  // UNSPECIFIED is read as "nice".
std::string Token(utvalg::extract::v1::FindingKind kind);
std::string Token(utvalg::extract::v1::Hidden hidden);
// "A1" to "C2", "native".
std::string Token(utvalg::cv::v1::LanguageLevel level);

// What a token of a reason (or kUnreadableFile) means and what the person can do, as one sentence.
std::string_view ReasonSentence(std::string_view reason);
// A few words: "found", "partly", "not found", "below what is asked".
std::string_view FoundWords(utvalg::result::v1::Found found);
Ink FoundInk(utvalg::result::v1::Found found);
// "work experience", "education" ...
std::string_view SectionWords(utvalg::cv::v1::SectionKind section);
// What was noticed about a document, for the reviewer.
std::string FindingSentence(const utvalg::extract::v1::Finding& finding);

}  // namespace utvalg::cli
