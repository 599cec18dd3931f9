// SPDX-License-Identifier: Apache-2.0
//
// Begins erasures: names all that a candidate has, makes the request durable, and destroys the
// keys. From there the stages go on by themselves, ingest's own (EraseStores) among them.
// Thread-safe.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/keys/key_ring.h"
#include "common/log/producer.h"
#include "services/ingest/adapters/candidate_locks.h"
#include "services/ingest/adapters/named_world.h"

namespace utvalg::ingest {

class Eraser {
 public:
  struct Options {
    std::string tenant;
    std::string tenant_secret;
  };
  struct Begun {
    std::string erasure_id;
    uint32_t applications = 0;
    Position position;  // In the erasure topic, after what was written.
  };

  // None is owned; all must outlive this.
  Eraser(Options options, Producer* producer, KeyRing* ring, NamedWorld* named,
         DocumentStore* documents, CandidateLocks* locks, const Clock* clock);

  // `reason`: request, retention or withdrawal. `actor`: who asked; "" = the retention clock. When
  // it returns OK the request is durable and no key of the candidate is left in this process.
  // NOT_FOUND: the candidate has nothing, or no more.
  absl::StatusOr<Begun> Begin(const std::string& candidate, std::string_view reason,
                              std::string_view actor);

 private:
  // Of everything they have: what was begun or read here, and what lies in the document store,
  // which holds before anything else what any replica took.
  absl::StatusOr<std::set<std::string>> ApplicationsOf(const std::string& candidate);

  const Options options_;
  Producer* const producer_;
  KeyRing* const ring_;
  NamedWorld* const named_;
  DocumentStore* const documents_;
  CandidateLocks* const locks_;
  const Clock* const clock_;
};

}  // namespace utvalg::ingest
