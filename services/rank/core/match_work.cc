// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/match_work.h"

#include <algorithm>
#include <string>

#include "services/rank/core/phrases.h"
#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

using cv::v1::Experience;
using job::v1::Criterion;

constexpr uint32_t kMillion = 1'000'000;
constexpr int kRelatedEnough = 400;  // Thousandths: an occupation of the same minor group.
constexpr int kSkillRelatedEnough = 600;
constexpr uint32_t kSaturationMonths = 36;
constexpr uint32_t kRelevantPassage = 500'000;
constexpr uint32_t kListedOnly = 600'000;  // A skill that is listed but told of in no job.
constexpr uint32_t kClaimed = 400'000;

result::v1::Evidence MakeEvidence(const cv::v1::Span& span, cv::v1::SectionKind section,
                                  uint32_t strength) {
  result::v1::Evidence evidence;
  *evidence.mutable_span() = span;
  evidence.set_section(section);
  evidence.set_strength(strength);
  return evidence;
}

cv::v1::SectionKind SectionOf(const Experience& job) {
  return job.section() == cv::v1::SECTION_KIND_UNSPECIFIED ? cv::v1::SECTION_KIND_EXPERIENCE
                                                           : job.section();
}

// Thousandths: how near a job is to the occupation asked for.
int Relation(const Criterion& criterion, const Experience& job,
             const taxonomy::Taxonomy& taxonomy) {
  int relation = 0;
  if (!criterion.isco().empty() && !job.isco().empty()) {
    relation = taxonomy::Taxonomy::RelatedIsco(criterion.isco(), job.isco());
  }
  if (!job.occupation_uri().empty()) {
    for (const std::string& uri : criterion.esco_uris()) {
      relation = std::max(relation, taxonomy.Related(uri, job.occupation_uri()));
    }
  }
  return SectionOf(job) == cv::v1::SECTION_KIND_EXPERIENCE ? relation : relation * 7 / 10;
}

// Thousandths: full up to five years ago, falling to six tenths at twenty.
uint32_t Recency(uint32_t months_since) {
  constexpr uint32_t kFresh = 60;
  constexpr uint32_t kOld = 240;
  if (months_since <= kFresh) return 1000;
  const uint32_t beyond = std::min(months_since, kOld) - kFresh;
  return 1000 - 400 * beyond / (kOld - kFresh);
}

// Thousandths: half for having done it at all, full from three years on.
uint32_t Duration(uint32_t months) {
  return 500 + 500 * std::min(months, kSaturationMonths) / kSaturationMonths;
}

// The line a job is quoted by: the one with its title.
cv::v1::Span TitleLine(const CvView& cv, const Experience& job) {
  if (IsValidSpan(cv.text(), job.title_span())) return LineAround(cv.text(), job.title_span());
  if (IsValidSpan(cv.text(), job.span())) return FirstLine(cv.text(), job.span());
  return {};
}

void KeepStrongest(std::vector<result::v1::Evidence>* evidence) {
  constexpr size_t kMostEvidence = 3;
  std::erase_if(*evidence, [](const auto& e) { return e.span().begin() >= e.span().end(); });
  std::stable_sort(evidence->begin(), evidence->end(),
                   [](const auto& a, const auto& b) { return a.strength() > b.strength(); });
  // A line that is named twice (a page that is in the file twice) is one evidence.
  std::vector<result::v1::Evidence> kept;
  for (auto& e : *evidence) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const auto& k) {
      return k.span().begin() == e.span().begin();
    });
    if (!known && kept.size() < kMostEvidence) kept.push_back(std::move(e));
  }
  *evidence = std::move(kept);
}

}  // namespace

FactMatch MatchOccupation(const Criterion& criterion, const CvView& cv,
                          const taxonomy::Taxonomy& taxonomy) {
  FactMatch match;
  match.applies = !criterion.isco().empty() || criterion.esco_uris_size() > 0;
  if (!match.applies) return match;
  std::vector<const Experience*> related;
  int nearest = 0;
  uint32_t recency = 0;
  for (const Experience& job : cv.cv().experience()) {
    const int relation = Relation(criterion, job, taxonomy);
    if (relation < kRelatedEnough) continue;
    related.push_back(&job);
    if (relation > nearest) {
      nearest = relation;
      recency = 0;
    }
    const uint32_t of_job = Recency(cv.MonthsSince(job));
    if (relation == nearest) recency = std::max(recency, of_job);
    match.evidence.push_back(
        MakeEvidence(TitleLine(cv, job), SectionOf(job), static_cast<uint32_t>(relation) * of_job));
  }
  const uint32_t duration = Duration(cv.MonthsTogether(related));
  match.score = static_cast<uint32_t>(static_cast<uint64_t>(nearest) * recency * duration / 1000);
  for (auto& evidence : match.evidence) {
    evidence.set_strength(
        static_cast<uint32_t>(static_cast<uint64_t>(evidence.strength()) * duration / 1000));
  }
  KeepStrongest(&match.evidence);
  if (match.evidence.empty()) match.score = 0;
  return match;
}

