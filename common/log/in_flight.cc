// SPDX-License-Identifier: Apache-2.0
#include "common/log/in_flight.h"

#include <algorithm>

#include "common/log/topics.h"

namespace utvalg {

void InFlight::Add(Record record, uint32_t lane) {
  auto item = std::make_unique<Item>();
  item->lane = lane;
  item->sequence = next_sequence_++;
  item->record = std::move(record);
  std::deque<Item*>& owner = owners_[std::string(OwnerOf(item->record.key))];
  owner.push_back(item.get());
  if (owner.size() == 1) first_of_owner_.insert(TurnOf(item.get()));
  partitions_[item->record.at].push_back(std::move(item));
  ++size_;
}

std::vector<InFlight::Item*> InFlight::Take(size_t max, TimePoint now) {
  std::vector<Item*> taken;
  for (auto it = first_of_owner_.begin(); it != first_of_owner_.end() && taken.size() < max;) {
    Item* item = std::get<Item*>(*it);
    if (!taken.empty() && item->lane != taken.front()->lane) break;
    if (item->due > now) {
      ++it;
      continue;
    }
    item->handling = true;
    taken.push_back(item);
    it = first_of_owner_.erase(it);
  }
  return taken;
}

void InFlight::Settle(Item* item) {
  item->handling = false;
  item->settled = true;
  LeaveOwner(item);
  PopSettled(TopicPartition(item->record.at));
}

void InFlight::AddSettled(Record record) {
  auto item = std::make_unique<Item>();
  item->settled = true;
  item->record = std::move(record);
  const TopicPartition at = item->record.at;
  partitions_[at].push_back(std::move(item));
  ++size_;
  PopSettled(at);
}

void InFlight::PopSettled(const TopicPartition& at) {
  std::deque<std::unique_ptr<Item>>& queue = partitions_[at];
  uint64_t& behind = touched_[at];
  while (!queue.empty() && queue.front()->settled) {
    behind = queue.front()->record.offset + 1;
    queue.pop_front();
    --size_;
  }
}

void InFlight::Retry(Item* item, TimePoint due) {
  item->handling = false;
  item->due = due;
  item->verdict.reset();
  first_of_owner_.insert(TurnOf(item));
}

std::vector<InFlight::Progress> InFlight::TakeProgress() {
  std::vector<Progress> all;
  for (const auto& [at, behind] : touched_) {
    const std::deque<std::unique_ptr<Item>>& queue = partitions_[at];
    Progress progress{{at, queue.empty() ? behind : queue.front()->record.offset}, {}};
    for (const std::unique_ptr<Item>& item : queue) {
      if (item->settled) progress.ahead.push_back(item->record.offset);
    }
    all.push_back(std::move(progress));
  }
  touched_.clear();
  return all;
}

void InFlight::Drop(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) {
    const auto queue = partitions_.find(at);
    if (queue == partitions_.end()) continue;
    for (const std::unique_ptr<Item>& item : queue->second) {
      if (!item->settled) LeaveOwner(item.get());
    }
    size_ -= queue->second.size();
    partitions_.erase(queue);
    touched_.erase(at);
  }
}

size_t InFlight::Handling(const std::vector<TopicPartition>& partitions) const {
  size_t count = 0;
  for (const TopicPartition& at : partitions) {
    const auto queue = partitions_.find(at);
    if (queue == partitions_.end()) continue;
    for (const auto& item : queue->second) count += item->handling ? 1 : 0;
  }
  return count;
}

std::optional<InFlight::TimePoint> InFlight::NextDue(TimePoint now) const {
  std::optional<TimePoint> next;
  for (const auto& [lane, sequence, item] : first_of_owner_) {
    if (item->due > now && (!next.has_value() || item->due < *next)) next = item->due;
  }
  return next;
}

bool InFlight::HasReady(TimePoint now) const {
  return std::any_of(first_of_owner_.begin(), first_of_owner_.end(),
                     [now](const Turn& turn) { return std::get<Item*>(turn)->due <= now; });
}

void InFlight::LeaveOwner(Item* item) {
  const auto owner = owners_.find(OwnerOf(item->record.key));
  std::deque<Item*>& queue = owner->second;
  first_of_owner_.erase(TurnOf(item));
  const bool was_first = queue.front() == item;
  queue.erase(std::find(queue.begin(), queue.end(), item));
  if (queue.empty()) {
    owners_.erase(owner);
  } else if (was_first) {
    first_of_owner_.insert(TurnOf(queue.front()));
  }
}

}  // namespace utvalg
