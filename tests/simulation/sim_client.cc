// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_client.h"

#include <utility>

#include "common/base/strings.h"
#include "services/ingest/core/ids.h"

namespace utvalg::simulation {

std::string Applicant::candidate() const {
  return ingest::CandidateId(kTenantSecret, reference, "");
}

std::string Applicant::file_name() const { return Cat("cv-", reference, ".txt"); }

SimClient::SimClient(SimRandom* random, const Plan& plan) : random_(random) {
  const size_t jobs = 1 + random->Below(2);
  for (size_t i = 0; i < jobs; ++i) {
    jobs_[Cat("job-", i)].edits = static_cast<uint32_t>(1 + random->Below(3));
  }
  const size_t people = 3 + random->Below(4);
  for (size_t i = 0; i < people; ++i) {
    Applicant applicant;
    applicant.reference = Cat("person-", i);
    applicant.key = Cat("key-", i);
    applicant.job_id = Cat("job-", random->Below(jobs));
    size_t document = i == 0 && random->Chance(30)   ? kPoisonDocument
                      : i == 1 && random->Chance(30) ? kDamagedDocument
                                                     : random->Below(kDocuments);
    applicant.wishes.push_back({Wish::Kind::kSubmit, document});
    const size_t corrections = random->Below(plan.many_corrections ? 4 : 2);
    for (size_t c = 0; c < corrections; ++c) {
      document = (document + 1 + random->Below(kDocuments - 1)) % kDocuments;
      applicant.wishes.push_back({Wish::Kind::kCorrect, document});
    }
    const bool erases = random->Chance(plan.many_erasures ? 60 : 20);
    if (erases) applicant.wishes.push_back({Wish::Kind::kErase, 0});
    applicants_.push_back(applicant);
    if (erases && random->Chance(50)) {
      Applicant again;
      again.reference = applicant.reference;
      again.key = Cat("key-again-", i);
      again.after = applicants_.size();
      again.job_id = applicant.job_id;
      again.wishes.push_back({Wish::Kind::kSubmit, random->Below(kDocuments)});
      applicants_.push_back(std::move(again));
    }
  }
}

void SimClient::Expect(bool holds, const std::string& what) {
  if (!holds) violations_.push_back(what);
}

bool SimClient::IsDone() const {
  for (const auto& [id, job] : jobs_) {
    if (job.done < job.edits || !job.switch_to.empty()) return false;
  }
  for (const Applicant& applicant : applicants_) {
    if (applicant.done < applicant.wishes.size()) return false;
  }
  return true;
}

void SimClient::Act(IngestProcess* ingest) {
  const size_t choice = random_->Below(applicants_.size() + jobs_.size());
  if (choice >= applicants_.size()) {
    auto job = jobs_.begin();
    std::advance(job, choice - applicants_.size());
    const bool edits = job->second.done < job->second.edits;
    const bool switches = !job->second.switch_to.empty() && job->second.done > 0;
    if (edits && !(switches && random_->Chance(50))) {
      PutJob(job->first, &job->second, ingest);
    } else if (switches) {
      SwitchJob(job->first, &job->second, ingest);
    }
    return;
  }
  Applicant& applicant = applicants_[choice];
  if (applicant.done > 0 && random_->Chance(15)) return Repeat(applicant, ingest);
  if (applicant.done < applicant.wishes.size()) Pursue(&applicant, ingest);
}

void SimClient::PutJob(const std::string& job_id, EditedJob* job, IngestProcess* ingest) {
  const auto put = ingest->jobs().Put(JobText(job_id, job->done), kFirstGeneration);
  if (!put.ok()) return;
  Expect(put->job.revision() == job->done + 1 ||
             (job->switch_tried && put->job.revision() == job->done + 2),
         Cat("edit ", job->done, " of ", job_id, " became revision ", put->job.revision()));
  ++job->done;
  job->acknowledged = put->job;
}

void SimClient::WishGeneration(const std::string& generation, unsigned chance) {
  for (auto& [id, job] : jobs_) {
    if (random_->Chance(chance)) job.switch_to = generation;
  }
}

void SimClient::SwitchJob(const std::string& job_id, EditedJob* job, IngestProcess* ingest) {
  job->switch_tried = true;
  const auto switched = ingest->jobs().SetGeneration(job_id, job->switch_to);
  if (!switched.ok()) return;
  job->acknowledged = *switched;
  job->switch_to.clear();
}

void SimClient::Pursue(Applicant* applicant, IngestProcess* ingest) {
  if (applicant->after > 0) {
    const Applicant& before = applicants_[applicant->after - 1];
    if (before.done < before.wishes.size()) return;
  }
  const Wish& wish = applicant->wishes[applicant->done];
  if (wish.kind == Wish::Kind::kErase) return Erase(applicant, ingest);
  if (!ingest->jobs().CheckOpen(applicant->job_id).ok()) return;
  Submit(applicant, wish, ingest);
}

ingest::v1::SubmitApplicationRequest::Header SimClient::HeaderOf(const Applicant& applicant,
                                                                 size_t wish) {
  ingest::v1::SubmitApplicationRequest::Header header;
  header.set_job_id(applicant.job_id);
  header.set_candidate_ref(applicant.reference);
  header.set_file_name(applicant.file_name());
  header.set_idempotency_key(applicant.key);
  if (applicant.wishes[wish].kind == Wish::Kind::kCorrect) {
    header.set_corrects(applicant.application_id);
    header.set_idempotency_key(Cat(applicant.key, "-", wish));
  }
  return header;
}

void SimClient::Submit(Applicant* applicant, const Wish& wish, IngestProcess* ingest) {
  applicant->attempted = true;
  const auto accepted =
      ingest->intake().Accept(HeaderOf(*applicant, applicant->done), DocumentText(wish.document));
  if (!accepted.ok()) {
    const absl::StatusCode code = accepted.status().code();
    Expect(code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnavailable,
           Cat(applicant->reference, " was refused: ", accepted.status().ToString()));
    return;
  }
  Expect(accepted->revision > applicant->revision,
         Cat(applicant->reference, ": revision ", accepted->revision, " was acknowledged after ",
             applicant->revision));
  applicant->application_id = accepted->application_id;
  applicant->revision = accepted->revision;
  applicant->document = wish.document;
  applicant->attempted = false;
  ++applicant->done;
}

void SimClient::Erase(Applicant* applicant, IngestProcess* ingest) {
  const auto begun = ingest->eraser().Begin(applicant->candidate(), "request", "operator");
  const bool tried_before = std::exchange(applicant->attempted, true);
  if (!begun.ok() && !(absl::IsNotFound(begun.status()) && tried_before)) {
    Expect(!absl::IsNotFound(begun.status()),
           Cat(applicant->reference, " has an application and is not found"));
    return;
  }
  applicant->erased = true;
  ++applicant->done;
}

void SimClient::Repeat(const Applicant& applicant, IngestProcess* ingest) {
  const size_t wish = random_->Below(applicant.done);
  if (applicant.wishes[wish].kind == Wish::Kind::kErase) return;
  const auto accepted = ingest->intake().Accept(HeaderOf(applicant, wish),
                                                DocumentText(applicant.wishes[wish].document));
  if (!accepted.ok()) return;
  Expect(!applicant.erased, Cat(applicant.reference, " was erased and taken again"));
  Expect(accepted->application_id == applicant.application_id,
         Cat(applicant.reference, ": a repeated request became another application"));
}

}  // namespace utvalg::simulation
