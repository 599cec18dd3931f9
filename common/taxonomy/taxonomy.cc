// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/taxonomy.h"

#include <algorithm>

#include "common/taxonomy/data_files.h"
#include "common/taxonomy/taxonomy_index.h"

namespace utvalg::taxonomy {

Taxonomy::Taxonomy() {
  auto index = std::make_unique<Index>();
  index->Load();
  index_ = std::move(index);
}

Taxonomy::~Taxonomy() = default;

const Taxonomy& Taxonomy::Get() {
  static const Taxonomy* const taxonomy = new Taxonomy();
  return *taxonomy;
}

std::vector<SkillMention> Taxonomy::FindSkillMentions(std::string_view text) const {
  std::vector<SkillMention> mentions;
  const std::vector<LabelToken> tokens = LabelTokens(text);
  for (size_t at = 0; at < tokens.size();) {
    size_t count = 1;
    const uint32_t term_id = index_->skills.LongestAt(tokens, at, &count);
    if (term_id == LabelIndex::kNone) {
      ++at;
      continue;
    }
    const SkillTerm& term = index_->skill_terms[term_id];
    const Concept& skill = index_->concepts[term.concept_id];
    const size_t begin = tokens[at].begin;
    const size_t end = tokens[at + count - 1].end;
    at += count;
    // A line or sentence break inside is no mention of the longer label; what it starts with may be
    // one of its own.
    if (skill.language ||
        text.substr(begin, end - begin).find_first_of("\n;|") != std::string_view::npos) {
      if (!skill.language) at -= count - 1;
      continue;
    }
    const bool weak =
        term.strength == TermStrength::kWeak || (term.strength == TermStrength::kStrongInItsCase &&
                                                 text.substr(begin, end - begin) != term.text);
    mentions.push_back({begin, end, skill.uri, skill.label, weak});
  }
  return mentions;
}

SkillMatch Taxonomy::FindSkill(std::string_view name) const {
  uint32_t term_id = index_->skills.Find(name);
  if (term_id == LabelIndex::kNone) {
    const size_t bracket = name.find('(');
    if (bracket != std::string_view::npos && bracket > 0) {
      term_id = index_->skills.Find(name.substr(0, bracket));
    }
  }
  if (term_id == LabelIndex::kNone) return {};
  const Concept& skill = index_->concepts[index_->skill_terms[term_id].concept_id];
  if (skill.language) return {};
  return {skill.uri, skill.label};
}

int Taxonomy::Related(std::string_view uri_a, std::string_view uri_b) const {
  const auto a = index_->by_uri.find(uri_a);
  const auto b = index_->by_uri.find(uri_b);
  if (a == index_->by_uri.end() || b == index_->by_uri.end()) return 0;
  const Concept& left = index_->concepts[a->second];
  const Concept& right = index_->concepts[b->second];
  const int near = index_->Nearness(a->second, b->second);
  return std::max(near, std::min(900, RelatedIsco(left.isco, right.isco)));
}

int Taxonomy::RelatedIsco(std::string_view a, std::string_view b) {
  if (a.size() != 4 || b.size() != 4) return 0;
  size_t equal = 0;
  while (equal < 4 && a[equal] == b[equal]) ++equal;
  constexpr int kByDigits[] = {0, 150, 400, 700, 1000};
  return kByDigits[equal];
}

std::string_view Taxonomy::SkillLabel(std::string_view uri) const {
  const auto found = index_->by_uri.find(uri);
  if (found == index_->by_uri.end() || !index_->concepts[found->second].isco.empty()) return {};
  return index_->concepts[found->second].label;
}

std::string_view Taxonomy::OccupationLabel(std::string_view uri) const {
  const auto found = index_->by_uri.find(uri);
  if (found == index_->by_uri.end() || index_->concepts[found->second].isco.empty()) return {};
  return index_->concepts[found->second].label;
}

std::string_view Taxonomy::IscoTitle(std::string_view code) const {
  const auto found = index_->isco.find(code);
  return found == index_->isco.end() ? std::string_view() : found->second.english;
}

std::string_view Taxonomy::StyrkTitle(std::string_view code) const {
  const auto found = index_->isco.find(code);
  return found == index_->isco.end() ? std::string_view() : found->second.norwegian;
}

std::vector<std::string_view> Taxonomy::Labels(std::string_view uri) const {
  const auto found = index_->by_uri.find(uri);
  if (found == index_->by_uri.end()) return {};
  const Concept& row = index_->concepts[found->second];
  std::vector<std::string_view> labels = {row.label};
  ForEachPart(row.alternatives, '|', [&](std::string_view text) { labels.push_back(text); });
  return labels;
}

bool Taxonomy::IsLabelWord(std::string_view lower) const {
  return index_->skills.HasWord(lower) || index_->occupations.HasWord(lower);
}

std::string_view Taxonomy::Version() const { return index_->version; }

}  // namespace utvalg::taxonomy
