// SPDX-License-Identifier: Apache-2.0
//
// deploy/topics.yaml, which charts and operators read, names the topics the programs use.
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

#include "common/log/topics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "yaml-cpp/yaml.h"

namespace utvalg {
namespace {

using Topic = std::tuple<std::string, bool, bool>;

YAML::Node File() {
  return YAML::LoadFile(std::string(std::getenv("UTVALG_SOURCE_DIR")) + "/deploy/topics.yaml");
}

TEST(TopicsYamlTest, ListsTheTopicsOfTheProgramsInOrder) {
  std::vector<Topic> in_file;
  for (const YAML::Node& topic : File()["topics"]) {
    in_file.emplace_back(topic["name"].as<std::string>(), topic["compacted"].as<bool>(),
                         topic["dead_letter"].as<bool>());
  }
  std::vector<Topic> in_code;
  for (const TopicSpec& topic : Topics()) {
    in_code.emplace_back(topic.name, topic.compacted, topic.dead_letter);
  }
  EXPECT_EQ(in_file, in_code);
}

TEST(TopicsYamlTest, HasTheDefaultNumberOfPartitions) {
  EXPECT_EQ(File()["partitions"].as<uint32_t>(), kDefaultPartitions);
}

}  // namespace
}  // namespace utvalg
