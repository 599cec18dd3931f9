// SPDX-License-Identifier: Apache-2.0
//
// `utvalg up` is killed with SIGKILL twenty times, at moments drawn from a seed (some while it
// starts), while a client with idempotency keys hands in 200 CVs and tries again whatever failed.
// Afterwards every acknowledged application has exactly one outcome, and order, scores and evidence
// are those of an undisturbed run. UTVALG_FAULT_SEED, UTVALG_FAULT_KILLS and UTVALG_FAULT_CVS
// choose another run.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/crypto/file_kms.h"
#include "common/crypto/secret_file.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/fault/screening_client.h"
#include "tests/fault/server_process.h"

namespace utvalg {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::minutes(8);

int Environment(const char* name, int standard) {
  const char* value = std::getenv(name);
  return value == nullptr ? standard : std::atoi(value);
}

struct Outcome {
  rank::v1::GetRankingResponse ranking;
  std::set<std::string> acknowledged;
};

// One run in a workspace; `kills` times the server dies under the client.
class Screening {
 public:
  Screening(std::string workspace, int cvs) : workspace_(std::move(workspace)), cvs_(cvs) {}

  // Starts a server and waits until it serves.
  void Start() {
    server_ = std::make_unique<ServerProcess>(workspace_);
    const std::string address = server_->WaitForAddress();
    ASSERT_NE(address, "") << "the server did not start again, see " << workspace_ << "/server.log";
    client_.Reach(address, *ReadSecretFile(workspace_ + "/keys/operator.token"));
  }

  void Go(int kills, unsigned seed, Outcome* outcome) {
    ASSERT_NO_FATAL_FAILURE(Start());
    ASSERT_TRUE(client_.PutJob(MakeJob(), &job_id_).ok());
    std::thread submitter([this] { SubmitAll(); });
    std::mt19937 random(seed);
    for (int life = 0; life < kills && !HasFatalFailure(); ++life) LiveAndDie(life, kills, &random);
    submitter.join();
    if (HasFatalFailure()) return;
    ASSERT_EQ(failure_, "");
    ASSERT_NO_FATAL_FAILURE(WaitForAll(outcome));
    outcome->acknowledged = {acknowledged_.begin(), acknowledged_.end()};
    EXPECT_EQ(server_->Stop(), 0);
  }

 private:
  static bool HasFatalFailure() { return ::testing::Test::HasFatalFailure(); }

  // Kills the server after this life's share of acknowledgements and a little time; now and then a
  // start as well.
  void LiveAndDie(int life, int kills, std::mt19937* random) {
    const size_t share = static_cast<size_t>(cvs_ * (life + 1) / (kills + 1));
    while (acknowledged_count_ < share && !done_) std::this_thread::yield();
    std::this_thread::sleep_for(milliseconds((*random)() % 60));
    server_->Kill();
    if ((*random)() % 4 == 0) {
      ServerProcess starting(workspace_);
      std::this_thread::sleep_for(milliseconds((*random)() % 400));
    }
    Start();
  }

  void SubmitAll() {
    const auto give_up = Steady::now() + kPatience;
    for (int i = 0; i < cvs_ && failure_.empty(); ++i) {
      const std::string cv = MakeCv(i);
      for (;;) {
        std::string application_id;
        const grpc::Status status = client_.Submit(job_id_, Cat("key-", i), cv, &application_id);
        if (status.ok()) {
          acknowledged_.push_back(application_id);
          ++acknowledged_count_;
          break;
        }
        if (!MayRetry(status) || Steady::now() > give_up) {
          failure_ = Cat("CV ", i, ": ", static_cast<int>(status.error_code()), " ",
                         status.error_message());
          break;
        }
        std::this_thread::sleep_for(milliseconds(5));  // A client's back-off.
      }
    }
    done_ = true;
  }

  void WaitForAll(Outcome* outcome) {
    const auto give_up = Steady::now() + kPatience;
    for (;;) {
      const grpc::Status status = client_.GetRanking(job_id_, &outcome->ranking);
      // The job itself may not have reached rank yet.
      ASSERT_TRUE(status.ok() || MayRetry(status) ||
                  status.error_code() == grpc::StatusCode::NOT_FOUND)
          << status.error_message();
      const int outcomes = outcome->ranking.ranked_size() + outcome->ranking.needs_person_size();
      if (outcomes >= cvs_) return;
      ASSERT_LT(Steady::now(), give_up) << outcomes << " of " << cvs_ << " are finished";
      std::this_thread::sleep_for(milliseconds(50));
    }
  }

