// SPDX-License-Identifier: Apache-2.0
//
// Jobs and schools that stand under no heading of theirs: where a CV has no section of a kind, the
// entries of that kind get one. Used by sections. Pure.
#pragma once

#include "services/parse/core/sections.h"

namespace utvalg::parse {

void GuessSections(SectionedText* text);

}  // namespace utvalg::parse
