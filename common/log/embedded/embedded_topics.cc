// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/embedded_log.h"

namespace utvalg {

std::vector<EmbeddedTopic> EmbeddedTopics() {
  std::vector<EmbeddedTopic> topics;
  for (const TopicSpec& topic : Topics()) {
    topics.push_back({std::string(topic.name), topic.compacted});
    if (topic.dead_letter) topics.push_back({DeadLetterTopic(topic.name), false});
  }
  return topics;
}

}  // namespace utvalg
