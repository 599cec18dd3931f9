// SPDX-License-Identifier: Apache-2.0
#include "common/keys/key_ring.h"

#include <chrono>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/aead.h"
#include "common/crypto/file_lock.h"
#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg {
namespace {

using WrappedKeys = key::v1::CandidateKey;
using key::v1::KEY_CLASS_CONTENT;
using key::v1::KEY_CLASS_IDENTITY;
using key::v1::KeyClass;

// Sealed value: format (1) || class (1) || key id (8) || AEAD.
constexpr char kFormat = '\xE1';
constexpr size_t kKeyIdBytes = 8;
constexpr size_t kHeaderBytes = 2 + kKeyIdBytes;
constexpr size_t kKeptUnwrapped = 16384;
constexpr std::chrono::seconds kPatience(30);
constexpr std::chrono::minutes kStartPatience(10);

// Reads records of topics that are not sealed.
const IdentityRecordCodec kPlain;

std::string Bound(KeyClass key_class, std::string_view key_id, std::string_view owner,
                  std::string_view place) {
  return Cat("1\n", static_cast<int>(key_class), "\n", key_id, "\n", owner, "\n", place);
}

std::string WrapBound(KeyClass key_class, std::string_view key_id, std::string_view owner) {
  return Bound(key_class, key_id, owner, "wrapped");
}

std::string KeyRecordKey(std::string_view owner, std::string_view key_id) {
  return Cat(owner, "|", key_id);
}

absl::Status Erased() { return absl::NotFoundError("the person was erased"); }

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::unique_ptr<KeyRing>> KeyRing::Open(Log* log, Kms* kms, const Clock* clock,
                                                       const std::string& ledger) {
  UTVALG_ASSIGN_OR_RETURN(auto erased, ErasedLedger::Open(ledger));
  std::unique_ptr<KeyRing> ring(
      new KeyRing(log, kms, clock, std::move(erased), Cat(ledger, ".rotation-lock")));
  UTVALG_RETURN_IF_ERROR(ring->Start());
  return ring;
}

absl::Status KeyRing::Start() {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, kms_->Epochs());
  if (epochs.empty()) {
    UTVALG_ASSIGN_OR_RETURN(const auto ends, log_->EndPositions(kApplicationTopic));
    for (const Position& end : ends) {
      if (end.next_offset > 0) {
        return absl::FailedPreconditionError(
            "there are applications but no keys: restore the keys directory; or the workspace is "
            "of a version that did not seal, then delete it");
      }
    }
    UTVALG_RETURN_IF_ERROR(kms_->BeginEpoch(NowMs()).status());
  }
  UTVALG_ASSIGN_OR_RETURN(
      reader_, TableReader::Start(log_, &kPlain,
                                  {std::string(kCandidateKeyTopic), std::string(kErasureTopic)},
                                  [this](const Record& record) { Apply(record); }));
  return reader_->WaitUntilCaughtUp(kStartPatience);
}

int64_t KeyRing::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

absl::Status KeyRing::CatchUp() {
  // Within a call of a caller who waits: late is to be tried again, not to be failed for good.
  if (absl::Status status = reader_->WaitUntilCaughtUp(kPatience); !status.ok()) {
    return absl::UnavailableError(Cat("the keys are not caught up: ", status.message().data()));
  }
  return absl::OkStatus();
}

void KeyRing::Apply(const Record& record) {
  absl::MutexLock lock(&mutex_);
  if (record.at.topic == kCandidateKeyTopic) return ApplyKey(record);
  erasure::v1::Erasure erasure;
  if (!ParseRecord(record, &erasure).ok() || !erasure.has_request()) return;
  ApplyErasure(erasure.request());
}

void KeyRing::ApplyErasure(const erasure::v1::ErasureRequest& request) {
  for (const std::string& id : request.application_ids()) erased_.insert(id);
  for (const std::string& key_id : request.key_ids()) Drop(key_id);
}

void KeyRing::NoteErasure(const erasure::v1::ErasureRequest& request) {
  absl::MutexLock lock(&mutex_);
  ApplyErasure(request);
}

