// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/score.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/lexicon/nynorsk.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/advertisement.h"
#include "services/rank/core/cv_view.h"
#include "services/rank/core/match.h"
#include "services/rank/core/message_digest.h"
#include "services/rank/core/named.h"
#include "services/rank/core/passage_match.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/semantic.h"
#include "services/rank/core/weights.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;
using result::v1::CriterionResult;
using result::v1::Evidence;
using result::v1::ScoreRecord;

constexpr uint32_t kYesFrom = 600'000;
constexpr uint32_t kPartlyFrom = 300'000;
constexpr size_t kMostEvidence = 3;

// Models are the same when what stands before the slash (their manifest) is; see Encoder::model().
std::string_view Manifest(std::string_view model) { return model.substr(0, model.find('/')); }

// Thousandths that the facts have in a criterion of this kind, when they apply; the passages have
// the rest.
uint32_t FactShare(job::v1::CriterionKind kind) {
  switch (kind) {
    case job::v1::CRITERION_KIND_LANGUAGE:
    case job::v1::CRITERION_KIND_LICENCE:
    case job::v1::CRITERION_KIND_PLACE:
      return 1000;
    case job::v1::CRITERION_KIND_EDUCATION:
      return 800;
    case job::v1::CRITERION_KIND_EXPERIENCE:
      return 500;
    case job::v1::CRITERION_KIND_OCCUPATION:
      return 200;
    default:
      return 400;
  }
}

void Sort(std::vector<Evidence>* evidence) {
  std::stable_sort(evidence->begin(), evidence->end(), [](const Evidence& a, const Evidence& b) {
    return a.strength() > b.strength();
  });
}

// The strongest of both, without those that stand in one already taken.
void AddEvidence(std::vector<Evidence> evidence, std::vector<Evidence> more, size_t most,
                 CriterionResult* result) {
  for (Evidence& e : more) evidence.push_back(std::move(e));
  std::erase_if(evidence, [](const Evidence& e) { return e.strength() == 0; });
  Sort(&evidence);
  for (Evidence& candidate : evidence) {
    if (static_cast<size_t>(result->evidence_size()) == most) return;
    const bool overlaps =
        std::any_of(result->evidence().begin(), result->evidence().end(), [&](const Evidence& e) {
          return e.span().begin() < candidate.span().end() &&
                 candidate.span().begin() < e.span().end();
        });
    if (!overlaps) *result->add_evidence() = std::move(candidate);
  }
}

// Whether a criterion is answered by something that stands in the text, not by how much of it or
// of which level.
bool WordsAnswer(const Criterion& criterion) {
  switch (criterion.kind()) {
    case job::v1::CRITERION_KIND_SKILL:
    case job::v1::CRITERION_KIND_FREE_TEXT:
      return true;
    case job::v1::CRITERION_KIND_EXPERIENCE:
      return criterion.min_months() == 0;
    default:
      return false;
  }
}

result::v1::Found FoundFor(uint32_t score, bool contradicted) {
  if (contradicted) return result::v1::FOUND_CONTRADICTED;
  if (score >= kYesFrom) return result::v1::FOUND_YES;
  return score >= kPartlyFrom ? result::v1::FOUND_PARTLY : result::v1::FOUND_NO;
}

}  // namespace

struct Scorer::State {
  embedding::v1::JobEmbedded job;
  std::string job_digest;
  const Calibration* calibration = nullptr;
  const taxonomy::Taxonomy* taxonomy = nullptr;
  CopyDetector copies{""};
  std::vector<CriterionQuery> queries;                  // One per criterion.
  std::vector<std::unordered_set<std::string>> wanted;  // Words to quote by.

