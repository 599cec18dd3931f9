// SPDX-License-Identifier: Apache-2.0
//
// Whether the term of a skill is plain enough to count wherever it stands, or so ordinary a word
// that it names a skill only in a list of skills. Used by Taxonomy only. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace utvalg::taxonomy {

enum class TermStrength : uint8_t {
  kStrong,
  kStrongInItsCase,  // "SPARK", "Chef": strong as written in the label, weak otherwise.
  kWeak,
};

// What ordinary_words.tsv says of a term.
enum class Ordinary : uint8_t { kNo, kName, kWord };

// term as in the label.
TermStrength StrengthOf(std::string_view term, size_t words, Ordinary ordinary);

}  // namespace utvalg::taxonomy
