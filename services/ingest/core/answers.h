// SPDX-License-Identifier: Apache-2.0
//
// What candidates are told, in bokmål, nynorsk or English. Pure.
#pragma once

#include <string>

#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/decision/v1/decision.pb.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::ingest {

// nb, nn or en; all else is nb.
std::string LocaleOr(const std::string& locale);

std::string NotUsedSentence(identity::v1::RedactionReason reason, const std::string& locale);
std::string UnreadableSentence(cv::v1::NeedsPersonReason reason, const std::string& locale);
std::string StateSentence(decision::v1::ApplicationState state, const std::string& locale);
std::string FoundSentence(result::v1::Found found, const std::string& locale);
std::string PendingSentence(const std::string& locale);
std::string CorrectSentence(const std::string& locale);
std::string FeedbackPreface(const std::string& locale);

// What was read, and how often what was left out of the comparison; places are filled by `layout`.
void FillReceipt(const cv::v1::CvParsed& parsed, const identity::v1::CvIdentity& identity,
                 const identity::v1::CvLayout& layout, v1::GetReceiptResponse* receipt);

// JSON Resume 1.0, and what it has no place for below "utvalg".
std::string ExportJson(const cv::v1::CvParsed& parsed, const identity::v1::CvIdentity& identity,
                       const v1::GetStatusResponse& status);

}  // namespace utvalg::ingest
