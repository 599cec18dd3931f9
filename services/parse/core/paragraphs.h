// SPDX-License-Identifier: Apache-2.0
//
// Last step of page layout: visual lines become logical paragraphs. Wrapped lines are rejoined and
// hyphenation is undone, across columns and pages too, so that the paragraphs are the same wherever
// the lines happened to break. Pure.
#pragma once

#include <vector>

#include "services/parse/core/document.h"
#include "services/parse/core/reading_order.h"

namespace utvalg::parse {

// Appends the paragraphs of lines, which are in reading order. body_size is the usual type size in
// points.
void AppendParagraphs(const std::vector<TextLine>& lines, float body_size,
                      std::vector<Paragraph>* paragraphs);

// Type size that most characters of the lines have.
float BodySize(const std::vector<TextLine>& lines);

SizeClass ClassifySize(float size, float body_size);

}  // namespace utvalg::parse
