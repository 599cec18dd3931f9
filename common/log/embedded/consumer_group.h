// SPDX-License-Identifier: Apache-2.0
//
// Who of a group's members reads which partition. Cooperative and sticky: a change moves as few
// partitions as it can, and a partition goes to its new owner only after the old one let go of it.
// A member owns a partition number on all topics of the group. Pure bookkeeping; not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace utvalg::embedded {

class ConsumerGroup {
 public:
  using MemberId = uint64_t;

  ConsumerGroup(uint32_t partitions, std::set<std::string> topics)
      : topics_(std::move(topics)), owners_(partitions), targets_(partitions) {}

  void Join(MemberId member);
  // Whatever it owned is free at once.
  void Leave(MemberId member);
  bool empty() const { return members_.empty(); }
  const std::set<std::string>& topics() const { return topics_; }

  // What the member owns and another one shall have.
  std::vector<uint32_t> ToGiveUp(MemberId member) const;
  void GiveUp(MemberId member, const std::vector<uint32_t>& partitions);
  bool HasToTake(MemberId member) const;
  // Free partitions meant for the member; it owns them from now on.
  std::vector<uint32_t> Take(MemberId member);

 private:
  static constexpr MemberId kNobody = 0;
  void Balance();

  const std::set<std::string> topics_;
  std::set<MemberId> members_;
  std::vector<MemberId> owners_;   // By partition.
  std::vector<MemberId> targets_;  // Who shall own it.
};

}  // namespace utvalg::embedded
