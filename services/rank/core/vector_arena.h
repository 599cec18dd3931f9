// SPDX-License-Identifier: Apache-2.0
//
// All passage vectors of a replica in one flat int8 array, for scans. Rows of a removed owner are
// reused. Reads may run side by side; Put and Remove need the caller's exclusive lock.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"

namespace utvalg::rank {

// Dot products of one query with `rows.size() / query.size()` rows. Uses the widest instructions of
// the machine; integers, so the results are the same with each.
void DotProducts(std::span<const int8_t> query, std::span<const int8_t> rows, int32_t* out);

class VectorArena {
 public:
  struct Hit {
    std::string_view owner;  // Valid until the next Put or Remove.
    uint32_t passage = 0;    // Index among the owner's passages.
    int32_t dot = 0;
  };

  explicit VectorArena(size_t dimensions) : dimensions_(dimensions) {}

  // Replaces what the owner has. `vectors` is n x dimensions.
  void Put(std::string_view owner, std::span<const int8_t> vectors);
  void Remove(std::string_view owner);
  size_t owners() const { return blocks_.size(); }
  size_t rows() const { return owner_of_row_.size() - free_rows_; }

  // Best passage of each owner that is wanted, best owners first, at most `limit`; equal ones by
  // owner. `wanted` is asked once per owner.
  std::vector<Hit> Best(
      std::span<const int8_t> query, size_t limit,
      absl::FunctionRef<bool(std::string_view)> wanted = [](std::string_view) {
        return true;
      }) const;

  // Of these owners, at most `limit`: those whose passages come nearest to the queries (n x
  // dimensions) together, nearest first.
  std::vector<std::string> NearestTo(std::span<const int8_t> queries,
                                     std::vector<std::string> owners, size_t limit) const;

 private:
  struct Block {
    size_t first = 0;
    size_t count = 0;
  };
  size_t Allocate(size_t count);

  size_t dimensions_;
  std::vector<int8_t> data_;
  using Blocks = std::unordered_map<std::string, Block>;
  // Null = free. Points into blocks_, whose entries never move. The rows of an owner lie together.
  std::vector<const Blocks::value_type*> owner_of_row_;
  Blocks blocks_;
  std::unordered_map<size_t, std::vector<size_t>> free_;  // By count: first rows.
  size_t free_rows_ = 0;
};

}  // namespace utvalg::rank
