// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/search_filter.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "common/lexicon/licences.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using cv::v1::Cv;

uint64_t KeyOf(std::string_view text) { return std::hash<std::string_view>()(text); }
uint64_t NameKey(std::string_view name) { return KeyOf(FoldCase(Trim(name))); }

std::vector<uint64_t> KeysOf(const cv::v1::Skill& skill) {
  std::vector<uint64_t> keys = {NameKey(skill.name())};
  if (!skill.esco_uri().empty()) keys.push_back(KeyOf(skill.esco_uri()));
  return keys;
}

bool IsNorwegian(std::string_view code) { return code == "no" || code == "nb" || code == "nn"; }
bool IsSameLanguage(std::string_view a, std::string_view b) {
  return a == b || (IsNorwegian(a) && IsNorwegian(b));
}

cv::v1::LanguageLevel LevelOf(const cv::v1::LanguageSkill& language) {
  return std::max({language.level(), language.oral(), language.written()});
}

bool Meets(cv::v1::EducationLevel held, cv::v1::EducationLevel asked) {
  // A trade certificate is no step of the academic ladder.
  if (asked == cv::v1::EDUCATION_LEVEL_VOCATIONAL) {
    return held == asked || held == cv::v1::EDUCATION_LEVEL_HIGHER_VOCATIONAL;
  }
  return held >= asked;
}

// Whether the languages of a CV, or else the one it is written in, hold what is asked.
bool Holds(const v1::LanguageFilter& asked, std::string_view code, cv::v1::LanguageLevel level) {
  return IsSameLanguage(code, asked.code()) && level >= asked.min_level();
}

v1::MatchedFilter Quoted(const Cv& cv, std::string asked, const cv::v1::Span& span,
                         cv::v1::SectionKind section) {
  v1::MatchedFilter matched;
  matched.set_filter(std::move(asked));
  if (!IsValidSpan(cv.blind_text(), span)) return matched;
  result::v1::Evidence evidence;
  *evidence.mutable_span() = LineAround(cv.blind_text(), span);
  evidence.set_section(section);
  absl::StatusOr<v1::Quote> quote = MakeQuote(cv, evidence);
  if (quote.ok()) *matched.mutable_quote() = *std::move(quote);
  return matched;
}

// Null: none meets it.
template <typename Range, typename Test>
auto First(const Range& range, const Test& test) -> decltype(&*range.begin()) {
  const auto found = std::find_if(range.begin(), range.end(), test);
  return found == range.end() ? nullptr : &*found;
}

bool IsDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

