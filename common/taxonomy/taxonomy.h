// SPDX-License-Identifier: Apache-2.0
//
// ESCO skills and occupations, ISCO-08, STYRK-08 and NAV's job titles, compiled into the library,
// with a supplement of modern skill names that ESCO has not. Used by parse (skills, occupations)
// and rank (criteria, relatedness).
//
// One immutable object, built on first use; all methods are thread-safe and never fail.
// string_views live as long as the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg::taxonomy {

struct SkillMention {
  size_t begin = 0;  // Bytes of the text given.
  size_t end = 0;
  std::string_view uri;    // ESCO skill, "" for a skill of the supplement.
  std::string_view label;  // Preferred label.
  // Named by a term that is an ordinary word or phrase too ("communication"): counts in lists of
  // skills only.
  bool weak = false;
};

struct SkillMatch {
  std::string_view uri;
  std::string_view label;
};

struct OccupationMatch {
  std::string_view uri;    // ESCO occupation, "" when only ISCO is known.
  std::string_view isco;   // Four digits of ISCO-08 = STYRK-08, "" when nothing matched.
  std::string_view label;  // Preferred label of the occupation, or the title of the ISCO group.
  int confidence = 0;      // 0..1000; 1000 = the title is a label of the occupation.
};

class Taxonomy {
 public:
  static const Taxonomy& Get();

  Taxonomy(const Taxonomy&) = delete;
  Taxonomy& operator=(const Taxonomy&) = delete;
  ~Taxonomy();

  // Skills named in text, longest match at word borders, from left to right, none overlapping.
  std::vector<SkillMention> FindSkillMentions(std::string_view text) const;

  // The skill a whole list entry names ("MS Excel", "Kubernetes"); both fields "" when unknown.
  SkillMatch FindSkill(std::string_view name) const;

  // The occupation of a job title in Norwegian or English ("Senior Software Engineer",
  // "Sykepleier", "Daglig leder").
  OccupationMatch FindOccupation(std::string_view title) const;

  // Job titles inside a text, longest match at word borders: what FindOccupation would know with
  // confidence 1000.
  struct OccupationMention {
    size_t begin = 0;
    size_t end = 0;
    OccupationMatch occupation;
  };
  std::vector<OccupationMention> FindOccupationMentions(std::string_view text) const;

  // How near two ESCO skills or two ESCO occupations stand in the hierarchy: 1000 the same, 0
  // unrelated. Symmetric.
  int Related(std::string_view uri_a, std::string_view uri_b) const;
  // The same for two ISCO codes: 1000 for four equal digits, then 700, 400, 150, 0.
  static int RelatedIsco(std::string_view a, std::string_view b);

  // Labels by key; "" when unknown.
  std::string_view SkillLabel(std::string_view uri) const;
  std::string_view OccupationLabel(std::string_view uri) const;
  std::string_view IscoTitle(std::string_view code) const;   // English.
  std::string_view StyrkTitle(std::string_view code) const;  // Bokmål.

  // Preferred and alternative labels of a skill or occupation, for widening a search.
  std::vector<std::string_view> Labels(std::string_view uri) const;

  // Whether a word (lower case) occurs in any label: most words of work do, most names of people do
  // not.
  bool IsLabelWord(std::string_view lower) const;

  // Digest of the data: goes into versions of what was derived with it.
  std::string_view Version() const;

 private:
  struct Index;

  Taxonomy();
  OccupationMatch Match(uint32_t term_id, int confidence) const;

  std::unique_ptr<const Index> index_;
};

}  // namespace utvalg::taxonomy
