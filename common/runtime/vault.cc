// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/vault.h"

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/file_kms.h"
#include "common/crypto/pkcs11_kms.h"

namespace utvalg {
namespace {

absl::StatusOr<std::unique_ptr<Kms>> OpenKms(const config::v1::Keys& config,
                                             const std::string& directory) {
  const std::string book = Cat(directory, "/epochs");
  if (config.pkcs11_module().empty()) return FileKms::Open(book);
  return Pkcs11Kms::Open(
      {config.pkcs11_module(), config.pkcs11_token(), config.pkcs11_pin(), book});
}

}  // namespace

absl::StatusOr<std::unique_ptr<Vault>> Vault::Open(const config::v1::Keys& config,
                                                   const std::string& directory, Log* log,
                                                   DocumentStore* documents, const Clock* clock) {
  std::unique_ptr<Vault> vault(new Vault());
  vault->directory_ = config.directory().empty() ? directory : config.directory();
  UTVALG_ASSIGN_OR_RETURN(vault->kms_, OpenKms(config, vault->directory_));
  UTVALG_ASSIGN_OR_RETURN(vault->ring_, KeyRing::Open(log, vault->kms_.get(), clock,
                                                      Cat(vault->directory_, "/erased")));
  UTVALG_ASSIGN_OR_RETURN(vault->signing_key_,
                          SigningKey::LoadOrCreate(Cat(vault->directory_, "/signing.pem")));
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
  ports->signing_key = &*signing_key_;
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
