// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/vector_arena.h"

#include <algorithm>
#include <cstring>

namespace utvalg::rank {
namespace {

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define UTVALG_WIDEST \
  __attribute__((target_clones("arch=icelake-server", "arch=skylake-avx512", "avx2", "default")))
#else
#define UTVALG_WIDEST
#endif

// Widened to 16 bits, the products of a row fit the multiply-add instructions of every machine; the
// sum is exact in 32 bits up to 131,072 dimensions, so the order of summation does not matter.
UTVALG_WIDEST void DotRows(const int8_t* query, const int8_t* rows, size_t count, size_t dimensions,
                           int32_t* out) {
  for (size_t row = 0; row < count; ++row) {
    const int8_t* at = rows + row * dimensions;
    int32_t sum = 0;
    for (size_t i = 0; i < dimensions; ++i) {
      sum += static_cast<int16_t>(query[i]) * static_cast<int16_t>(at[i]);
    }
    out[row] = sum;
  }
}

}  // namespace

void DotProducts(std::span<const int8_t> query, std::span<const int8_t> rows, int32_t* out) {
  if (query.empty()) return;
  DotRows(query.data(), rows.data(), rows.size() / query.size(), query.size(), out);
}

size_t VectorArena::Allocate(size_t count) {
  if (auto it = free_.find(count); it != free_.end() && !it->second.empty()) {
    const size_t first = it->second.back();
    it->second.pop_back();
    free_rows_ -= count;
    return first;
  }
  const size_t first = owner_of_row_.size();
  owner_of_row_.resize(first + count, nullptr);
  data_.resize((first + count) * dimensions_);
  return first;
}

void VectorArena::Put(std::string_view owner, std::span<const int8_t> vectors) {
  Remove(owner);
  const size_t count = vectors.size() / dimensions_;
  const size_t first = Allocate(count);
  const auto it = blocks_.emplace(std::string(owner), Block{first, count}).first;
  for (size_t i = 0; i < count; ++i) owner_of_row_[first + i] = &*it;
  if (count > 0)
    std::memcpy(data_.data() + first * dimensions_, vectors.data(), count * dimensions_);
}

void VectorArena::Remove(std::string_view owner) {
  const auto it = blocks_.find(std::string(owner));
  if (it == blocks_.end()) return;
  const Block block = it->second;
  if (block.count > 0) {
    // Nothing of a removed person stays in memory.
    std::memset(data_.data() + block.first * dimensions_, 0, block.count * dimensions_);
    for (size_t i = 0; i < block.count; ++i) owner_of_row_[block.first + i] = nullptr;
    free_[block.count].push_back(block.first);
    free_rows_ += block.count;
  }
  blocks_.erase(it);
}

std::vector<VectorArena::Hit> VectorArena::Best(
    std::span<const int8_t> query, size_t limit,
    absl::FunctionRef<bool(std::string_view)> wanted) const {
  constexpr size_t kChunk = 4096;
  const auto better = [](const Hit& a, const Hit& b) {
    return a.dot != b.dot ? a.dot > b.dot : a.owner < b.owner;
  };
  std::vector<int32_t> dots(kChunk);
  std::vector<Hit> hits;
  const auto keep_best = [&] {
    if (hits.size() <= limit) return;
    std::nth_element(hits.begin(), hits.begin() + static_cast<ptrdiff_t>(limit), hits.end(),
                     better);
    hits.resize(limit);
  };
  const Blocks::value_type* owner = nullptr;
  bool is_wanted = false;
  Hit best;
  const auto finish = [&] {
    if (owner == nullptr || !is_wanted) return;
    hits.push_back(best);
    if (hits.size() >= 2 * limit + kChunk) keep_best();
  };
  for (size_t begin = 0; begin < owner_of_row_.size(); begin += kChunk) {
    const size_t count = std::min(kChunk, owner_of_row_.size() - begin);
    DotProducts(query,
                std::span<const int8_t>(data_.data() + begin * dimensions_, count * dimensions_),
                dots.data());
    for (size_t i = 0; i < count; ++i) {
      const Blocks::value_type* of_row = owner_of_row_[begin + i];
      if (of_row == nullptr) continue;
      if (of_row != owner) {
        finish();
        owner = of_row;
        is_wanted = wanted(owner->first);
        best = {owner->first, 0, dots[i]};
      } else if (dots[i] > best.dot) {
        best.dot = dots[i];
        best.passage = static_cast<uint32_t>(begin + i - owner->second.first);
      }
    }
  }
  finish();
  keep_best();
  std::sort(hits.begin(), hits.end(), better);
  return hits;
}

std::vector<std::string> VectorArena::NearestTo(std::span<const int8_t> queries,
                                                std::vector<std::string> owners,
                                                size_t limit) const {
  std::vector<std::pair<int64_t, std::string>> near;
  std::vector<int32_t> dots;
  for (std::string& owner : owners) {
    const auto it = blocks_.find(owner);
    if (it == blocks_.end() || it->second.count == 0) continue;
    const Block block = it->second;
    dots.resize(block.count);
    int64_t sum = 0;
    for (size_t at = 0; at + dimensions_ <= queries.size(); at += dimensions_) {
      DotProducts(queries.subspan(at, dimensions_),
                  {data_.data() + block.first * dimensions_, block.count * dimensions_},
                  dots.data());
      sum += *std::max_element(dots.begin(), dots.end());
    }
    near.emplace_back(-sum, std::move(owner));
  }
  std::sort(near.begin(), near.end());
  if (near.size() > limit) near.resize(limit);
  std::vector<std::string> nearest;
  nearest.reserve(near.size());
  for (auto& [sum, owner] : near) nearest.push_back(std::move(owner));
  return nearest;
}

}  // namespace utvalg::rank
