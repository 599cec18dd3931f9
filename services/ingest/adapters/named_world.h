// SPDX-License-Identifier: Apache-2.0
//
// The named world as ingest keeps it: applications, identities and layouts by application id,
// written by a stage with state that reads their topics. Thread-safe.
//
// Readers may be quicker than the stage: what was acknowledged or decided elsewhere a moment ago is
// waited for.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/kv/kv_store.h"
#include "common/log/stage_worker.h"
#include "utvalg/application/v1/application.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::ingest {

class NamedWorld final : public StageHandler {
 public:
  // Families of its store, in this order.
  static std::vector<std::string> Families();
  static constexpr KvFamily kPositions = 0;

  // The store must outlive this. `patience`: how long a read waits for the stage.
  NamedWorld(KvStore* store, std::chrono::milliseconds patience);

  // The topics the stage reads.
  static std::vector<Subscription> Topics();
  std::vector<Verdict> Handle(std::span<const Record> records) override;

  // An application that was just appended: readable at once.
  void NoteApplication(const application::v1::Application& application);

  // NotFound when the application is unknown; identity and layout also while it is not read within
  // the patience.
  absl::StatusOr<application::v1::Application> GetApplication(const std::string& application_id);
  absl::StatusOr<identity::v1::CvIdentity> GetIdentity(const std::string& application_id);
  absl::StatusOr<identity::v1::CvLayout> GetLayout(const std::string& application_id);

 private:
  // A value of one family, from what was handled lately or from the store; waits for it when
  // `wait`.
  absl::StatusOr<std::string> Find(KvFamily family, const std::string& application_id, bool wait);
  void Remember(KvFamily family, const std::string& application_id, std::string value);

  KvStore* const store_;
  const std::chrono::milliseconds patience_;
  absl::Mutex mutex_;
  // Handled lately, perhaps not yet durable. Bounded: kRecent entries, the oldest go first.
  std::map<std::pair<KvFamily, std::string>, std::string> recent_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::pair<KvFamily, std::string>> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg::ingest
