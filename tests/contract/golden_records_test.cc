// SPDX-License-Identifier: Apache-2.0
//
// What programs of earlier versions wrote stays readable, and what later ones add does no harm: old
// and new programs run side by side while a cluster is updated. tests/data/golden/N holds, for each
// message that lies in a topic or a store, its bytes with every field set and the same as text.
//
// After a field was added, a new folder N + 1 is due, and the older ones stay as they are:
//   golden_records_test --write tests/data/golden/N+1
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/strings.h"
#include "common/log/topics.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/contract/full_message.h"
#include "utvalg/application/v1/application.pb.h"
#include "utvalg/audit/v1/audit.pb.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/decision/v1/decision.pb.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/erasure/v1/erasure.pb.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/key/v1/key.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"
#include "utvalg/rank/v1/state.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg {
namespace {

namespace fs = std::filesystem;
using google::protobuf::Message;
using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

const std::map<std::string_view, const Message*>& OfTopics() {
  static const std::map<std::string_view, const Message*> kMessages = {
      {kApplicationTopic, &application::v1::Application::default_instance()},
      {kApplicationBulkTopic, &application::v1::Application::default_instance()},
      {kCvParsedTopic, &cv::v1::CvParsed::default_instance()},
      {kCvParsedBulkTopic, &cv::v1::CvParsed::default_instance()},
      {kCvIdentityTopic, &identity::v1::CvIdentity::default_instance()},
      {kCvLayoutTopic, &identity::v1::CvLayout::default_instance()},
      {kCvEmbeddedTopic, &embedding::v1::CvEmbedded::default_instance()},
      {kResultTopic, &result::v1::Result::default_instance()},
      {kSearchConsentTopic, &application::v1::SearchConsent::default_instance()},
      {kDecisionTopic, &decision::v1::DecisionRecord::default_instance()},
      {kCandidateKeyTopic, &key::v1::CandidateKey::default_instance()},
      {kErasureTopic, &erasure::v1::Erasure::default_instance()},
      {kJobTopic, &job::v1::Job::default_instance()},
      {kJobEmbeddedTopic, &embedding::v1::JobEmbedded::default_instance()},
      {kRankShardTopic, &rank::v1::ShardAnnouncement::default_instance()},
      {kAuditTopic, &audit::v1::AuditEvent::default_instance()},
  };
  return kMessages;
}

// Those of the topics, and what else is kept.
std::map<std::string, const Message*> Kept() {
  std::map<std::string, const Message*> kept;
  for (const auto& [topic, message] : OfTopics()) kept[message->GetTypeName()] = message;
  for (const Message* message : std::initializer_list<const Message*>{
           &rank::v1::CandidateState::default_instance(), &key::v1::KeyFile::default_instance(),
           &audit::v1::SignedCheckpoint::default_instance(),
           &audit::v1::Checkpoint::default_instance(),
           &erasure::v1::SignedCertificate::default_instance(),
           &erasure::v1::ErasureCertificate::default_instance()}) {
    kept[message->GetTypeName()] = message;
  }
  return kept;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const fs::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::string FileName(const std::string& type, int variant) { return Cat(type, ".", variant); }

int WriteGolden(const fs::path& folder) {
  fs::create_directories(folder);
  for (const auto& [type, prototype] : Kept()) {
    for (int variant = 0; variant < FullVariants(*prototype->GetDescriptor()); ++variant) {
      const std::unique_ptr<Message> message(prototype->New());
      Fill(variant, message.get());
      std::string text;
      TextFormat::PrintToString(*message, &text);
      const fs::path name = folder / FileName(type, variant);
      WriteFile(name.string() + ".binpb", message->SerializeAsString());
      WriteFile(name.string() + ".txtpb", text);
    }
  }
  std::cout << folder.string() << " written\n";
  return 0;
}

fs::path Golden() { return fs::path(std::getenv("UTVALG_SOURCE_DIR")) / "tests/data/golden"; }

// Files of all versions, without their endings.
std::vector<fs::path> GoldenFiles() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(Golden())) {
    if (entry.path().extension() == ".binpb") files.push_back(fs::path(entry).replace_extension());
  }
  return files;
}

// An empty message of the type a file is named after; none when nothing of that type is kept.
std::unique_ptr<Message> NewOf(const fs::path& file) {
  const auto kept = Kept();
  const auto found = kept.find(file.stem().string());
  return std::unique_ptr<Message>(found == kept.end() ? nullptr : found->second->New());
}

TEST(GoldenRecordsTest, EveryTopicHasItsMessage) {
  std::vector<std::string_view> topics;
  for (const TopicSpec& topic : Topics()) topics.push_back(topic.name);
  std::vector<std::string_view> listed;
  for (const auto& [topic, message] : OfTopics()) listed.push_back(topic);
  EXPECT_THAT(listed, testing::UnorderedElementsAreArray(topics));
}

TEST(GoldenRecordsTest, WhatWasWrittenOnceIsReadAsItWasMeant) {
  const std::vector<fs::path> files = GoldenFiles();
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    const std::unique_ptr<Message> meant = NewOf(file);
    ASSERT_TRUE(meant != nullptr) << file << ": no message of that name is kept any more";
    ASSERT_TRUE(TextFormat::ParseFromString(ReadFile(file.string() + ".txtpb"), meant.get()))
        << file;
    const std::unique_ptr<Message> read(meant->New());
    const std::string bytes = ReadFile(file.string() + ".binpb");
    ASSERT_TRUE(read->ParseFromString(bytes)) << file;
    EXPECT_TRUE(MessageDifferencer::Equals(*read, *meant)) << file;
    EXPECT_EQ(read->SerializeAsString(), bytes) << file;
  }
}

TEST(GoldenRecordsTest, AFieldOfALaterVersionIsCarriedAlongAndChangesNothingElse) {
  for (const fs::path& file : GoldenFiles()) {
    const std::string bytes = ReadFile(file.string() + ".binpb");
    const std::unique_ptr<Message> read = NewOf(file);
    ASSERT_TRUE(read != nullptr) << file;
    const std::string later = "\xFA\x3E\x03new";  // Field 1007, three bytes.
    ASSERT_TRUE(read->ParseFromString(bytes + later)) << file;
    EXPECT_EQ(read->SerializeAsString(), bytes + later) << file;
  }
}

TEST(GoldenRecordsTest, TheNewestFolderHoldsEveryFieldOfToday) {
  int newest = 0;
  for (const auto& entry : fs::directory_iterator(Golden())) {
    newest = std::max(newest, std::atoi(entry.path().filename().c_str()));
  }
  for (const auto& [type, prototype] : Kept()) {
    for (int variant = 0; variant < FullVariants(*prototype->GetDescriptor()); ++variant) {
      const std::unique_ptr<Message> today(prototype->New());
      Fill(variant, today.get());
      const fs::path file = Golden() / std::to_string(newest) / FileName(type, variant);
      EXPECT_EQ(ReadFile(file.string() + ".binpb"), today->SerializeAsString())
          << type << " differs from " << file << ": see the head of this test";
    }
  }
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--write") return utvalg::WriteGolden(argv[2]);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
