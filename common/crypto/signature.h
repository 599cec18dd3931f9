// SPDX-License-Identifier: Apache-2.0
//
// Signatures over OpenSSL: Ed25519 for what we sign (certificates of erasure, checkpoints of the
// audit chain, status links), and Ed25519 or ECDSA P-256 for the tokens of others. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace utvalg {

// An Ed25519 key pair.
class SigningKey {
 public:
  // Reads the PEM file, or makes a key and writes it there with mode 0600. FAILED_PRECONDITION: the
  // file is not ours alone to read, or holds no Ed25519 key.
  static absl::StatusOr<SigningKey> LoadOrCreate(const std::string& path);
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  std::string Sign(std::string_view message) const;
  const std::string& public_key() const { return public_key_; }  // 32 bytes.

 private:
  struct Impl;
  SigningKey(std::unique_ptr<Impl> impl, std::string public_key);

  std::unique_ptr<Impl> impl_;
  std::string public_key_;
};

bool VerifyEd25519(std::string_view public_key, std::string_view message,
                   std::string_view signature);

enum class SignatureAlgorithm { kEdDsa, kEs256 };

// The public half of somebody who signs tokens.
class VerifyingKey {
 public:
  // A PEM public key that fits the algorithm. INVALID_ARGUMENT otherwise.
  static absl::StatusOr<VerifyingKey> FromPem(std::string_view pem, SignatureAlgorithm algorithm);
  static VerifyingKey FromEd25519(std::string public_key);
  VerifyingKey(VerifyingKey&&) noexcept;
  VerifyingKey& operator=(VerifyingKey&&) noexcept;
  ~VerifyingKey();

  SignatureAlgorithm algorithm() const { return algorithm_; }
  // Signatures as tokens carry them: 64 bytes; for ES256 r || s.
  bool Verify(std::string_view message, std::string_view signature) const;

 private:
  struct Impl;
  VerifyingKey(std::unique_ptr<Impl> impl, SignatureAlgorithm algorithm);

  std::unique_ptr<Impl> impl_;
  SignatureAlgorithm algorithm_;
};

}  // namespace utvalg
