// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/cv_view.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "common/base/strings.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using cv::v1::Experience;
using cv::v1::PartialDate;
using cv::v1::SectionKind;
using cv::v1::Span;

int32_t MonthIndex(const PartialDate& date, int32_t month_if_missing) {
  if (date.year() == 0) return 0;
  const int32_t month = date.month() == 0 ? month_if_missing : static_cast<int32_t>(date.month());
  return static_cast<int32_t>(date.year()) * 12 + month;
}

bool Inside(const Span& inner, const Span& outer) {
  return inner.begin() >= outer.begin() && inner.end() <= outer.end();
}

}  // namespace

absl::StatusOr<CvView> CvView::Create(const embedding::v1::CvEmbedded& cv,
                                      const Calibration& calibration) {
  CvView view;
  view.embedded_ = &cv;
  view.cv_ = &cv.parsed().read();
  const size_t dimensions = calibration.dimensions();
  const auto passages = static_cast<size_t>(cv.passages_size());
  if (cv.vectors().size() != passages * dimensions) {
    return absl::InvalidArgumentError(Cat(cv.vectors().size(), " bytes of vectors for ", passages,
                                          " passages of ", dimensions, " dimensions"));
  }
  const auto* rows = reinterpret_cast<const int8_t*>(cv.vectors().data());
  for (size_t i = 0; i < passages; ++i) {
    if (!IsValidSpan(view.text(), view.passage(i).span())) {
      return absl::InvalidArgumentError(Cat("passage ", i, " lies outside the blind text"));
    }
    view.directions_.push_back(
        CentredDirection(std::span<const int8_t>(rows + i * dimensions, dimensions), calibration));
  }
  for (const Experience& job : view.cv_->experience()) {
    view.latest_month_ =
        std::max({view.latest_month_, MonthIndex(job.start(), 1), MonthIndex(job.end(), 12)});
  }
  for (const auto& education : view.cv_->education()) {
    view.latest_month_ = std::max(view.latest_month_, MonthIndex(education.end(), 12));
  }
  return view;
}

const Experience* CvView::JobOf(size_t index) const {
  const auto& of = passage(index);
  if (of.entry() == 0 || of.section() == cv::v1::SECTION_KIND_EDUCATION) return nullptr;
  if (of.entry() > static_cast<uint32_t>(cv_->experience_size())) return nullptr;
  return &cv_->experience(static_cast<int>(of.entry()) - 1);
}

bool CvView::IsDone(size_t index) const {
  if (passage(index).entry() > 0) return true;
  switch (passage(index).section()) {
    case cv::v1::SECTION_KIND_EXPERIENCE:
    case cv::v1::SECTION_KIND_EDUCATION:
    case cv::v1::SECTION_KIND_PROJECTS:
    case cv::v1::SECTION_KIND_PUBLICATIONS:
    case cv::v1::SECTION_KIND_VOLUNTEERING:
    case cv::v1::SECTION_KIND_POSITIONS_OF_TRUST:
    case cv::v1::SECTION_KIND_CERTIFICATES:
    case cv::v1::SECTION_KIND_COURSES:
      return true;
    default:
      return false;
  }
}

bool CvView::InsideDone(const Span& span) const {
  for (size_t i = 0; i < passages(); ++i) {
    if (IsDone(i) && Inside(span, passage(i).span())) return true;
  }
  return false;
}

uint32_t CvView::MonthsSince(const Experience& job) const {
  if (job.current()) return 0;
  int32_t end = MonthIndex(job.end(), 12);
  if (end == 0) end = MonthIndex(job.start(), 12);
  if (end == 0 || end >= latest_month_) return 0;
  return static_cast<uint32_t>(latest_month_ - end);
}

uint32_t CvView::MonthsTogether(std::span<const Experience* const> jobs) const {
  std::vector<std::pair<int32_t, int32_t>> intervals;
  uint32_t undated = 0;
  for (const Experience* job : jobs) {
    const int32_t begin = MonthIndex(job->start(), 1);
    if (begin == 0) {
      undated = std::max(undated, job->months());
      continue;
    }
    // The parser knows a job's length; a current one lasts as long as it said.
    intervals.emplace_back(begin, begin + static_cast<int32_t>(job->months()));
  }
  std::sort(intervals.begin(), intervals.end());
  int32_t covered = 0;
  int32_t sum = 0;
  for (const auto& [begin, end] : intervals) {
    const int32_t from = std::max(begin, covered);
    if (end > from) sum += end - from;
    covered = std::max(covered, end);
  }
  return std::max(static_cast<uint32_t>(sum), undated);
}

}  // namespace utvalg::rank
