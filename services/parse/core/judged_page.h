// SPDX-License-Identifier: Apache-2.0
//
// A page with what reading order asks of each of its fragments, answered once: the same fragments
// are looked at for every gutter that may part them. Used by reading_order and the finders of
// columns, tables and hanging headings. Pure; not for two threads at once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

struct TextTraits {
  bool heading = false;         // Words of a section heading.
  bool strong_heading = false;  // And nothing else.
  bool dates = false;           // A date or period alone.
};

class JudgedPage {
 public:
  // Fragments ordered by baseline.
  explicit JudgedPage(std::vector<Fragment> fragments);

  const std::vector<Fragment>& fragments() const { return fragments_; }
  const TextTraits& Traits(size_t fragment) const { return traits_[fragment]; }

  // A date, place or duration alone.
  bool IsNote(size_t fragment) const;

  // Of the fragments' texts one behind the other: a heading on two lines.
  const TextTraits& JoinedTraits(const std::vector<size_t>& fragments) const;
  bool IsJoinedNote(const std::vector<size_t>& fragments) const;

  // Moves a fragment out; its traits stay.
  Fragment Take(size_t fragment) { return std::move(fragments_[fragment]); }

 private:
  std::string JoinedText(const std::vector<size_t>& fragments) const;

  std::vector<Fragment> fragments_;
  std::vector<std::string> texts_;
  std::vector<TextTraits> traits_;
  // What few fragments are asked for is answered when it is.
  mutable std::vector<std::optional<bool>> notes_;
  mutable std::map<std::vector<size_t>, TextTraits> joined_;
};

}  // namespace utvalg::parse
