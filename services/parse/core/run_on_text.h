// SPDX-License-Identifier: Apache-2.0
//
// Text whose line ends were lost on the way ("... WORK EXPERIENCE Senior Accountant Harlow LLP -
// Denver - April 2018 to Present Prepared ..."): headings and dated entries that run on inside a
// paragraph get lines of their own. Used by layout for plain text. Pure, thread-safe.
#pragma once

#include <vector>

#include "services/parse/core/document.h"

namespace utvalg::parse {

void SplitRunOnText(std::vector<Paragraph>* paragraphs);

}  // namespace utvalg::parse
