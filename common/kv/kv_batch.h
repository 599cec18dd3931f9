// SPDX-License-Identifier: Apache-2.0
//
// Changes to one KvStore that become durable together or not at all. A plain value: built by
// anybody, written by KvStore::Write. Later changes win over earlier ones to the same key. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace utvalg {

// Which family of keys of a store: an index into KvOptions::families.
using KvFamily = uint32_t;

class KvBatch {
 public:
  enum class Kind { kPut, kDelete, kDeleteRange };
  struct Change {
    Kind kind;
    KvFamily family;
    std::string key;    // First key of a range.
    std::string value;  // One behind the last key of a range.
  };

  void Put(KvFamily family, std::string key, std::string value) {
    changes_.push_back({Kind::kPut, family, std::move(key), std::move(value)});
  }
  void Delete(KvFamily family, std::string key) {
    changes_.push_back({Kind::kDelete, family, std::move(key), {}});
  }
  // All keys in [begin, end).
  void DeleteRange(KvFamily family, std::string begin, std::string end) {
    changes_.push_back({Kind::kDeleteRange, family, std::move(begin), std::move(end)});
  }
  // Moves the changes of another batch behind those of this one.
  void Append(KvBatch other) {
    for (Change& change : other.changes_) changes_.push_back(std::move(change));
  }

  bool empty() const { return changes_.empty(); }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::vector<Change> changes_;
};

}  // namespace utvalg
