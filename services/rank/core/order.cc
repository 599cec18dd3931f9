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

std::vector<OrderedEntry> Order(std::span<const OrderEntry> entries, std::string_view job_seed) {
  std::vector<std::pair<std::string, size_t>> drawn;
  drawn.reserve(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    drawn.emplace_back(Sha256(Cat(job_seed, entries[i].blind_digest)), i);
  }
  std::sort(drawn.begin(), drawn.end(), [&](const auto& a, const auto& b) {
    const OrderEntry& left = entries[a.second];
    const OrderEntry& right = entries[b.second];
    if (left.score != right.score) return left.score > right.score;
    if (a.first != b.first) return a.first < b.first;
    return left.application_id < right.application_id;
  });
  std::vector<OrderedEntry> order;
  order.reserve(drawn.size());
  for (size_t place = 0; place < drawn.size(); ++place) {
    const size_t index = drawn[place].second;
    const bool tied = place > 0 && entries[index].score == entries[order.back().index].score;
    order.push_back({tied ? order.back().rank : static_cast<uint32_t>(place + 1), index});
  }
  return order;
}

std::string RankingId(std::string_view job_id, uint32_t job_revision, std::string_view generation,
                      std::span<const OrderEntry> entries) {
  std::vector<std::pair<std::string_view, uint32_t>> scores;
  scores.reserve(entries.size());
  for (const OrderEntry& entry : entries) scores.emplace_back(entry.application_id, entry.score);
  std::sort(scores.begin(), scores.end());
  std::string text = Cat("utvalg.ranking.v1\n", job_id.size(), ":", job_id, "\n", job_revision,
                         "\n", generation, "\n");
  for (const auto& [id, score] : scores) text += Cat(id.size(), ":", id, "=", score, "\n");
  return Sha256Hex(text).substr(0, 32);
}

}  // namespace utvalg::rank
