// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/signature.h"

#include <filesystem>
#include <fstream>

#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

// RFC 7515, appendix A.3: key, signing input and signature of an ES256 token.
constexpr char kEs256Pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV7\n"
    "6e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==\n"
    "-----END PUBLIC KEY-----\n";
constexpr char kEs256Input[] =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb"
    "S9pc19yb290Ijp0cnVlfQ";
constexpr unsigned char kEs256Signature[] = {
    14,  209, 33,  83,  121, 99,  108, 72,  60,  47,  127, 21,  88,  7,   212, 2,
    163, 178, 40,  3,   58,  249, 124, 126, 23,  129, 154, 195, 22,  158, 166, 101,
    197, 10,  7,   211, 140, 60,  112, 229, 216, 241, 45,  175, 8,   74,  84,  128,
    166, 101, 144, 197, 242, 147, 80,  154, 143, 63,  127, 138, 131, 163, 84,  213};

TEST(SignatureTest, AKeyIsMadeOnceAndItsOwnersAlone) {
  const TempDir dir;
  const std::string path = dir.path() + "/keys/signing.pem";
  const auto first = SigningKey::LoadOrCreate(path);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(SigningKey::LoadOrCreate(path)->public_key(), first->public_key());
  std::filesystem::permissions(path, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(SigningKey::LoadOrCreate(path).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(SignatureTest, ASignatureHoldsForItsMessageAndKeyAlone) {
  const TempDir dir;
  const auto key = SigningKey::LoadOrCreate(dir.path() + "/a");
  const auto other = SigningKey::LoadOrCreate(dir.path() + "/b");
  const std::string signature = key->Sign("message");
  EXPECT_TRUE(VerifyEd25519(key->public_key(), "message", signature));
  EXPECT_TRUE(VerifyingKey::FromEd25519(key->public_key()).Verify("message", signature));
  EXPECT_FALSE(VerifyEd25519(key->public_key(), "Message", signature));
  EXPECT_FALSE(VerifyEd25519(other->public_key(), "message", signature));
  EXPECT_FALSE(VerifyEd25519("short", "message", signature));
}

TEST(SignatureTest, TheExampleOfTheStandardVerifies) {
  const auto key = VerifyingKey::FromPem(kEs256Pem, SignatureAlgorithm::kEs256);
  ASSERT_TRUE(key.ok()) << key.status();
  std::string signature(reinterpret_cast<const char*>(kEs256Signature), 64);
  EXPECT_TRUE(key->Verify(kEs256Input, signature));
  EXPECT_FALSE(key->Verify("another", signature));
  signature[5] = static_cast<char>(signature[5] ^ 1);
  EXPECT_FALSE(key->Verify(kEs256Input, signature));
  EXPECT_FALSE(key->Verify(kEs256Input, "short"));
}

TEST(SignatureTest, AKeyOfAnotherKindIsRefused) {
  EXPECT_FALSE(VerifyingKey::FromPem(kEs256Pem, SignatureAlgorithm::kEdDsa).ok());
  EXPECT_FALSE(VerifyingKey::FromPem("no key", SignatureAlgorithm::kEs256).ok());
}

}  // namespace
}  // namespace utvalg
