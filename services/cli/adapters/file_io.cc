// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  int get() const { return value_; }

 private:
  const int value_;
};

absl::Status ReadError(const std::string& path) {
  const std::string message = Cat("cannot read ", path, ": ", std::strerror(errno));
  if (errno == ENOENT) return absl::NotFoundError(message);
  if (errno == EACCES || errno == EPERM) return absl::PermissionDeniedError(message);
  return absl::InternalError(message);
}

absl::Status WriteAll(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return absl::InternalError(std::strerror(errno));
    content.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes) {
  // Without O_NONBLOCK a pipe that nobody writes to would hold us for ever.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return ReadError(path);
  struct stat info = {};
  if (fstat(file.get(), &info) != 0) return ReadError(path);
  if (S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return ReadError(path);
  }
  std::string content;
  constexpr size_t kStep = size_t{1} << 18;
  content.reserve(std::min(max_bytes, static_cast<size_t>(info.st_size)) + 1);
  for (;;) {
    if (content.size() > max_bytes || static_cast<size_t>(info.st_size) > max_bytes) {
      return absl::ResourceExhaustedError(Cat(path, " is larger than ", max_bytes, " bytes"));
    }
    const size_t used = content.size();
    content.resize(used + kStep);
    const ssize_t got = read(file.get(), content.data() + used, kStep);
    content.resize(used + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ReadError(path);
    if (got == 0) return content;
  }
}

OutputFile::OutputFile(std::string path, std::string temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

absl::StatusOr<OutputFile> OutputFile::Create(std::string path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return Failure(Exit::kCannotCreate, Cat("cannot write ", path, ": it is a folder"),
                   "name a file");
  }
  std::string temporary = Cat(path, ".XXXXXX");
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return Failure(Exit::kCannotCreate, Cat("cannot write ", path, ": ", std::strerror(errno)),
                   "choose another place");
  }
  return OutputFile(std::move(path), std::move(temporary), descriptor);
}

absl::Status OutputFile::Commit(std::string_view content) {
  absl::Status status = WriteAll(descriptor_, content);
  if (status.ok() && (fsync(descriptor_) != 0 || fchmod(descriptor_, 0600) != 0 ||
                      rename(temporary_.c_str(), path_.c_str()) != 0)) {
    status = absl::InternalError(std::strerror(errno));
  }
  if (!status.ok()) {
    return Failure(Exit::kIo, Cat("cannot write ", path_, ": ", std::string(status.message())),
                   "free space or choose another place; nothing was left behind");
  }
  temporary_.clear();
  return absl::OkStatus();
}

}  // namespace utvalg::cli
