// SPDX-License-Identifier: Apache-2.0
//
// librdkafka's cluster of mock brokers, in this process, for tests without a JVM: it speaks the
// protocol and can be told to fail. Not for anything else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace utvalg {

class MockCluster {
 public:
  explicit MockCluster(int brokers = 1);
  ~MockCluster();

  std::string bootstrap() const;
  void CreateTopic(const std::string& name, uint32_t partitions);
  // From now on every request for records is refused, all else goes on; until `Give`.
  void Withhold();
  void Give();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