absl::Status Check(const v1::SearchFilter& filter) {
  for (const v1::LanguageFilter& language : filter.languages()) {
    if (language.code().size() != 2) {
      return absl::InvalidArgumentError(
          Cat("\"", language.code(), "\" is no code of a language: give no, en, de …"));
    }
  }
  for (const std::string& licence : filter.licences()) {
    const std::vector<lexicon::LicenceMention> known = lexicon::FindLicenceClasses(licence);
    if (known.size() != 1 || known.front().category != licence) {
      return absl::InvalidArgumentError(
          Cat("\"", licence, "\" is no class of a driving licence: give B, BE, C1, C, CE, D …"));
    }
  }
  for (const std::string& language : filter.cv_languages()) {
    if (language.size() != 2) {
      return absl::InvalidArgumentError(Cat("\"", language, "\" is no language: give nb, nn, en"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

Facets FacetsOf(const Cv& cv) {
  Facets facets;
  for (const cv::v1::Experience& job : cv.experience()) {
    const int32_t begin =
        job.start().year() == 0
            ? 0
            : static_cast<int32_t>(12 * job.start().year() + std::max(job.start().month(), 1U));
    facets.jobs.push_back({job.isco(), begin, job.months()});
  }
  for (const cv::v1::Skill& skill : cv.skills()) {
    for (const uint64_t key : KeysOf(skill)) facets.skills.push_back(key);
  }
  std::sort(facets.skills.begin(), facets.skills.end());
  for (const cv::v1::LanguageSkill& language : cv.languages()) {
    facets.languages.push_back({language.code(), LevelOf(language)});
  }
  for (const cv::v1::DrivingLicence& licence : cv.licences()) {
    facets.licences.push_back(licence.category());
  }
  for (const cv::v1::Education& education : cv.education()) {
    if (!education.current()) facets.education.push_back(education.level());
  }
  facets.months = cv.experience_months();
  facets.language = cv.language();
  return facets;
}

absl::StatusOr<SearchFilter> SearchFilter::Create(const v1::SearchFilter& filter,
                                                  const taxonomy::Taxonomy& taxonomy) {
  UTVALG_RETURN_IF_ERROR(Check(filter));
  SearchFilter created;
  created.filter_ = filter;
  for (const std::string& asked : filter.occupations()) {
    std::string isco = asked;
    if (asked.empty() || asked.size() > 4 || !IsDigits(asked)) {
      isco = std::string(taxonomy.FindOccupation(asked).isco);
    }
    if (isco.empty()) {
      return absl::InvalidArgumentError(
          Cat("\"", asked, "\" is no known occupation: give another title, or an ISCO-08 code"));
    }
    created.occupations_.push_back({asked, std::move(isco)});
  }
  for (const std::string& asked : filter.skills()) {
    Skill skill{asked, {NameKey(asked)}};
    const taxonomy::SkillMatch known = taxonomy.FindSkill(asked);
    if (!known.uri.empty()) skill.keys.push_back(KeyOf(known.uri));
    created.skills_.push_back(std::move(skill));
  }
  return created;
}

bool SearchFilter::IsEmpty() const { return filter_.ByteSizeLong() == 0; }

bool SearchFilter::IsOccupation(std::string_view isco) const {
  return !isco.empty() &&
         std::any_of(occupations_.begin(), occupations_.end(),
                     [&](const Occupation& asked) { return isco.starts_with(asked.isco); });
}

bool SearchFilter::HasMonths(const Facets& facets) const {
  if (filter_.min_months() == 0) return true;
  if (occupations_.empty()) return facets.months >= filter_.min_months();
  // Overlaps counted once; a job without dates stands for itself.
  std::vector<std::pair<int32_t, int32_t>> intervals;
  uint32_t undated = 0;
  for (const Facets::Job& job : facets.jobs) {
    if (!IsOccupation(job.isco)) continue;
    if (job.begin == 0) undated = std::max(undated, job.months);
    if (job.begin > 0)
      intervals.emplace_back(job.begin, job.begin + static_cast<int32_t>(job.months));
  }
  std::sort(intervals.begin(), intervals.end());
  int32_t covered = 0;
  uint32_t sum = 0;
  for (const auto& [begin, end] : intervals) {
    const int32_t from = std::max(begin, covered);
    if (end > from) sum += static_cast<uint32_t>(end - from);
    covered = std::max(covered, end);
  }
  return std::max(sum, undated) >= filter_.min_months();
}

bool SearchFilter::Passes(const Facets& facets) const {
  const auto any = [](const auto& range, const auto& test) {
    return std::any_of(range.begin(), range.end(), test);
  };
  const auto all = [](const auto& range, const auto& test) {
    return std::all_of(range.begin(), range.end(), test);
  };
  if (filter_.cv_languages_size() > 0 &&
      !any(filter_.cv_languages(),
           [&](const std::string& language) { return language == facets.language; })) {
    return false;
  }
  if (!occupations_.empty() &&
      !any(facets.jobs, [&](const Facets::Job& job) { return IsOccupation(job.isco); })) {
    return false;
  }
  if (!HasMonths(facets)) return false;
  if (filter_.min_education() != cv::v1::EDUCATION_LEVEL_UNSPECIFIED &&
      !any(facets.education, [&](auto held) { return Meets(held, filter_.min_education()); })) {
    return false;
  }
  return all(skills_,
             [&](const Skill& skill) {
               return any(skill.keys, [&](uint64_t key) {
                 return std::binary_search(facets.skills.begin(), facets.skills.end(), key);
               });
             }) &&
         all(filter_.languages(),
             [&](const v1::LanguageFilter& asked) {
               return Holds(asked, facets.language, cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) ||
                      any(facets.languages, [&](const Facets::Language& held) {
                        return Holds(asked, held.code, held.level);
                      });
             }) &&
         all(filter_.licences(), [&](const std::string& asked) {
           return any(facets.licences,
                      [&](const std::string& held) { return lexicon::LicenceCovers(held, asked); });
         });
}

std::vector<v1::MatchedFilter> SearchFilter::Explain(const Cv& cv) const {
  std::vector<v1::MatchedFilter> matched;
  const auto add = [&](const std::string& asked, const cv::v1::Span& span, auto section) {
    matched.push_back(Quoted(cv, asked, span, section));
  };
  for (const Occupation& asked : occupations_) {
    const auto* job = First(cv.experience(), [&](const cv::v1::Experience& one) {
      return !one.isco().empty() && one.isco().starts_with(asked.isco);
    });
    if (job != nullptr) add(asked.asked, job->title_span(), job->section());
  }
  for (const Skill& asked : skills_) {
    const auto* skill = First(cv.skills(), [&](const cv::v1::Skill& one) {
      const std::vector<uint64_t> keys = KeysOf(one);
      return std::find_first_of(keys.begin(), keys.end(), asked.keys.begin(), asked.keys.end()) !=
             keys.end();
    });
    if (skill == nullptr) continue;
    add(asked.asked, skill->spans_size() > 0 ? skill->spans(0) : cv::v1::Span(),
        cv::v1::SECTION_KIND_SKILLS);
  }
  for (const v1::LanguageFilter& asked : filter_.languages()) {
    const auto* language = First(cv.languages(), [&](const cv::v1::LanguageSkill& one) {
      return Holds(asked, one.code(), LevelOf(one));
    });
    // Written in it, when no line says so.
    add(asked.code(), language == nullptr ? cv::v1::Span() : language->span(),
        cv::v1::SECTION_KIND_LANGUAGES);
  }
  for (const std::string& asked : filter_.licences()) {
    const auto* licence = First(cv.licences(), [&](const cv::v1::DrivingLicence& one) {
      return lexicon::LicenceCovers(one.category(), asked);
    });
    if (licence != nullptr) add(asked, licence->span(), cv::v1::SECTION_KIND_LICENCES);
  }
  if (filter_.min_education() == cv::v1::EDUCATION_LEVEL_UNSPECIFIED) return matched;
  const auto* education = First(cv.education(), [&](const cv::v1::Education& one) {
    return !one.current() && Meets(one.level(), filter_.min_education());
  });
  if (education == nullptr) return matched;
  add("education",
      education->degree_span().end() > 0 ? education->degree_span() : education->span(),
      cv::v1::SECTION_KIND_EDUCATION);
  return matched;
}

}  // namespace utvalg::rank
