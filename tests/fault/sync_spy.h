// SPDX-License-Identifier: Apache-2.0
//
// Knows how much of each file of this process is safe from a power cut. Linked into a test program,
// its fsync and fdatasync take the place of the C library's (also for RocksDB) and note the file's
// length before they pass the call on. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace utvalg {

// Bytes of the file that a completed sync has covered; 0 when there was none. Counts files that are
// only ever appended to.
uint64_t SyncedLength(const std::string& path);

// Copies a directory as a power cut would leave it: each append-only file (write-ahead logs,
// tables, manifests) cut to what was synced, everything else as it is. `from` may be in use; files
// whose path holds "high-water" are read first, so that they are never newer than the rest.
void CopyAsAfterPowerCut(const std::string& from, const std::string& to);

}  // namespace utvalg
