// SPDX-License-Identifier: Apache-2.0
//
// Time as an argument. Production uses SystemClock; tests and the simulator bring their own.
#pragma once

#include <chrono>

namespace utvalg {

class Clock {
 public:
  virtual ~Clock() = default;
  // Monotonic: for waiting and measuring.
  virtual std::chrono::steady_clock::time_point Now() const = 0;
  // Wall time: for what people read. Nothing may depend on its order.
  virtual std::chrono::system_clock::time_point WallNow() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::chrono::steady_clock::time_point Now() const override {
    return std::chrono::steady_clock::now();
  }
  std::chrono::system_clock::time_point WallNow() const override {
    return std::chrono::system_clock::now();
  }
};

}  // namespace utvalg
