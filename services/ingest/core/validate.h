// SPDX-License-Identifier: Apache-2.0
//
// What is refused at the door: only what needs no parsing. Every fault is named at once, with what
// to do.
#pragma once

#include "absl/status/status.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::ingest {

// Limits of a job; docs/operations.md lists them.
inline constexpr int kMaxCriteria = 64;
inline constexpr size_t kMaxCriterionBytes = 2000;
inline constexpr size_t kMaxTitleBytes = 500;
inline constexpr size_t kMaxDescriptionBytes = 200 * 1024;
inline constexpr size_t kMaxFileNameBytes = 1024;
inline constexpr size_t kMaxIdempotencyKeyBytes = 200;

absl::Status ValidateHeader(const v1::SubmitApplicationRequest::Header& header);

// Criteria need an id, a text and a kind; ids are unique. InvalidArgument lists every fault.
absl::Status ValidateJob(const job::v1::Job& job);

// Fills what a caller may leave out: ids of criteria (c1, c2 ...), kind (free text), importance
// (nice). A weight left out stays 0: what that means is rank's to say.
void CompleteJob(job::v1::Job* job);

}  // namespace utvalg::ingest
