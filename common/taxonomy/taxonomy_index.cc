// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/taxonomy_index.h"

#include <algorithm>

#include "common/base/digest.h"
#include "common/base/words.h"
#include "common/taxonomy/data_files.h"
#include "common/taxonomy/imported_labels.h"

namespace utvalg::taxonomy {
namespace {

// Part of the version: another number for every change of how titles and terms are found.
constexpr std::string_view kMatchingRules = "2";

constexpr std::string_view kEsco = "http://data.europa.eu/esco/";

// "Python (computer programming)" is written as "Python" by everybody.
std::string_view WithoutBrackets(std::string_view label) {
  const size_t bracket = label.find(" (");
  return bracket == std::string_view::npos || label.back() != ')' ? label
                                                                  : label.substr(0, bracket);
}

Ordinary OrdinaryKind(const std::vector<LabelToken>& term) {
  static const LabelIndex& words = *[] {
    auto* index = new LabelIndex(1000);
    ForEachRow(OrdinaryWordsFile(), [&](const std::string_view* fields, size_t) {
      const Ordinary kind = fields[0] == "name" ? Ordinary::kName : Ordinary::kWord;
      ForEachPart(fields[1], ' ',
                  [&](std::string_view word) { index->Add(word, static_cast<uint32_t>(kind)); });
    });
    return index;
  }();
  const uint32_t kind = words.Find(term.data(), term.data() + term.size());
  return kind == LabelIndex::kNone ? Ordinary::kNo : static_cast<Ordinary>(kind);
}

}  // namespace

void Taxonomy::Index::Load() {
  LoadConcepts();
  LoadHierarchy();
  LoadSupplementSkills();
  LoadSkillTerms();
  LoadImportedSkills();
  LoadOccupationTerms();
  skills.Seal();
  occupations.Seal();
  ForEachRow(IscoFile(), [&](const std::string_view* fields, size_t) {
    isco[fields[0]] = {fields[1], fields[2]};
  });
  std::string digests(kMatchingRules);
  for (std::string_view file :
       {EscoSkillsFile(), EscoOccupationsFile(), IscoFile(), NavTitlesFile(),
        SupplementSkillsFile(), SupplementOccupationsFile(), OrdinaryWordsFile()}) {
    digests += Sha256(file);
  }
  if (!ImportedLabels().empty()) digests += Sha256(ImportedLabels());
  version = Sha256Hex(digests).substr(0, 16);
}

void Taxonomy::Index::LoadConcepts() {
  // The arena must not move once views into it are out.
  uris.reserve(2'000'000);
  concepts.reserve(18'000);
  by_uri.reserve(18'000);
  const auto add = [&](std::string_view id, std::string_view folder, Concept concept_row) {
    const size_t begin = uris.size();
    uris.append(kEsco);
    if (id.find('/') == std::string_view::npos) uris.append(folder);
    uris.append(id);
    concept_row.uri = std::string_view(uris).substr(begin);
    by_uri.emplace(concept_row.uri, static_cast<uint32_t>(concepts.size()));
    concepts.push_back(std::move(concept_row));
  };
  ForEachRow(EscoSkillsFile(), [&](const std::string_view* fields, size_t) {
    Concept row;
    row.label = fields[2];
    row.alternatives = fields[3];
    row.language = fields[0] == "L";
    add(fields[1], "skill/", std::move(row));
  });
  ForEachRow(EscoOccupationsFile(), [&](const std::string_view* fields, size_t) {
    Concept row;
    row.isco = fields[1];
    row.label = fields[2];
    row.alternatives = fields[3];
    add(fields[0], "occupation/", std::move(row));
  });
}

void Taxonomy::Index::LoadHierarchy() {
  std::string key;
  const auto link = [&](uint32_t child, std::string_view ids, std::string_view folder) {
    ForEachPart(ids, ',', [&](std::string_view id) {
      key.assign(kEsco);
      if (id.find('/') == std::string_view::npos) key.append(folder);
      key.append(id);
      if (const auto found = by_uri.find(key); found != by_uri.end()) {
        concepts[child].broader.push_back(found->second);
      }
    });
  };
  uint32_t at = 0;
  ForEachRow(EscoSkillsFile(),
             [&](const std::string_view* fields, size_t) { link(at++, fields[4], "skill/"); });
  ForEachRow(EscoOccupationsFile(),
             [&](const std::string_view* fields, size_t) { link(at++, fields[4], "occupation/"); });
}

void Taxonomy::Index::AddSkillTerm(std::string_view text, uint32_t concept_id, bool certain) {
  const auto id = static_cast<uint32_t>(skill_terms.size());
  const std::vector<LabelToken> tokens = LabelTokens(text);
  if (!skills.Add(tokens, id)) return;
  const Ordinary ordinary = OrdinaryKind(tokens);
  TermStrength strength = StrengthOf(text, tokens.size(), ordinary);
  if (certain && ordinary == Ordinary::kNo && strength == TermStrength::kWeak && text.size() > 2) {
    strength = TermStrength::kStrong;
  }
  skill_terms.push_back({concept_id, strength, text});
}

// Columns: label, alternatives, ESCO label when ESCO knows the skill under another name.
void Taxonomy::Index::LoadSupplementSkills() {
  std::unordered_map<std::string_view, uint32_t> by_label;
  for (uint32_t i = 0; i < concepts.size(); ++i) {
    if (concepts[i].isco.empty()) by_label.emplace(concepts[i].label, i);
  }
  ForEachRow(SupplementSkillsFile(), [&](const std::string_view* fields, size_t count) {
    uint32_t concept_id = static_cast<uint32_t>(concepts.size());
    const auto known = count > 2 ? by_label.find(fields[2]) : by_label.end();
    if (known != by_label.end()) {
      concept_id = known->second;
    } else {
      Concept row;
      row.label = fields[0];
      row.alternatives = count > 1 ? fields[1] : std::string_view();
      concepts.push_back(std::move(row));
    }
    AddSkillTerm(fields[0], concept_id, true);
    if (count > 1) {
      ForEachPart(fields[1], '|',
                  [&](std::string_view text) { AddSkillTerm(text, concept_id, true); });
    }
  });
}

void Taxonomy::Index::LoadSkillTerms() {
  uint32_t at = 0;
  // Preferred labels first: an alternative of one skill must not hide the name of another.
  for (const bool preferred : {true, false}) {
    at = 0;
    ForEachRow(EscoSkillsFile(), [&](const std::string_view* fields, size_t) {
      const uint32_t id = at++;
      if (fields[0] == "G") return;
      if (preferred) {
        AddSkillTerm(fields[2], id, false);
        AddSkillTerm(WithoutBrackets(fields[2]), id, false);
      } else {
        ForEachPart(fields[3], '|', [&](std::string_view text) { AddSkillTerm(text, id, false); });
      }
    });
  }
}

void Taxonomy::Index::AddOccupationTerm(std::string_view text, OccupationTerm term) {
  if (occupations.Add(text, static_cast<uint32_t>(occupation_terms.size()))) {
    occupation_terms.push_back(term);
  }
}

void Taxonomy::Index::LoadOccupationTerms() {
  std::unordered_map<std::string_view, uint32_t> by_label;
  std::vector<uint32_t> ids;
  for (uint32_t i = 0; i < concepts.size(); ++i) {
    if (concepts[i].isco.empty()) continue;
    ids.push_back(i);
    by_label.emplace(concepts[i].label, i);
  }
  // Columns: ISCO, titles, ESCO label or nothing. By hand, so it goes before all others.
  ForEachRow(SupplementOccupationsFile(), [&](const std::string_view* fields, size_t count) {
    OccupationTerm term{LabelIndex::kNone, fields[0]};
    if (count > 2) {
      if (const auto known = by_label.find(fields[2]); known != by_label.end()) {
        term.concept_id = known->second;
      }
    }
    ForEachPart(fields[1], '|', [&](std::string_view text) { AddOccupationTerm(text, term); });
  });
  for (uint32_t id : ids) AddOccupationTerm(concepts[id].label, {id, concepts[id].isco});
  for (uint32_t id : ids) {
    ForEachPart(concepts[id].alternatives, '|', [&](std::string_view text) {
      AddOccupationTerm(text, {id, concepts[id].isco});
    });
  }
  LoadImportedOccupations();
  LoadNavTitles();
}

namespace {

// Calls term(concept, label) for the imported labels, preferred ones first.
template <typename Term>
void ForEachImported(const std::unordered_map<std::string_view, uint32_t>& by_uri, Term term) {
  for (const bool preferred : {true, false}) {
    ForEachRow(ImportedLabels(), [&](const std::string_view* fields, size_t count) {
      const auto known = by_uri.find(fields[0]);
      if (known == by_uri.end() || count < 2) return;
      if (preferred) {
        term(known->second, fields[1]);
        term(known->second, WithoutBrackets(fields[1]));
      } else if (count > 2) {
        ForEachPart(fields[2], '|', [&](std::string_view text) { term(known->second, text); });
      }
    });
  }
}

}  // namespace

void Taxonomy::Index::LoadImportedSkills() {
  ForEachImported(by_uri, [&](uint32_t id, std::string_view text) {
    if (concepts[id].isco.empty()) AddSkillTerm(text, id, false);
  });
}

void Taxonomy::Index::LoadImportedOccupations() {
  ForEachImported(by_uri, [&](uint32_t id, std::string_view text) {
    if (!concepts[id].isco.empty()) AddOccupationTerm(text, {id, concepts[id].isco});
  });
}

// A title that stands under several groups, with or without its bracket ("Formann (støperi)"), says
// how high somebody stands and not what they do: it is left out, unless one of the other sources
// has it.
void Taxonomy::Index::LoadNavTitles() {
  constexpr std::string_view kNotStated = "0000";
  constexpr size_t kMinorGroup = 3;  // Digits.
  std::unordered_map<std::string, std::string_view> group;
  const auto for_each_title = [](auto title) {
    ForEachRow(NavTitlesFile(), [&](const std::string_view* fields, size_t) {
      ForEachPart(fields[1], '|', [&](std::string_view text) { title(fields[0], text); });
    });
  };
  for_each_title([&](std::string_view code, std::string_view text) {
    const std::string_view minor = code.substr(0, kMinorGroup);
    const auto [known, added] = group.emplace(LowerAligned(WithoutBrackets(text)), minor);
    if (!added && known->second != minor) known->second = {};
  });
  for_each_title([&](std::string_view code, std::string_view text) {
    if (code == kNotStated) return;
    const std::string_view plain = WithoutBrackets(text);
    if (plain != text) AddOccupationTerm(text, {LabelIndex::kNone, code});
    if (group.at(LowerAligned(plain)).empty()) {
      occupations.AddWords(plain);
    } else {
      AddOccupationTerm(plain, {LabelIndex::kNone, code});
    }
  });
}

int Taxonomy::Index::Nearness(uint32_t a, uint32_t b) const {
  if (a == b) return 1000;
  // Distance in steps to each broader concept, at most three up on either side.
  const auto climb = [&](uint32_t from) {
    std::vector<std::pair<uint32_t, int>> reached = {{from, 0}};
    for (size_t i = 0; i < reached.size(); ++i) {
      if (reached[i].second == 3) continue;
      for (uint32_t up : concepts[reached[i].first].broader) {
        const bool seen = std::any_of(reached.begin(), reached.end(),
                                      [&](const auto& r) { return r.first == up; });
        if (!seen) reached.emplace_back(up, reached[i].second + 1);
      }
    }
    return reached;
  };
  const auto from_a = climb(a);
  const auto from_b = climb(b);
  int steps = 7;
  for (const auto& [id, up] : from_a) {
    for (const auto& [other, also_up] : from_b) {
      if (id == other) steps = std::min(steps, up + also_up);
    }
  }
  constexpr int kBySteps[] = {1000, 750, 500, 300, 150, 75, 40, 0};
  return kBySteps[steps];
}

}  // namespace utvalg::taxonomy
