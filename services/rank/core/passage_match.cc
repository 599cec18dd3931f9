// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/passage_match.h"

#include <algorithm>
#include <utility>

#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

constexpr size_t kBestPassages = 2;
constexpr int64_t kMillion = 1'000'000;
// Cosines with an occupation, in millionths: what CVs reach that have nothing to do with it counts
// nothing, what CVs of the very occupation reach in full. Between them the score bends upwards, for
// half the way is what many CVs reach with many occupations, and says little.
constexpr int64_t kNoCourse = 100'000;
constexpr int64_t kFullCourse = 750'000;

struct Near {
  int32_t similarity = 0;
  size_t passage = 0;
};

// The nearest of the passages, nearest first; the earlier of equals first.
std::vector<Near> Nearest(const std::vector<int32_t>& similarities,
                          const std::vector<size_t>& passages, size_t count) {
  std::vector<Near> nearest;
  nearest.reserve(passages.size());
  for (const size_t index : passages) nearest.push_back({similarities[index], index});
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
  const int64_t share = std::clamp<int64_t>(
      (similarity - kNoCourse) * kMillion / (kFullCourse - kNoCourse), 0, kMillion);
  return static_cast<uint32_t>(share * (kMillion + 3 * share) / (4 * kMillion));
}

class EvidenceWriter {
 public:
  EvidenceWriter(const CvView& cv, const std::unordered_set<std::string>& wanted, LineFinder* lines,
                 PassageMatch* match)
      : cv_(cv), wanted_(wanted), lines_(lines), match_(match) {}

  void Add(size_t index, uint32_t strength) {
    if (strength == 0) return;
    result::v1::Evidence evidence;
    *evidence.mutable_span() = lines_->Best(cv_.passage(index).span(), wanted_);
    evidence.set_section(cv_.passage(index).section());
    evidence.set_strength(strength);
    match_->evidence.push_back(std::move(evidence));
  }

 private:
  const CvView& cv_;
  const std::unordered_set<std::string>& wanted_;
  LineFinder* lines_;
  PassageMatch* match_;
};

}  // namespace

namespace {

// What is merely listed is believed as far as something told comes near it.
void BelieveAsTold(const CvView& cv, std::vector<int32_t>* values) {
  if (cv.told().empty()) return;
  int32_t most = (*values)[cv.told().front()];
  for (const size_t index : cv.told()) most = std::max(most, (*values)[index]);
  for (const size_t index : cv.distinct()) {
    if (!cv.IsTold(index)) (*values)[index] = std::min((*values)[index], most);
  }
}

}  // namespace

PassageSimilarities::PassageSimilarities(const CriterionQuery& query, const CvView& cv)
    : query_(&query) {
  for (size_t i = 0; i < cv.passages(); ++i) {
    similarities_.push_back(query.occupations().Similarity(cv.direction(i)));
    words_held_.push_back(query.WordsHeld(cv.words(i)));
    // Words that are merely listed are shown, but earn nothing.
    deviations_.push_back(query.Deviation(similarities_[i], cv.IsTold(i) ? words_held_[i] : 0));
  }
  BelieveAsTold(cv, &similarities_);
  BelieveAsTold(cv, &deviations_);
}

std::vector<uint32_t> PassageSimilarities::Scores(const CvView& cv) const {
  std::vector<uint32_t> scores(cv.passages(), 0);
  for (const size_t index : cv.distinct()) scores[index] = SemanticScore(deviations_[index]);
  return scores;
}

PassageMatch MatchPassages(const PassageSimilarities& similarities, const CvView& cv,
                           const std::unordered_set<std::string>& wanted, LineFinder* lines) {
  PassageMatch match;
  const std::vector<Near> nearest =
      Nearest(similarities.deviations(), cv.distinct(), kBestPassages);
  if (nearest.empty()) return match;
  match.score = SemanticScore(static_cast<int32_t>(MeanSimilarity(nearest)));
  EvidenceWriter writer(cv, wanted, lines, &match);
  for (const Near& near : nearest) writer.Add(near.passage, SemanticScore(near.similarity));
  return match;
}

std::vector<result::v1::Evidence> MatchWords(const PassageSimilarities& similarities,
                                             const CvView& cv,
                                             const std::unordered_set<std::string>& wanted,
                                             uint32_t strength, LineFinder* lines) {
  PassageMatch match;
  EvidenceWriter writer(cv, wanted, lines, &match);
  const auto found = std::find_if(cv.distinct().begin(), cv.distinct().end(), [&](size_t index) {
    return similarities.words_held()[index] == 1000;
  });
  if (found != cv.distinct().end()) writer.Add(*found, strength);
  return std::move(match.evidence);
}

PassageMatch MatchCourse(const PassageSimilarities& similarities, const CvView& cv,
                         const std::unordered_set<std::string>& wanted, LineFinder* lines) {
  PassageMatch match;
  const std::vector<int32_t>& cosines = similarities.in_occupations();
  const std::vector<Near> nearest = Nearest(cosines, cv.told(), kBestPassages);
  if (nearest.empty()) return match;
  const std::vector<Near> title = Nearest(cosines, cv.titles(), 1);
  int64_t of_title = nearest.front().similarity;
  if (!title.empty()) of_title = std::max<int64_t>(of_title, title.front().similarity);
  const int64_t of_course = similarities.query().occupations().Similarity(cv.course());
  match.score = CourseScore((MeanSimilarity(nearest) + of_title + of_course) / 3);
  EvidenceWriter writer(cv, wanted, lines, &match);
  for (const Near& near : title) writer.Add(near.passage, CourseScore(near.similarity));
  for (const Near& near : nearest) writer.Add(near.passage, CourseScore(near.similarity));
  return match;
}

}  // namespace utvalg::rank
