// SPDX-License-Identifier: Apache-2.0
//
// The named world as every replica of ingest keeps it, whole (ADR 44): applications by id;
// identities, layouts and what was read (blind, as candidates are answered with it) by id and
// generation (ADR 24). Written by a stage with state that reads their topics, and cleared by the
// same stage of whoever is erased. Values are sealed with their person's identity key. Thread-safe.
//
// Readers may be quicker than the stage: what was acknowledged or decided elsewhere a moment ago is
// waited for.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/keys/key_ring.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_store.h"
#include "common/log/stage_worker.h"
#include "utvalg/application/v1/application.pb.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::ingest {

// What the claim of an erased application holds instead of its meaning.
inline constexpr std::string_view kErasedClaim = "erased";

class NamedWorld final : public StageHandler {
 public:
  // Families of its store, in this order.
  static std::vector<std::string> Families();
  static constexpr KvFamily kPositions = 0;

  struct Options {
    std::string tenant;
    std::chrono::milliseconds patience{2000};  // How long a read waits for the stage.
  };

  // None is owned; all must outlive this. `documents` and `ring`: what an erasure clears besides.
  NamedWorld(Options options, KvStore* store, DocumentStore* documents, PersonKeys keys,
             KeyRing* ring, const Clock* clock);

  // How it learns the generation a job is on; before anything is read. Without it, and for "", what
  // is of the newest revision is shown.
  using GenerationOf = std::function<std::string(const std::string& job_id)>;
  void FollowJobs(GenerationOf generation_of) { generation_of_ = std::move(generation_of); }

  // The topics the stage reads.
  static std::vector<Subscription> Topics();
  std::vector<Verdict> Handle(std::span<const Record> records) override;

  // An application of which something is about to be stored: it is found among its candidate's and
  // its job's from now on, also after a crash.
  absl::Status NoteApplication(const application::v1::Application& application);
  // It was appended: it can be read at once.
  void RememberApplication(const application::v1::Application& application);
  // Ids of everything a candidate has, or of all applications for a job with their candidates.
  absl::StatusOr<std::vector<std::string>> ApplicationsOf(const std::string& candidate) const;
  // Ids of the jobs a candidate applied for.
  absl::StatusOr<std::vector<std::string>> JobsOf(const std::string& candidate) const;
  struct Applicant {
    std::string application_id;
    std::string candidate;
  };
  absl::StatusOr<std::vector<Applicant>> ApplicantsOf(const std::string& job_id) const;

  // Whether the application was read back here, or accepted here.
  bool Knows(const std::string& application_id);
  // NotFound when there is no such application; identity and layout also while it is not read
  // within the patience. Unavailable: its key was claimed (perhaps at another replica), but within
  // the patience nothing of it was read here; try again.
  absl::StatusOr<application::v1::Application> GetApplication(const std::string& application_id);
  absl::StatusOr<identity::v1::CvIdentity> GetIdentity(const std::string& application_id);
  absl::StatusOr<identity::v1::CvLayout> GetLayout(const std::string& application_id);
  // All that the queue read of this revision, without waiting: NotFound while that is not known.
  struct Reading {
    cv::v1::CvParsed parsed;
    identity::v1::CvIdentity identity;
    identity::v1::CvLayout layout;
  };
  absl::StatusOr<Reading> GetReading(const application::v1::Application& application);
  // Of everything this replica knows: ids of the applications that were read into a generation.
  absl::StatusOr<std::vector<std::string>> ReadInto(const std::string& generation);

 private:
  // Documents, claims, state and keys of the person; the answer to the erasure.
  Verdict Erase(const Record& record);
  void Forget(const std::string& application_id);
  absl::Status EraseDocuments(const std::string& candidate,
                              const erasure::v1::ErasureRequest& request);
  // A value of one family, from what was handled lately or from the store; waits for it when
  // `wait`.
  absl::StatusOr<std::string> Find(KvFamily family, const std::string& store_key, bool wait);
  struct Stored {
    std::string store_key;
    std::string value;
  };
  // The reading that is shown: of the newest revision, and of these the one in the job's
  // generation. Waits for the first one when `wait`.
  absl::StatusOr<Stored> FindReading(KvFamily family,
                                     const application::v1::Application& application, bool wait);
  // Store keys of all readings of an application.
  absl::StatusOr<std::vector<std::string>> ReadingsOf(KvFamily family,
                                                      const std::string& application_id);
  bool RemembersAny(KvFamily family, const std::string& application_id) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  void Remember(KvFamily family, const std::string& store_key, std::string value);
  // What is known under that key so far is of a newer revision.
  absl::StatusOr<bool> IsOutdated(KvFamily family, const std::string& store_key,
                                  const std::string& value);

  const Options options_;
  KvStore* const store_;
  DocumentStore* const documents_;
  const PersonKeys keys_;
  KeyRing* const ring_;
  const Clock* const clock_;
  GenerationOf generation_of_;
  mutable absl::Mutex mutex_;
  // Handled lately, perhaps not yet durable. Bounded: kRecent entries, the oldest go first.
  std::map<std::pair<KvFamily, std::string>, std::string> recent_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::pair<KvFamily, std::string>> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg::ingest
