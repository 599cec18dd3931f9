// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/vault.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/file_kms.h"
#include "common/crypto/file_lock.h"
#include "common/crypto/pkcs11_kms.h"

namespace utvalg {
namespace {

constexpr absl::Duration kEpochPatience = absl::Seconds(20);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(100);

absl::StatusOr<std::unique_ptr<Kms>> OpenKms(const config::v1::Keys& config,
                                             const std::string& directory) {
  const std::string book = Cat(directory, "/epochs");
  if (config.pkcs11_module().empty()) return FileKms::Open(book);
  return Pkcs11Kms::Open(
      {config.pkcs11_module(), config.pkcs11_token(), config.pkcs11_pin(), book});
}

// Only the keeper begins one.
absl::Status AwaitFirstEpoch(Kms* kms) {
  const absl::Time give_up = absl::Now() + kEpochPatience;
  for (;;) {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, kms->Epochs());
    if (!epochs.empty()) return absl::OkStatus();
    if (absl::Now() > give_up) {
      return absl::UnavailableError("there are no keys yet: utvalg-ingest makes them on its start");
    }
    absl::SleepFor(kBetweenLooks);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Vault>> Vault::Open(const config::v1::Keys& config,
                                                   const std::string& directory, Log* log,
                                                   DocumentStore* documents, const Clock* clock,
                                                   Role role) {
  std::unique_ptr<Vault> vault(new Vault());
  vault->directory_ = config.directory().empty() ? directory : config.directory();
  // Two keepers that start together must not both make the first keys.
  std::optional<FileLock> lock;
  if (role == Role::kKeeper) {
    UTVALG_ASSIGN_OR_RETURN(FileLock taken, FileLock::Take(Cat(vault->directory_, "/lock")));
    lock.emplace(std::move(taken));
    UTVALG_ASSIGN_OR_RETURN(vault->signing_key_,
                            SigningKey::LoadOrCreate(Cat(vault->directory_, "/signing.pem")));
  }
  UTVALG_ASSIGN_OR_RETURN(vault->kms_, OpenKms(config, vault->directory_));
  if (role == Role::kReader) UTVALG_RETURN_IF_ERROR(AwaitFirstEpoch(vault->kms_.get()));
  UTVALG_ASSIGN_OR_RETURN(vault->ring_, KeyRing::Open(log, vault->kms_.get(), clock,
                                                      Cat(vault->directory_, "/erased")));
  const PersonKeys named(vault->ring_.get(), PersonKeys::Right::kIdentityAndContent);
  vault->named_codec_.emplace(named);
  vault->blind_codec_.emplace(PersonKeys(vault->ring_.get(), PersonKeys::Right::kContent));
  vault->named_producer_.emplace(log, &*vault->named_codec_);
  vault->blind_producer_.emplace(log, &*vault->blind_codec_);
  if (documents != nullptr) vault->documents_.emplace(documents, named);
  return vault;
}

void Vault::FillNamed(Ports* ports) {
  ports->codec = &*named_codec_;
  ports->producer = &*named_producer_;
  ports->documents = documents_ ? &*documents_ : nullptr;
  ports->keys = PersonKeys(ring_.get(), PersonKeys::Right::kIdentityAndContent);
  ports->key_ring = ring_.get();
  ports->signing_key = signing_key();
}

void Vault::FillBlind(Ports* ports) {
  ports->codec = &*blind_codec_;
  ports->producer = &*blind_producer_;
  ports->documents = nullptr;
  ports->keys = PersonKeys(ring_.get(), PersonKeys::Right::kContent);
  ports->key_ring = nullptr;
  ports->signing_key = nullptr;
}

}  // namespace utvalg
