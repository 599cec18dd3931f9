// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/validate.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"

namespace utvalg::ingest {
namespace {

bool IsReference(std::string_view text) {
  return text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == ':' || c == '-';
         });
}

bool IsCriterionId(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

absl::Status Faults(const std::vector<std::string>& faults) {
  if (faults.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(faults, "; "));
}

}  // namespace

absl::Status ValidateHeader(const v1::SubmitApplicationRequest::Header& header) {
  std::vector<std::string> faults;
  if (header.job_id().empty() && header.corrects().empty())
    faults.push_back("job_id is missing: name the job applied for");
  if (header.job_id().size() > 200 || !IsReference(header.job_id())) {
    faults.push_back("job_id must be at most 200 of A-Z a-z 0-9 . _ : -");
  }
  if (!IsReference(header.candidate_ref())) {
    faults.push_back("candidate_ref must be at most 200 of A-Z a-z 0-9 . _ : -");
  }
  if (header.idempotency_key().empty()) {
    faults.push_back(
        "idempotency_key is missing: send one, equal for every retry of one application");
  }
  if (header.idempotency_key().size() > kMaxIdempotencyKeyBytes ||
      HasControl(header.idempotency_key())) {
    faults.push_back("idempotency_key must be at most 200 bytes without control characters");
  }
  if (header.file_name().size() > kMaxFileNameBytes || HasControl(header.file_name())) {
    faults.push_back("file_name must be at most 1024 bytes without control characters");
  }
  return Faults(faults);
}

absl::Status ValidateJob(const job::v1::Job& job) {
  std::vector<std::string> faults;
  if (job.title().empty()) faults.push_back("title is missing");
  if (job.title().size() > kMaxTitleBytes) faults.push_back("title is longer than 500 bytes");
  if (job.description().size() > kMaxDescriptionBytes) {
    faults.push_back("description is longer than 200 KiB");
  }
  if (!IsReference(job.job_id()))
    faults.push_back("job_id must be at most 200 of A-Z a-z 0-9 . _ : -");
  if (job.criteria().empty()) {
    faults.push_back("criteria are missing: name at least one thing the job asks for");
  }
  if (job.criteria_size() > kMaxCriteria) faults.push_back("there are more than 64 criteria");
  std::set<std::string> ids;
  for (const job::v1::Criterion& criterion : job.criteria()) {
    const std::string where = Cat("criterion \"", criterion.id(), "\"");
    if (!IsCriterionId(criterion.id())) {
      faults.push_back(Cat(where, ": id must be 1 to 40 of a-z 0-9 -"));
    } else if (!ids.insert(criterion.id()).second) {
      faults.push_back(Cat(where, ": id is used twice"));
    }
    if (criterion.text().empty()) faults.push_back(Cat(where, ": text is missing"));
    if (criterion.text().size() > kMaxCriterionBytes) {
      faults.push_back(Cat(where, ": text is longer than 2000 bytes"));
    }
    if (!IsValidUtf8(criterion.text())) faults.push_back(Cat(where, ": text is not UTF-8"));
    if (criterion.weight() > 1000000) faults.push_back(Cat(where, ": weight is above 1000"));
  }
  return Faults(faults);
}

void CompleteJob(job::v1::Job* job) {
  int number = 0;
  for (job::v1::Criterion& criterion : *job->mutable_criteria()) {
    ++number;
    if (criterion.id().empty()) criterion.set_id(Cat("c", number));
    if (criterion.kind() == job::v1::CRITERION_KIND_UNSPECIFIED) {
      criterion.set_kind(job::v1::CRITERION_KIND_FREE_TEXT);
    }
    if (criterion.importance() == job::v1::IMPORTANCE_UNSPECIFIED) {
      criterion.set_importance(job::v1::IMPORTANCE_NICE);
    }
  }
}

}  // namespace utvalg::ingest
