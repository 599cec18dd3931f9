// SPDX-License-Identifier: Apache-2.0
//
// What a candidate sees behind the link of their receipt: where the application stands, what was
// read and what was not used, and what they can do, in their language. One page that loads nothing
// and runs no script. Used by `utvalg pages`. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

struct CandidateAnswers {
  utvalg::ingest::v1::GetReceiptResponse receipt;
  utvalg::ingest::v1::GetStatusResponse status;
  // When the employer switched it on and there is a result.
  std::optional<utvalg::ingest::v1::GetFeedbackResponse> feedback;
};

// `link`: the path of the page, to which its forms and links are relative.
std::string CandidatePage(const CandidateAnswers& answers, std::string_view link);

// After an erasure was asked for. `certificate`: JSON; "" = it is still under way.
std::string ErasedPage(std::string_view locale, std::string_view certificate);

// Why there is nothing to show, in plain words with what to do.
enum class PageFailure {
  kNoSuchLink,   // Wrong, run out, or the application was erased.
  kNotPossible,  // Withdrawn already, the job is closed ...
  kNoFile,       // The form came without one, or it cannot be taken.
  kTooLarge,
  kLater,  // The server does not answer.
};
std::string FailurePage(std::string_view locale, PageFailure failure);

// nb, nn or en: the first of an Accept-Language header that we speak; "no" is nb; else nb.
std::string LocaleFrom(std::string_view accept_language);

}  // namespace utvalg::cli
