// SPDX-License-Identifier: Apache-2.0
//
// The tables behind Taxonomy: concepts, their labels and the hierarchy. Built once from the data
// files; immutable then.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/taxonomy/label_index.h"
#include "common/taxonomy/skill_terms.h"
#include "common/taxonomy/taxonomy.h"

namespace utvalg::taxonomy {

struct Concept {
  std::string_view uri;  // "" for the supplement and for ISCO groups.
  std::string_view label;
  std::string_view alternatives;  // Parted by |.
  std::vector<uint32_t> broader;
  bool language = false;  // ESCO's language skills: never given as skills.
  std::string_view isco;  // Of occupations.
};

// A label in an index: which concept it names and how surely.
struct SkillTerm {
  uint32_t concept_id = 0;
  TermStrength strength = TermStrength::kStrong;
  std::string_view text;
};

struct OccupationTerm {
  uint32_t concept_id = LabelIndex::kNone;  // kNone: only the ISCO code is known.
  std::string_view isco;
};

struct Taxonomy::Index {
  std::string uris;  // Arena of full uris.
  std::vector<Concept> concepts;
  std::unordered_map<std::string_view, uint32_t> by_uri;
  std::vector<SkillTerm> skill_terms;
  LabelIndex skills{70'000};
  std::vector<OccupationTerm> occupation_terms;
  LabelIndex occupations{50'000, Folding::kNorwegian};
  struct IscoGroup {
    std::string_view english;
    std::string_view norwegian;
  };
  std::unordered_map<std::string_view, IscoGroup> isco;
  std::string version;

  void Load();

  // How near two concepts stand in the hierarchy, 0..1000.
  int Nearness(uint32_t a, uint32_t b) const;

 private:
  void LoadConcepts();
  void LoadHierarchy();
  void LoadSkillTerms();
  void LoadSupplementSkills();
  void LoadOccupationTerms();
  void LoadNavTitles();
  void LoadImportedSkills();
  void LoadImportedOccupations();
  void AddSkillTerm(std::string_view text, uint32_t concept_id, bool certain);
  void AddOccupationTerm(std::string_view text, OccupationTerm term);
};

}  // namespace utvalg::taxonomy
