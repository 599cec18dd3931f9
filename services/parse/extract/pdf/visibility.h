// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which words of a page a reader cannot see, from what is painted before, after and around them.
// Pure.
#pragma once

#include "services/parse/extract/pdf/page_content.h"
#include "services/parse/extract/pdf/word_builder.h"

namespace utvalg::extract {

// Sets PageWord::hidden. A word counts as hidden when more than half of its glyphs are.
void JudgeVisibility(const PageContent& page, PageWords* words);

}  // namespace utvalg::extract
