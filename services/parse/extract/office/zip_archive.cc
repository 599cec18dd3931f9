// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/zip_archive.h"

#include <algorithm>

namespace utvalg::extract {
namespace {

constexpr size_t kChunk = 64 << 10;

}  // namespace

ZipArchive::ZipArchive(std::string_view bytes, const Limits& limits) : limits_(limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip_ == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (zip_ == nullptr) {
    failure_ = v1::FAILURE_MALFORMED;
    return;
  }
  const zip_int64_t count = zip_get_num_entries(zip_, 0);
  if (count > static_cast<zip_int64_t>(limits.archive_entries)) {
    failure_ = v1::FAILURE_LIMIT_RATIO;
    return;
  }
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    names_.emplace_back(name == nullptr ? "" : name);
  }
}

ZipArchive::~ZipArchive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

std::optional<std::string> ZipArchive::Read(const std::string& name) {
  if (failure_ != v1::FAILURE_UNSPECIFIED) return std::nullopt;
  // Some writers use back slashes, some a leading slash.
  auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) {
    found = std::find_if(names_.begin(), names_.end(), [&](std::string other) {
      std::replace(other.begin(), other.end(), '\\', '/');
      return other == name || other == "/" + name;
    });
  }
  if (found == names_.end()) return std::nullopt;
  const auto index = static_cast<zip_uint64_t>(found - names_.begin());
  zip_stat_t stat;
  if (zip_stat_index(zip_, index, 0, &stat) != 0) return std::nullopt;
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    failure_ = v1::FAILURE_ENCRYPTED;
    return std::nullopt;
  }
  zip_file_t* file = zip_fopen_index(zip_, index, 0);
  if (file == nullptr) return std::nullopt;
  std::string content;
  const size_t packed =
      std::max<size_t>(1, (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 1);
  zip_int64_t got = 0;
  do {
    const size_t size = content.size();
    content.resize(size + kChunk);
    got = zip_fread(file, content.data() + size, kChunk);
    content.resize(size + static_cast<size_t>(std::max<zip_int64_t>(0, got)));
    const bool blown_up =
        content.size() > limits_.ratio_grace && content.size() / packed > limits_.ratio;
    if (blown_up || unpacked_ + content.size() > limits_.stream_bytes) {
      failure_ = v1::FAILURE_LIMIT_RATIO;
      break;
    }
  } while (got > 0);
  zip_fclose(file);
  unpacked_ += content.size();
  if (got < 0 || failure_ != v1::FAILURE_UNSPECIFIED) return std::nullopt;
  return content;
}

}  // namespace utvalg::extract
