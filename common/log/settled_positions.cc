// SPDX-License-Identifier: Apache-2.0
#include "common/log/settled_positions.h"

#include <algorithm>

namespace utvalg {

bool SettledPositions::Cover(const std::vector<Position>& ends) {
  bool all = true;
  for (const Position& end : ends) {
    if (end.next_offset == 0) continue;
    if (settled_.try_emplace(end.at, 0).first->second < end.next_offset) all = false;
  }
  if (all) {
    for (const Position& end : ends) settled_.erase(end.at);
  }
  return all;
}

void SettledPositions::Note(const std::vector<Position>& positions) {
  for (const Position& position : positions) {
    const auto followed = settled_.find(position.at);
    if (followed == settled_.end()) continue;
    followed->second = std::max(followed->second, position.next_offset);
  }
}

void SettledPositions::Drop(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) settled_.erase(at);
}

}  // namespace utvalg
