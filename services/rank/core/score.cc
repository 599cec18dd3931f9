// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/score.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/cv_view.h"
#include "services/rank/core/match.h"
#include "services/rank/core/message_digest.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/semantic.h"
#include "services/rank/core/text.h"
#include "services/rank/core/weights.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;
using result::v1::CriterionResult;
using result::v1::Evidence;
using result::v1::ScoreRecord;

constexpr uint32_t kYesFrom = 600'000;
constexpr uint32_t kPartlyFrom = 250'000;
constexpr uint32_t kNothingBelow = 50'000;  // Weaker than this is no evidence.
constexpr size_t kMostEvidence = 3;

// Models are the same when what stands before the slash (their manifest) is; see
// services/embed/core/encoder.h.
std::string_view Manifest(std::string_view model) { return model.substr(0, model.find('/')); }

// Thousandths: what a passage counts for by where it stands. Something done counts full, something
// claimed less.
uint32_t SectionFactor(cv::v1::SectionKind section) {
  switch (section) {
    case cv::v1::SECTION_KIND_EXPERIENCE:
      return 1000;
    case cv::v1::SECTION_KIND_PROJECTS:
    case cv::v1::SECTION_KIND_EDUCATION:
    case cv::v1::SECTION_KIND_CERTIFICATES:
      return 900;
    case cv::v1::SECTION_KIND_COURSES:
    case cv::v1::SECTION_KIND_PUBLICATIONS:
    case cv::v1::SECTION_KIND_VOLUNTEERING:
    case cv::v1::SECTION_KIND_POSITIONS_OF_TRUST:
      return 800;
    case cv::v1::SECTION_KIND_SUMMARY:
    case cv::v1::SECTION_KIND_SKILLS:
    case cv::v1::SECTION_KIND_HEADER:
      return 700;
    case cv::v1::SECTION_KIND_LETTER:
    case cv::v1::SECTION_KIND_REFERENCES:
    case cv::v1::SECTION_KIND_PERSONAL:
      return 0;
    default:
      return 500;
  }
}

struct PassageMatch {
  uint32_t score = 0;
  std::vector<Evidence> evidence;
};

// Thousandths of the total that facts and passages have in a criterion of this kind, when facts
// apply.
uint32_t FactShare(job::v1::CriterionKind kind) {
  switch (kind) {
    case job::v1::CRITERION_KIND_LANGUAGE:
    case job::v1::CRITERION_KIND_LICENCE:
    case job::v1::CRITERION_KIND_PLACE:
      return 1000;
    case job::v1::CRITERION_KIND_EDUCATION:
      return 800;
    case job::v1::CRITERION_KIND_EXPERIENCE:
      return 600;
    case job::v1::CRITERION_KIND_OCCUPATION:
      return 500;
    default:
      return 500;
  }
}

}  // namespace

struct Scorer::State {
  embedding::v1::JobEmbedded job;
  std::string job_digest;
  const Calibration* calibration = nullptr;
  const taxonomy::Taxonomy* taxonomy = nullptr;
  std::vector<CalibratedQuery> queries;                 // One per criterion.
  std::vector<std::unordered_set<std::string>> wanted;  // Words to quote by.

  std::vector<uint32_t> PassageScores(size_t criterion, const CvView& cv) const {
    std::vector<uint32_t> scores(cv.passages());
    for (size_t i = 0; i < scores.size(); ++i) {
      const uint64_t raw = SemanticScore(queries[criterion].Deviation(cv.direction(i)));
      scores[i] = static_cast<uint32_t>(raw * SectionFactor(cv.passage(i).section()) / 1000);
    }
    return scores;
  }

  PassageMatch MatchPassages(size_t criterion, const CvView& cv,
                             const std::vector<uint32_t>& scores) const {
    PassageMatch match;
    std::vector<size_t> order(scores.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return scores[a] > scores[b]; });
    for (const size_t index : order) {
      if (match.evidence.size() >= kMostEvidence || scores[index] < kNothingBelow) break;
      Evidence& evidence = match.evidence.emplace_back();
      *evidence.mutable_span() = BestLine(cv.text(), cv.passage(index).span(), wanted[criterion]);
      evidence.set_section(cv.passage(index).section());
      evidence.set_strength(scores[index]);
    }
    match.score = match.evidence.empty() ? 0 : match.evidence.front().strength();
    return match;
  }

  CriterionResult ScoreCriterion(size_t index, const CvView& cv) const {
    const Criterion& criterion = job.job().criteria(static_cast<int>(index));
    const std::vector<uint32_t> scores = PassageScores(index, cv);
    PassageMatch passages = MatchPassages(index, cv, scores);
    FactMatch facts = MatchFacts(criterion, cv, scores, *taxonomy);

    CriterionResult result;
    result.set_criterion_id(criterion.id());
    result.set_structured(facts.score);
    result.set_semantic(passages.score);
    const uint64_t share = facts.applies ? FactShare(criterion.kind()) : 0;
    auto score =
        static_cast<uint32_t>((share * facts.score + (1000 - share) * passages.score) / 1000);
    if (share == 1000) passages.evidence.clear();
    if (score < kNothingBelow) score = 0;
    result.set_score(score);
    if (score > 0) AddEvidence(std::move(facts.evidence), std::move(passages.evidence), &result);
    result.set_found(facts.contradicted     ? result::v1::FOUND_CONTRADICTED
                     : score >= kYesFrom    ? result::v1::FOUND_YES
                     : score >= kPartlyFrom ? result::v1::FOUND_PARTLY
                                            : result::v1::FOUND_NO);
    return result;
  }

  static void AddEvidence(std::vector<Evidence> facts, std::vector<Evidence> passages,
                          CriterionResult* result) {
    std::vector<Evidence> all = std::move(facts);
    for (Evidence& evidence : passages) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const Evidence& e) {
        return e.span().begin() < evidence.span().end() && evidence.span().begin() < e.span().end();
      });
      if (!known) all.push_back(std::move(evidence));
    }
    std::stable_sort(all.begin(), all.end(), [](const Evidence& a, const Evidence& b) {
      return a.strength() > b.strength();
    });
    if (all.size() > kMostEvidence) all.resize(kMostEvidence);
    for (Evidence& evidence : all) *result->add_evidence() = std::move(evidence);
  }
};

