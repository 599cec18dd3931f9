// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/match.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/lexicon/licences.h"
#include "services/rank/core/demand_languages.h"
#include "services/rank/core/match_work.h"
#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;

constexpr uint32_t kMillion = 1'000'000;

void AddEvidence(const CvView& cv, const cv::v1::Span& span, cv::v1::SectionKind section,
                 uint32_t strength, FactMatch* match) {
  if (!IsValidSpan(cv.text(), span) || match->evidence.size() >= 3) return;
  result::v1::Evidence evidence;
  *evidence.mutable_span() = LineAround(cv.text(), span);
  evidence.set_section(section);
  evidence.set_strength(strength);
  match->evidence.push_back(std::move(evidence));
}

// Thousandths of a demand for one level that another one meets.
uint32_t LevelShare(cv::v1::EducationLevel held, cv::v1::EducationLevel asked) {
  // A trade certificate is no step of the academic ladder: a degree does not hold it, only stands
  // near it.
  if (asked == cv::v1::EDUCATION_LEVEL_VOCATIONAL &&
      held > cv::v1::EDUCATION_LEVEL_HIGHER_VOCATIONAL)
    return 500;
  if (held >= asked) return 1000;
  switch (asked - held) {
    case 1:
      return 500;
    case 2:
      return 300;
    default:
      return 100;
  }
}

