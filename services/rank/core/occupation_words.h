// SPDX-License-Identifier: Apache-2.0
//
// The words that name an occupation, cut out of titles and sentences of an advertisement. Part of
// ProposeJob. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/taxonomy/taxonomy.h"

namespace utvalg::rank {

struct OccupationWords {
  std::string text;
  taxonomy::OccupationMatch match;  // isco "" when the taxonomy does not know it.
};

// Without what stands around the occupation in a title: "100 % fast stilling som X ved Y" -> "X".
std::string WithoutTrimmings(std::string_view title);

// What a sentence says is sought: "Vi søker en erfaren X til ...", "As a X you will". Views into
// the sentence.
std::vector<std::string_view> SoughtPhrases(std::string_view sentence);

// The occupation a phrase names, also in the plural or with words around it.
OccupationWords LookUpOccupation(std::string_view phrase, const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