  const std::string workspace_;
  const int cvs_;
  std::unique_ptr<ServerProcess> server_;
  ScreeningClient client_;
  std::string job_id_;
  std::vector<std::string> acknowledged_;
  std::atomic<size_t> acknowledged_count_{0};
  std::atomic<bool> done_{false};
  std::string failure_;
};

// All records of the result topic, by key: the different values among them.
std::map<std::string, std::set<std::string>> ResultsInTheLog(const std::string& workspace) {
  SystemClock clock;
  EmbeddedLogOptions options;
  options.directory = workspace + "/log";
  auto log = EmbeddedLog::Open(options, &clock);
  EXPECT_TRUE(log.ok()) << log.status();
  std::map<std::string, std::set<std::string>> results;
  if (!log.ok()) return results;
  const auto kms = FileKms::Open(workspace + "/keys/epochs");
  EXPECT_TRUE(kms.ok()) << kms.status();
  const auto ring = KeyRing::Open(log->get(), kms->get(), &clock, workspace + "/keys/erased");
  EXPECT_TRUE(ring.ok()) << ring.status();
  const SealedRecordCodec codec(PersonKeys(ring->get(), PersonKeys::Right::kContent));
  auto consumer = *(*log)->Subscribe({"", {{std::string(kResultTopic)}}, nullptr});
  for (auto records = consumer->Poll(1000, milliseconds(0)); records.ok() && !records->empty();
       records = consumer->Poll(1000, milliseconds(0))) {
    for (const Record& record : *records) {
      const auto value = codec.Decode(kResultTopic, record.key, record.value);
      EXPECT_TRUE(value.ok()) << value.status();
      if (value.ok()) results[record.key].insert(*value);
    }
  }
  return results;
}

std::map<std::string, std::string> ScoresOf(const Outcome& outcome) {
  std::map<std::string, std::string> scores;
  for (const auto& entry : outcome.ranking.ranked()) {
    EXPECT_TRUE(scores.emplace(entry.application_id(), entry.score().SerializeAsString()).second)
        << entry.application_id() << " is ranked twice";
  }
  for (const auto& entry : outcome.ranking.needs_person()) {
    EXPECT_TRUE(scores.emplace(entry.application_id(), "needs a person").second)
        << entry.application_id() << " has two outcomes";
  }
  return scores;
}

std::vector<std::string> OrderOf(const Outcome& outcome) {
  std::vector<std::string> order;
  for (const auto& entry : outcome.ranking.ranked()) {
    order.push_back(Cat(entry.rank(), " ", entry.application_id()));
  }
  return order;
}

TEST(StandaloneKillTest, EveryAcknowledgedApplicationHasTheOutcomeOfAnUndisturbedRun) {
  const int seed = Environment("UTVALG_FAULT_SEED", 1);
  const int kills = Environment("UTVALG_FAULT_KILLS", 20);
  const int cvs = Environment("UTVALG_FAULT_CVS", 200);
  SCOPED_TRACE(
      Cat("UTVALG_FAULT_SEED=", seed, " UTVALG_FAULT_KILLS=", kills, " UTVALG_FAULT_CVS=", cvs));
  TempDir dir;
  Outcome calm;
  Outcome disturbed;
  ASSERT_NO_FATAL_FAILURE(Screening(dir.Below("calm"), cvs).Go(0, 0, &calm));
  ASSERT_NO_FATAL_FAILURE(
      Screening(dir.Below("disturbed"), cvs).Go(kills, static_cast<unsigned>(seed), &disturbed));

  EXPECT_EQ(disturbed.acknowledged.size(), static_cast<size_t>(cvs));
  EXPECT_EQ(disturbed.acknowledged, calm.acknowledged);
  const auto scores = ScoresOf(disturbed);
  for (const std::string& application : disturbed.acknowledged) {
    EXPECT_TRUE(scores.contains(application))
        << application << " was acknowledged and has no outcome";
  }
  EXPECT_EQ(scores.size(), disturbed.acknowledged.size());
  EXPECT_GT(disturbed.ranking.ranked_size(), cvs / 2);
  EXPECT_EQ(scores, ScoresOf(calm));
  EXPECT_EQ(OrderOf(disturbed), OrderOf(calm));
  // A result may have been written again, never another one.
  const auto results = ResultsInTheLog(dir.Below("disturbed"));
  EXPECT_EQ(results.size(), static_cast<size_t>(cvs));
  for (const auto& [key, values] : results) EXPECT_EQ(values.size(), 1u) << key;
}

}  // namespace
}  // namespace utvalg
