// SPDX-License-Identifier: Apache-2.0
//
// Where documents lie: the log carries their names, never their bytes. The seam between the
// services and what keeps files; KvDocumentStore on one machine, an S3-compatible store in a
// cluster. tests/contract states the meaning.
//
// Names are ids (common/base/id.h) joined by '/', tenant first: tenant/candidate/application/n.
// Implementations are thread-safe. Errors: INVALID_ARGUMENT a name that is none;
// RESOURCE_EXHAUSTED, UNAVAILABLE retry; DATA_LOSS damaged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg {

class DocumentStore {
 public:
  virtual ~DocumentStore() = default;

  // Durable when it returns. Replaces what was there.
  virtual absl::Status Put(std::string_view name, std::string_view bytes) = 0;
  // True: it was not there and is durable now. False: it was there and is unchanged. Of many
  // callers with one name exactly one gets true: this is how idempotency keys are claimed.
  virtual absl::StatusOr<bool> PutIfAbsent(std::string_view name, std::string_view bytes) = 0;
  // NOT_FOUND when there is none.
  virtual absl::StatusOr<std::string> Get(std::string_view name) = 0;
  // Names of everything below a name: "tenant/candidate" gives tenant/candidate/…, not
  // tenant/candidate2/….
  virtual absl::StatusOr<std::vector<std::string>> List(std::string_view name) = 0;
  // OK also when there was none. Durable when it returns.
  virtual absl::Status Delete(std::string_view name) = 0;
  // What List gives. Durable when it returns.
  virtual absl::Status DeleteBelow(std::string_view name) = 0;
};

// tenant/candidate/application/n. INVALID_ARGUMENT when an id is not valid.
absl::StatusOr<std::string> DocumentName(std::string_view tenant, std::string_view candidate,
                                         std::string_view application, uint32_t n);
// One to eight valid ids joined by '/'.
bool IsValidDocumentName(std::string_view name);

}  // namespace utvalg
