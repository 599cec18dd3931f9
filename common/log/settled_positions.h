// SPDX-License-Identifier: Apache-2.0
//
// How far each partition is done with, for whom waits for it: a replica that must not answer before
// it has read what the log held. Used by StageWorker under its mutex. Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "common/log/log.h"

namespace utvalg {

class SettledPositions {
 public:
  // Whether everything before these is done with. While it is not, their partitions are followed;
  // once it is, no longer.
  bool Cover(const std::vector<Position>& ends);

  // Whether anybody waits: else nothing need be noted.
  bool awaited() const { return !settled_.empty(); }
  // Everything before these is done with. Partitions nobody waits for are ignored.
  void Note(const std::vector<Position>& positions);
  // Given up: what was settled of them says nothing when they come again.
  void Drop(const std::vector<TopicPartition>& partitions);

 private:
  std::map<TopicPartition, uint64_t> settled_;  // Of the partitions somebody waits for.
};

}  // namespace utvalg
