// SPDX-License-Identifier: Apache-2.0
//
// Codec and document store over real keys, and what a service without the right to identity can
// have.
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/blob/kv_document_store.h"
#include "common/crypto/file_kms.h"
#include "common/keys/sealed_document_store.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

constexpr char kKey[] = "t|anna|app-1";

class SealedStoresTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
    ring_ = *KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased"));
    ASSERT_TRUE(ring_->EnsureKeys("t|anna").ok());
    all_ = PersonKeys(ring_.get(), PersonKeys::Right::kIdentityAndContent);
    content_ = PersonKeys(ring_.get(), PersonKeys::Right::kContent);
  }

  TempDir dir_;
  SystemClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
  PersonKeys all_;
  PersonKeys content_;
};

TEST_F(SealedStoresTest, EveryTopicAboutAPersonIsSealed) {
  const SealedRecordCodec codec(all_);
  for (const TopicSpec& topic : Topics()) {
    const bool plain = topic.name == kCandidateKeyTopic || topic.name == kErasureTopic ||
                       topic.name == kJobTopic || topic.name == kJobEmbeddedTopic ||
                       topic.name == kRankShardTopic || topic.name == kAuditTopic;
    const auto encoded = codec.Encode(topic.name, kKey, "value");
    ASSERT_TRUE(encoded.ok()) << topic.name;
    EXPECT_EQ(*encoded == "value", plain) << topic.name;
    EXPECT_EQ(*codec.Decode(topic.name, kKey, *encoded), "value") << topic.name;
  }
}

TEST_F(SealedStoresTest, AValueDoesNotOpenUnderAnotherKeyOrTopic) {
  const SealedRecordCodec codec(all_);
  const std::string value = *codec.Encode(kCvParsedTopic, kKey, "value");
  EXPECT_TRUE(absl::IsDataLoss(codec.Decode(kCvParsedTopic, "t|anna|app-2", value).status()));
  EXPECT_TRUE(absl::IsDataLoss(codec.Decode(kCvEmbeddedTopic, kKey, value).status()));
}

TEST_F(SealedStoresTest, RankAndEmbedHaveNoRightToIdentity) {
  const SealedRecordCodec named(all_);
  const SealedRecordCodec blind(content_);
  for (const TopicSpec& topic : Topics()) {
    const std::string value = *named.Encode(topic.name, kKey, "value");
    const auto opened = blind.Decode(topic.name, kKey, value);
    if (ClassOfTopic(topic.name) == key::v1::KEY_CLASS_IDENTITY) {
      EXPECT_TRUE(absl::IsPermissionDenied(opened.status())) << topic.name;
      EXPECT_TRUE(absl::IsPermissionDenied(blind.Encode(topic.name, kKey, "value").status()));
    } else {
      EXPECT_EQ(*opened, "value") << topic.name;
    }
  }
  auto store = *KvDocumentStore::Open(dir_.Below("documents"));
  SealedDocumentStore for_ingest(store.get(), all_);
  SealedDocumentStore for_rank(store.get(), content_);
  ASSERT_TRUE(for_ingest.Put("t/anna/app-1/1", "CV").ok());
  EXPECT_TRUE(absl::IsPermissionDenied(for_rank.Get("t/anna/app-1/1").status()));
}

TEST_F(SealedStoresTest, DocumentsAreSealedAndClaimsAreNot) {
  auto store = *KvDocumentStore::Open(dir_.Below("documents"));
  SealedDocumentStore sealed(store.get(), all_);
  ASSERT_TRUE(sealed.Put("t/anna/app-1/1", "Anna Berg, CV").ok());
  EXPECT_EQ(*sealed.Get("t/anna/app-1/1"), "Anna Berg, CV");
  EXPECT_EQ(store->Get("t/anna/app-1/1")->find("Anna"), std::string::npos);
  ASSERT_TRUE(*sealed.PutIfAbsent("t/claims/app-1", "digest"));
  EXPECT_EQ(*store->Get("t/claims/app-1"), "digest");
}

}  // namespace
}  // namespace utvalg
