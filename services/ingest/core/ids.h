// SPDX-License-Identifier: Apache-2.0
//
// Names of applications, candidates and jobs. They are keyed digests, so that they say nothing of
// the person and a retried request meets the same name.
#pragma once

#include <string>
#include <string_view>

#include "utvalg/job/v1/job.pb.h"

namespace utvalg::ingest {

// 32 hexadecimal digits of HMAC(tenant secret, idempotency key).
std::string ApplicationId(std::string_view tenant_secret, std::string_view idempotency_key);

// 32 hexadecimal digits of HMAC(tenant secret, caller's reference); an application without a
// reference is a candidate of its own and is called like it.
std::string CandidateId(std::string_view tenant_secret, std::string_view candidate_ref,
                        std::string_view application_id);

// "job-" and 16 hexadecimal digits of the digest of what the job says (title, description,
// language, criteria).
std::string JobId(const job::v1::Job& job);

// Whether two jobs say the same, whatever their revision.
bool SameContent(const job::v1::Job& a, const job::v1::Job& b);

}  // namespace utvalg::ingest
