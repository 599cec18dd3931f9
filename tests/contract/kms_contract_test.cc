// SPDX-License-Identifier: Apache-2.0
//
// What a Kms must do, stated once; the key file and a token of SoftHSM2 pass it. Without SoftHSM2
// its half is skipped (UTVALG_REQUIRE_SOFTHSM=1: fails).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "common/base/strings.h"
#include "common/crypto/aead.h"
#include "common/crypto/file_kms.h"
#include "common/crypto/kms.h"
#include "common/crypto/pkcs11_kms.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using key::v1::KEY_CLASS_CONTENT;
using key::v1::KEY_CLASS_IDENTITY;

constexpr char kSoftHsm[] = "/usr/lib/softhsm/libsofthsm2.so";

// Opens what the key store before left in the directory.
struct KmsPlace {
  const char* name;
  std::function<absl::StatusOr<std::unique_ptr<Kms>>(const TempDir&)> open;
};
void PrintTo(const KmsPlace& place, std::ostream* out) { *out << place.name; }

absl::StatusOr<std::unique_ptr<Kms>> OpenFile(const TempDir& dir) {
  auto kms = FileKms::Open(dir.Below("keys/epochs"));
  if (!kms.ok()) return kms.status();
  return std::unique_ptr<Kms>(*std::move(kms));
}

absl::StatusOr<std::unique_ptr<Kms>> OpenToken(const TempDir& dir) {
  if (!std::filesystem::exists(kSoftHsm)) return absl::UnavailableError("no SoftHSM2");
  const std::string tokens = dir.Below("tokens");
  if (std::filesystem::create_directory(tokens)) {
    std::ofstream(dir.Below("softhsm2.conf")) << "directories.tokendir = " << tokens << "\n";
    setenv("SOFTHSM2_CONF", dir.Below("softhsm2.conf").c_str(), 1);
    const std::string init =
        "softhsm2-util --init-token --free --label utvalg --pin 1234 --so-pin 5678 >/dev/null";
    if (std::system(init.c_str()) != 0) return absl::InternalError("no token was made");
  }
  auto kms = Pkcs11Kms::Open({kSoftHsm, "utvalg", "1234", dir.Below("keys/epochs")});
  if (!kms.ok()) return kms.status();
  return std::unique_ptr<Kms>(*std::move(kms));
}

class KmsContractTest : public testing::TestWithParam<KmsPlace> {
 protected:
  void SetUp() override { Reopen(); }
  void Reopen() {
    kms_.reset();
    auto kms = GetParam().open(dir_);
    if (absl::IsUnavailable(kms.status()) && std::getenv("UTVALG_REQUIRE_SOFTHSM") == nullptr) {
      GTEST_SKIP() << kms.status();
    }
    ASSERT_TRUE(kms.ok()) << kms.status();
    kms_ = *std::move(kms);
  }

  TempDir dir_;
  std::unique_ptr<Kms> kms_;
  const std::string key_ = RandomBytes(kAeadKeyBytes);
};

TEST_P(KmsContractTest, AWrappedKeyUnwrapsAlsoAfterAnotherStart) {
  ASSERT_TRUE(kms_->Epochs()->empty());
  const std::string epoch = *kms_->BeginEpoch(17);
  const auto wrapped = kms_->Wrap(epoch, KEY_CLASS_IDENTITY, key_, "anna");
  ASSERT_TRUE(wrapped.ok()) << wrapped.status();
  EXPECT_EQ(wrapped->find(key_), std::string::npos);
  Reopen();
  EXPECT_EQ(*kms_->Unwrap(epoch, KEY_CLASS_IDENTITY, *wrapped, "anna"), key_);
  ASSERT_EQ(kms_->Epochs()->size(), 1u);
  EXPECT_EQ(kms_->Epochs()->front().created_at_ms, 17);
}

