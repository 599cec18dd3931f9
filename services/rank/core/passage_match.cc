// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/passage_match.h"

#include <algorithm>
#include <utility>

#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

constexpr size_t kBestPassages = 2;
constexpr int64_t kMillion = 1'000'000;
// Cosine with an occupation, in millionths, that counts in full: what CVs of the very occupation
// reach.
constexpr int64_t kFullCourse = 700'000;

struct Near {
  int32_t similarity = 0;
  size_t passage = 0;
};

// The nearest of the passages, nearest first; the earlier of equals first.
std::vector<Near> Nearest(const CalibratedQuery& query, const CvView& cv,
                          const std::vector<size_t>& passages, size_t count) {
  std::vector<Near> nearest;
  nearest.reserve(passages.size());
  for (const size_t index : passages)
    nearest.push_back({query.Similarity(cv.direction(index)), index});
  const size_t kept = std::min(count, nearest.size());
  std::partial_sort(nearest.begin(), nearest.begin() + static_cast<ptrdiff_t>(kept), nearest.end(),
                    [](const Near& a, const Near& b) {
                      return a.similarity != b.similarity ? a.similarity > b.similarity
                                                          : a.passage < b.passage;
                    });
  nearest.resize(kept);
  return nearest;
}

int64_t MeanSimilarity(const std::vector<Near>& nearest) {
  int64_t sum = 0;
  for (const Near& near : nearest) sum += near.similarity;
  return nearest.empty() ? 0 : sum / static_cast<int64_t>(nearest.size());
}

uint32_t CourseScore(int64_t similarity) {
  return static_cast<uint32_t>(
      std::clamp<int64_t>(similarity * kMillion / kFullCourse, 0, kMillion));
}

void AddEvidence(const CvView& cv, size_t index, uint32_t strength,
                 const std::unordered_set<std::string>& wanted, PassageMatch* match) {
  result::v1::Evidence evidence;
  *evidence.mutable_span() = BestLine(cv.text(), cv.passage(index).span(), wanted);
  evidence.set_section(cv.passage(index).section());
  evidence.set_strength(strength);
  match->evidence.push_back(std::move(evidence));
}

}  // namespace

std::vector<uint32_t> PassageScores(const CalibratedQuery& query, const CvView& cv) {
  std::vector<uint32_t> scores(cv.passages(), 0);
  for (const size_t index : cv.distinct()) {
    scores[index] = SemanticScore(query.Deviation(query.Similarity(cv.direction(index))));
  }
  return scores;
}

PassageMatch MatchPassages(const CalibratedQuery& query, const CvView& cv,
                           const std::unordered_set<std::string>& wanted) {
  PassageMatch match;
  const std::vector<Near> nearest = Nearest(query, cv, cv.distinct(), kBestPassages);
  if (nearest.empty()) return match;
  match.score = SemanticScore(query.Deviation(static_cast<int32_t>(MeanSimilarity(nearest))));
  for (const Near& near : nearest) {
    AddEvidence(cv, near.passage, SemanticScore(query.Deviation(near.similarity)), wanted, &match);
  }
  return match;
}

PassageMatch MatchCourse(const CalibratedQuery& query, const CvView& cv,
                         const std::unordered_set<std::string>& wanted) {
  PassageMatch match;
  const std::vector<Near> nearest = Nearest(query, cv, cv.distinct(), kBestPassages);
  if (nearest.empty()) return match;
  const int64_t best = MeanSimilarity(nearest);
  const std::vector<Near> title = Nearest(query, cv, cv.titles(), 1);
  const int64_t of_title =
      std::max(nearest.front().similarity,
               title.empty() ? nearest.front().similarity : title.front().similarity);
  match.score = CourseScore((best + of_title + query.Similarity(cv.course())) / 3);
  if (!title.empty()) {
    AddEvidence(cv, title.front().passage, CourseScore(title.front().similarity), wanted, &match);
  }
  for (const Near& near : nearest)
    AddEvidence(cv, near.passage, CourseScore(near.similarity), wanted, &match);
  return match;
}

}  // namespace utvalg::rank