Scorer::Scorer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Scorer::Scorer(Scorer&&) noexcept = default;
Scorer& Scorer::operator=(Scorer&&) noexcept = default;
Scorer::~Scorer() = default;

absl::StatusOr<Scorer> Scorer::Create(const embedding::v1::JobEmbedded& job,
                                      const Calibration& calibration,
                                      const taxonomy::Taxonomy& taxonomy) {
  if (Manifest(job.model()) != Manifest(calibration.model())) {
    return absl::FailedPreconditionError(Cat("the job was embedded with model ", job.model(),
                                             ", the calibration is of ", calibration.model()));
  }
  const size_t dimensions = calibration.dimensions();
  const auto criteria = static_cast<size_t>(job.job().criteria_size());
  if (job.criterion_vectors().size() != criteria * dimensions) {
    return absl::InvalidArgumentError(Cat(job.criterion_vectors().size(), " bytes of vectors for ",
                                          criteria, " criteria of ", dimensions, " dimensions"));
  }
  auto state = std::make_unique<State>();
  state->job = job;
  state->job_digest = MessageDigest(job);
  state->calibration = &calibration;
  state->taxonomy = &taxonomy;
  const std::vector<Direction> background = BackgroundDirections(calibration);
  const auto* rows = reinterpret_cast<const int8_t*>(job.criterion_vectors().data());
  for (size_t i = 0; i < criteria; ++i) {
    state->queries.emplace_back(std::span<const int8_t>(rows + i * dimensions, dimensions),
                                background, calibration);
    state->wanted.push_back(QuoteWords(job.job().criteria(static_cast<int>(i)).text()));
  }
  return Scorer(std::move(state));
}

absl::StatusOr<ScoreRecord> Scorer::Score(const embedding::v1::CvEmbedded& cv) const {
  if (!cv.parsed().has_read())
    return absl::FailedPreconditionError("the document was not read; it needs a person");
  if (Manifest(cv.model()) != Manifest(state_->job.model())) {
    return absl::FailedPreconditionError(
        Cat("the CV was embedded with model ", cv.model(), ", the job with ", state_->job.model()));
  }
  UTVALG_ASSIGN_OR_RETURN(const CvView view, CvView::Create(cv, *state_->calibration));

  ScoreRecord record;
  uint64_t sum = 0;
  uint64_t weights = 0;
  uint64_t spoken_to = 0;
  for (size_t i = 0; i < state_->queries.size(); ++i) {
    const Criterion& criterion = state_->job.job().criteria(static_cast<int>(i));
    CriterionResult result = state_->ScoreCriterion(i, view);
    const uint64_t weight = WeightOf(criterion);
    weights += weight;
    sum += weight * result.score();
    if (result.evidence_size() > 0) spoken_to += weight;
    const bool missing =
        result.found() == result::v1::FOUND_NO || result.found() == result::v1::FOUND_CONTRADICTED;
    if (missing && criterion.importance() == job::v1::IMPORTANCE_MUST) {
      record.set_missing_musts(record.missing_musts() + 1);
    }
    *record.add_criteria() = std::move(result);
  }
  if (weights > 0) record.set_score(static_cast<uint32_t>(sum / weights));
  // Confidence: what share of the CV was understood, times how much of the job it speaks to (at
  // least half).
  const uint64_t quality = std::min<uint64_t>(view.cv().reading_quality(), 1000);
  const uint64_t coverage = weights == 0 ? 0 : 1000 * spoken_to / weights;
  record.set_confidence(static_cast<uint32_t>(quality * (500 + coverage / 2)));

  auto& provenance = *record.mutable_provenance();
  provenance.set_generation(cv.parsed().generation());
  provenance.set_model(cv.model());
  provenance.set_scorer(std::string(kScorerVersion));
  provenance.set_calibration(state_->calibration->digest());
  provenance.set_job_digest(state_->job_digest);
  provenance.set_cv_digest(MessageDigest(cv));
  return record;
}

absl::StatusOr<ScoreRecord> Score(const embedding::v1::CvEmbedded& cv,
                                  const embedding::v1::JobEmbedded& job,
                                  const Calibration& calibration,
                                  const taxonomy::Taxonomy& taxonomy) {
  UTVALG_ASSIGN_OR_RETURN(const Scorer scorer, Scorer::Create(job, calibration, taxonomy));
  return scorer.Score(cv);
}

}  // namespace utvalg::rank
