// SPDX-License-Identifier: Apache-2.0
//
// Epoch keys in a token behind PKCS#11 (SoftHSM2, or hardware): they are made there, never leave
// it, and are destroyed there. Beside it a file keeps names and times. Thread-safe: one session,
// one call at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/crypto/kms.h"

namespace utvalg {

class Pkcs11Kms final : public Kms {
 public:
  struct Options {
    std::string module;  // Path of the PKCS#11 library.
    std::string token;   // Label of the token.
    std::string pin;
    std::string book;  // File of the epochs' names and times.
  };

  // FAILED_PRECONDITION: no such library or token, or a wrong PIN.
  static absl::StatusOr<std::unique_ptr<Pkcs11Kms>> Open(Options options);
  ~Pkcs11Kms() override;

  absl::StatusOr<std::vector<EpochInfo>> Epochs() override;
  absl::StatusOr<std::string> Wrap(const std::string& epoch, key::v1::KeyClass key_class,
                                   std::string_view key, std::string_view aad) override;
  absl::StatusOr<std::string> Unwrap(const std::string& epoch, key::v1::KeyClass key_class,
                                     std::string_view wrapped, std::string_view aad) override;
  absl::StatusOr<std::string> BeginEpoch(int64_t now_ms) override;
  absl::Status Destroy(const std::string& epoch, int64_t now_ms) override;

 private:
  class Impl;
  explicit Pkcs11Kms(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
