// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/judged_page.h"

#include <string_view>
#include <utility>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/side_cells.h"

namespace utvalg::parse {
namespace {

TextTraits TraitsOf(std::string_view text) {
  TextTraits traits;
  traits.heading = IsSectionHeadingText(text);
  traits.strong_heading = traits.heading && !IsWeakHeading(text);
  traits.dates = LooksLikeDates(text);
  return traits;
}

}  // namespace

JudgedPage::JudgedPage(std::vector<Fragment> fragments)
    : fragments_(std::move(fragments)), notes_(fragments_.size()) {
  texts_.reserve(fragments_.size());
  traits_.reserve(fragments_.size());
  for (const Fragment& fragment : fragments_) {
    texts_.push_back(fragment.Text());
    traits_.push_back(TraitsOf(texts_.back()));
  }
}

const TextTraits& JudgedPage::JoinedTraits(const std::vector<size_t>& fragments) const {
  if (fragments.size() == 1) return traits_[fragments.front()];
  const auto [entry, fresh] = joined_.try_emplace(fragments);
  if (fresh) entry->second = TraitsOf(JoinedText(fragments));
  return entry->second;
}

bool JudgedPage::IsNote(size_t fragment) const {
  std::optional<bool>& note = notes_[fragment];
  if (!note.has_value()) note = IsSideNote(texts_[fragment]);
  return *note;
}

bool JudgedPage::IsJoinedNote(const std::vector<size_t>& fragments) const {
  return fragments.size() == 1 ? IsNote(fragments.front()) : IsSideNote(JoinedText(fragments));
}

std::string JudgedPage::JoinedText(const std::vector<size_t>& fragments) const {
  std::string text;
  for (const size_t i : fragments) {
    if (!text.empty()) text += ' ';
    text += texts_[i];
  }
  return text;
}

}  // namespace utvalg::parse
