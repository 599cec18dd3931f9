// SPDX-License-Identifier: Apache-2.0
//
// Who looked at what and who decided what: events go to the audit topic before the answer goes out,
// and are chained here in the order of the log. Checkpoints of the chain are signed every 1,000
// events and every minute with something new, into the state and into a copy elsewhere.
// Thread-safe.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/access/principal.h"
#include "common/base/clock.h"
#include "common/crypto/signature.h"
#include "common/log/producer.h"
#include "common/log/table_reader.h"
#include "utvalg/audit/v1/audit.pb.h"

namespace utvalg::ingest {

// The event of a person who passed the training; its detail is the version.
inline constexpr std::string_view kTrainingPassed = "training_passed";

class AuditTrail {
 public:
  struct Options {
    std::string tenant;
    std::string tenant_secret;
    std::string checkpoints;  // File beside the state.
    std::string copy;         // The same elsewhere.
  };

  // Reads the topic up to its present end. None is owned; all must outlive it.
  static absl::StatusOr<std::unique_ptr<AuditTrail>> Open(Options options, Log* log,
                                                          Producer* producer,
                                                          const SigningKey* signing_key,
                                                          const Clock* clock);
  ~AuditTrail();  // Signs what is not covered yet.

  // Durable when it returns. `action` and `object`: codes and ids.
  absl::Status Note(const Principal& actor, std::string_view action, std::string_view object,
                    std::string_view detail = "");
  // How a person or a key is called in events.
  std::string ActorDigest(const std::string& subject) const;
  // Until everything that is durable is in the chain here.
  absl::Status CatchUp();
  // Whether a person passed this version of the training: an event that is in the chain.
  bool HasPassedTraining(const std::string& person, const std::string& version) const;
  std::vector<audit::v1::AuditLink> Read(uint64_t from_sequence, uint32_t limit) const;
  absl::StatusOr<std::vector<audit::v1::SignedCheckpoint>> Checkpoints() const;
  // Signs a checkpoint when one is due, or at once.
  absl::Status Sign(bool now);

 private:
  AuditTrail(Options options, Producer* producer, const SigningKey* signing_key, const Clock* clock)
      : options_(std::move(options)),
        producer_(producer),
        signing_key_(signing_key),
        clock_(clock) {}
  void Apply(const Record& record);
  int64_t NowMs() const;

  const Options options_;
  Producer* const producer_;
  const SigningKey* const signing_key_;
  const Clock* const clock_;
  mutable absl::Mutex mutex_;
  std::vector<audit::v1::AuditLink> links_ ABSL_GUARDED_BY(mutex_);
  std::set<std::pair<std::string, std::string>> trained_
      ABSL_GUARDED_BY(mutex_);  // Actor, version.
  size_t covered_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t signed_at_ms_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

// The checkpoints in a file, one a line in hexadecimal. Empty when there is no file.
absl::StatusOr<std::vector<audit::v1::SignedCheckpoint>> ReadCheckpoints(const std::string& path);

}  // namespace utvalg::ingest
