// SPDX-License-Identifier: Apache-2.0
//
// What post an advertisement is for: its title, and the occupation behind it when the title is a
// slogan. Part of ProposeJob. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/advertisement.h"

namespace utvalg::rank {

struct AdTitle {
  std::string title;                // As the advertisement has it.
  std::string occupation;           // The title without employer, percentages and "we seek"; or the
                                    // occupation named in the text.
  std::string quote;                // Where the occupation was found.
  taxonomy::OccupationMatch match;  // isco "" when no occupation was recognised.
};

// `title` overrides what the advertisement says; "" = found in it.
AdTitle FindTitle(const Advertisement& advertisement, std::string_view title,
                  const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
