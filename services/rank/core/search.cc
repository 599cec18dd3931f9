// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/search.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "services/rank/core/cv_view.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/semantic.h"

namespace utvalg::rank {
namespace {

constexpr size_t kLookedAtPerHit = 4;
constexpr uint32_t kMeaningShare = 700;  // Thousandths; the rest is for the words themselves.

// Thousandths of the wanted words that the text holds.
uint32_t WordShare(std::string_view text, const std::unordered_set<std::string>& wanted) {
  if (wanted.empty()) return 0;
  size_t shared = 0;
  for (const std::string& word : QuoteWords(text)) shared += wanted.contains(word);
  return static_cast<uint32_t>(1000 * shared / wanted.size());
}

void AddMatched(const SearchFilter& filter, const cv::v1::Cv& cv, v1::SearchHit* hit) {
  for (v1::MatchedFilter& matched : filter.Explain(cv)) *hit->add_matched() = std::move(matched);
}

}  // namespace

std::vector<v1::NearPassage> LookNear(const SearchQuery& query, const VectorArena& arena,
                                      IsWanted wanted_owner, const FindCv& find,
                                      const Calibration& calibration) {
  std::vector<v1::NearPassage> looked_at;
  if (query.vector.size() != calibration.dimensions()) return looked_at;
  const CalibratedQuery calibrated(calibration.Map(query.vector, VectorRole::kQuery),
                                   calibration.background());
  const std::unordered_set<std::string> wanted = QuoteWords(query.text);
  for (const VectorArena::Hit& near :
       arena.Best(query.vector, kLookedAtPerHit * query.limit, wanted_owner)) {
    v1::NearPassage& passage_near = looked_at.emplace_back();
    passage_near.set_application_id(std::string(near.owner));
    passage_near.set_nearness(near.dot);
    const embedding::v1::CvEmbedded* cv = find(near.owner);
    if (cv == nullptr || !cv->parsed().has_read()) continue;
    const absl::StatusOr<CvView> view = CvView::Create(*cv, calibration, CopyDetector(""));
    if (!view.ok() || near.passage >= view->passages()) continue;
    const std::string_view text = view->text();
    const auto& passage = view->passage(near.passage);
    const uint32_t meaning =
        SemanticScore(calibrated.Deviation(calibrated.Similarity(view->direction(near.passage))));
    const uint32_t words = WordShare(text, wanted);
    const uint32_t score = (meaning / 1000) * kMeaningShare + words * (1000 - kMeaningShare);
    if (score == 0) continue;
    result::v1::Evidence evidence;
    *evidence.mutable_span() = LineFinder(text).Best(passage.span(), wanted);
    evidence.set_section(passage.section());
    evidence.set_strength(score);
    absl::StatusOr<v1::Quote> quote = MakeQuote(view->cv(), evidence);
    if (!quote.ok()) continue;
    v1::SearchHit& hit = *passage_near.mutable_hit();
    hit.set_application_id(std::string(near.owner));
    hit.set_score(score);
    hit.set_meaning(meaning);
    hit.set_words(words * 1000);
    *hit.mutable_quote() = *std::move(quote);
    AddMatched(query.filter, view->cv(), &hit);
  }
  return looked_at;
}

std::vector<v1::NearPassage> LookAll(const SearchQuery& query, std::vector<std::string> passing,
                                     const FindCv& find) {
  // Ids are keyed digests: their order tells nothing of who came first, or of a name.
  std::sort(passing.begin(), passing.end());
  std::vector<v1::NearPassage> looked_at;
  for (const std::string& application_id : passing) {
    if (looked_at.size() >= query.limit) break;
    const embedding::v1::CvEmbedded* cv = find(application_id);
    if (cv == nullptr || !cv->parsed().has_read()) continue;
    v1::NearPassage& near = looked_at.emplace_back();
    near.set_application_id(application_id);
    near.mutable_hit()->set_application_id(application_id);
    AddMatched(query.filter, cv->parsed().read(), near.mutable_hit());
  }
  return looked_at;
}

std::vector<v1::SearchHit> MergeHits(std::vector<v1::NearPassage> near, uint32_t limit) {
  std::sort(near.begin(), near.end(), [](const v1::NearPassage& a, const v1::NearPassage& b) {
    return a.nearness() != b.nearness() ? a.nearness() > b.nearness()
                                        : a.application_id() < b.application_id();
  });
  if (near.size() > kLookedAtPerHit * limit) near.resize(kLookedAtPerHit * limit);
  std::vector<v1::SearchHit> hits;
  for (v1::NearPassage& passage : near) {
    if (passage.has_hit()) hits.push_back(std::move(*passage.mutable_hit()));
  }
  std::sort(hits.begin(), hits.end(), [](const v1::SearchHit& a, const v1::SearchHit& b) {
    return a.score() != b.score() ? a.score() > b.score() : a.application_id() < b.application_id();
  });
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

std::vector<v1::SearchHit> Search(const SearchQuery& query, const VectorArena& arena,
                                  IsWanted wanted, const FindCv& find,
                                  const Calibration& calibration) {
  return MergeHits(LookNear(query, arena, wanted, find, calibration), query.limit);
}

}  // namespace utvalg::rank
