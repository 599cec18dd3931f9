// SPDX-License-Identifier: Apache-2.0
//
// The documents behind a list of files: equal bytes are one document, however often they lie there.
// Stateless.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/cli/adapters/file_walk.h"

namespace utvalg::cli {

// Larger files are not even read: no limit of the services is as high.
inline constexpr size_t kLargestFile = size_t{64} << 20;

struct Document {
  std::string digest;              // SHA-256, hexadecimal.
  std::vector<std::string> files;  // Sorted; the first is the one that is submitted.
  std::string candidate;           // Whose it is; "" = somebody's of their own.
};

// A file nobody could read, with the token of the reason.
struct RefusedFile {
  std::string file;
  std::string reason;
};

struct DocumentSet {
  std::vector<Document> documents;   // By first file.
  std::vector<RefusedFile> refused;  // By file.
};

// Reads every file once with up to `threads` threads. files are sorted.
DocumentSet GroupByContent(const std::vector<FoundFile>& files, size_t threads);

}  // namespace utvalg::cli