void KeyRing::ApplyKey(const Record& record) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->application.empty()) return;
  const std::string key_id(key->application);
  WrappedKeys wrapped;
  if (record.IsTombstone() || ledger_->Contains(key_id)) return Drop(key_id);
  if (gone_.count(key_id) > 0 || !ParseRecord(record, &wrapped).ok()) return;
  const std::string owner(OwnerOf(record.key));
  Entry& entry = entries_[key_id];
  entry.owner = owner;
  entry.wrapped = std::move(wrapped);
  owners_[owner].insert(key_id);
}

void KeyRing::Drop(const std::string& key_id) {
  gone_.insert(key_id);
  const auto found = entries_.find(key_id);
  if (found == entries_.end()) return;
  const auto owner = owners_.find(found->second.owner);
  owner->second.erase(key_id);
  if (owner->second.empty()) owners_.erase(owner);
  unwrapped_ -= found->second.keys.size();
  entries_.erase(found);
}

bool KeyRing::HasKeys(std::string_view owner) const {
  absl::MutexLock lock(&mutex_);
  return owners_.find(owner) != owners_.end();
}

absl::StatusOr<std::string> KeyRing::CurrentEpoch() {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, kms_->Epochs());
  if (epochs.empty()) return absl::FailedPreconditionError("there is no epoch");
  return epochs.back().name;
}

absl::StatusOr<WrappedKeys> KeyRing::WrapAll(std::string_view owner, const std::string& key_id,
                                             const std::string& epoch, std::string_view identity,
                                             std::string_view content) {
  WrappedKeys wrapped;
  wrapped.set_epoch(epoch);
  UTVALG_ASSIGN_OR_RETURN(*wrapped.mutable_identity(),
                          kms_->Wrap(epoch, KEY_CLASS_IDENTITY, identity,
                                     WrapBound(KEY_CLASS_IDENTITY, key_id, owner)));
  UTVALG_ASSIGN_OR_RETURN(
      *wrapped.mutable_content(),
      kms_->Wrap(epoch, KEY_CLASS_CONTENT, content, WrapBound(KEY_CLASS_CONTENT, key_id, owner)));
  return wrapped;
}

absl::Status KeyRing::Publish(std::string_view owner, const std::string& key_id,
                              const WrappedKeys& wrapped) {
  std::vector<NewRecord> records;
  records.push_back(MakeRecord(kCandidateKeyTopic, KeyRecordKey(owner, key_id), wrapped));
  return log_->Append(std::move(records)).status();
}

absl::Status KeyRing::EnsureKeys(std::string_view owner) {
  if (HasKeys(owner)) return absl::OkStatus();
  absl::ReaderMutexLock epoch_lock(&epoch_mutex_);
  const std::string identity = RandomBytes(kAeadKeyBytes);
  const std::string content = RandomBytes(kAeadKeyBytes);
  const std::string key_id = Hex(RandomBytes(kKeyIdBytes));
  UTVALG_ASSIGN_OR_RETURN(std::string epoch, CurrentEpoch());
  WrappedKeys wrapped;
  for (;;) {
    UTVALG_ASSIGN_OR_RETURN(wrapped, WrapAll(owner, key_id, epoch, identity, content));
    UTVALG_RETURN_IF_ERROR(Publish(owner, key_id, wrapped));
    // Another process may have ended the epoch meanwhile, without seeing this key.
    UTVALG_ASSIGN_OR_RETURN(const std::string current, CurrentEpoch());
    if (current == epoch) break;
    epoch = current;
  }
  // Here at once; the reader brings the same a moment later.
  absl::MutexLock lock(&mutex_);
  if (gone_.count(key_id) > 0) return absl::OkStatus();
  Entry& entry = entries_[key_id];
  entry.owner = std::string(owner);
  entry.wrapped = std::move(wrapped);
  owners_[entry.owner].insert(key_id);
  return absl::OkStatus();
}

absl::StatusOr<std::string> KeyRing::KeyIdFor(std::string_view person_key) {
  const std::string_view owner = OwnerOf(person_key);
  const auto key = ParsePersonKey(person_key);
  UTVALG_RETURN_IF_ERROR(key.status());
  for (bool caught_up = false;; caught_up = true) {
    {
      absl::MutexLock lock(&mutex_);
      if (erased_.find(key->application) != erased_.end()) return Erased();
      const auto found = owners_.find(owner);
      if (found != owners_.end()) return *found->second.begin();
    }
    // Keys are durable before anything is sealed with them: who has none after this has none.
    if (caught_up) return Erased();
    UTVALG_RETURN_IF_ERROR(CatchUp());
  }
}

