// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/cv_view.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "common/base/strings.h"
#include "common/lexicon/nynorsk.h"
#include "common/lexicon/sections.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/text.h"
#include "services/rank/core/word_order.h"

namespace utvalg::rank {
namespace {

using cv::v1::Experience;
using cv::v1::PartialDate;

int32_t MonthIndex(const PartialDate& date, int32_t month_if_missing) {
  if (date.year() == 0) return 0;
  const int32_t month = date.month() == 0 ? month_if_missing : static_cast<int32_t>(date.month());
  return static_cast<int32_t>(date.year()) * 12 + month;
}

// The parts of a CV where somebody tells, rather than lists.
bool Tells(cv::v1::SectionKind section) {
  switch (section) {
    case cv::v1::SECTION_KIND_HEADER:
    case cv::v1::SECTION_KIND_SUMMARY:
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

std::span<const int8_t> Row(const embedding::v1::CvEmbedded& cv, size_t index, size_t dimensions) {
  return {reinterpret_cast<const int8_t*>(cv.vectors().data()) + index * dimensions, dimensions};
}

int64_t Dot(std::span<const int8_t> a, std::span<const int8_t> b) {
  int32_t sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

absl::StatusOr<CvView> CvView::Create(const embedding::v1::CvEmbedded& cv,
                                      const Calibration& calibration, const CopyDetector& copies) {
  CvView view;
  view.embedded_ = &cv;
  view.cv_ = &cv.parsed().read();
  const size_t dimensions = calibration.dimensions();
  const auto passages = static_cast<size_t>(cv.passages_size());
  if (cv.vectors().size() != passages * dimensions) {
    return absl::InvalidArgumentError(Cat(cv.vectors().size(), " bytes of vectors for ", passages,
                                          " passages of ", dimensions, " dimensions"));
  }
  // As passages are embedded: the written form tells nothing.
  const bool nynorsk = lexicon::IsNynorsk(*view.cv_);
  for (size_t i = 0; i < passages; ++i) {
    if (!IsValidSpan(view.text(), view.passage(i).span())) {
      return absl::InvalidArgumentError(Cat("passage ", i, " lies outside the blind text"));
    }
    view.directions_.push_back(calibration.Map(Row(cv, i, dimensions), VectorRole::kPassage));
    std::vector<std::string>& words = view.words_.emplace_back();
    const std::string_view said = view.PassageBytes(i);
    for (Word& word : SplitWords(nynorsk ? lexicon::InBokmaal(said) : std::string(said)))
      words.push_back(std::move(word.folded));
  }
  view.FindDistinct(calibration, copies);
  view.FindTold();
  for (const Experience& job : view.cv_->experience()) {
    view.latest_month_ =
        std::max({view.latest_month_, MonthIndex(job.start(), 1), MonthIndex(job.end(), 12)});
  }
  for (const auto& education : view.cv_->education()) {
    view.latest_month_ = std::max(view.latest_month_, MonthIndex(education.end(), 12));
  }
  return view;
}

// The passages of entries and sections that are words in no order. Lists have none.
std::vector<bool> CvView::WithoutOrder() const {
  std::vector<bool> broken(passages(), false);
  for (size_t begin = 0; begin < passages();) {
    WordOrder order;
    size_t end = begin;
    for (; end < passages(); ++end) {
      const auto& first = passage(begin);
      const auto& next = passage(end);
      if (next.section() != first.section() || next.entry() != first.entry() ||
          next.title() != first.title())
        break;
      order.Add(PassageBytes(end));
    }
    if (order.IsBroken() && !IsInList(begin))
      std::fill(broken.begin() + begin, broken.begin() + end, true);
    begin = end;
  }
  return broken;
}

bool CvView::IsInList(size_t index) const { return lexicon::NamesThings(passage(index).section()); }

// Whether one word in so many is one of the small ones of sentences.
bool CvView::HasSmallWords(size_t index, size_t in) const {
  const auto small = static_cast<size_t>(std::count_if(
      words_[index].begin(), words_[index].end(),
      [](const std::string& word) { return !IsAsciiDigit(word.front()) && !IsContentWord(word); }));
  return small * in >= words_[index].size();
}

// The passages under headings of lists (languages, licences, courses) that go on for long with the
// small words of sentences, and what of the kind follows them: something else was put there.
std::vector<bool> CvView::TextAmongLists() const {
  constexpr size_t kMostWords = 25;
  std::vector<bool> text(passages(), false);
  for (size_t i = 0; i < passages(); ++i) {
    if (!IsInList(i)) continue;
    const bool goes_on = i > 0 && text[i - 1] && passage(i - 1).section() == passage(i).section();
    text[i] = goes_on ? HasSmallWords(i, 12) : words_[i].size() > kMostWords && HasSmallWords(i, 6);
  }
  return text;
}

void CvView::FindDistinct(const Calibration& calibration, const CopyDetector& copies) {
  // Cosine of two vectors from which on they say the same, in thousandths.
  constexpr int64_t kSame = 985;
  const size_t dimensions = calibration.dimensions();
  const std::vector<bool> without_order = WithoutOrder();
  const std::vector<bool> text_among_lists = TextAmongLists();
  std::vector<int64_t> squares(passages());
  for (size_t i = 0; i < passages(); ++i) {
    const std::span<const int8_t> row = Row(*embedded_, i, dimensions);
    squares[i] = Dot(row, row);
    if (without_order[i] || text_among_lists[i] || copies.IsCopied(PassageBytes(i))) continue;
    if (!passage(i).title() && calibration.OnlyClaims(row)) continue;
    std::vector<size_t>& kept = passage(i).title() ? titles_ : distinct_;
    const bool repeats = std::any_of(kept.begin(), kept.end(), [&](size_t earlier) {
      const int64_t dot = Dot(row, Row(*embedded_, earlier, dimensions));
      return dot * 1000 >= kSame * std::max(squares[i], squares[earlier]);
    });
    if (!repeats) kept.push_back(i);
  }
}

void CvView::FindTold() {
  is_told_.resize(passages(), false);
  for (size_t i = 0; i < passages(); ++i) {
    is_told_[i] =
        (passage(i).entry() > 0 || Tells(passage(i).section())) && !IsWordHeap(PassageBytes(i));
  }
  for (const size_t index : distinct_) {
    if (is_told_[index]) told_.push_back(index);
  }
  if (told_.empty()) told_ = distinct_;
  std::vector<const Direction*> parts;
  for (const size_t index : told_) parts.push_back(&directions_[index]);
  course_ = SumDirection(parts);
}

std::string_view CvView::PassageBytes(size_t index) const {
  const cv::v1::Span& span = passage(index).span();
  return text().substr(span.begin(), span.end() - span.begin());
}

const Experience* CvView::JobOf(size_t index) const {
  const auto& of = passage(index);
  if (of.entry() == 0 || of.section() == cv::v1::SECTION_KIND_EDUCATION) return nullptr;
  if (of.entry() > static_cast<uint32_t>(cv_->experience_size())) return nullptr;
  return &cv_->experience(static_cast<int>(of.entry()) - 1);
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
