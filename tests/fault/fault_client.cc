// SPDX-License-Identifier: Apache-2.0
//
// The client of a fault round (tests/fault/cluster_faults.py): hands in applications, keeps a
// ledger of what it was told, synced before and after each call, and waits until all have an
// outcome.
//
//   fault-client ADDRESS job ROUND                         a new job; prints its id
//   fault-client ADDRESS submit JOB COUNT ROUND LEDGER     COUNT applications, each tried until
//   answered fault-client ADDRESS check JOB LEDGER SECONDS          prints the verdict as JSON; 1
//   when it is bad
//
// A line of the ledger: pending KEY | unknown KEY CODE | refused KEY CODE | acknowledged KEY ID.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "tests/fault/screening_client.h"

namespace utvalg {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBackOff(50);
constexpr std::chrono::minutes kSubmitPatience(60);

class Ledger {
 public:
  explicit Ledger(const std::string& path)
      : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    if (file_ < 0) std::abort();
  }
  ~Ledger() { close(file_); }
  void Note(const std::string& line) {
    const std::string whole = line + "\n";
    if (write(file_, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()) ||
        fdatasync(file_) != 0) {
      std::abort();
    }
  }

 private:
  const int file_;
};

int PutJob(ScreeningClient* client, const std::string& round) {
  job::v1::Job job = MakeJob();
  job.set_job_id(Cat("round-", round));
  std::string job_id;
  grpc::Status status;
  const auto give_up = Steady::now() + kSubmitPatience;
  do {
    status = client->PutJob(job, &job_id);
    if (!status.ok()) std::this_thread::sleep_for(kBackOff);
  } while (!status.ok() && MayRetry(status) && Steady::now() < give_up);
  if (!status.ok()) {
    std::fprintf(stderr, "fault-client: %s\n", status.error_message().c_str());
    return 1;
  }
  std::printf("%s\n", job_id.c_str());
  return 0;
}

int Submit(ScreeningClient* client, const std::string& job_id, int count, int round,
           const std::string& path, std::chrono::milliseconds pace) {
  Ledger ledger(path);
  const auto give_up = Steady::now() + kSubmitPatience;
  int refused = 0;
  for (int i = 0; i < count; ++i) {
    if (i > 0) std::this_thread::sleep_for(pace);
    const std::string key = Cat("round-", round, "-", i);
    const std::string cv = MakeCv(i, round);
    ledger.Note(Cat("pending ", key));
    for (;;) {
      std::string id;
      const grpc::Status status = client->Submit(job_id, key, cv, &id);
      const std::string code = Cat(static_cast<int>(status.error_code()));
      if (status.ok()) {
        ledger.Note(Cat("acknowledged ", key, " ", id));
        break;
      }
      if (!MayRetry(status)) {
        ledger.Note(Cat("refused ", key, " ", code));
        std::fprintf(stderr, "refused: %s\n", status.error_message().c_str());
        ++refused;
        break;
      }
      ledger.Note(Cat("unknown ", key, " ", code));
      if (Steady::now() > give_up) return 1;
      std::this_thread::sleep_for(kBackOff);
    }
  }
  return refused == 0 ? 0 : 1;
}

struct Told {
  std::map<std::string, std::string> acknowledged;  // Application id to key.
  size_t unknown = 0;                               // Tries without an answer.
  size_t refused = 0;
};

Told ReadLedger(const std::string& path) {
  Told told;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string what;
    std::string key;
    std::string rest;
    words >> what >> key >> rest;
    if (what == "acknowledged") told.acknowledged[rest] = key;
    if (what == "unknown") ++told.unknown;
    if (what == "refused") ++told.refused;
  }
  return told;
}

// What must be equal in every round: all but the digests of job and CV, which name both.
std::string ComparableBytes(result::v1::ScoreRecord score) {
  score.mutable_provenance()->clear_job_digest();
  score.mutable_provenance()->clear_cv_digest();
  return score.SerializeAsString();
}

