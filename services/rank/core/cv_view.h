// SPDX-License-Identifier: Apache-2.0
//
// A CV made ready for scoring: its passages as directions, and what is derived once from its facts.
// Used by the matchers. Immutable; refers to the CvEmbedded it was made of, which must outlive it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/semantic.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

class CvView {
 public:
  // InvalidArgument: vectors that do not fit the passages, a span outside the blind text.
  static absl::StatusOr<CvView> Create(const utvalg::embedding::v1::CvEmbedded& cv,
                                       const Calibration& calibration);

  const utvalg::cv::v1::Cv& cv() const { return *cv_; }
  std::string_view text() const { return cv_->blind_text(); }
  size_t passages() const { return directions_.size(); }
  const utvalg::embedding::v1::Passage& passage(size_t index) const {
    return embedded_->passages(static_cast<int>(index));
  }
  const Direction& direction(size_t index) const { return directions_[index]; }

  // Whether a passage tells of something done (a job, a project, an education) and not merely
  // claims it (a summary, a list).
  bool IsDone(size_t passage) const;
  // The job a passage is of; null when of none.
  const utvalg::cv::v1::Experience* JobOf(size_t passage) const;
  // Whether the span lies inside a job, a project or an education.
  bool InsideDone(const utvalg::cv::v1::Span& span) const;

  // How long ago a job ended, in months before the latest date of this CV: never by the clock, so
  // that a score does not age.
  uint32_t MonthsSince(const utvalg::cv::v1::Experience& job) const;
  // Months of these jobs together, overlaps counted once; a job without dates adds none.
  uint32_t MonthsTogether(std::span<const utvalg::cv::v1::Experience* const> jobs) const;

 private:
  CvView() = default;

  const utvalg::embedding::v1::CvEmbedded* embedded_ = nullptr;
  const utvalg::cv::v1::Cv* cv_ = nullptr;
  std::vector<Direction> directions_;
  int32_t latest_month_ = 0;  // 12 x year + month; 0 = the CV has no dates.
};

}  // namespace utvalg::rank
