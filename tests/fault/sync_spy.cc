// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/sync_spy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace utvalg {
namespace {

namespace fs = std::filesystem;

struct Spy {
  std::mutex mutex;
  std::map<std::pair<dev_t, ino_t>, uint64_t> synced;
};
Spy& TheSpy() {
  static Spy& spy = *new Spy();  // Never destroyed: files are synced until the very end.
  return spy;
}

int NoteAndSync(int file, long call) {
  struct stat before = {};
  const bool known = fstat(file, &before) == 0;
  const int result = static_cast<int>(syscall(call, file));
  if (result == 0 && known) {
    const std::lock_guard<std::mutex> lock(TheSpy().mutex);
    TheSpy().synced[{before.st_dev, before.st_ino}] = static_cast<uint64_t>(before.st_size);
  }
  return result;
}

// A new file may get the number of one that is gone.
void Forget(const struct stat& info) {
  if (info.st_nlink > 1) return;
  const std::lock_guard<std::mutex> lock(TheSpy().mutex);
  TheSpy().synced.erase({info.st_dev, info.st_ino});
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void CopyFile(const fs::path& source, const fs::path& copy) {
  std::string bytes = ReadFile(source);
  const std::string name = source.filename().string();
  const std::string extension = source.extension().string();
  const bool appended = extension == ".log" || extension == ".sst" || extension == ".blob" ||
                        name.starts_with("MANIFEST-");
  if (appended) bytes.resize(std::min<uint64_t>(bytes.size(), SyncedLength(source.string())));
  fs::create_directories(copy.parent_path());
  std::ofstream(copy, std::ios::binary) << bytes;
}

}  // namespace

uint64_t SyncedLength(const std::string& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return 0;
  const std::lock_guard<std::mutex> lock(TheSpy().mutex);
  const auto it = TheSpy().synced.find({info.st_dev, info.st_ino});
  return it == TheSpy().synced.end() ? 0 : it->second;
}

void CopyAsAfterPowerCut(const std::string& from, const std::string& to) {
  for (const bool marks : {true, false}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from)) {
      if (!entry.is_regular_file()) continue;
      const bool is_mark = entry.path().string().find("high-water") != std::string::npos;
      if (is_mark == marks) CopyFile(entry.path(), to / fs::relative(entry.path(), from));
    }
  }
}

}  // namespace utvalg

// The linker finds these before the C library's, for shared libraries too.
extern "C" int fsync(int file) { return utvalg::NoteAndSync(file, SYS_fsync); }
extern "C" int unlink(const char* path) noexcept {
  struct stat info = {};
  if (lstat(path, &info) == 0) utvalg::Forget(info);
  return static_cast<int>(syscall(SYS_unlink, path));
}
extern "C" int unlinkat(int directory, const char* path, int flags) noexcept {
  struct stat info = {};
  if (fstatat(directory, path, &info, AT_SYMLINK_NOFOLLOW) == 0) utvalg::Forget(info);
  return static_cast<int>(syscall(SYS_unlinkat, directory, path, flags));
}
extern "C" int fdatasync(int file) { return utvalg::NoteAndSync(file, SYS_fdatasync); }
