// SPDX-License-Identifier: Apache-2.0
//
// What candidates are told, sentence by sentence, in bokmål, nynorsk or English. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/decision/v1/decision.pb.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::ingest {

// One sentence in the three languages.
struct Sentence {
  const char* nb;
  const char* nn;
  const char* en;
  std::string In(const std::string& locale) const {
    return locale == "en" ? en : locale == "nn" ? nn : nb;
  }
};

// nb, nn or en; all else is nb.
std::string LocaleOr(const std::string& locale);

std::string NotUsedSentence(identity::v1::RedactionReason reason, const std::string& locale);
// Why the document as a whole was not read, and what the candidate can do.
std::string UnreadableSentence(cv::v1::NeedsPersonReason reason, const std::string& locale);
// What of a document that was read stayed unread; "" when the finding says nothing of that.
std::string FindingSentence(extract::v1::FindingKind kind, const std::string& locale);
std::string NoDatesSentence(const std::string& what, const std::string& locale);
std::string NothingFoundSentence(const std::string& locale);
std::string MuchUnplacedSentence(const std::string& locale);
// "now", of a job somebody still has.
std::string NowWord(const std::string& locale);
std::string StateSentence(decision::v1::ApplicationState state, const std::string& locale);
std::string FoundSentence(result::v1::Found found, const std::string& locale);
// Of a scan that was not read yet.
std::string RecognitionSentence(const std::string& locale);
std::string PendingSentence(const std::string& locale);
// They asked that a person reads theirs, and nobody has.
std::string PersonRequestedSentence(const std::string& locale);
// A search over the pool may find it until the end of that day (UTC), as YYYY-MM-DD.
std::string SearchConsentSentence(int64_t until_ms, const std::string& locale);
std::string CorrectSentence(const std::string& locale);
std::string FeedbackPreface(const std::string& locale);

}  // namespace utvalg::ingest