// The number of a CV, which is the same in every round.
std::string NumberOf(const std::string& key) { return key.substr(key.rfind('-') + 1); }

struct Verdict {
  size_t missing = 0;
  size_t doubled = 0;
  size_t ghosts = 0;
  std::string digest;
};

Verdict Judge(const Told& told, const rank::v1::GetRankingResponse& ranking) {
  Verdict verdict;
  std::map<std::string, std::string> outcomes;  // By number: equal in every round of equal CVs.
  std::set<std::string> seen;
  const auto note = [&](const std::string& id, const std::string& outcome) {
    if (!seen.insert(id).second) ++verdict.doubled;
    const auto key = told.acknowledged.find(id);
    if (key == told.acknowledged.end()) {
      ++verdict.ghosts;
    } else {
      outcomes[NumberOf(key->second)] = outcome;
    }
  };
  for (const auto& entry : ranking.ranked()) {
    note(entry.application_id(), Cat(entry.rank(), " ", Sha256Hex(ComparableBytes(entry.score()))));
  }
  for (const auto& entry : ranking.needs_person()) {
    note(entry.application_id(), Cat("needs a person ", static_cast<int>(entry.reason())));
  }
  for (const auto& [id, key] : told.acknowledged) verdict.missing += seen.contains(id) ? 0 : 1;
  std::string all;
  for (const auto& [number, outcome] : outcomes) all += Cat(number, " ", outcome, "\n");
  verdict.digest = Sha256Hex(all).substr(0, 16);
  return verdict;
}

int Check(ScreeningClient* client, const std::string& job_id, const std::string& path,
          int seconds) {
  const Told told = ReadLedger(path);
  const auto begin = Steady::now();
  Verdict verdict;
  verdict.missing = told.acknowledged.size();
  std::string last_error = "none";
  for (;;) {
    rank::v1::GetRankingResponse ranking;
    const grpc::Status status = client->GetRanking(job_id, &ranking);
    if (!status.ok()) last_error = status.error_message();
    if (status.ok() && ranking.partial()) last_error = "partial";
    if (status.ok() && !ranking.partial()) {
      verdict = Judge(told, ranking);
      if (verdict.missing == 0) break;
    }
    if (Steady::now() - begin > std::chrono::seconds(seconds)) {
      std::fprintf(stderr, "fault-client: not complete; last error: %s\n", last_error.c_str());
      break;
    }
    std::this_thread::sleep_for(kBackOff);
  }
  const double waited = std::chrono::duration<double>(Steady::now() - begin).count();
  std::printf(
      "{\"acknowledged\": %zu, \"unknown\": %zu, \"refused\": %zu, \"missing\": %zu, "
      "\"doubled\": %zu, \"ghosts\": %zu, \"digest\": \"%s\", \"recovery\": %.1f}\n",
      told.acknowledged.size(), told.unknown, told.refused, verdict.missing, verdict.doubled,
      verdict.ghosts, verdict.digest.c_str(), waited);
  return verdict.missing + verdict.doubled + verdict.ghosts + told.refused == 0 ? 0 : 1;
}

int Run(const std::vector<std::string>& words) {
  ScreeningClient client;
  if (words.size() >= 2) client.Reach(words[0], "");
  if (words.size() == 3 && words[1] == "job") return PutJob(&client, words[2]);
  if (words.size() == 7 && words[1] == "submit") {
    return Submit(&client, words[2], std::atoi(words[3].c_str()), std::atoi(words[4].c_str()),
                  words[5], std::chrono::milliseconds(std::atoi(words[6].c_str())));
  }
  if (words.size() == 5 && words[1] == "check") {
    return Check(&client, words[2], words[3], std::atoi(words[4].c_str()));
  }
  std::fprintf(stderr, "usage: fault-client ADDRESS job|submit|check ...\n");
  return 64;
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) { return utvalg::Run({argv + 1, argv + argc}); }