  CriterionResult ScoreCriterion(size_t index, const CvView& cv, LineFinder* lines) const {
    const Criterion& criterion = job.job().criteria(static_cast<int>(index));
    const PassageSimilarities similarities(queries[index], cv);
    PassageMatch passages = criterion.kind() == job::v1::CRITERION_KIND_OCCUPATION
                                ? MatchCourse(similarities, cv, wanted[index], lines)
                                : MatchPassages(similarities, cv, wanted[index], lines);
    FactMatch facts = MatchFacts(criterion, cv, similarities.Scores(cv), *taxonomy);

    CriterionResult result;
    result.set_criterion_id(criterion.id());
    result.set_structured(facts.score);
    const uint64_t share = facts.applies ? FactShare(criterion.kind()) : 0;
    if (share < 1000) result.set_semantic(passages.score);
    if (share == 1000) passages.evidence.clear();
    const auto score =
        static_cast<uint32_t>((share * facts.score + (1000 - share) * passages.score) / 1000);
    // A job held in the very occupation is found, however little the rest of the CV is about it.
    const bool held = criterion.kind() == job::v1::CRITERION_KIND_OCCUPATION;
    result.set_found(FoundFor(held ? std::max(score, facts.score) : score, facts.contradicted));
    FindByWords(criterion, similarities, cv, index, lines, &facts.evidence, &result);
    // Of what was not found only the nearest passage is shown.
    const size_t most = result.found() == result::v1::FOUND_NO ? 1 : kMostEvidence;
    if (score > 0 || result.found() == result::v1::FOUND_PARTLY ||
        result.found() == result::v1::FOUND_YES)
      AddEvidence(std::move(facts.evidence), std::move(passages.evidence), most, &result);
    result.set_score(result.evidence_size() > 0 ? score : 0);
    return result;
  }

  // What is asked and stands in the CV in the same words is found, and what the criterion names and
  // the CV names too is not "not found". Words alone earn nothing.
  void FindByWords(const Criterion& criterion, const PassageSimilarities& similarities,
                   const CvView& cv, size_t index, LineFinder* lines,
                   std::vector<Evidence>* evidence, CriterionResult* result) const {
    const bool open =
        result->found() == result::v1::FOUND_NO || result->found() == result::v1::FOUND_PARTLY;
    if (open && WordsAnswer(criterion)) {
      std::vector<Evidence> told = MatchWords(similarities, cv, wanted[index], kYesFrom, lines);
      if (!told.empty()) {
        result->set_found(result::v1::FOUND_YES);
        *evidence = std::move(told);
        return;
      }
    }
    if (result->found() != result::v1::FOUND_NO) return;
    std::vector<Evidence> named = FindNamed(criterion, cv, kPartlyFrom);
    if (named.empty()) return;
    result->set_found(result::v1::FOUND_PARTLY);
    *evidence = std::move(named);
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
  embedding::v1::JobEmbedded digested = job;
  digested.clear_order_hidden();
  digested.clear_generation();
  state->job_digest = MessageDigest(digested);
  state->copies = CopyDetector(job.job().description());
  state->calibration = &calibration;
  state->taxonomy = &taxonomy;
  const auto* rows = reinterpret_cast<const int8_t*>(job.criterion_vectors().data());
  for (size_t i = 0; i < criteria; ++i) {
    const std::string& text = job.job().criteria(static_cast<int>(i)).text();
    const bool norwegian = job.job().language() != "en" || AdLanguage(text) != "en";
    // As the words of CVs are.
    state->queries.emplace_back(job.job().language() == "nn" ? lexicon::InBokmaal(text) : text,
                                std::span(rows + i * dimensions, dimensions), calibration,
                                norwegian);
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
  UTVALG_ASSIGN_OR_RETURN(const CvView view,
                          CvView::Create(cv, *state_->calibration, state_->copies));

  LineFinder lines(view.text());
  ScoreRecord record;
  uint64_t sum = 0;
  uint64_t weights = 0;
  uint64_t spoken_to = 0;
  for (size_t i = 0; i < state_->queries.size(); ++i) {
    const Criterion& criterion = state_->job.job().criteria(static_cast<int>(i));
    CriterionResult result = state_->ScoreCriterion(i, view, &lines);
    const uint64_t weight = WeightOf(criterion);
    weights += weight;
    sum += weight * result.score();
    const bool missing =
        result.found() == result::v1::FOUND_NO || result.found() == result::v1::FOUND_CONTRADICTED;
    if (result.found() != result::v1::FOUND_NO) spoken_to += weight;
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