FactMatch MatchExperience(const Criterion& criterion, const CvView& cv,
                          const std::vector<uint32_t>& passage_scores,
                          const taxonomy::Taxonomy& taxonomy) {
  FactMatch match;
  match.applies = true;
  // How much each job has to do with what is asked.
  std::vector<uint32_t> relevance(static_cast<size_t>(cv.cv().experience_size()), 0);
  for (size_t i = 0; i < cv.passages(); ++i) {
    const Experience* job = cv.JobOf(i);
    if (job == nullptr) continue;
    uint32_t& of_job = relevance[cv.passage(i).entry() - 1];
    of_job = std::max(of_job, passage_scores[i]);
  }
  for (size_t i = 0; i < relevance.size(); ++i) {
    const int relation = Relation(criterion, cv.cv().experience(static_cast<int>(i)), taxonomy);
    if (relation >= kRelatedEnough)
      relevance[i] = std::max(relevance[i], static_cast<uint32_t>(relation) * 1000);
  }
  std::vector<const Experience*> relevant;
  uint32_t strongest = 0;
  for (size_t i = 0; i < relevance.size(); ++i) {
    if (relevance[i] < kRelevantPassage) continue;
    const Experience& job = cv.cv().experience(static_cast<int>(i));
    relevant.push_back(&job);
    strongest = std::max(strongest, relevance[i]);
    match.evidence.push_back(MakeEvidence(TitleLine(cv, job), SectionOf(job), relevance[i]));
  }
  const uint32_t months = cv.MonthsTogether(relevant);
  uint32_t share = Duration(months);
  if (criterion.min_months() > 0)
    share = 300 + 700 * std::min(months, criterion.min_months()) / criterion.min_months();
  match.score = static_cast<uint32_t>(static_cast<uint64_t>(strongest) * share / 1000);
  KeepStrongest(&match.evidence);
  if (match.evidence.empty()) match.score = 0;
  return match;
}

namespace {

// Thousandths: how near one skill of the CV is to one that is asked for.
int SkillRelation(const std::string& asked, const cv::v1::Skill& skill,
                  const taxonomy::Taxonomy& taxonomy) {
  if (skill.esco_uri().empty()) return 0;
  return skill.esco_uri() == asked ? 1000 : taxonomy.Related(asked, skill.esco_uri());
}

// Where a skill is told of best: inside a job before inside a list.
struct Mention {
  cv::v1::Span span;
  uint32_t weight = 0;
  cv::v1::SectionKind section = cv::v1::SECTION_KIND_SKILLS;
};
Mention BestMention(const CvView& cv, const cv::v1::Skill& skill, uint32_t believed) {
  Mention best;
  for (const cv::v1::Span& span : skill.spans()) {
    if (!IsValidSpan(cv.text(), span)) continue;
    for (size_t i = 0; i < cv.passages(); ++i) {
      const cv::v1::Span& passage = cv.passage(i).span();
      if (span.begin() < passage.begin() || span.end() > passage.end()) continue;
      const uint32_t weight =
          cv.IsTold(i) ? kMillion : std::min(believed, skill.listed() ? kListedOnly : kClaimed);
      if (weight > best.weight) best = {span, weight, cv.passage(i).section()};
    }
  }
  return best;
}

// A skill ESCO does not know ("Zendesk") counts when the criterion names it in the same words.
bool NamedIn(const std::vector<Word>& criterion, const cv::v1::Skill& skill) {
  const std::vector<Word> name = SplitWords(skill.name());
  if (name.empty() || skill.name().size() < 3) return false;
  const auto found = std::search(criterion.begin(), criterion.end(), name.begin(), name.end(),
                                 [](const Word& a, const Word& b) { return a.folded == b.folded; });
  return found != criterion.end();
}

}  // namespace

FactMatch MatchSkill(const Criterion& criterion, const CvView& cv,
                     const std::vector<uint32_t>& passage_scores,
                     const taxonomy::Taxonomy& taxonomy) {
  FactMatch match;
  // What is merely listed is believed as far as something told comes near the criterion.
  uint32_t believed = 0;
  for (const size_t index : cv.told()) believed = std::max(believed, passage_scores[index]);
  const std::vector<Word> words = SplitWords(criterion.text());
  for (const std::string& asked : criterion.esco_uris()) {
    uint32_t of_asked = 0;
    for (const cv::v1::Skill& skill : cv.cv().skills()) {
      const int relation = SkillRelation(asked, skill, taxonomy);
      if (relation < kSkillRelatedEnough) continue;
      const Mention mention = BestMention(cv, skill, believed);
      const auto value = static_cast<uint32_t>(static_cast<uint64_t>(mention.weight) *
                                               static_cast<uint32_t>(relation) / 1000);
      if (value == 0) continue;
      of_asked = std::max(of_asked, value);
      match.evidence.push_back(
          MakeEvidence(LineAround(cv.text(), mention.span), mention.section, value));
    }
    // Any of them will do.
    match.score = std::max(match.score, of_asked);
  }
  match.applies = criterion.esco_uris_size() > 0;
  for (const cv::v1::Skill& skill : cv.cv().skills()) {
    if (!skill.esco_uri().empty() || !NamedIn(words, skill)) continue;
    const Mention mention = BestMention(cv, skill, believed);
    if (mention.weight == 0) continue;
    match.applies = true;
    match.score = std::max(match.score, mention.weight);
    match.evidence.push_back(
        MakeEvidence(LineAround(cv.text(), mention.span), mention.section, mention.weight));
  }
  KeepStrongest(&match.evidence);
  if (match.evidence.empty()) match.score = 0;
  return match;
}

}  // namespace utvalg::rank
