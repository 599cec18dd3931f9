// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/ids.h"

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

// Job has no map field, so that its serialization is one sequence of bytes.
std::string Content(const job::v1::Job& job) {
  job::v1::Job content = job;
  content.clear_tenant();
  content.clear_job_id();
  content.clear_revision();
  content.clear_closed();
  content.clear_closed_at_ms();
  content.clear_pilot();
  return content.SerializeAsString();
}

}  // namespace

std::string ApplicationId(std::string_view tenant_secret, std::string_view idempotency_key) {
  return Hex(HmacSha256(tenant_secret, Cat("application\n", idempotency_key))).substr(0, 32);
}

std::string CandidateId(std::string_view tenant_secret, std::string_view candidate_ref,
                        std::string_view application_id) {
  if (candidate_ref.empty()) return std::string(application_id);
  return Hex(HmacSha256(tenant_secret, Cat("candidate\n", candidate_ref))).substr(0, 32);
}

std::string JobId(const job::v1::Job& job) {
  return Cat("job-", Sha256Hex(Content(job)).substr(0, 16));
}

bool SameContent(const job::v1::Job& a, const job::v1::Job& b) { return Content(a) == Content(b); }

}  // namespace utvalg::ingest
