// SPDX-License-Identifier: GPL-3.0-or-later
//
// An archive in memory, read under limits. Nothing is unpacked to disk, so names may say what they
// like. The bytes must outlive the archive.
#pragma once

#include <zip.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

class ZipArchive {
 public:
  ZipArchive(std::string_view bytes, const Limits& limits);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Set when it cannot be opened, and once an entry broke a limit: FAILURE_MALFORMED,
  // FAILURE_ENCRYPTED, FAILURE_LIMIT_RATIO. The archive then gives nothing more.
  v1::Failure failure() const { return failure_; }
  // An entry's content; nullopt when there is none of that name or it cannot be unpacked.
  std::optional<std::string> Read(const std::string& name);
  const std::vector<std::string>& names() const { return names_; }

 private:
  zip_t* zip_ = nullptr;
  Limits limits_;
  std::vector<std::string> names_;
  size_t unpacked_ = 0;
  v1::Failure failure_ = v1::FAILURE_UNSPECIFIED;
};

}  // namespace utvalg::extract
