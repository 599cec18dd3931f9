// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/child_spawner.h"

#include <utility>

namespace utvalg::parse {

ChildSpawner::ChildSpawner() : thread_([this] { Run(); }) {}

ChildSpawner::~ChildSpawner() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  thread_.join();
}

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildSpawner::Spawn(
    const std::string& path, const std::vector<std::string>& arguments) {
  Order order = {&path, &arguments, absl::UnknownError("not started"), false};
  absl::MutexLock lock(&mutex_);
  orders_.push_back(&order);
  mutex_.Await(absl::Condition(&order.done));
  return std::move(order.result);
}

void ChildSpawner::Run() {
  absl::MutexLock lock(&mutex_);
  const auto wanted = [this]()
                          ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stop_ || !orders_.empty(); };
  for (;;) {
    mutex_.Await(absl::Condition(&wanted));
    if (orders_.empty()) return;
    Order* order = orders_.front();
    orders_.pop_front();
    mutex_.Unlock();
    auto child = ChildProcess::Spawn(*order->path, *order->arguments);
    mutex_.Lock();
    order->result = std::move(child);
    order->done = true;
  }
}

}  // namespace utvalg::parse
