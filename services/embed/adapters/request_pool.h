// SPDX-License-Identifier: Apache-2.0
//
// The inference requests of a compiled model, one per stream, lent out one by one. Used by
// TextEncoder alone. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <openvino/openvino.hpp>
#include <utility>
#include <vector>

namespace utvalg::embed {

class RequestPool {
 public:
  // A borrowed request; goes back to its pool, finished, when this ends. Empty when none was idle.
  class Lease {
   public:
    Lease() = default;
    Lease(RequestPool* pool, ov::InferRequest request)
        : pool_(pool), request_(std::move(request)) {}
    Lease(Lease&& other) noexcept { *this = std::move(other); }
    Lease& operator=(Lease&& other) noexcept {
      std::swap(pool_, other.pool_);
      std::swap(request_, other.request_);
      return *this;
    }
    ~Lease() {
      if (pool_ != nullptr) pool_->Return(std::move(request_));
    }

    explicit operator bool() const { return pool_ != nullptr; }
    ov::InferRequest& operator*() { return request_; }

   private:
    RequestPool* pool_ = nullptr;
    ov::InferRequest request_;
  };

  // Throws ov::Exception.
  RequestPool(ov::CompiledModel model, size_t size);

  // The pool must outlive the lease. Take waits for one to become idle.
  Lease TryTake();
  Lease Take();

 private:
  void Return(ov::InferRequest request);

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<ov::InferRequest> idle_;  // Guarded by mutex_.
};

}  // namespace utvalg::embed
