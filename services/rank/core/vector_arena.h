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
#include <vector>

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

  // Best passage of each owner, best owners first, at most `limit`; equal ones by owner.
  std::vector<Hit> Best(std::span<const int8_t> query, size_t limit) const;

 private:
  struct Block {
    size_t first = 0;
    size_t count = 0;
  };
  size_t Allocate(size_t count);

  size_t dimensions_;
  std::vector<int8_t> data_;
  std::vector<const std::string*>
      owner_of_row_;  // Null = free. Points at keys of blocks_, which never move.
  std::unordered_map<std::string, Block> blocks_;
  std::unordered_map<size_t, std::vector<size_t>> free_;  // By count: first rows.
  size_t free_rows_ = 0;
};

}  // namespace utvalg::rank
