// SPDX-License-Identifier: Apache-2.0
//
// Which piece of a job's header lines is the title, which the employer, which the place: decided
// for all entries of a section together. Used by experience. Pure.
#pragma once

#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/entry_pieces.h"

namespace utvalg::parse {

// Pieces with empty text were not found.
struct JobRoles {
  Piece title;
  Piece employer;
  Piece place;
  size_t last_line = 0;  // Last line of the section that gave a role.
};

// entries[i] are the pieces of the i-th job of the section, in order. Same size and order as
// entries.
std::vector<JobRoles> AssignJobRoles(const std::vector<std::vector<Piece>>& entries,
                                     const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::parse
