// SPDX-License-Identifier: Apache-2.0
//
// Filters of a search over the pool: facts that all must hold. Each CV's facts are kept small
// (Facets), so that a filter passes over a whole pool in memory; the CVs that are shown then say
// where they meet it. Used by the rank service. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/taxonomy/taxonomy.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::rank {

// What of a CV a filter asks about.
struct Facets {
  struct Job {
    std::string isco;
    int32_t begin = 0;  // 12 x year + month, 0 = no date.
    uint32_t months = 0;
  };
  struct Language {
    std::string code;
    utvalg::cv::v1::LanguageLevel level = utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
  };
  std::vector<Job> jobs;
  std::vector<uint64_t> skills;  // Keys of names and of ESCO ids, sorted.
  std::vector<Language> languages;
  std::vector<std::string> licences;
  std::vector<utvalg::cv::v1::EducationLevel> education;  // Finished.
  uint32_t months = 0;
  std::string language;
};

Facets FacetsOf(const utvalg::cv::v1::Cv& cv);

class SearchFilter {
 public:
  // Asks nothing: every CV passes.
  SearchFilter() = default;
  // INVALID_ARGUMENT: an occupation, language or licence that there is none of; the message says
  // which.
  static absl::StatusOr<SearchFilter> Create(const v1::SearchFilter& filter,
                                             const taxonomy::Taxonomy& taxonomy);

  bool IsEmpty() const;
  bool Passes(const Facets& facets) const;
  // Of a CV that passes: what was asked, and where it says so.
  std::vector<v1::MatchedFilter> Explain(const utvalg::cv::v1::Cv& cv) const;

 private:
  struct Skill {
    std::string asked;
    std::vector<uint64_t> keys;  // Any.
  };
  struct Occupation {
    std::string asked;
    std::string isco;  // The first digits.
  };

  bool IsOccupation(std::string_view isco) const;
  bool HasMonths(const Facets& facets) const;

  v1::SearchFilter filter_;
  std::vector<Occupation> occupations_;
  std::vector<Skill> skills_;
};

}  // namespace utvalg::rank
