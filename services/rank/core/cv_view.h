// SPDX-License-Identifier: Apache-2.0
//
// A CV made ready for scoring: its passages as directions, and what is derived once from its facts.
// Used by the matchers. Immutable; refers to the CvEmbedded it was made of, which must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/text_quality.h"
#include "utvalg/embedding/v1/embedding.pb.h"

namespace utvalg::rank {

class CvView {
 public:
  // InvalidArgument: vectors that do not fit the passages, a span outside the blind text.
  static absl::StatusOr<CvView> Create(const utvalg::embedding::v1::CvEmbedded& cv,
                                       const Calibration& calibration, const CopyDetector& copies);

  const utvalg::cv::v1::Cv& cv() const { return *cv_; }
  std::string_view text() const { return cv_->blind_text(); }

  // Passages by index into CvEmbedded.passages.
  size_t passages() const { return directions_.size(); }
  const utvalg::embedding::v1::Passage& passage(size_t index) const {
    return embedded_->passages(static_cast<int>(index));
  }
  const Direction& direction(size_t index) const { return directions_[index]; }
  // Its words, folded.
  const std::vector<std::string>& words(size_t index) const { return words_[index]; }

  // The passages that are read, in order: without those that repeat an earlier one, for saying
  // something twice does not make it truer, without what is copied from the advertisement, what
  // only claims (Calibration::OnlyClaims), words without the order of a language (word_order.h) and
  // running text under a heading of lists. Job titles on their own stand apart.
  const std::vector<size_t>& distinct() const { return distinct_; }
  const std::vector<size_t>& titles() const { return titles_; }
  // Of the distinct ones those that tell (a job, a project, an education, the summary) and do not
  // merely list (skills, interests, heaps of words); all of them when nothing is told.
  const std::vector<size_t>& told() const { return told_; }
  bool IsTold(size_t passage) const { return is_told_[passage]; }
  // Where all that is told points together: the course of this working life. Empty without
  // passages.
  const Direction& course() const { return course_; }

  // The job a passage is of; null when of none.
  const utvalg::cv::v1::Experience* JobOf(size_t passage) const;

  // How long ago a job ended, in months before the latest date of this CV: never by the clock, so
  // that a score does not age.
  uint32_t MonthsSince(const utvalg::cv::v1::Experience& job) const;
  // Months of these jobs together, overlaps counted once; a job without dates adds none.
  uint32_t MonthsTogether(std::span<const utvalg::cv::v1::Experience* const> jobs) const;

 private:
  CvView() = default;
  void FindDistinct(const Calibration& calibration, const CopyDetector& copies);
  std::vector<bool> WithoutOrder() const;
  bool IsInList(size_t passage) const;
  bool HasSmallWords(size_t passage, size_t in) const;
  std::vector<bool> TextAmongLists() const;
  void FindTold();
  std::string_view PassageBytes(size_t index) const;

  const utvalg::embedding::v1::CvEmbedded* embedded_ = nullptr;
  const utvalg::cv::v1::Cv* cv_ = nullptr;
  std::vector<Direction> directions_;
  std::vector<std::vector<std::string>> words_;
  std::vector<size_t> distinct_;
  std::vector<size_t> titles_;
  std::vector<size_t> told_;
  std::vector<bool> is_told_;
  Direction course_;
  int32_t latest_month_ = 0;  // 12 x year + month; 0 = the CV has no dates.
};

}  // namespace utvalg::rank
