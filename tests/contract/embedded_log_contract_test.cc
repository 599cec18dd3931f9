// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "common/base/clock.h"
#include "common/log/embedded/embedded_log.h"
#include "common/testing/temp_dir.h"
#include "tests/contract/log_contract.h"

namespace utvalg {
namespace {

class EmbeddedLogPlace final : public LogPlace {
 public:
  absl::StatusOr<std::unique_ptr<Log>> Open() override {
    EmbeddedLogOptions options;
    options.directory = dir_.path();
    options.topics = {{kPlainTopic, false}, {kSideTopic, false}, {kTableTopic, true}};
    options.partitions = kContractPartitions;
    auto log = EmbeddedLog::Open(options, &clock_);
    if (!log.ok()) return log.status();
    return std::unique_ptr<Log>(*std::move(log));
  }
  absl::Status Compact(Log* log, const std::string& topic) override {
    return static_cast<EmbeddedLog*>(log)->Compact(topic);
  }

 private:
  TempDir dir_;
  SystemClock clock_;
};

const LogFactory kEmbedded{[] { return std::unique_ptr<LogPlace>(new EmbeddedLogPlace()); }};

INSTANTIATE_TEST_SUITE_P(Embedded, LogContractTest, ::testing::Values(kEmbedded));
INSTANTIATE_TEST_SUITE_P(Embedded, LogCompactionContractTest, ::testing::Values(kEmbedded));

}  // namespace
}  // namespace utvalg
