// SPDX-License-Identifier: Apache-2.0
//
// One run of the whole cluster in one process, decided by a seed: who works next and on how much,
// what arrives in which order and how often, who dies where, what is slow. Then everything heals,
// comes to rest, and the invariants are looked at. The same seed gives the same run.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "tests/simulation/sim_client.h"
#include "tests/simulation/sim_memo.h"
#include "tests/simulation/sim_processes.h"
#include "tests/simulation/sim_random.h"

namespace utvalg::simulation {

inline constexpr size_t kReplicas = 3;  // Of a service at most; rank has as many disks.

// What a seed is about; every fault may happen in all of them.
enum class Schedule { kMixed, kRevisionRace, kErasureDuringParse, kGenerationSwitch, kShardResize };
inline constexpr size_t kSchedules = 5;
Schedule ScheduleOf(uint64_t seed);

// Opening a store costs more than a run: they are opened once and emptied.
struct Disks {
  static absl::StatusOr<std::unique_ptr<Disks>> Open();
  absl::Status Wipe();

  TempDir directory{"/dev/shm"};
  std::unique_ptr<KvStore> ingest[kIngests];
  std::unique_ptr<KvStore> rank[kReplicas];
  std::unique_ptr<KvCache> parse[kReplicas];
  std::unique_ptr<KvCache> embed[kReplicas];
  std::unique_ptr<KvCache> fill;
};

struct Report {
  std::vector<std::string> violations;  // Empty: the seed is green.
  uint64_t trace = 0;                   // Of all that was appended and committed.
  std::string outcomes;                 // Digest of all outcomes.
  uint64_t crashes = 0;
  uint64_t steps = 0;
};

class Simulation {
 public:
  // What is shared by all seeds; outlives it.
  struct Fixture {
    Telemetry* telemetry = nullptr;
    MemoReader* reader = nullptr;
    embed::Encoder* encoder = nullptr;
    Oracle* oracle = nullptr;
    Disks* disks = nullptr;
  };
  // quiet: without any fault.
  Simulation(uint64_t seed, bool quiet, const Fixture& fixture);
  ~Simulation();

  Report Run();

 private:
  enum class Kind { kIngest, kFill, kParse, kEmbed, kRank };
  struct Slot {
    Kind kind;
    size_t replica;
    bool wanted;
    std::unique_ptr<Process> process;
  };

  void Disturb();
  void StepAll();
  void Heal();
  void RestartIngests();
  bool IsAtRest() const;
  // One tick of the faults; true when it took the tick.
  void Hurt();
  void StepSlot(Slot* slot, size_t worker, StageWorker::Phase phase);
  void Act();
  absl::Status Start(Slot* slot);
  void Stop(Slot* slot);
  void Resize(Slot* slot);
  // Another parser begins to fill its generation, beside the old one or in its place.
  void BeginFill();
  // Jobs go over to it.
  void SwitchGeneration();
  // An order holds one generation, at any time.
  void CheckOrdersAreOfOneGeneration();
  // Lets all other threads come to rest and buries the dead.
  void Settle();
  Slot& PickSlot();
  // Those that run, in the order of their slots.
  std::vector<IngestProcess*> Ingests();
  void Violate(std::string what) { report_.violations.push_back(std::move(what)); }

  const Schedule schedule_;
  const bool quiet_;
  const Fixture fixture_;
  SimRandom random_;
  FakeClock clock_;
  TempDir keys_{"/dev/shm"};
  SimBroker broker_;
  std::map<std::string, std::string> objects_;
  std::string generation_ = kFirstGeneration;  // What the live parse reads into.
  bool fills_ = false;
  bool switches_ = false;
  bool in_read_ = false;
  SimClient client_;
  std::vector<Slot> slots_;
  Report report_;
};

}  // namespace utvalg::simulation
