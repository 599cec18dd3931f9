// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

absl::Status Failed(std::string_view what, const std::string& path) {
  return absl::FailedPreconditionError(Cat("cannot ", what, " ", path, ": ", std::strerror(errno)));
}

bool WriteAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) content.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0;
}

absl::Status SyncDirectory(const std::string& path) {
  const std::string parent = std::filesystem::absolute(path).parent_path().string();
  const File directory(open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || fsync(directory.get()) != 0) return Failed("sync", parent);
  return absl::OkStatus();
}

absl::Status MakeParent(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::absolute(path).parent_path();
  std::error_code error;
  if (!std::filesystem::create_directories(parent, error)) {
    return error ? absl::FailedPreconditionError(
                       Cat("cannot make ", parent.string(), ": ", error.message()))
                 : absl::OkStatus();
  }
  std::filesystem::permissions(parent, std::filesystem::perms::owner_all, error);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) return absl::NotFoundError(Cat("there is no file ", path));
    return Failed("open", path);
  }
  struct stat about {};
  if (fstat(file.get(), &about) != 0) return Failed("look at", path);
  if ((about.st_mode & 077) != 0) {
    return absl::FailedPreconditionError(Cat("others may read ", path, "; chmod 600 it"));
  }
  std::string content(static_cast<size_t>(about.st_size), '\0');
  size_t have = 0;
  while (have < content.size()) {
    const ssize_t got = read(file.get(), content.data() + have, content.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failed("read", path);
    if (got == 0) break;
    have += static_cast<size_t>(got);
  }
  content.resize(have);
  return content;
}

absl::Status WriteSecretFile(const std::string& path, std::string_view content) {
  UTVALG_RETURN_IF_ERROR(MakeParent(path));
  const std::string next = path + ".next";
  {
    const File file(open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0 || fchmod(file.get(), 0600) != 0) return Failed("create", next);
    if (!WriteAll(file.get(), content)) return Failed("write", next);
  }
  if (rename(next.c_str(), path.c_str()) != 0) return Failed("replace", path);
  return SyncDirectory(path);
}

absl::Status AppendSecretFile(const std::string& path, std::string_view content) {
  UTVALG_RETURN_IF_ERROR(MakeParent(path));
  const File file(open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
  if (file.get() < 0) return Failed("open", path);
  if (!WriteAll(file.get(), content)) return Failed("write", path);
  return SyncDirectory(path);
}

absl::Status ReplaceSecretFile(const std::string& path, std::string_view content) {
  // Held open, so that what it held can be overwritten after the new file has its name: a crash in
  // between leaves one of the two whole.
  const File old(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  UTVALG_RETURN_IF_ERROR(WriteSecretFile(path, content));
  if (old.get() < 0) return absl::OkStatus();
  struct stat about {};
  if (fstat(old.get(), &about) != 0) return Failed("look at", path);
  if (!WriteAll(old.get(), std::string(static_cast<size_t>(about.st_size), '\0'))) {
    return Failed("overwrite", path);
  }
  return absl::OkStatus();
}

}  // namespace utvalg
