// SPDX-License-Identifier: Apache-2.0
//
// What is in a document twice: a page scanned or pasted again, a CV that was appended to itself. It
// is read once, so that a document whose pages repeat gives the facts, the passages and the blind
// text of the document without the repetition, and paragraphs and headings are told apart by the
// same surroundings. Used by layout. Pure, thread-safe.
#pragma once

#include <vector>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

// Per page, whether an earlier one has the same visible words in the same order; up to four at
// either end, where page numbers stand, may differ. Pages of fewer than 40 words never are.
std::vector<bool> RepeatedPages(const utvalg::extract::v1::ExtractResponse& response);

// Per block, whether it is of a run that stands earlier in the same words: of 40 words or more, and
// with a year in it or from the document's first block on. Duties alone that two jobs share stay
// with both.
std::vector<bool> RepeatedBlocks(const utvalg::extract::v1::ExtractResponse& response);

}  // namespace utvalg::parse
