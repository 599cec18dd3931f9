// SPDX-License-Identifier: Apache-2.0
//
// What candidates are answered: receipt and export. Pure.
#pragma once

#include <string>
#include <vector>

#include "utvalg/application/v1/application.pb.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/decision/v1/decision.pb.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/parse/v1/parse_service.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::ingest {

// What was read and from which line, what was left out of the comparison and how often, what could
// not be read, what recognition has yet to read; in the receipt's language.
void FillReceipt(const parse::v1::ParseDocumentResponse& read, v1::GetReceiptResponse* receipt);

// Everything that is held about an application.
struct Held {
  application::v1::Application application;
  cv::v1::CvParsed parsed;
  identity::v1::CvIdentity identity;
  bool recognition_waiting = false;                 // A scan that is not read yet: no CV above.
  rank::v1::ExplainApplicationResponse comparison;  // Empty while there is no score.
  std::vector<decision::v1::DecisionRecord> history;
  decision::v1::ApplicationState state = decision::v1::APPLICATION_STATE_UNSPECIFIED;
  std::string job_title;
  int64_t search_consent_until_ms = 0;  // 0 = no search may find it.
};

// JSON Resume 1.0, or with the names of Europass; what the format has no place for stands below
// "utvalg".
std::string ExportJson(const Held& held, v1::ExportFormat format);

}  // namespace utvalg::ingest
