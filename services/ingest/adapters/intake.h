// SPDX-License-Identifier: Apache-2.0
//
// Takes an application in: claims the idempotency key, stores the document, appends the record, in
// this order, each durable before the next. Whatever dies in between, a retry with the same key, at
// this replica or another, completes the same application. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/keys/key_ring.h"
#include "common/log/producer.h"
#include "services/ingest/adapters/candidate_locks.h"
#include "services/ingest/adapters/named_world.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::ingest {

class Intake {
 public:
  struct Options {
    std::string tenant;
    std::string tenant_secret;
  };
  struct Accepted {
    std::string application_id;
    uint32_t revision = 1;
    bool already_known = false;
  };

  // None is owned; all must outlive this.
  Intake(Options options, DocumentStore* documents, Producer* producer, NamedWorld* named,
         KeyRing* ring, CandidateLocks* locks, const Clock* clock);

  // The header was validated and its job is open. When it returns OK, document and record are
  // durable. ALREADY_EXISTS: the key was used with another document. InvalidArgument:
  // EMPTY_DOCUMENT, or a search consent until a date that cannot be. FAILED_PRECONDITION: the
  // application was erased. NOT_FOUND: it corrects an application that is not there. UNAVAILABLE:
  // what it corrects was not read again here yet, or something does not answer: try again. `trace`:
  // W3C traceparent of the caller,
  // "" or not valid = a new one.
  absl::StatusOr<Accepted> Accept(const v1::SubmitApplicationRequest::Header& header,
                                  std::string_view document, const std::string& trace = "");

 private:
  int64_t NowMs() const;
  // Whether the record of an application whose key is claimed is in the log, as far as is known
  // here. False may be too careful, never wrong.
  absl::StatusOr<bool> WasAppended(const std::string& application_id);
  std::string RevisionClaim(const std::string& application_id, uint32_t revision) const;
  // Document, consent (`consent_until_ms`, 0 = none), then record, each durable before the next.
  absl::Status Store(application::v1::Application application,
                     const v1::SubmitApplicationRequest::Header& header, std::string_view document,
                     const std::string& trace, int64_t consent_until_ms);
  // The next revision of an application that is there.
  absl::StatusOr<Accepted> Correct(const v1::SubmitApplicationRequest::Header& header,
                                   std::string_view document, const std::string& trace);
  // The next revision that no other request has; the same again for the same request. What is known
  // of an application may be behind: the claim decides.
  absl::StatusOr<uint32_t> ClaimRevision(const application::v1::Application& application,
                                         const std::string& request);

  const Options options_;
  DocumentStore* const documents_;
  Producer* const producer_;
  NamedWorld* const named_;
  KeyRing* const ring_;
  CandidateLocks* const locks_;
  const Clock* const clock_;
};

}  // namespace utvalg::ingest