absl::StatusOr<std::string> KeyRing::KeyOf(const std::string& key_id, KeyClass key_class) {
  std::string owner;
  WrappedKeys wrapped;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = entries_.find(key_id);
    if (found == entries_.end()) return Erased();
    const auto key = found->second.keys.find(key_class);
    if (key != found->second.keys.end()) return key->second;
    owner = found->second.owner;
    wrapped = found->second.wrapped;
  }
  UTVALG_ASSIGN_OR_RETURN(
      std::string key,
      kms_->Unwrap(wrapped.epoch(), key_class,
                   key_class == KEY_CLASS_IDENTITY ? wrapped.identity() : wrapped.content(),
                   WrapBound(key_class, key_id, owner)));
  absl::MutexLock lock(&mutex_);
  const auto found = entries_.find(key_id);
  if (found == entries_.end()) return Erased();
  if (unwrapped_ >= kKeptUnwrapped) {
    for (auto& [id, entry] : entries_) entry.keys.clear();
    unwrapped_ = 0;
  }
  if (found->second.keys.insert_or_assign(key_class, key).second) ++unwrapped_;
  return key;
}

absl::StatusOr<std::string> KeyRing::Seal(KeyClass key_class, std::string_view person_key,
                                          std::string_view place, std::string_view plain) {
  UTVALG_ASSIGN_OR_RETURN(const std::string key_id, KeyIdFor(person_key));
  UTVALG_ASSIGN_OR_RETURN(const std::string key, KeyOf(key_id, key_class));
  std::string sealed;
  sealed.reserve(kHeaderBytes + plain.size() + kAeadOverheadBytes);
  sealed.push_back(kFormat);
  sealed.push_back(static_cast<char>(key_class));
  sealed += FromHex(key_id);
  sealed += AeadSeal(key, Bound(key_class, key_id, OwnerOf(person_key), place), plain);
  return sealed;
}

KeyClass KeyRing::ClassOf(std::string_view sealed) {
  if (sealed.size() < kHeaderBytes + kAeadOverheadBytes || sealed[0] != kFormat) {
    return key::v1::KEY_CLASS_UNSPECIFIED;
  }
  const int value = static_cast<unsigned char>(sealed[1]);
  return value == KEY_CLASS_IDENTITY || value == KEY_CLASS_CONTENT ? static_cast<KeyClass>(value)
                                                                   : key::v1::KEY_CLASS_UNSPECIFIED;
}

absl::StatusOr<std::string> KeyRing::Open(std::string_view place, std::string_view sealed) {
  const KeyClass key_class = ClassOf(sealed);
  if (key_class == key::v1::KEY_CLASS_UNSPECIFIED) {
    return absl::DataLossError("a value that should be sealed is not");
  }
  const std::string key_id = Hex(sealed.substr(2, kKeyIdBytes));
  std::string owner;
  for (bool caught_up = false;; caught_up = true) {
    {
      absl::MutexLock lock(&mutex_);
      if (gone_.count(key_id) > 0) return Erased();
      const auto found = entries_.find(key_id);
      if (found != entries_.end()) {
        owner = found->second.owner;
        break;
      }
      if (caught_up) {
        gone_.insert(key_id);
        return Erased();
      }
    }
    UTVALG_RETURN_IF_ERROR(CatchUp());
  }
  auto key = KeyOf(key_id, key_class);
  // The epoch's keys are gone, and with them everybody's who was not wrapped anew.
  if (absl::IsNotFound(key.status())) return Erased();
  UTVALG_RETURN_IF_ERROR(key.status());
  return AeadOpen(*key, Bound(key_class, key_id, owner, place), sealed.substr(kHeaderBytes));
}

absl::StatusOr<std::string> KeyRing::Digest(std::string_view person_key, std::string_view text) {
  UTVALG_ASSIGN_OR_RETURN(const std::string key_id, KeyIdFor(person_key));
  UTVALG_ASSIGN_OR_RETURN(const std::string key, KeyOf(key_id, KEY_CLASS_CONTENT));
  return HmacSha256(key, Cat("digest\n", text));
}

