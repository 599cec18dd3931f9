// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/embedded_consumer.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg::embedded {

absl::StatusOr<std::unique_ptr<EmbeddedConsumer>> EmbeddedConsumer::Create(
    LogCore* core, ConsumerOptions options) {
  std::vector<Lane> lanes;
  std::set<std::string> names;
  for (const Subscription& subscription : options.topics) {
    TopicState* topic = core->FindTopic(subscription.topic);
    if (topic == nullptr) {
      return absl::InvalidArgumentError(Cat("no topic ", subscription.topic));
    }
    lanes.push_back({.topic = topic, .weight = std::max(1U, subscription.weight)});
    names.insert(subscription.topic);
  }
  if (lanes.empty() || names.size() != lanes.size()) {
    return absl::InvalidArgumentError("a consumer reads one or more different topics");
  }
  if (options.group.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError("a group's name holds no NUL");
  }
  std::unique_ptr<EmbeddedConsumer> consumer(
      new EmbeddedConsumer(core, std::move(options), std::move(lanes)));
  const std::string& group_name = consumer->options_.group;
  if (!group_name.empty()) {
    absl::MutexLock lock(&core->mutex);
    std::unique_ptr<ConsumerGroup>& group = core->groups[group_name];
    if (group == nullptr || group->empty()) {
      group = std::make_unique<ConsumerGroup>(core->partitions(), names);
    } else if (group->topics() != names) {
      return absl::FailedPreconditionError(
          Cat("the members of group ", group_name, " read other topics"));
    }
    group->Join(consumer->member_);
    consumer->joined_ = true;
    core->changed.SignalAll();
  }
  return consumer;
}

EmbeddedConsumer::EmbeddedConsumer(LogCore* core, ConsumerOptions options, std::vector<Lane> lanes)
    : core_(core),
      options_(std::move(options)),
      member_(core->next_member++),
      lanes_(std::move(lanes)) {}

EmbeddedConsumer::~EmbeddedConsumer() { Close(); }

absl::StatusOr<std::vector<Record>> EmbeddedConsumer::Poll(size_t max_records,
                                                           std::chrono::milliseconds wait) {
  const absl::Time deadline = absl::Now() + absl::FromChrono(wait);
  while (!closed_) {
    UTVALG_ASSIGN_OR_RETURN(const bool reassigned, Rebalance());
    if (reassigned) break;
    std::vector<Portion> portions;
    {
      absl::MutexLock lock(&core_->mutex);
      for (;;) {
        portions = Plan(max_records);
        if (!portions.empty() || woken_ || NeedsRebalance()) break;
        if (core_->changed.WaitWithDeadline(&core_->mutex, deadline)) {
          portions = Plan(max_records);
          break;
        }
      }
      if (portions.empty() && (std::exchange(woken_, false) || absl::Now() >= deadline)) break;
    }
    UTVALG_ASSIGN_OR_RETURN(std::vector<Record> records, Fetch(portions));
    // Nothing where compaction left only a gap: the position has moved behind it, look again.
    if (!records.empty()) return records;
  }
  return std::vector<Record>();
}

bool EmbeddedConsumer::NeedsRebalance() const {
  if (!joined_) return false;
  const ConsumerGroup& group = *core_->groups.at(options_.group);
  return !group.ToGiveUp(member_).empty() || group.HasToTake(member_);
}

absl::StatusOr<bool> EmbeddedConsumer::Rebalance() {
  if (!joined_) {
    if (!lanes_.front().next.empty()) return false;
    std::vector<uint32_t> all(core_->partitions());
    std::iota(all.begin(), all.end(), 0);
    UTVALG_RETURN_IF_ERROR(Begin(all));
    return false;
  }
  std::vector<uint32_t> given_up;
  {
    absl::MutexLock lock(&core_->mutex);
    given_up = core_->groups.at(options_.group)->ToGiveUp(member_);
  }
  if (!given_up.empty()) {
    if (options_.listener != nullptr) options_.listener->OnRevoked(OnAllTopics(given_up));
    for (Lane& lane : lanes_) {
      for (uint32_t p : given_up) lane.next.erase(p), lane.paused.erase(p);
    }
    absl::MutexLock lock(&core_->mutex);
    core_->groups.at(options_.group)->GiveUp(member_, given_up);
    core_->changed.SignalAll();
  }
  std::vector<uint32_t> taken;
  {
    absl::MutexLock lock(&core_->mutex);
    taken = core_->groups.at(options_.group)->Take(member_);
  }
  if (!taken.empty()) UTVALG_RETURN_IF_ERROR(Begin(taken));
  return !given_up.empty();
}

absl::Status EmbeddedConsumer::Begin(const std::vector<uint32_t>& partitions) {
  {
    absl::MutexLock lock(&core_->mutex);
    const auto group = core_->committed.find(options_.group);
    for (Lane& lane : lanes_) {
      for (uint32_t p : partitions) {
        lane.next[p] = 0;
        if (!joined_ || group == core_->committed.end()) continue;
        const auto it = group->second.find({lane.topic->name, p});
        if (it != group->second.end()) lane.next[p] = it->second;
      }
    }
  }
  if (options_.listener == nullptr) return absl::OkStatus();
  UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> starts,
                          options_.listener->OnAssigned(OnAllTopics(partitions)));
  for (const Position& start : starts) UTVALG_RETURN_IF_ERROR(Seek(start));
  return absl::OkStatus();
}

