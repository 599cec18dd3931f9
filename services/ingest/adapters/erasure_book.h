// SPDX-License-Identifier: Apache-2.0
//
// Every erasure with the receipts of the stages: a table over the erasure topic, and the place
// where certificates are made and signed. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/crypto/signature.h"
#include "common/keys/key_ring.h"
#include "common/log/log.h"
#include "common/log/table_reader.h"
#include "utvalg/erasure/v1/erasure.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::ingest {

class ErasureBook {
 public:
  struct Options {
    std::chrono::milliseconds deadline = std::chrono::hours(24);  // For every stage to answer.
    std::chrono::milliseconds epoch = std::chrono::hours(24 * 30);
  };

  // Reads the topic up to its present end. None is owned; all must outlive it.
  static absl::StatusOr<std::unique_ptr<ErasureBook>> Open(Options options, Log* log,
                                                           const RecordCodec* codec, KeyRing* ring,
                                                           const SigningKey* signing_key,
                                                           const Clock* clock);

  // Returns when what Append wrote there is in the book: who begins an erasure can ask for it.
  absl::Status WaitFor(const Position& position);
  // The same for all that any replica wrote until now.
  absl::Status CatchUp();

  // NOT_FOUND: no such erasure. Waits for the last stage until `until`.
  absl::StatusOr<v1::GetErasureResponse> Get(const std::string& erasure_id, absl::Time until);

  struct Overdue {
    std::string erasure_id;
    std::string stage;
  };
  // Stages that have not answered in time.
  std::vector<Overdue> FindOverdue() const;

  // The erasure that took this application; "" when there is none.
  std::string FindByApplication(const std::string& application_id) const;

 private:
  struct Case {
    std::string owner;
    erasure::v1::ErasureRequest request;
    std::map<std::string, erasure::v1::StageReceipt> receipts;
  };

  ErasureBook(Options options, KeyRing* ring, const SigningKey* signing_key, const Clock* clock)
      : options_(options), ring_(ring), signing_key_(signing_key), clock_(clock) {}

  void Apply(const Record& record);
  static std::vector<std::string> Waiting(const Case& erasure);
  bool IsOverdue(const Case& erasure) const;
  absl::StatusOr<erasure::v1::SignedCertificate> Certify(const std::string& erasure_id,
                                                         const Case& erasure) const;

  const Options options_;
  KeyRing* const ring_;
  const SigningKey* const signing_key_;
  const Clock* const clock_;
  mutable absl::Mutex mutex_;
  std::map<std::string, Case> cases_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg::ingest
