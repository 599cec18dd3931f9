// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/simulation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "tests/simulation/sim_invariants.h"
#include "utvalg/application/v1/application.pb.h"

namespace utvalg::simulation {
namespace {

using Phase = StageWorker::Phase;

constexpr uint32_t kPartitions = 3;
constexpr std::array<Phase, 3> kPhases = {Phase::kPoll, Phase::kHandle, Phase::kSettle};
constexpr size_t kDisturbedTicks = 400;
constexpr size_t kTicksToRest = 400;
constexpr size_t kTicksToSettle = 6;  // Until the partitions are somebody's again.
constexpr std::array<const char*, 3> kStatelessGroups = {"parse", "embed-cv", "embed-job"};
constexpr std::array<const char*, 4> kGroups = {"parse", "embed-cv", "embed-job", "rank"};
constexpr size_t kFillSlot = kIngests;

std::vector<SimTopic> AllTopics() {
  std::vector<SimTopic> topics;
  for (const TopicSpec& topic : Topics()) {
    topics.push_back({std::string(topic.name), topic.compacted});
    if (topic.dead_letter) topics.push_back({DeadLetterTopic(topic.name), false});
  }
  return topics;
}

absl::StatusOr<std::unique_ptr<KvStore>> OpenStore(const std::string& directory,
                                                   std::vector<std::string> families) {
  KvOptions options;
  options.directory = directory;
  options.families = std::move(families);
  return KvStore::Open(std::move(options));
}

absl::StatusOr<std::unique_ptr<KvCache>> OpenCache(const std::string& directory) {
  KvCacheOptions options;
  options.directory = directory;
  return KvCache::Open(std::move(options));
}

absl::Status WipeStore(KvStore* store, size_t families) {
  KvBatch batch;
  for (KvFamily family = 0; family < families; ++family) {
    UTVALG_RETURN_IF_ERROR(
        store->ForEachWithPrefix(family, "", [&](std::string_view key, std::string_view) {
          batch.Delete(family, std::string(key));
          return true;
        }));
  }
  return batch.empty() ? absl::OkStatus() : store->Write(batch, KvSync::kNoSync);
}

}  // namespace

Schedule ScheduleOf(uint64_t seed) { return static_cast<Schedule>(seed % kSchedules); }

absl::StatusOr<std::unique_ptr<Disks>> Disks::Open() {
  auto disks = std::make_unique<Disks>();
  for (size_t i = 0; i < kIngests; ++i) {
    UTVALG_ASSIGN_OR_RETURN(disks->ingest[i], OpenStore(disks->directory.Below(Cat("ingest", i)),
                                                        ingest::NamedWorld::Families()));
  }
  for (size_t i = 0; i < kReplicas; ++i) {
    UTVALG_ASSIGN_OR_RETURN(disks->rank[i], OpenStore(disks->directory.Below(Cat("rank", i)),
                                                      rank::RankingStore::Families()));
    UTVALG_ASSIGN_OR_RETURN(disks->parse[i], OpenCache(disks->directory.Below(Cat("parse", i))));
    UTVALG_ASSIGN_OR_RETURN(disks->embed[i], OpenCache(disks->directory.Below(Cat("embed", i))));
  }
  UTVALG_ASSIGN_OR_RETURN(disks->fill, OpenCache(disks->directory.Below("fill")));
  return disks;
}

absl::Status Disks::Wipe() {
  UTVALG_RETURN_IF_ERROR(fill->DeletePrefix(Cat(kTenant, "|")));
  for (const auto& store : ingest) {
    UTVALG_RETURN_IF_ERROR(WipeStore(store.get(), ingest::NamedWorld::Families().size()));
  }
  for (size_t i = 0; i < kReplicas; ++i) {
    UTVALG_RETURN_IF_ERROR(WipeStore(rank[i].get(), rank::RankingStore::Families().size()));
    UTVALG_RETURN_IF_ERROR(parse[i]->DeletePrefix(Cat(kTenant, "|")));
    UTVALG_RETURN_IF_ERROR(embed[i]->DeletePrefix(Cat(kTenant, "|")));
  }
  return absl::OkStatus();
}

Simulation::Simulation(uint64_t seed, bool quiet, const Fixture& fixture)
    : schedule_(ScheduleOf(seed)),
      quiet_(quiet),
      fixture_(fixture),
      random_(seed),
      broker_(AllTopics(), kPartitions, &clock_),
      client_(&random_,
              {schedule_ == Schedule::kRevisionRace, schedule_ == Schedule::kErasureDuringParse}) {
  for (size_t i = 0; i < kIngests; ++i) {
    slots_.push_back({Kind::kIngest, i, i == 0 || random_.Chance(50), nullptr});
  }
  slots_.push_back({Kind::kFill, 0, false, nullptr});
  for (const Kind kind : {Kind::kParse, Kind::kEmbed, Kind::kRank}) {
    for (size_t i = 0; i < kReplicas; ++i) {
      slots_.push_back({kind, i, i == 0 || random_.Chance(30), nullptr});
    }
  }
}

Simulation::~Simulation() {
  fixture_.reader->OnRead(nullptr);
  for (Slot& slot : slots_) {
    if (slot.process) slot.process->log().Die();
  }
  slots_.clear();
}

absl::Status Simulation::Start(Slot* slot) {
  Surroundings around;
  around.broker = &broker_;
  around.objects = &objects_;
  around.clock = &clock_;
  around.telemetry = fixture_.telemetry;
  around.reader = fixture_.reader;
  around.encoder = fixture_.encoder;
  around.keys_directory = keys_.path();
  around.choose = [this](size_t choices) { return random_.Below(choices); };
  around.max_batch = 1 + random_.Below(4);
  around.max_in_flight = around.max_batch + random_.Below(8);
  const auto take = [slot](auto started) {
    if (started.ok()) slot->process = *std::move(started);
    return started.status();
  };
  switch (slot->kind) {
    case Kind::kIngest:
      return take(
          IngestProcess::Start(around, fixture_.disks->ingest[slot->replica].get(), slot->replica));
    case Kind::kParse:
      return take(ParseProcess::Start(around, fixture_.disks->parse[slot->replica].get(),
                                      ParseProcess::Role::kLive, generation_));
    case Kind::kFill:
      return take(ParseProcess::Start(around, fixture_.disks->fill.get(),
                                      generation_ == kSecondGeneration
                                          ? ParseProcess::Role::kFillAgain
                                          : ParseProcess::Role::kFillBeside,
                                      kSecondGeneration));
    case Kind::kEmbed:
      return take(EmbedProcess::Start(around, fixture_.disks->embed[slot->replica].get()));
    case Kind::kRank:
      return take(RankProcess::Start(around, fixture_.disks->rank[slot->replica].get()));
  }
  return absl::InternalError("no such kind");
}

void Simulation::Stop(Slot* slot) {
  for (size_t worker = 0; slot->process && worker < slot->process->workers(); ++worker) {
    StepSlot(slot, worker, Phase::kSettle);
  }
  if (slot->process == nullptr) return;
  const absl::Status status = slot->process->Finish();
  // UNAVAILABLE: what it could not append any more is delivered to somebody else.
  if (!status.ok() && !absl::IsUnavailable(status) && !slot->process->log().dead())
    Violate(Cat("a stop failed: ", status.ToString()));
  Settle();
  slot->process.reset();
}

void Simulation::Settle() {
  broker_.WaitForReaders();
  for (Slot& slot : slots_) {
    if (slot.process) slot.process->Settle();
  }
  if (in_read_) return;  // The one that reads is on the stack.
  for (Slot& slot : slots_) {
    if (slot.process && slot.process->log().dead()) {
      slot.process.reset();
      ++report_.crashes;
    }
  }
}

void Simulation::StepSlot(Slot* slot, size_t worker, Phase phase) {
  ++report_.steps;
  // What rank settles may wake its rescorer, which must not race with partitions that go.
  if (slot->kind == Kind::kRank && phase == Phase::kPoll) {
    StepSlot(slot, worker, Phase::kSettle);
    if (slot->process == nullptr) return;
  }
  const absl::Status status = slot->process->Step(worker, phase);
  if (!status.ok() && !slot->process->log().dead()) {
    Violate(Cat("a stage ended: ", status.ToString()));
    slot->process->log().Die();
  }
  Settle();
}

void Simulation::Act() {
  const std::vector<IngestProcess*> ingests = Ingests();
  if (ingests.empty()) return;
  IngestProcess* const asked = ingests[random_.Below(ingests.size())];
  if (asked->log().dead()) return;
  client_.Act(asked);
  broker_.WaitForReaders();
}

std::vector<IngestProcess*> Simulation::Ingests() {
  std::vector<IngestProcess*> ingests;
  for (const Slot& slot : slots_) {
    if (slot.kind != Kind::kIngest || slot.process == nullptr) continue;
    ingests.push_back(static_cast<IngestProcess*>(slot.process.get()));
  }
  return ingests;
}

Simulation::Slot& Simulation::PickSlot() { return slots_[random_.Below(slots_.size())]; }

void Simulation::Resize(Slot* slot) {
  if (slot->kind == Kind::kFill) return;
  // One of each kind stays.
  const auto wanted = std::count_if(slots_.begin(), slots_.end(), [slot](const Slot& other) {
    return other.kind == slot->kind && other.wanted;
  });
  if (slot->wanted && wanted == 1) return;
  slot->wanted = !slot->wanted;
  if (!slot->wanted) Stop(slot);
}

void Simulation::BeginFill() {
  if (fills_) return;
  fills_ = true;
  slots_[kFillSlot].wanted = true;
  if (!random_.Chance(50)) return;
  // In place: the new parser takes over what comes in, and nobody reads into the old generation.
  for (Slot& slot : slots_) {
    if (slot.kind == Kind::kParse) Stop(&slot);
  }
  generation_ = kSecondGeneration;
}

void Simulation::SwitchGeneration() {
  if (!fills_) return BeginFill();
  if (switches_) return;
  switches_ = true;
  // Beside one another both are complete, and jobs may stay.
  client_.WishGeneration(kSecondGeneration, generation_ == kSecondGeneration ? 100 : 70);
}

void Simulation::CheckOrdersAreOfOneGeneration() {
  if (!fills_) return;
  for (const Slot& slot : slots_) {
    if (slot.kind != Kind::kRank || slot.process == nullptr) continue;
    const rank::PoolReader& pool = static_cast<RankProcess*>(slot.process.get())->pool();
    for (const std::string& job_id : client_.job_ids()) {
      const rank::JobPart part = pool.ReadJob(job_id, pool.Served());
      for (const auto& application : part.applications) {
        if (!part.generation.empty() && application.result().has_ranked() &&
            application.generation() != part.generation) {
          Violate(Cat(job_id, " is on ", part.generation, " and its order holds ",
                      application.generation()));
        }
      }
    }
  }
}

void Simulation::Hurt() {
  Slot& slot = PickSlot();
  switch (random_.Below(8)) {
    case 0:
    case 1:
      if (slot.process) {
        slot.process->log().DieAt(1 + random_.Below(8), random_.Chance(50)
                                                            ? SimBroker::Fate::kDiesBefore
                                                            : SimBroker::Fate::kDiesAfter);
      }
      return;
    case 2: {
      const size_t choice = random_.Below(kGroups.size() + kIngests);
      const std::string group = choice < kGroups.size()
                                    ? kGroups[choice]
                                    : IngestProcess::GroupOf(choice - kGroups.size());
      if (broker_.Members(group) > 0) {
        broker_.ExpelMembers(group, random_.Below(broker_.Members(group)));
      }
      return;
    }
    case 3:
      if (random_.Chance(40)) {
        broker_.Rewind(kStatelessGroups[random_.Below(kStatelessGroups.size())]);
      }
      return;
    case 4: {
      const auto topics = Topics();
      const TopicSpec& topic = topics[random_.Below(topics.size())];
      if (topic.compacted) broker_.Compact(std::string(topic.name));
      return;
    }
    case 5:
      if (slot.process && slot.kind != Kind::kRank) {
        slot.process->log().FailAppends(1 + static_cast<int>(random_.Below(2)), random_.Chance(50));
      }
      return;
    case 6:
      return Resize(&slot);
    default:
      if (schedule_ == Schedule::kGenerationSwitch) return SwitchGeneration();
      if (schedule_ == Schedule::kShardResize) {
        return Resize(&slots_[slots_.size() - 1 - random_.Below(kReplicas)]);
      }
      return;
  }
}

void Simulation::Disturb() {
  for (size_t tick = 0; tick < kDisturbedTicks; ++tick) {
    clock_.Advance(std::chrono::milliseconds(random_.Below(400)));
    const size_t what = random_.Below(100);
    Slot& slot = PickSlot();
    if (what < 15) {
      Act();
      Settle();
    } else if (what < 23) {
      if (slot.process) slot.process->log().Deliver();
      Settle();
    } else if (what < 32) {
      Hurt();
      Settle();
    } else if (slot.process == nullptr) {
      if (slot.wanted && random_.Chance(40)) {
        if (const absl::Status status = Start(&slot); !status.ok()) {
          Violate(Cat("a start failed: ", status.ToString()));
        }
        Settle();
      }
    } else {
      const size_t worker = random_.Below(slot.process->workers());
      StepSlot(&slot, worker, kPhases[random_.Below(kPhases.size())]);
      CheckOrdersAreOfOneGeneration();
    }
  }
}

bool Simulation::IsAtRest() const {
  if (!client_.IsDone()) return false;
  for (const Slot& slot : slots_) {
    if (slot.wanted && slot.process == nullptr) return false;
    if (slot.process && !slot.process->IsIdle()) return false;
    if (slot.wanted && slot.kind == Kind::kIngest &&
        !broker_.IsRead(IngestProcess::GroupOf(slot.replica))) {
      return false;
    }
  }
  if (fills_ && !broker_.IsRead(parse::ParseStage::FillGroup(kSecondGeneration))) return false;
  return std::all_of(kGroups.begin(), kGroups.end(),
                     [this](const char* group) { return broker_.IsRead(group); });
}

// A turn for everybody.
void Simulation::StepAll() {
  clock_.Advance(std::chrono::seconds(2));
  for (Slot& slot : slots_) {
    if (!slot.wanted) continue;
    if (slot.process == nullptr) {
      if (const absl::Status status = Start(&slot); !status.ok()) {
        return Violate(Cat("a start failed: ", status.ToString()));
      }
    }
    slot.process->log().Deliver();
    Settle();
    for (size_t worker = 0; slot.process && worker < slot.process->workers(); ++worker) {
      for (const Phase phase : kPhases) {
        if (slot.process) StepSlot(&slot, worker, phase);
      }
    }
  }
}

void Simulation::Heal() {
  for (Slot& slot : slots_) {
    if (!slot.process) continue;
    slot.process->log().DieAt(0, SimBroker::Fate::kUnharmed);
    slot.process->log().FailAppends(0, false);
  }
  if (schedule_ == Schedule::kGenerationSwitch) {
    BeginFill();
    SwitchGeneration();
  }
  for (size_t tick = 0; tick < kTicksToRest; ++tick) {
    StepAll();
    for (size_t i = 0; i < 8 && !client_.IsDone(); ++i) Act();
    if (IsAtRest()) return;
    if (!report_.violations.empty()) return;
  }
  Violate("the system does not come to rest");
}

// What is looked at afterwards is what ingest wrote: nothing it only remembers hides it.
void Simulation::RestartIngests() {
  for (Slot& slot : slots_) {
    if (slot.kind != Kind::kIngest || !slot.wanted) continue;
    Stop(&slot);
    if (const absl::Status status = Start(&slot); !status.ok()) {
      return Violate(Cat("ingest does not start at rest: ", status.ToString()));
    }
  }
  for (size_t tick = 0; tick < kTicksToSettle; ++tick) StepAll();
  if (!IsAtRest()) Violate("the system does not come to rest after a restart");
}

Report Simulation::Run() {
  fixture_.reader->OnRead(nullptr);
  if (absl::Status status = fixture_.disks->Wipe(); !status.ok()) {
    Violate(Cat("the disks cannot be emptied: ", status.ToString()));
    return report_;
  }
  if (absl::Status status = Start(&slots_.front()); !status.ok()) {
    Violate(Cat("ingest does not start: ", status.ToString()));
    return report_;
  }
  // Somebody else's record, well sealed.
  application::v1::Application foreign;
  foreign.set_tenant(kForeignTenant);
  foreign.set_candidate("somebody");
  foreign.set_application_id(kForeignApplication);
  foreign.set_revision(1);
  foreign.set_job_id("job-0");
  const std::string owner = Cat(kForeignTenant, "|somebody");
  IngestProcess* const first = Ingests().front();
  if (!first->ring()->EnsureKeys(owner).ok() ||
      !first->producer()
           .Append(MakeRecord(kApplicationTopic, Cat(owner, "|", kForeignApplication), foreign))
           .ok()) {
    Violate("the other tenant's record cannot be appended");
  }
  const unsigned interruptions = schedule_ == Schedule::kErasureDuringParse ? 40 : 10;
  if (!quiet_) {
    fixture_.reader->OnRead([this, interruptions] {
      if (in_read_ || !random_.Chance(interruptions)) return;
      in_read_ = true;
      Act();
      in_read_ = false;
    });
    Disturb();
  }
  fixture_.reader->OnRead(nullptr);
  Heal();
  if (report_.violations.empty()) RestartIngests();
  if (report_.violations.empty()) {
    Remains remains;
    remains.broker = &broker_;
    remains.objects = &objects_;
    remains.client = &client_;
    remains.ingests = Ingests();
    for (const Slot& slot : slots_) {
      if (slot.kind == Kind::kIngest && slot.wanted) {
        remains.ingest_stores.push_back(fixture_.disks->ingest[slot.replica].get());
      }
      if (slot.kind != Kind::kRank) continue;
      remains.rank_stores.push_back(fixture_.disks->rank[slot.replica].get());
      if (slot.process) remains.rank.push_back(static_cast<RankProcess*>(slot.process.get()));
    }
    remains.filled = fills_ ? kSecondGeneration : "";
    remains.oracle = fixture_.oracle;
    report_.violations = CheckInvariants(remains, &report_.outcomes);
  }
  for (const std::string& violation : client_.violations()) Violate(violation);
  report_.trace = broker_.trace();
  return report_;
}

}  // namespace utvalg::simulation
