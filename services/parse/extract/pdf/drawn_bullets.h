// SPDX-License-Identifier: GPL-3.0-or-later
//
// List marks that are drawn, not typed: browsers print the disc of a list item as a small filled
// circle. Without them one item cannot be told from the next. Pure.
#pragma once

#include "services/parse/extract/pdf/page_content.h"
#include "services/parse/extract/pdf/word_builder.h"

namespace utvalg::extract {

// Adds a word "•" for each dot that stands alone in front of a line of text. A row of dots, as
// skills are rated with, is none; nor is a dot between two words.
void AddDrawnBullets(const PageContent& page, PageWords* words);

}  // namespace utvalg::extract
