// SPDX-License-Identifier: Apache-2.0
//
// How a RocksDB of ours is opened, and how not. Used inside common/kv only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/kv/kv_store.h"
#include "rocksdb/db.h"

namespace utvalg {

// An open database; families[i] belongs to KvOptions::families[i]. The destructor closes it.
struct OpenRocksDb {
  OpenRocksDb() = default;
  ~OpenRocksDb();
  OpenRocksDb(const OpenRocksDb&) = delete;
  OpenRocksDb& operator=(const OpenRocksDb&) = delete;

  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // All of them, to be given back.
};

absl::StatusOr<std::unique_ptr<OpenRocksDb>> OpenWithRetry(const KvOptions& options);

}  // namespace utvalg
