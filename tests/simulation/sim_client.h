// SPDX-License-Identifier: Apache-2.0
//
// The people outside: applicants and a recruiter with what each of them does, in order, tried again
// until it is acknowledged, sometimes sent twice. Keeps the ledger: what was acknowledged, and so
// what must come out. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/sim_processes.h"
#include "tests/simulation/sim_random.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::simulation {

struct Wish {
  enum class Kind { kSubmit, kCorrect, kErase };
  Kind kind = Kind::kSubmit;
  size_t document = 0;
};

struct Applicant {
  std::string reference;
  std::string key;   // Idempotency key of the application.
  size_t after = 0;  // 1 + the applicant whose erasure this one waits for: the same person again.
  std::string job_id;
  std::vector<Wish> wishes;
  size_t done = 0;         // Wishes that were acknowledged.
  bool attempted = false;  // The next wish was sent at least once.
  // What was acknowledged.
  std::string application_id;
  uint32_t revision = 0;
  size_t document = 0;
  bool erased = false;

  std::string candidate() const;
  std::string file_name() const;
};

class SimClient {
 public:
  struct Plan {
    bool many_corrections = false;
    bool many_erasures = false;
  };
  SimClient(SimRandom* random, const Plan& plan);

  // Tries one wish of somebody, or an edit of a job, or sends an old request again.
  void Act(IngestProcess* ingest);
  // Every job is to be put on another generation; or each with this chance in a hundred.
  void WishGeneration(const std::string& generation, unsigned chance);
  // Whether every wish was acknowledged.
  bool IsDone() const;

  const std::vector<Applicant>& applicants() const { return applicants_; }
  const job::v1::Job& job(const std::string& id) const { return jobs_.at(id).acknowledged; }
  std::vector<std::string> job_ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, job] : jobs_) ids.push_back(id);
    return ids;
  }
  std::vector<std::string>& violations() { return violations_; }

 private:
  struct EditedJob {
    uint32_t edits = 1;  // Wanted.
    uint32_t done = 0;
    job::v1::Job acknowledged;
    std::string switch_to;  // A generation; "" = nothing to do.
    bool switch_tried = false;
  };

  void PutJob(const std::string& job_id, EditedJob* job, IngestProcess* ingest);
  void SwitchJob(const std::string& job_id, EditedJob* job, IngestProcess* ingest);
  void Pursue(Applicant* applicant, IngestProcess* ingest);
  void Submit(Applicant* applicant, const Wish& wish, IngestProcess* ingest);
  void Erase(Applicant* applicant, IngestProcess* ingest);
  void Repeat(const Applicant& applicant, IngestProcess* ingest);
  static ingest::v1::SubmitApplicationRequest::Header HeaderOf(const Applicant& applicant,
                                                               size_t wish);
  void Expect(bool holds, const std::string& what);

  SimRandom* const random_;
  std::vector<Applicant> applicants_;
  std::map<std::string, EditedJob> jobs_;
  std::vector<std::string> violations_;
};

}  // namespace utvalg::simulation
