// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/consumer_group.h"

#include <algorithm>

namespace utvalg::embedded {

void ConsumerGroup::Join(MemberId member) {
  members_.insert(member);
  Balance();
}

void ConsumerGroup::Leave(MemberId member) {
  members_.erase(member);
  std::replace(owners_.begin(), owners_.end(), member, kNobody);
  Balance();
}

std::vector<uint32_t> ConsumerGroup::ToGiveUp(MemberId member) const {
  std::vector<uint32_t> partitions;
  for (uint32_t p = 0; p < owners_.size(); ++p) {
    if (owners_[p] == member && targets_[p] != member) partitions.push_back(p);
  }
  return partitions;
}

void ConsumerGroup::GiveUp(MemberId member, const std::vector<uint32_t>& partitions) {
  for (uint32_t p : partitions) {
    if (owners_[p] == member) owners_[p] = kNobody;
  }
}

bool ConsumerGroup::HasToTake(MemberId member) const {
  for (uint32_t p = 0; p < owners_.size(); ++p) {
    if (owners_[p] == kNobody && targets_[p] == member) return true;
  }
  return false;
}

std::vector<uint32_t> ConsumerGroup::Take(MemberId member) {
  std::vector<uint32_t> partitions;
  for (uint32_t p = 0; p < owners_.size(); ++p) {
    if (owners_[p] == kNobody && targets_[p] == member) {
      owners_[p] = member;
      partitions.push_back(p);
    }
  }
  return partitions;
}

// Everybody gets a fair share; who has more than that keeps the first ones of it.
void ConsumerGroup::Balance() {
  if (members_.empty()) {
    std::fill(targets_.begin(), targets_.end(), kNobody);
    return;
  }
  const size_t share = targets_.size() / members_.size();
  size_t larger_shares = targets_.size() % members_.size();
  std::map<MemberId, size_t> load;
  for (MemberId& target : targets_) {
    const bool keeps = members_.contains(target) &&
                       (load[target] < share || (load[target] == share && larger_shares > 0));
    if (!keeps) {
      target = kNobody;
    } else if (++load[target] > share) {
      --larger_shares;
    }
  }
  for (MemberId& target : targets_) {
    if (target != kNobody) continue;
    target = *std::min_element(members_.begin(), members_.end(),
                               [&load](MemberId a, MemberId b) { return load[a] < load[b]; });
    ++load[target];
  }
}

}  // namespace utvalg::embedded
