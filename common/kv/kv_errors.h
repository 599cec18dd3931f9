// SPDX-License-Identifier: Apache-2.0
//
// The one place where RocksDB's errors become ours. Used inside common/kv only.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "rocksdb/status.h"

namespace utvalg {

// What the caller sees, with what to do about it. `directory` is the store's.
absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view directory);

// Another process (or this one) has the store open.
bool IsLockHeld(const rocksdb::Status& status);

}  // namespace utvalg