TEST_P(KmsContractTest, TwoProcessesThatKeepOneStoreUndoNothingOfEachOther) {
  auto other = *GetParam().open(dir_);
  const std::string first = *kms_->BeginEpoch(1);
  const std::string second = *other->BeginEpoch(2);
  ASSERT_NE(first, second);
  const auto wrapped = kms_->Wrap(first, KEY_CLASS_IDENTITY, key_, "anna");
  ASSERT_TRUE(wrapped.ok()) << wrapped.status();
  const auto newest = other->Wrap(second, KEY_CLASS_IDENTITY, key_, "anna");
  const std::string third = *kms_->BeginEpoch(3);
  EXPECT_EQ(kms_->Epochs()->size(), 3u);
  ASSERT_TRUE(other->Destroy(first, 4).ok());
  Reopen();
  EXPECT_EQ(*kms_->Unwrap(second, KEY_CLASS_IDENTITY, *newest, "anna"), key_);
  EXPECT_FALSE(kms_->Unwrap(first, KEY_CLASS_IDENTITY, *wrapped, "anna").ok());
  EXPECT_EQ(kms_->Epochs()->back().name, third);
}

TEST_P(KmsContractTest, ClassOwnerAndBytesAreBound) {
  const std::string epoch = *kms_->BeginEpoch(1);
  std::string wrapped = *kms_->Wrap(epoch, KEY_CLASS_IDENTITY, key_, "anna");
  EXPECT_FALSE(kms_->Unwrap(epoch, KEY_CLASS_CONTENT, wrapped, "anna").ok());
  EXPECT_FALSE(kms_->Unwrap(epoch, KEY_CLASS_IDENTITY, wrapped, "bjorn").ok());
  wrapped.back() = static_cast<char>(wrapped.back() ^ 1);
  EXPECT_TRUE(absl::IsDataLoss(kms_->Unwrap(epoch, KEY_CLASS_IDENTITY, wrapped, "anna").status()));
  EXPECT_TRUE(absl::IsDataLoss(kms_->Unwrap(epoch, KEY_CLASS_IDENTITY, "x", "anna").status()));
}

TEST_P(KmsContractTest, ADestroyedEpochUnwrapsNothingForEver) {
  const std::string first = *kms_->BeginEpoch(1);
  const std::string wrapped = *kms_->Wrap(first, KEY_CLASS_CONTENT, key_, "anna");
  EXPECT_EQ(kms_->Destroy(first, 2).code(), absl::StatusCode::kFailedPrecondition);
  const std::string second = *kms_->BeginEpoch(3);
  EXPECT_NE(first, second);
  EXPECT_TRUE(kms_->Unwrap(first, KEY_CLASS_CONTENT, wrapped, "anna").ok());
  ASSERT_TRUE(kms_->Destroy(first, 4).ok());
  ASSERT_TRUE(kms_->Destroy(first, 5).ok());
  Reopen();
  EXPECT_TRUE(absl::IsNotFound(kms_->Unwrap(first, KEY_CLASS_CONTENT, wrapped, "anna").status()));
  EXPECT_TRUE(absl::IsNotFound(kms_->Wrap(first, KEY_CLASS_CONTENT, key_, "anna").status()));
  const auto epochs = *kms_->Epochs();
  ASSERT_EQ(epochs.size(), 2u);
  EXPECT_EQ(epochs[0].destroyed_at_ms, 4);
  EXPECT_EQ(epochs[1].name, second);
  EXPECT_EQ(epochs[1].destroyed_at_ms, 0);
}

INSTANTIATE_TEST_SUITE_P(KeyFile, KmsContractTest, testing::Values(KmsPlace{"file", OpenFile}));
INSTANTIATE_TEST_SUITE_P(SoftHsm2, KmsContractTest, testing::Values(KmsPlace{"token", OpenToken}));

TEST(FileKmsTest, ADestroyedKeyLeavesTheFileAndItsBlocks) {
  const TempDir dir;
  const std::string path = dir.Below("keys/epochs");
  auto kms = *FileKms::Open(path);
  const std::string epoch = *kms->BeginEpoch(1);
  ASSERT_TRUE(kms->BeginEpoch(2).ok());
  // A second name of the same blocks, as a copy that was never made would have them.
  std::filesystem::create_hard_link(path, dir.Below("old"));
  key::v1::KeyFile before;
  {
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(before.ParseFromIstream(&file));
  }
  ASSERT_TRUE(kms->Destroy(epoch, 3).ok());
  for (const std::string& name : {path, dir.Below("old")}) {
    std::ifstream file(name, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(bytes.find(before.epochs(0).identity()), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace utvalg
