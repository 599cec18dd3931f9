// SPDX-License-Identifier: Apache-2.0
//
// Scans often carry the text that another program recognised, invisible over the picture. Nobody
// sees it, so it counts no more than any other invisible text: such pages are read anew from their
// picture, and a layer that says something else is reported. Used by Extractor. Pure, thread-safe.
#pragma once

#include <vector>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

// Pages, from 0, whose words are a layer over a picture.
std::vector<int> LayeredPages(const extract::v1::ExtractResponse& response);

// Puts the pages as `recognised` has them in place of the layered ones, which lose all words where
// it has none (recognised may be a failure). FAILURE_NO_TEXT when nothing is left.
void ReplaceLayers(const std::vector<int>& layered, const extract::v1::ExtractResponse& recognised,
                   extract::v1::ExtractResponse* response);

}  // namespace utvalg::parse
