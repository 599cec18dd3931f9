// SPDX-License-Identifier: Apache-2.0
//
// The work of the embed stage: the values of cv-embedded and job-embedded. Thread-safe as far as
// the encoder is.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/embed/core/encoder.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::embed {

// Passages and their vectors; an unreadable verdict is passed on without. Fails as the encoder
// does.
absl::StatusOr<utvalg::embedding::v1::CvEmbedded> EmbedCv(const utvalg::cv::v1::CvParsed& parsed,
                                                          Encoder& encoder);

// Several at once, for throughput: passages of equal length meet across CVs. The same values as one
// by one, in order. owners[i]: the record key of CV i; see Encoder::EncodeOwned.
absl::StatusOr<std::vector<utvalg::embedding::v1::CvEmbedded>> EmbedCvs(
    std::span<const utvalg::cv::v1::CvParsed> parsed, std::span<const std::string> owners,
    Encoder& encoder);

// One query vector for each criterion's text, then the title's.
absl::StatusOr<utvalg::embedding::v1::JobEmbedded> EmbedJob(const utvalg::job::v1::Job& job,
                                                            Encoder& encoder);

}  // namespace utvalg::embed
