// SPDX-License-Identifier: Apache-2.0
//
// What a stretch of a CV is worth as evidence by its form alone: told, merely listed, or copied
// from the advertisement. Used by scoring, so that keywords and pasted demands pay nothing.
// Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace utvalg::rank {

// Whether the text is a heap of words rather than something told: hardly any small words ("and",
// "med"), or the same words over and over.
bool IsWordHeap(std::string_view text);

// Knows the words of one advertisement and their runs.
class CopyDetector {
 public:
  explicit CopyDetector(std::string_view advertisement);

  // Whether most of the text stands in the advertisement word for word, or nearly all of its words
  // in another order.
  bool IsCopied(std::string_view text) const;

 private:
  bool HasItsWords(const std::vector<std::string>& words) const;

  std::unordered_set<uint64_t> runs_;
  std::unordered_set<std::string> words_;
};

}  // namespace utvalg::rank