bool KeyRing::IsErased(std::string_view application_id) const {
  absl::MutexLock lock(&mutex_);
  return erased_.find(application_id) != erased_.end();
}

absl::StatusOr<std::vector<std::string>> KeyRing::KeyIdsOf(std::string_view owner) {
  UTVALG_RETURN_IF_ERROR(CatchUp());
  absl::MutexLock lock(&mutex_);
  const auto found = owners_.find(owner);
  if (found == owners_.end()) return std::vector<std::string>();
  return std::vector<std::string>(found->second.begin(), found->second.end());
}

absl::Status KeyRing::Erase(std::string_view owner, const erasure::v1::ErasureRequest& request) {
  absl::ReaderMutexLock epoch_lock(&epoch_mutex_);
  const std::vector<std::string> key_ids(request.key_ids().begin(), request.key_ids().end());
  UTVALG_RETURN_IF_ERROR(ledger_->Add(key_ids));
  std::vector<NewRecord> tombstones;
  for (const std::string& key_id : key_ids) {
    NewRecord tombstone;
    tombstone.topic = kCandidateKeyTopic;
    tombstone.key = KeyRecordKey(owner, key_id);
    tombstones.push_back(std::move(tombstone));
  }
  if (!tombstones.empty()) UTVALG_RETURN_IF_ERROR(log_->Append(std::move(tombstones)).status());
  NoteErasure(request);
  return absl::OkStatus();
}

std::vector<std::string> KeyRing::NotUnder(const std::string& epoch) const {
  absl::MutexLock lock(&mutex_);
  std::vector<std::string> key_ids;
  for (const auto& [key_id, entry] : entries_) {
    if (entry.wrapped.epoch() != epoch) key_ids.push_back(key_id);
  }
  return key_ids;
}

absl::Status KeyRing::Rewrap(const std::string& key_id, const std::string& epoch) {
  std::string owner;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = entries_.find(key_id);
    if (found == entries_.end()) return absl::OkStatus();
    owner = found->second.owner;
  }
  UTVALG_ASSIGN_OR_RETURN(const std::string identity, KeyOf(key_id, KEY_CLASS_IDENTITY));
  UTVALG_ASSIGN_OR_RETURN(const std::string content, KeyOf(key_id, KEY_CLASS_CONTENT));
  UTVALG_ASSIGN_OR_RETURN(WrappedKeys wrapped, WrapAll(owner, key_id, epoch, identity, content));
  UTVALG_RETURN_IF_ERROR(Publish(owner, key_id, wrapped));
  absl::MutexLock lock(&mutex_);
  const auto found = entries_.find(key_id);
  if (found != entries_.end()) found->second.wrapped = std::move(wrapped);
  return absl::OkStatus();
}

absl::StatusOr<KeyRing::Rotation> KeyRing::Rotate() {
  absl::MutexLock epoch_lock(&epoch_mutex_);
  // Two replicas that rotate at the same time would each destroy what the other wraps under.
  UTVALG_ASSIGN_OR_RETURN(const FileLock alone, FileLock::Take(rotation_lock_));
  Rotation rotation;
  UTVALG_ASSIGN_OR_RETURN(rotation.epoch, kms_->BeginEpoch(NowMs()));
  // Twice: the second round finds what another process made while the first one ran.
  for (int round = 0; round < 2; ++round) {
    UTVALG_RETURN_IF_ERROR(CatchUp());
    for (const std::string& key_id : NotUnder(rotation.epoch)) {
      UTVALG_RETURN_IF_ERROR(Rewrap(key_id, rotation.epoch));
      ++rotation.rewrapped;
    }
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, kms_->Epochs());
  for (const EpochInfo& epoch : epochs) {
    if (epoch.name == rotation.epoch || epoch.destroyed_at_ms != 0) continue;
    UTVALG_RETURN_IF_ERROR(kms_->Destroy(epoch.name, NowMs()));
    rotation.destroyed.push_back(epoch.name);
  }
  return rotation;
}

}  // namespace utvalg
