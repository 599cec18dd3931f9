// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/aead.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <memory>

namespace utvalg {
namespace {

constexpr size_t kNonceBytes = 12;
constexpr size_t kTagBytes = 16;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// One per thread: making it costs more than sealing a small value.
EVP_CIPHER_CTX* Context() {
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
  return context.get();
}

// Looked up once: EVP_aes_256_gcm() searches the providers each time it is used.
const EVP_CIPHER* Aes256Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string* text, size_t offset) {
  return reinterpret_cast<unsigned char*>(text->data()) + offset;
}

// Fails only without memory or without the algorithm: nothing sensible can go on.
void Require(bool ok) {
  if (!ok) std::abort();
}

}  // namespace

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  Require(RAND_bytes(Bytes(&bytes, 0), static_cast<int>(count)) == 1);
  return bytes;
}

std::string AeadSeal(std::string_view key, std::string_view aad, std::string_view plain) {
  Require(key.size() == kAeadKeyBytes);
  std::string sealed = RandomBytes(kNonceBytes);
  sealed.resize(kNonceBytes + plain.size() + kTagBytes);
  EVP_CIPHER_CTX* const context = Context();
  int length = 0;
  Require(EVP_EncryptInit_ex2(context, Aes256Gcm(), Bytes(key), Bytes(sealed), nullptr) == 1);
  Require(EVP_EncryptUpdate(context, nullptr, &length, Bytes(aad), static_cast<int>(aad.size())) ==
          1);
  Require(EVP_EncryptUpdate(context, Bytes(&sealed, kNonceBytes), &length, Bytes(plain),
                            static_cast<int>(plain.size())) == 1);
  Require(EVP_EncryptFinal_ex(context, Bytes(&sealed, kNonceBytes + plain.size()), &length) == 1);
  Require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                              Bytes(&sealed, kNonceBytes + plain.size())) == 1);
  return sealed;
}

absl::StatusOr<std::string> AeadOpen(std::string_view key, std::string_view aad,
                                     std::string_view sealed) {
  Require(key.size() == kAeadKeyBytes);
  const absl::Status damaged = absl::DataLossError("a sealed value is damaged or not ours");
  if (sealed.size() < kAeadOverheadBytes) return damaged;
  std::string plain(sealed.size() - kAeadOverheadBytes, '\0');
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  EVP_CIPHER_CTX* const context = Context();
  int length = 0;
  Require(EVP_DecryptInit_ex2(context, Aes256Gcm(), Bytes(key), Bytes(sealed), nullptr) == 1);
  Require(EVP_DecryptUpdate(context, nullptr, &length, Bytes(aad), static_cast<int>(aad.size())) ==
          1);
  if (EVP_DecryptUpdate(context, Bytes(&plain, 0), &length, Bytes(sealed.substr(kNonceBytes)),
                        static_cast<int>(plain.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(context, Bytes(&plain, plain.size()), &length) != 1) {
    return damaged;
  }
  return plain;
}

}  // namespace utvalg
