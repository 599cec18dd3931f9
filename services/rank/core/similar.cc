// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/similar.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/base/status_macros.h"
#include "services/rank/core/cv_view.h"
#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

constexpr size_t kPairs = 3;

absl::StatusOr<v1::Quote> QuoteOf(const CvView& view, size_t passage, LineFinder* lines,
                                  const std::unordered_set<std::string>& wanted) {
  result::v1::Evidence evidence;
  *evidence.mutable_span() = lines->Best(view.passage(passage).span(), wanted);
  evidence.set_section(view.passage(passage).section());
  return MakeQuote(view.cv(), evidence);
}

// Which of `others` comes nearest.
struct Nearest {
  size_t index = 0;
  int32_t cosine = 0;
};
Nearest NearestOf(const Direction& one, const std::vector<const Direction*>& others) {
  Nearest nearest;
  for (size_t i = 0; i < others.size(); ++i) {
    const int32_t cosine = Cosine(one, *others[i]);
    if (cosine > nearest.cosine) nearest = {i, cosine};
  }
  return nearest;
}

}  // namespace

absl::Status ReadTold(const embedding::v1::CvEmbedded& cv, const Calibration& calibration,
                      v1::ReadPassagesResponse* told) {
  if (!cv.parsed().has_read()) return absl::OkStatus();
  UTVALG_ASSIGN_OR_RETURN(const CvView view, CvView::Create(cv, calibration, CopyDetector("")));
  LineFinder lines(view.text());
  for (const size_t passage : view.told()) {
    absl::StatusOr<v1::Quote> quote = QuoteOf(view, passage, &lines, {});
    if (!quote.ok()) continue;
    *told->add_quotes() = *std::move(quote);
    told->mutable_vectors()->append(cv.vectors(), passage * calibration.dimensions(),
                                    calibration.dimensions());
  }
  return absl::OkStatus();
}

ToldPassages::ToldPassages(const v1::ReadPassagesResponse& told, const Calibration& calibration)
    : told_(told), calibration_(calibration) {
  const size_t dimensions = calibration.dimensions();
  const auto* rows = reinterpret_cast<const int8_t*>(told.vectors().data());
  for (size_t i = 0; (i + 1) * dimensions <= told.vectors().size(); ++i) {
    directions_.push_back(
        calibration.Map({rows + i * dimensions, dimensions}, VectorRole::kPassage));
  }
}

absl::StatusOr<v1::SimilarHit> ToldPassages::Compare(const embedding::v1::CvEmbedded& other) const {
  UTVALG_ASSIGN_OR_RETURN(const CvView view, CvView::Create(other, calibration_, CopyDetector("")));
  std::vector<const Direction*> own;
  for (const Direction& direction : directions_) own.push_back(&direction);
  std::vector<const Direction*> others;
  for (const size_t passage : view.told()) others.push_back(&view.direction(passage));
  v1::SimilarHit hit;
  if (own.empty() || others.empty()) return hit;

  std::vector<std::pair<size_t, Nearest>> pairs;
  int64_t forth = 0;
  for (size_t i = 0; i < own.size(); ++i) {
    pairs.emplace_back(i, NearestOf(*own[i], others));
    forth += pairs.back().second.cosine;
  }
  int64_t back = 0;
  for (const Direction* one : others) back += NearestOf(*one, own).cosine;
  hit.set_nearness(static_cast<uint32_t>(
      (forth / static_cast<int64_t>(own.size()) + back / static_cast<int64_t>(others.size())) / 2));

  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& a, const auto& b) { return a.second.cosine > b.second.cosine; });
  LineFinder lines(view.text());
  for (size_t i = 0; i < std::min(kPairs, pairs.size()); ++i) {
    const auto& [index, nearest] = pairs[i];
    if (nearest.cosine <= 0) break;
    const v1::Quote& quote = told_.quotes(static_cast<int>(index));
    absl::StatusOr<v1::Quote> found =
        QuoteOf(view, view.told()[nearest.index], &lines, QuoteWords(quote.text()));
    if (!found.ok()) continue;
    v1::SimilarPassage* pair = hit.add_passages();
    *pair->mutable_own() = quote;
    *pair->mutable_other() = *std::move(found);
    pair->set_nearness(static_cast<uint32_t>(nearest.cosine));
  }
  return hit;
}

void SortHits(std::vector<v1::SimilarHit>* hits, size_t limit) {
  std::sort(hits->begin(), hits->end(), [](const v1::SimilarHit& a, const v1::SimilarHit& b) {
    return a.nearness() != b.nearness() ? a.nearness() > b.nearness()
                                        : a.application_id() < b.application_id();
  });
  if (hits->size() > limit) hits->resize(limit);
}

}  // namespace utvalg::rank
