// SPDX-License-Identifier: Apache-2.0
//
// The auditor's tool: looks for words through everything a stopped workspace holds, each value
// decompressed (the stores' own reader does it) and unsealed with the keys of a ring. What it can
// find it must find, so tests first let it find everybody.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/keys/key_ring.h"

namespace utvalg::erasure_test {

// Store ("log/<topic>", "documents", "ingest/identities", ...) -> the words found in it.
using Findings = std::map<std::string, std::set<std::string>>;

// Stores of the stages: documents, state, caches.
Findings AuditStores(const std::string& workspace, KeyRing* ring,
                     const std::vector<std::string>& words);
// The stores that AuditStores looks through and that hold something about persons.
std::vector<std::string> StoreNames();
// Puts back into one of them what it held before: what an erasure would leave that skips it.
void RestoreStore(const std::string& before, const std::string& store, const std::string& to);
// Every topic, dead letters too.
Findings AuditLog(const std::string& workspace, KeyRing* ring,
                  const std::vector<std::string>& words);
// The bytes of every file as they lie on disk.
Findings AuditFiles(const std::string& workspace, const std::vector<std::string>& words);

}  // namespace utvalg::erasure_test
