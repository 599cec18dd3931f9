// SPDX-License-Identifier: Apache-2.0
//
// Skills of a CV: what sections of skills list, split into single names, and ESCO's skills named
// anywhere else. Used by parse_cv. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// In order of first place; a skill named twice is one entry with two spans. Languages and licences
// are not among them.
std::vector<utvalg::cv::v1::Skill> ReadSkills(const SectionedText& cv,
                                              const taxonomy::Taxonomy& taxonomy);

// One entry of a list of skills: [begin, end) bytes of the text given, without its level.
struct ListEntry {
  size_t begin = 0;
  size_t end = 0;
};
// "Languages: C++, Python (5 years) | Git" gives C++, Python, Git: category labels, levels, bars
// and bullets dropped.
std::vector<ListEntry> SplitSkillList(std::string_view text);

}  // namespace utvalg::parse
