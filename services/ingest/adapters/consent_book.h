// SPDX-License-Identifier: Apache-2.0
//
// Writes the search-consent topic after it began: what candidates change. (Intake writes what comes
// with an application.) Used by IngestRpc. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "common/keys/search_consents.h"
#include "common/log/producer.h"

namespace utvalg::ingest {

// The record that says it. `key`: tenant|candidate|application.
NewRecord ConsentRecord(const std::string& key, int64_t until_ms, int64_t now_ms);

class ConsentBook {
 public:
  // Neither is owned; both must outlive it.
  ConsentBook(SearchConsents* consents, Producer* producer)
      : consents_(consents), producer_(producer) {}

  // Durable, and readable here, when they return.
  absl::Status Give(const std::string& key, int64_t until_ms, int64_t now_ms);
  absl::Status Withdraw(const std::string& key);
  // With what other replicas wrote.
  absl::Status CatchUp();
  // 0 = none, or run out.
  int64_t Until(const std::string& application_id) const {
    return consents_->Until(application_id);
  }

 private:
  absl::Status Append(NewRecord record);

  SearchConsents* const consents_;
  Producer* const producer_;
};

}  // namespace utvalg::ingest
