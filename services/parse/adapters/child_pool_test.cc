// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/child_pool.h"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

class ChildPoolTest : public testing::Test {
 protected:
  void SetUp() override {
    ChildPoolOptions options;
    options.path = std::string(std::getenv("UTVALG_BIN_DIR")) + "/utvalg-extract";
    options.children = 1;
    options.kept = 1;
    auto pool = ChildPool::Create(options);
    ASSERT_TRUE(pool.ok()) << pool.status();
    pool_ = *std::move(pool);
  }
  ChildPool::Lease Acquire(bool first) {
    auto lease = pool_->Acquire(/*fresh=*/false, first);
    EXPECT_TRUE(lease.ok()) << lease.status();
    return *std::move(lease);
  }

  std::unique_ptr<ChildPool> pool_;
};

TEST_F(ChildPoolTest, WhomSomebodyWaitsForNeedNotWaitForWhatIsQueued) {
  ChildPool::Lease queued = Acquire(/*first=*/false);
  for (int i = 0; i < 3; ++i) Acquire(/*first=*/true).Return();
  queued.Return();
}

TEST_F(ChildPoolTest, TheKeptChildIsNoneForTheQueue) {
  ChildPool::Lease queued = Acquire(/*first=*/false);
  std::atomic<bool> second = false;
  std::thread waiting([&] {
    Acquire(/*first=*/false).Return();
    second = true;
  });
  for (int i = 0; i < 20; ++i) Acquire(/*first=*/true).Return();
  EXPECT_FALSE(second);
  queued.Return();
  waiting.join();
  EXPECT_TRUE(second);
}

}  // namespace
}  // namespace utvalg::parse
