// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/request_pool.h"

namespace utvalg::embed {

RequestPool::RequestPool(ov::CompiledModel model, size_t size) {
  for (size_t i = 0; i < size; ++i) idle_.push_back(model.create_infer_request());
}

RequestPool::Lease RequestPool::TryTake() {
  const std::scoped_lock lock(mutex_);
  if (idle_.empty()) return {};
  ov::InferRequest request = std::move(idle_.back());
  idle_.pop_back();
  return {this, std::move(request)};
}

RequestPool::Lease RequestPool::Take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return !idle_.empty(); });
  ov::InferRequest request = std::move(idle_.back());
  idle_.pop_back();
  return {this, std::move(request)};
}

void RequestPool::Return(ov::InferRequest request) {
  try {
    request.wait();  // Returns at once unless its user gave up on it while it ran.
  } catch (const ov::Exception&) {
    // Whoever started it has been told already, or does not want the result.
  }
  {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(request));
  }
  returned_.notify_one();
}

}  // namespace utvalg::embed
