// SPDX-License-Identifier: Apache-2.0
//
// Whom people read without seeing the order: in a pilot everybody above the line and a random
// sample from below, as a control the sample alone. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace utvalg::ingest {

inline constexpr uint32_t kDefaultLine = 10;
inline constexpr uint32_t kDefaultSample = 30;

struct PlacedApplication {
  std::string application_id;
  uint32_t rank = 0;
};

struct ReadingList {
  std::vector<PlacedApplication> read;  // In an order that tells nothing of the ranks.
  uint32_t above = 0;                   // Rank at most the line; a tie is not cut.
  uint32_t below = 0;
  uint32_t sampled = 0;
};

// Drawn by the secret and the job alone, so that nobody can ask until the draw is to their liking,
// and whoever arrives later moves nobody else out of order.
ReadingList DrawReadingList(const std::string& secret, const std::string& job_id,
                            const std::vector<PlacedApplication>& ranked, uint32_t line,
                            uint32_t sample, bool with_above);

}  // namespace utvalg::ingest
