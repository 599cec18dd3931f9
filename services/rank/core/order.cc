// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/order.h"

#include <algorithm>
#include <utility>

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "services/rank/core/message_digest.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {

std::string BlindDigest(const cv::v1::Cv& cv) { return Sha256(DeterministicBytes(cv)); }

std::string JobSeed(std::string_view tenant, std::string_view job_id) {
  return Sha256(
      Cat("utvalg.order.v1", std::string_view("\0", 1), tenant, std::string_view("\0", 1), job_id));
}

std::vector<OrderedEntry> Order(std::span<const OrderEntry> entries, std::string_view job_seed,
                                uint32_t noise_band) {
  struct Drawn {
    std::string lot;
    size_t index = 0;
  };
  std::vector<Drawn> drawn;
  drawn.reserve(entries.size());
  for (size_t i = 0; i < entries.size(); ++i)
    drawn.push_back({Sha256(Cat(job_seed, entries[i].blind_digest)), i});
  std::sort(drawn.begin(), drawn.end(), [&](const Drawn& a, const Drawn& b) {
    return entries[a.index].score > entries[b.index].score;
  });
  const auto by_lot = [&](const Drawn& a, const Drawn& b) {
    if (a.lot != b.lot) return a.lot < b.lot;
    return entries[a.index].application_id < entries[b.index].application_id;
  };
  const uint32_t width = noise_band + 1;
  std::vector<OrderedEntry> order;
  order.reserve(drawn.size());
  for (size_t begin = 0; begin < drawn.size();) {
    const uint32_t band = entries[drawn[begin].index].score / width;
    size_t end = begin;
    while (end < drawn.size() && entries[drawn[end].index].score / width == band) ++end;
    std::sort(drawn.begin() + static_cast<ptrdiff_t>(begin),
              drawn.begin() + static_cast<ptrdiff_t>(end), by_lot);
    for (size_t i = begin; i < end; ++i)
      order.push_back({static_cast<uint32_t>(begin + 1), drawn[i].index});
    begin = end;
  }
  return order;
}

std::string RankingId(std::string_view job_id, uint32_t job_revision, std::string_view generation,
                      std::span<const OrderEntry> entries) {
  std::vector<std::pair<std::string_view, uint32_t>> scores;
  scores.reserve(entries.size());
  for (const OrderEntry& entry : entries) scores.emplace_back(entry.application_id, entry.score);
  std::sort(scores.begin(), scores.end());
  std::string text = Cat("utvalg.ranking.v3\n", kNoiseBand, "\n", job_id.size(), ":", job_id, "\n",
                         job_revision, "\n", generation, "\n");
  for (const auto& [id, score] : scores) text += Cat(id.size(), ":", id, "=", score, "\n");
  return Sha256Hex(text).substr(0, 32);
}

}  // namespace utvalg::rank
