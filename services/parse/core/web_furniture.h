// SPDX-License-Identifier: Apache-2.0
//
// What a web page has besides the CV that was printed or saved from it: buttons ("Download CV") and
// the line at its end that names whoever made the template. Neither is a fact of the candidate.
// Pure.
#pragma once

#include <vector>

#include "services/parse/core/document.h"

namespace utvalg::parse {

// Removes such paragraphs, whole ones only: a sentence that holds the same words stays.
void DropWebFurniture(std::vector<Paragraph>* paragraphs);

}  // namespace utvalg::parse
