// SPDX-License-Identifier: Apache-2.0
//
// Answers about people and their rights, for people and as JSON: erasures, epochs, decisions,
// reviews, receipts. Stateless, thread-safe.
#pragma once

#include <string>

#include "services/cli/core/json.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

std::string ErasureText(const std::string& erasure_id,
                        const utvalg::ingest::v1::GetErasureResponse& erasure);
// The signed bytes of the certificate stand beside its fields, in hexadecimal.
Json ErasureJson(const std::string& erasure_id,
                 const utvalg::ingest::v1::GetErasureResponse& erasure);

std::string RotationText(const utvalg::ingest::v1::RotateKeysResponse& rotation);
Json RotationJson(const utvalg::ingest::v1::RotateKeysResponse& rotation);

}  // namespace utvalg::cli
