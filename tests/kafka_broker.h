// SPDX-License-Identifier: Apache-2.0
//
// The real broker that tests share: tools/kafka starts it as a ctest fixture (tests/CMakeLists.txt)
// and leaves its address in a file. Without one, for want of Java, tests skip, visibly; with
// UTVALG_REQUIRE_KAFKA=1 they fail.
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/strings.h"

namespace utvalg {

// The broker's address. NOT_FOUND: there is none, and the tests that want one are to be skipped.
inline absl::StatusOr<std::string> KafkaBroker() {
  if (const char* address = std::getenv("UTVALG_KAFKA"); address != nullptr) return address;
  const char* folder = std::getenv("UTVALG_KAFKA_DIR");
  std::ifstream file(Cat(folder == nullptr ? "." : folder, "/bootstrap"));
  if (std::string address; folder != nullptr && std::getline(file, address)) return address;
  if (std::getenv("UTVALG_REQUIRE_KAFKA") != nullptr) {
    return absl::FailedPreconditionError("no Kafka broker, and UTVALG_REQUIRE_KAFKA is set");
  }
  return absl::NotFoundError("no Kafka broker: start one with tools/kafka and set UTVALG_KAFKA");
}

// For the topics and groups of one test, so that tests can share a broker.
inline std::string UniquePrefix() {
  static std::atomic<int> next{0};
  static const long started = static_cast<long>(time(nullptr));
  return Cat("t", started, "-", getpid(), "-", next++, ".");
}

}  // namespace utvalg