std::vector<TopicPartition> EmbeddedConsumer::OnAllTopics(
    const std::vector<uint32_t>& partitions) const {
  std::vector<TopicPartition> all;
  for (const Lane& lane : lanes_) {
    for (uint32_t p : partitions) all.push_back({lane.topic->name, p});
  }
  return all;
}

std::vector<EmbeddedConsumer::Portion> EmbeddedConsumer::Plan(size_t max_records) {
  // Shares of the topics: each record goes to the topic with most credit among those that have
  // more.
  std::vector<uint64_t> waiting(lanes_.size(), 0);
  for (size_t i = 0; i < lanes_.size(); ++i) {
    for (const auto& [p, next] : lanes_[i].next) {
      const uint64_t end = lanes_[i].topic->ends[p];
      if (!lanes_[i].paused.contains(p) && next < end) waiting[i] += end - next;
    }
  }
  std::vector<size_t> shares(lanes_.size(), 0);
  for (size_t n = 0; n < max_records; ++n) {
    Lane* best = nullptr;
    int64_t total = 0;
    for (size_t i = 0; i < lanes_.size(); ++i) {
      if (shares[i] >= waiting[i]) continue;
      lanes_[i].credit += lanes_[i].weight;
      total += lanes_[i].weight;
      if (best == nullptr || lanes_[i].credit > best->credit) best = &lanes_[i];
    }
    if (best == nullptr) break;
    best->credit -= total;
    ++shares[static_cast<size_t>(best - lanes_.data())];
  }
  std::vector<Portion> portions;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    Lane& lane = lanes_[i];
    const uint32_t first = lane.turn;
    for (uint32_t n = 0; n < core_->partitions() && shares[i] > 0; ++n) {
      const uint32_t p = (first + n) % core_->partitions();
      const auto it = lane.next.find(p);
      if (it == lane.next.end() || lane.paused.contains(p)) continue;
      const uint64_t end = lane.topic->ends[p];
      if (it->second >= end) continue;
      const size_t records = std::min<uint64_t>(shares[i], end - it->second);
      portions.push_back({&lane, p, it->second, end, records});
      shares[i] -= records;
      lane.turn = (p + 1) % core_->partitions();
    }
  }
  return portions;
}

absl::StatusOr<std::vector<Record>> EmbeddedConsumer::Fetch(const std::vector<Portion>& portions) {
  std::vector<Record> all;
  // Positions move when everything was read: an error loses nothing.
  std::vector<uint64_t> next;
  for (const Portion& portion : portions) {
    UTVALG_ASSIGN_OR_RETURN(std::vector<Record> records,
                            core_->Read(*portion.lane->topic, portion.partition, portion.begin,
                                        portion.end, portion.records));
    next.push_back(records.size() < portion.records ? portion.end : records.back().offset + 1);
    std::move(records.begin(), records.end(), std::back_inserter(all));
  }
  for (size_t i = 0; i < portions.size(); ++i) {
    portions[i].lane->next[portions[i].partition] = next[i];
  }
  return all;
}

absl::Status EmbeddedConsumer::Commit(const std::vector<Position>& positions) {
  if (!joined_ || closed_) return absl::AbortedError("not a member of a group");
  for (const Position& position : positions) {
    const Lane* lane = FindLane(position.at);
    if (lane == nullptr || !lane->next.contains(position.at.partition)) {
      return absl::AbortedError(Cat("partition ", position.at.partition, " of ", position.at.topic,
                                    " belongs to another member"));
    }
  }
  return core_->Commit(options_.group, positions);
}

absl::Status EmbeddedConsumer::Seek(const Position& position) {
  Lane* lane = FindLane(position.at);
  if (lane == nullptr || !lane->next.contains(position.at.partition)) {
    return absl::NotFoundError(
        Cat("partition ", position.at.partition, " of ", position.at.topic, " is not assigned"));
  }
  lane->next[position.at.partition] = position.next_offset;
  return absl::OkStatus();
}

void EmbeddedConsumer::Pause(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) {
    if (Lane* lane = FindLane(at); lane != nullptr && lane->next.contains(at.partition)) {
      lane->paused.insert(at.partition);
    }
  }
}

void EmbeddedConsumer::Resume(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) {
    if (Lane* lane = FindLane(at); lane != nullptr) lane->paused.erase(at.partition);
  }
}

std::vector<Position> EmbeddedConsumer::Positions() const {
  std::vector<Position> all;
  for (const Lane& lane : lanes_) {
    for (const auto& [p, next] : lane.next) all.push_back({{lane.topic->name, p}, next});
  }
  return all;
}

void EmbeddedConsumer::Wake() {
  absl::MutexLock lock(&core_->mutex);
  woken_ = true;
  core_->changed.SignalAll();
}

void EmbeddedConsumer::Close() {
  if (closed_) return;
  if (joined_ && options_.listener != nullptr) {
    std::vector<uint32_t> owned;
    for (const auto& [p, next] : lanes_.front().next) owned.push_back(p);
    if (!owned.empty()) options_.listener->OnRevoked(OnAllTopics(owned));
  }
  closed_ = true;
  for (Lane& lane : lanes_) lane.next.clear();
  if (!joined_) return;
  absl::MutexLock lock(&core_->mutex);
  core_->groups.at(options_.group)->Leave(member_);
  core_->changed.SignalAll();
}

EmbeddedConsumer::Lane* EmbeddedConsumer::FindLane(const TopicPartition& at) {
  const auto it = std::find_if(lanes_.begin(), lanes_.end(),
                               [&at](const Lane& lane) { return lane.topic->name == at.topic; });
  return it == lanes_.end() ? nullptr : &*it;
}

}  // namespace utvalg::embedded
