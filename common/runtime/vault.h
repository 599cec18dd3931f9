// SPDX-License-Identifier: Apache-2.0
//
// Everything of a process that has to do with keys, opened from its configuration: the key store,
// the ring, and what seals by it. Made by whoever wires the process, before the services. The log
// must outlive it. One kind of process keeps the keys (ingest, or the one process of one machine):
// it makes epochs and the signing key; the others need only read the directory.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/crypto/kms.h"
#include "common/crypto/signature.h"
#include "common/keys/key_ring.h"
#include "common/keys/sealed_document_store.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/producer.h"
#include "common/runtime/ports.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg {

class Vault {
 public:
  enum class Role { kKeeper, kReader };

  // `directory`: of the key file (or of the epochs' names), the ledger of who was erased and the
  // signing key; config.directory counts more. `documents` may be null. A reader waits for the
  // first epoch. Errors as KeyRing::Open; UNAVAILABLE: no keeper made one in time.
  static absl::StatusOr<std::unique_ptr<Vault>> Open(const config::v1::Keys& config,
                                                     const std::string& directory, Log* log,
                                                     DocumentStore* documents, const Clock* clock,
                                                     Role role = Role::kKeeper);

  // Ports of services that may know who somebody is (ingest, parse), and of those that may not
  // (embed, rank): other codec, other producer, no documents.
  void FillNamed(Ports* ports);
  void FillBlind(Ports* ports);

  KeyRing* ring() { return ring_.get(); }
  // Null for a reader.
  const SigningKey* signing_key() const { return signing_key_ ? &*signing_key_ : nullptr; }
  const std::string& directory() const { return directory_; }

 private:
  Vault() = default;

  std::string directory_;
  std::unique_ptr<Kms> kms_;
  std::unique_ptr<KeyRing> ring_;
  std::optional<SigningKey> signing_key_;
  std::optional<SealedRecordCodec> named_codec_;
  std::optional<SealedRecordCodec> blind_codec_;
  std::optional<Producer> named_producer_;
  std::optional<Producer> blind_producer_;
  std::optional<SealedDocumentStore> documents_;
};

}  // namespace utvalg
