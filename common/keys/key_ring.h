// SPDX-License-Identifier: Apache-2.0
//
// Every candidate's two keys, and the one set of who was erased. A table over the topics
// candidate-key and erasure: caught up before it is used, so that a store restored from an old copy
// finds no key for whoever was erased since. Every write of what is about a person passes Seal, so
// the erased set is asked before each.
//
// Keys are unwrapped when they are first needed and dropped with their owner. Thread-safe. Log and
// Kms must outlive it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/crypto/kms.h"
#include "common/keys/erased_ledger.h"
#include "common/log/log.h"
#include "common/log/table_reader.h"
#include "utvalg/erasure/v1/erasure.pb.h"
#include "utvalg/key/v1/key.pb.h"

namespace utvalg {

class KeyRing {
 public:
  // Reads both topics to their present ends; begins the first epoch when there is none. `ledger`:
  // file of the erased keys, kept with the epoch keys and apart from the data.
  // FAILED_PRECONDITION: there are candidates but no epoch keys: they were lost, or the workspace
  // is of a version that did not seal.
  static absl::StatusOr<std::unique_ptr<KeyRing>> Open(Log* log, Kms* kms, const Clock* clock,
                                                       const std::string& ledger);

  // Makes keys for a candidate ("tenant|candidate") who has none; durable when it returns.
  absl::Status EnsureKeys(std::string_view owner);

  // `place` says where the value lies and is bound with the owner; Open needs the same.
  // `person_key`: a record's key (tenant|candidate|application…). NOT_FOUND: the person, or this
  // application, was erased. UNAVAILABLE: retry.
  absl::StatusOr<std::string> Seal(key::v1::KeyClass key_class, std::string_view person_key,
                                   std::string_view place, std::string_view plain);
  // NOT_FOUND: the person was erased. DATA_LOSS: not sealed for this place, or damaged.
  absl::StatusOr<std::string> Open(std::string_view place, std::string_view sealed);
  // What a sealed value is about; UNSPECIFIED when it is none.
  static key::v1::KeyClass ClassOf(std::string_view sealed);
  // A digest that only the candidate's content key can make again. Errors as Seal.
  absl::StatusOr<std::string> Digest(std::string_view person_key, std::string_view text);

  // As far as was read here; after CatchUp, everybody who was erased before.
  bool IsErased(std::string_view application_id) const;
  // UNAVAILABLE: it took too long; try again.
  absl::Status CatchUp();
  // A stage has read of an erasure: from now on it holds here, though the ring's own reader may be
  // behind.
  void NoteErasure(const erasure::v1::ErasureRequest& request);

  // Erasing. What the erasure record names, and the key ids of a candidate, read to the end first.
  absl::StatusOr<std::vector<std::string>> KeyIdsOf(std::string_view owner);
  absl::StatusOr<std::string> CurrentEpoch();
  // Notes the keys in the ledger, puts tombstones in their place, and forgets them. Durable when it
  // returns; safe to repeat.
  absl::Status Erase(std::string_view owner, const erasure::v1::ErasureRequest& request);

  struct Rotation {
    std::string epoch;
    uint32_t rewrapped = 0;
    std::vector<std::string> destroyed;
  };
  // Begins an epoch, wraps all keys under it, destroys the epochs before. Safe to repeat after a
  // crash; of several processes one after the other.
  absl::StatusOr<Rotation> Rotate();
  absl::StatusOr<std::vector<EpochInfo>> Epochs() { return kms_->Epochs(); }

 private:
  struct Entry {
    std::string owner;
    key::v1::CandidateKey wrapped;
    std::map<int, std::string> keys;  // Unwrapped, by class.
  };
  using Entries = std::map<std::string, Entry, std::less<>>;  // By key id.

  KeyRing(Log* log, Kms* kms, const Clock* clock, std::unique_ptr<ErasedLedger> ledger,
          std::string rotation_lock)
      : log_(log),
        kms_(kms),
        clock_(clock),
        ledger_(std::move(ledger)),
        rotation_lock_(std::move(rotation_lock)) {}

  absl::Status Start();
  void Apply(const Record& record);
  void ApplyKey(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ApplyErasure(const erasure::v1::ErasureRequest& request)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Drop(const std::string& key_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HasKeys(std::string_view owner) const;
  int64_t NowMs() const;
  // The key of an entry, unwrapped.
  absl::StatusOr<std::string> KeyOf(const std::string& key_id, key::v1::KeyClass key_class);
  // Id of the key that new values of the owner are sealed under.
  absl::StatusOr<std::string> KeyIdFor(std::string_view person_key);
  absl::Status Publish(std::string_view owner, const std::string& key_id,
                       const key::v1::CandidateKey& wrapped);
  absl::StatusOr<key::v1::CandidateKey> WrapAll(std::string_view owner, const std::string& key_id,
                                                const std::string& epoch, std::string_view identity,
                                                std::string_view content);
  // Wraps an entry under another epoch and publishes it.
  absl::Status Rewrap(const std::string& key_id, const std::string& epoch);
  std::vector<std::string> NotUnder(const std::string& epoch) const;

  Log* const log_;
  Kms* const kms_;
  const Clock* const clock_;
  const std::unique_ptr<ErasedLedger> ledger_;
  const std::string rotation_lock_;  // Of all processes that keep these keys.

  // Held shared while keys are made or erased, exclusively while an epoch ends: no key is wrapped
  // under an epoch that is about to go, and none is published again after its tombstone.
  absl::Mutex epoch_mutex_ ABSL_ACQUIRED_BEFORE(mutex_);

  mutable absl::Mutex mutex_;
  Entries entries_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::set<std::string>, std::less<>> owners_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string, std::less<>> gone_ ABSL_GUARDED_BY(mutex_);    // Key ids.
  std::set<std::string, std::less<>> erased_ ABSL_GUARDED_BY(mutex_);  // Application ids.
  size_t unwrapped_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg
