// SPDX-License-Identifier: Apache-2.0
//
// The ring on the real embedded log and a real key file.
#include "common/keys/key_ring.h"

#include <filesystem>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/crypto/file_kms.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using key::v1::KEY_CLASS_CONTENT;
using key::v1::KEY_CLASS_IDENTITY;

constexpr char kAnna[] = "t|anna";
constexpr char kAnnasRecord[] = "t|anna|app-1";
constexpr char kBjornsRecord[] = "t|bjorn|app-2";

class KeyRingTest : public testing::Test {
 protected:
  void SetUp() override {
    OpenLog();
    Reopen();
  }
  void OpenLog() {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    auto log = EmbeddedLog::Open(std::move(options), &clock_);
    ASSERT_TRUE(log.ok()) << log.status();
    log_ = *std::move(log);
  }
  // As another process would see it.
  void Reopen() {
    ring_.reset();
    kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
    auto ring = KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased"));
    ASSERT_TRUE(ring.ok()) << ring.status();
    ring_ = *std::move(ring);
  }
  std::string Seal(const std::string& key, const std::string& plain) {
    EXPECT_TRUE(ring_->EnsureKeys(OwnerOf(key)).ok());
    auto sealed = ring_->Seal(KEY_CLASS_IDENTITY, key, "place", plain);
    EXPECT_TRUE(sealed.ok()) << sealed.status();
    return sealed.ok() ? *sealed : "";
  }
  erasure::v1::ErasureRequest RequestFor(const std::string& owner, const std::string& application) {
    erasure::v1::ErasureRequest request;
    request.add_application_ids(application);
    const auto key_ids = ring_->KeyIdsOf(owner);
    for (const std::string& key_id : *key_ids) request.add_key_ids(key_id);
    return request;
  }

  TempDir dir_;
  SystemClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
};

TEST_F(KeyRingTest, WhatIsSealedOpensAlsoInAnotherProcess) {
  const std::string sealed = Seal(kAnnasRecord, "Anna Berg");
  EXPECT_EQ(sealed.find("Anna"), std::string::npos);
  EXPECT_EQ(*ring_->Open("place", sealed), "Anna Berg");
  Reopen();
  EXPECT_EQ(*ring_->Open("place", sealed), "Anna Berg");
  EXPECT_TRUE(absl::IsDataLoss(ring_->Open("elsewhere", sealed).status()));
}

TEST_F(KeyRingTest, ACandidateKeepsTheirKeys) {
  Seal(kAnnasRecord, "1");
  const auto first = ring_->KeyIdsOf(kAnna);
  Seal("t|anna|app-9", "2");
  EXPECT_EQ(*ring_->KeyIdsOf(kAnna), *first);
  EXPECT_EQ(first->size(), 1u);
}

TEST_F(KeyRingTest, WhoHasNoKeysIsNotSealedInTheClear) {
  EXPECT_TRUE(
      absl::IsNotFound(ring_->Seal(KEY_CLASS_CONTENT, "t|nobody|app", "place", "text").status()));
  EXPECT_TRUE(absl::IsDataLoss(ring_->Open("place", "text in the clear").status()));
}

TEST_F(KeyRingTest, AnErasedPersonOpensNowhereAndComesBackByNoRecord) {
  const std::string sealed = Seal(kAnnasRecord, "Anna");
  const std::string other = Seal(kBjornsRecord, "Bjørn");
  ASSERT_TRUE(ring_->Erase(kAnna, RequestFor(kAnna, "app-1")).ok());
  EXPECT_TRUE(absl::IsNotFound(ring_->Open("place", sealed).status()));
  EXPECT_EQ(*ring_->Open("place", other), "Bjørn");
  // The same person applies again: their new application is sealed, the old one never.
  ASSERT_TRUE(ring_->EnsureKeys(kAnna).ok());
  EXPECT_TRUE(ring_->Seal(KEY_CLASS_CONTENT, "t|anna|app-7", "place", "new").ok());
  EXPECT_TRUE(
      absl::IsNotFound(ring_->Seal(KEY_CLASS_CONTENT, kAnnasRecord, "place", "late").status()));
  Reopen();
  EXPECT_TRUE(absl::IsNotFound(ring_->Open("place", sealed).status()));
}

TEST_F(KeyRingTest, ALogRestoredFromBeforeTheErasureOpensNothingOfThem) {
  const std::string sealed = Seal(kAnnasRecord, "Anna");
  const std::string other = Seal(kBjornsRecord, "Bjørn");
  ring_.reset();
  log_.reset();
  std::filesystem::copy(dir_.Below("log"), dir_.Below("backup"),
                        std::filesystem::copy_options::recursive);
  OpenLog();
  Reopen();
  ASSERT_TRUE(ring_->Erase(kAnna, RequestFor(kAnna, "app-1")).ok());
  ring_.reset();
  log_.reset();
  std::filesystem::remove_all(dir_.Below("log"));
  std::filesystem::rename(dir_.Below("backup"), dir_.Below("log"));
  OpenLog();
  Reopen();
  EXPECT_TRUE(absl::IsNotFound(ring_->Open("place", sealed).status()));
  EXPECT_EQ(*ring_->Open("place", other), "Bjørn");
}

TEST_F(KeyRingTest, AfterAnEpochOnlyTheLivingOpen) {
  const std::string anna = Seal(kAnnasRecord, "Anna");
  const std::string bjorn = Seal(kBjornsRecord, "Bjørn");
  ASSERT_TRUE(ring_->Erase(kAnna, RequestFor(kAnna, "app-1")).ok());
  const auto rotation = ring_->Rotate();
  ASSERT_TRUE(rotation.ok()) << rotation.status();
  EXPECT_EQ(rotation->epoch, "epoch-2");
  EXPECT_EQ(rotation->rewrapped, 1u);
  EXPECT_EQ(rotation->destroyed, std::vector<std::string>{"epoch-1"});
  EXPECT_EQ(*ring_->Open("place", bjorn), "Bjørn");
  Reopen();
  EXPECT_EQ(*ring_->Open("place", bjorn), "Bjørn");
  EXPECT_TRUE(absl::IsNotFound(ring_->Open("place", anna).status()));
}

TEST_F(KeyRingTest, AnOldLogWithTheKeysLeftAfterTheEpochOpensNobody) {
  const std::string anna = Seal(kAnnasRecord, "Anna");
  ring_.reset();
  log_.reset();
  std::filesystem::copy(dir_.Below("log"), dir_.Below("backup"),
                        std::filesystem::copy_options::recursive);
  OpenLog();
  Reopen();
  ASSERT_TRUE(ring_->Rotate().ok());
  EXPECT_EQ(*ring_->Open("place", anna), "Anna");
  ring_.reset();
  log_.reset();
  std::filesystem::remove_all(dir_.Below("log"));
  std::filesystem::rename(dir_.Below("backup"), dir_.Below("log"));
  std::filesystem::remove(dir_.Below("keys/erased"));  // Not even the ledger is needed.
  OpenLog();
  Reopen();
  EXPECT_TRUE(absl::IsNotFound(ring_->Open("place", anna).status()));
}

TEST_F(KeyRingTest, LostEpochKeysAreSaidAndNotReplaced) {
  Seal(kAnnasRecord, "Anna");
  NewRecord record;
  record.topic = kApplicationTopic;
  record.key = kAnnasRecord;
  record.value = "sealed";
  ASSERT_TRUE(log_->Append({record}).ok());
  ring_.reset();
  std::filesystem::remove_all(dir_.Below("keys"));
  kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
  EXPECT_EQ(
      KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased")).status().code(),
      absl::StatusCode::kFailedPrecondition);
}

TEST_F(KeyRingTest, ADigestIsThePersonsOwn) {
  Seal(kAnnasRecord, "x");
  Seal(kBjornsRecord, "x");
  EXPECT_EQ(*ring_->Digest(kAnna, "text"), *ring_->Digest(kAnna, "text"));
  EXPECT_NE(*ring_->Digest(kAnna, "text"), *ring_->Digest("t|bjorn", "text"));
}

}  // namespace
}  // namespace utvalg
