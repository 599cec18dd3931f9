// SPDX-License-Identifier: Apache-2.0
//
// What the commands about decisions, candidates, pilots and training print for people. With --json
// they print the message instead, field names as in the proto. Stateless, thread-safe.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "services/cli/core/table.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

// One line of JSON with every field, default values too.
std::string MessageJsonLine(const google::protobuf::Message& message);

std::string PeopleText(const utvalg::ingest::v1::DecideResponse& decided, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::DeclineManyResponse& declined,
                       const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::DrawSampleResponse& drawn, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::ListDecisionsResponse& history,
                       const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::GetReviewResponse& review, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::GetReceiptResponse& receipt, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::GetStatusResponse& status, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::GetFeedbackResponse& feedback,
                       const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::SetSearchConsentResponse& consent,
                       const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::WithdrawResponse& withdrawn, const Canvas& canvas);
std::string PeopleText(const utvalg::ingest::v1::RequestPersonResponse& requested,
                       const Canvas& canvas);

}  // namespace utvalg::cli
