// SPDX-License-Identifier: Apache-2.0
//
// The same work on many items with a few threads. Used by commands that read or upload files.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace utvalg::cli {

// Calls work(i) once for each i below count, from up to `threads` threads, and returns when all are
// done.
template <typename Work>
void ParallelFor(size_t count, size_t threads, const Work& work) {
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> pool;
  for (size_t i = 1; i < std::min(count, threads); ++i) pool.emplace_back(run);
  run();
  for (std::thread& thread : pool) thread.join();
}

}  // namespace utvalg::cli