FactMatch MatchEducation(const Criterion& criterion, const CvView& cv,
                         const std::vector<uint32_t>& passage_scores) {
  FactMatch match;
  const cv::v1::EducationLevel asked = criterion.min_education();
  match.applies = asked != cv::v1::EDUCATION_LEVEL_UNSPECIFIED;
  if (!match.applies) return match;
  const cv::v1::Education* best = nullptr;
  uint32_t best_score = 0;
  bool meets = false;
  for (int i = 0; i < cv.cv().education_size(); ++i) {
    const cv::v1::Education& education = cv.cv().education(i);
    if (education.level() == cv::v1::EDUCATION_LEVEL_UNSPECIFIED) continue;
    uint32_t field = 0;
    for (size_t p = 0; p < cv.passages(); ++p) {
      const auto& passage = cv.passage(p);
      if (passage.section() == cv::v1::SECTION_KIND_EDUCATION &&
          passage.entry() == static_cast<uint32_t>(i) + 1) {
        field = std::max(field, passage_scores[p]);
      }
    }
    const uint32_t share = LevelShare(education.level(), asked);
    const uint32_t running = education.current() ? 700 : 1000;
    // Six tenths for the level, four for the field.
    const auto score =
        static_cast<uint32_t>(uint64_t{share} * running * (600'000 + field / 10 * 4) / kMillion);
    meets = meets || share == 1000;
    if (best == nullptr || score > best_score) {
      best = &education;
      best_score = score;
    }
  }
  if (best == nullptr) return match;
  AddEvidence(cv, IsValidSpan(cv.text(), best->degree_span()) ? best->degree_span() : best->span(),
              cv::v1::SECTION_KIND_EDUCATION, best_score, &match);
  match.score = match.evidence.empty() ? 0 : best_score;
  match.contradicted = !meets;
  return match;
}

bool IsNorwegian(std::string_view code) { return code == "no" || code == "nb" || code == "nn"; }

// Thousandths: whether one language is the other, or understood by whoever knows the other.
uint32_t SameLanguage(std::string_view held, std::string_view asked) {
  if (held == asked) return 1000;
  if (IsNorwegian(held) && IsNorwegian(asked)) return asked == "nn" || held == "nn" ? 900 : 1000;
  if (IsNorwegian(asked) && (held == "sv" || held == "da")) return 600;
  return 0;
}

// The nearest of the languages of which any will do.
uint32_t AnyLanguage(std::string_view held, const std::vector<std::string>& codes) {
  uint32_t best = 0;
  for (const std::string& asked : codes) best = std::max(best, SameLanguage(held, asked));
  return best;
}

FactMatch MatchLanguage(const Criterion& criterion, const CvView& cv) {
  FactMatch match;
  const std::vector<std::string> asked = LanguageCodes(criterion);
  match.applies = !asked.empty();
  const cv::v1::LanguageSkill* best = nullptr;
  uint32_t best_share = 0;
  bool best_below = false;
  for (const cv::v1::LanguageSkill& held : cv.cv().languages()) {
    uint32_t share = AnyLanguage(held.code(), asked);
    if (share == 0) continue;
    const cv::v1::LanguageLevel level = std::max({held.level(), held.oral(), held.written()});
    bool below = false;
    if (criterion.min_language() != cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) {
      if (level == cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) {
        share = share * 7 / 10;
      } else if (level < criterion.min_language()) {
        below = true;
        const auto steps = static_cast<uint32_t>(criterion.min_language() - level);
        share = steps >= 4 ? share / 10 : share * (10 - 2 * steps) / 10;
      }
    }
    if (best == nullptr || share > best_share) {
      best = &held;
      best_share = share;
      best_below = below;
    }
  }
  if (best != nullptr) {
    AddEvidence(cv, best->span(), cv::v1::SECTION_KIND_LANGUAGES, best_share * 1000, &match);
    match.contradicted = best_below;
  } else if (cv.passages() > 0) {
    // A CV that names no languages is still written in one.
    best_share = AnyLanguage(cv.cv().language(), asked) * 7 / 10;
    const auto& passage = cv.passage(0);
    if (best_share > 0) {
      AddEvidence(cv, TellingLine(cv.text(), passage.span()), passage.section(), best_share * 1000,
                  &match);
    }
  }
  match.score = match.evidence.empty() ? 0 : best_share * 1000;
  return match;
}

FactMatch MatchLicence(const Criterion& criterion, const CvView& cv) {
  FactMatch match;
  match.applies = !criterion.licence().empty();
  for (const cv::v1::DrivingLicence& held : cv.cv().licences()) {
    if (!match.evidence.empty() || !lexicon::LicenceCovers(held.category(), criterion.licence()))
      continue;
    AddEvidence(cv, held.span(), cv::v1::SECTION_KIND_LICENCES, kMillion, &match);
  }
  match.score = match.evidence.empty() ? 0 : kMillion;
  return match;
}

// Words of the criterion that a certificate's name shares, as a share of the name's words.
FactMatch MatchCertificate(const Criterion& criterion, const CvView& cv) {
  FactMatch match;
  const std::unordered_set<std::string> wanted = QuoteWords(criterion.text());
  for (const cv::v1::Certificate& held : cv.cv().certificates()) {
    const std::unordered_set<std::string> words = QuoteWords(held.name());
    size_t shared = 0;
    for (const std::string& word : words) shared += wanted.contains(word);
    if (shared == 0 || shared * 2 < words.size()) continue;
    const auto score = static_cast<uint32_t>(uint64_t{kMillion} * shared / words.size());
    if (score <= match.score) continue;
    match.evidence.clear();
    AddEvidence(cv, held.span(),
                held.course() ? cv::v1::SECTION_KIND_COURSES : cv::v1::SECTION_KIND_CERTIFICATES,
                score, &match);
    if (!match.evidence.empty()) match.score = score;
  }
  match.applies = match.score > 0;
  return match;
}

// Where somebody has worked or studied; where they live is not known here.
FactMatch MatchPlace(const Criterion& criterion, const CvView& cv) {
  FactMatch match;
  match.applies = true;
  const std::unordered_set<std::string> wanted = QuoteWords(criterion.text());
  for (const cv::v1::Experience& job : cv.cv().experience()) {
    const std::unordered_set<std::string> words = QuoteWords(job.place());
    const bool named = std::any_of(words.begin(), words.end(),
                                   [&](const auto& word) { return wanted.contains(word); });
    if (!named || !match.evidence.empty()) continue;
    AddEvidence(cv, IsValidSpan(cv.text(), job.title_span()) ? job.title_span() : job.span(),
                cv::v1::SECTION_KIND_EXPERIENCE, kMillion, &match);
    if (!match.evidence.empty()) match.score = kMillion;
  }
  return match;
}

}  // namespace

FactMatch MatchFacts(const Criterion& criterion, const CvView& cv,
                     const std::vector<uint32_t>& passage_scores,
                     const taxonomy::Taxonomy& taxonomy) {
  switch (criterion.kind()) {
    case job::v1::CRITERION_KIND_OCCUPATION:
      return MatchOccupation(criterion, cv, taxonomy);
    case job::v1::CRITERION_KIND_EXPERIENCE:
      return MatchExperience(criterion, cv, passage_scores, taxonomy);
    case job::v1::CRITERION_KIND_SKILL:
      return MatchSkill(criterion, cv, passage_scores, taxonomy);
    case job::v1::CRITERION_KIND_EDUCATION:
      return MatchEducation(criterion, cv, passage_scores);
    case job::v1::CRITERION_KIND_LANGUAGE:
      return MatchLanguage(criterion, cv);
    case job::v1::CRITERION_KIND_LICENCE:
      return MatchLicence(criterion, cv);
    case job::v1::CRITERION_KIND_CERTIFICATE:
      return MatchCertificate(criterion, cv);
    case job::v1::CRITERION_KIND_PLACE:
      return MatchPlace(criterion, cv);
    default:
      return criterion.esco_uris_size() > 0 ? MatchSkill(criterion, cv, passage_scores, taxonomy)
                                            : FactMatch{};
  }
}

}  // namespace utvalg::rank
