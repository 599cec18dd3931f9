// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/signature.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/secret_file.h"

namespace utvalg {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool Verify(EVP_PKEY* key, const EVP_MD* digest, std::string_view message,
            std::string_view signature) {
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message),
                          message.size()) == 1;
}

Owned<EVP_PKEY> Ed25519Public(std::string_view bytes) {
  return Owned<EVP_PKEY>(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(bytes), bytes.size()));
}

std::string ToPem(EVP_PKEY* key) {
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    std::abort();
  }
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<size_t>(size));
}

// r || s as DER, which OpenSSL verifies. Empty when it is no such pair.
std::string ToDer(std::string_view signature) {
  const Owned<ECDSA_SIG> pair(ECDSA_SIG_new());
  BIGNUM* const r = BN_bin2bn(Bytes(signature), 32, nullptr);
  BIGNUM* const s = BN_bin2bn(Bytes(signature) + 32, 32, nullptr);
  if (ECDSA_SIG_set0(pair.get(), r, s) != 1) return "";
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return "";
  std::string bytes(reinterpret_cast<char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

}  // namespace

struct SigningKey::Impl {
  Owned<EVP_PKEY> key;
};
struct VerifyingKey::Impl {
  Owned<EVP_PKEY> key;
};

SigningKey::SigningKey(std::unique_ptr<Impl> impl, std::string public_key)
    : impl_(std::move(impl)), public_key_(std::move(public_key)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

absl::StatusOr<SigningKey> SigningKey::LoadOrCreate(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  absl::StatusOr<std::string> pem = ReadSecretFile(path);
  if (absl::IsNotFound(pem.status())) {
    impl->key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (impl->key == nullptr) std::abort();
    UTVALG_RETURN_IF_ERROR(WriteSecretFile(path, ToPem(impl->key.get())));
  } else {
    UTVALG_RETURN_IF_ERROR(pem.status());
    const Owned<BIO> bio(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())));
    impl->key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  }
  std::string public_key(32, '\0');
  size_t size = public_key.size();
  if (impl->key == nullptr || EVP_PKEY_get_id(impl->key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(
          impl->key.get(), reinterpret_cast<unsigned char*>(public_key.data()), &size) != 1) {
    return absl::FailedPreconditionError(Cat(path, " holds no Ed25519 key; restore it"));
  }
  return SigningKey(std::move(impl), std::move(public_key));
}

std::string SigningKey::Sign(std::string_view message) const {
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, impl_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     Bytes(message), message.size()) != 1) {
    std::abort();  // Fails only without memory.
  }
  return signature;
}

bool VerifyEd25519(std::string_view public_key, std::string_view message,
                   std::string_view signature) {
  const Owned<EVP_PKEY> key = Ed25519Public(public_key);
  return key != nullptr && Verify(key.get(), nullptr, message, signature);
}

VerifyingKey::VerifyingKey(std::unique_ptr<Impl> impl, SignatureAlgorithm algorithm)
    : impl_(std::move(impl)), algorithm_(algorithm) {}
VerifyingKey::VerifyingKey(VerifyingKey&&) noexcept = default;
VerifyingKey& VerifyingKey::operator=(VerifyingKey&&) noexcept = default;
VerifyingKey::~VerifyingKey() = default;

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(std::string_view pem,
                                                   SignatureAlgorithm algorithm) {
  auto impl = std::make_unique<Impl>();
  const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  impl->key.reset(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (impl->key == nullptr) return absl::InvalidArgumentError("there is no public key in PEM");
  const bool fits = algorithm == SignatureAlgorithm::kEdDsa
                        ? EVP_PKEY_get_id(impl->key.get()) == EVP_PKEY_ED25519
                        : EVP_PKEY_get_id(impl->key.get()) == EVP_PKEY_EC &&
                              EVP_PKEY_get_bits(impl->key.get()) == 256;
  if (!fits) {
    return absl::InvalidArgumentError(
        "the public key does not fit the algorithm: EdDSA takes Ed25519, ES256 takes P-256");
  }
  return VerifyingKey(std::move(impl), algorithm);
}

VerifyingKey VerifyingKey::FromEd25519(std::string public_key) {
  auto impl = std::make_unique<Impl>();
  impl->key = Ed25519Public(public_key);
  return VerifyingKey(std::move(impl), SignatureAlgorithm::kEdDsa);
}

bool VerifyingKey::Verify(std::string_view message, std::string_view signature) const {
  if (impl_->key == nullptr || signature.size() != 64) return false;
  if (algorithm_ == SignatureAlgorithm::kEdDsa) {
    return utvalg::Verify(impl_->key.get(), nullptr, message, signature);
  }
  const std::string der = ToDer(signature);
  return !der.empty() && utvalg::Verify(impl_->key.get(), EVP_sha256(), message, der);
}

}  // namespace utvalg
