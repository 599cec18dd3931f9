// SPDX-License-Identifier: GPL-3.0-or-later
//
// The storages and streams of a compound file (DOC, MSG), through libgsf. The bytes must outlive
// it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

typedef struct _GsfInfile GsfInfile;

namespace utvalg::extract {

class CompoundFile {
 public:
  // Once in a process, before the sandbox closes.
  static void WarmUp();

  // max_bytes: of all streams that are read, together.
  CompoundFile(std::string_view bytes, size_t max_bytes);
  ~CompoundFile();
  CompoundFile(const CompoundFile&) = delete;
  CompoundFile& operator=(const CompoundFile&) = delete;

  bool ok() const { return root_ != nullptr; }
  // A stream in a storage ("" = the root); nullopt when there is none, or it is larger than what is
  // left.
  std::optional<std::string> Read(const std::string& storage, const std::string& stream);
  // Names of what a storage holds.
  std::vector<std::string> Names(const std::string& storage) const;

 private:
  GsfInfile* root_ = nullptr;
  size_t left_;
};

}  // namespace utvalg::extract
