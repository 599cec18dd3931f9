// SPDX-License-Identifier: Apache-2.0
//
// Answers about people and their rights, for people and as JSON: erasures, epochs, decisions,
// reviews, receipts. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/cli/core/json.h"
#include "utvalg/erasure/v1/erasure.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

std::string ErasureText(const std::string& erasure_id,
                        const utvalg::ingest::v1::GetErasureResponse& erasure);
// The signed bytes of the certificate stand beside its fields, in hexadecimal.
Json ErasureJson(const std::string& erasure_id,
                 const utvalg::ingest::v1::GetErasureResponse& erasure);
// What was signed of an erasure that is complete.
utvalg::erasure::v1::ErasureCertificate CertificateOf(
    const utvalg::ingest::v1::GetErasureResponse& erasure);
// What ErasureJson printed, read again. INVALID_ARGUMENT: it is none, or of an erasure that is not
// complete. DATA_LOSS: what can be read in it is not what its certificate says. Whether the
// signature fits is not looked at.
absl::StatusOr<utvalg::ingest::v1::GetErasureResponse> ReadErasureJson(std::string_view text);

std::string RotationText(const utvalg::ingest::v1::RotateKeysResponse& rotation);
Json RotationJson(const utvalg::ingest::v1::RotateKeysResponse& rotation);

}  // namespace utvalg::cli
