// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/file_walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;

using Inode = std::pair<dev_t, ino_t>;

std::optional<Inode> InodeOf(const std::string& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return std::nullopt;
  return Inode(info.st_dev, info.st_ino);
}

std::string Join(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : Cat(folder, "/", name);
}

class Walker {
 public:
  explicit Walker(const std::vector<std::string>& excluded) {
    for (const std::string& path : excluded) {
      if (auto inode = InodeOf(path)) excluded_.insert(*inode);
    }
  }

  // Real folders at once, linked ones later: a file is called by its real place where there is one.
  void Add(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      const bool linked = fs::is_symlink(fs::symlink_status(path, error));
      linked ? linked_folders_.push_back(path) : AddFolder(path);
      return;
    }
    if (auto inode = InodeOf(path); inode && excluded_.contains(*inode)) return;
    const fs::path folder = fs::path(path).parent_path();
    const fs::path real = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
    const std::string place = (real / fs::path(path).filename()).string();
    if (!files_.insert(place).second) return;
    found_.push_back({path, fs::is_regular_file(status)});
  }

  std::vector<FoundFile> Finish() {
    while (!linked_folders_.empty()) {
      std::vector<std::string> folders = std::exchange(linked_folders_, {});
      std::sort(folders.begin(), folders.end());
      for (const std::string& folder : folders) AddFolder(folder);
    }
    std::sort(found_.begin(), found_.end(),
              [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  void AddFolder(const std::string& top) {
    std::vector<std::string> pending = {top};
    while (!pending.empty()) {
      const std::string folder = std::move(pending.back());
      pending.pop_back();
      const auto inode = InodeOf(folder);
      if (inode && (excluded_.contains(*inode) || !folders_.insert(*inode).second)) continue;
      std::error_code error;
      fs::directory_iterator entry(folder, error);
      std::vector<std::string> names;
      for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        names.push_back(entry->path().filename().string());
      }
      if (error) found_.push_back({folder, false});
      std::sort(names.begin(), names.end());
      for (const std::string& name : names) {
        const std::string path = Join(folder, name);
        const fs::file_status status = fs::symlink_status(path, error);
        fs::is_directory(status) ? pending.push_back(path) : Add(path);
      }
    }
  }

  std::set<Inode> excluded_;
  std::set<Inode> folders_;      // Listed already.
  std::set<std::string> files_;  // Real folder and name of what was found.
  std::vector<std::string> linked_folders_;
  std::vector<FoundFile> found_;
};

}  // namespace

absl::StatusOr<std::vector<FoundFile>> FilesBelow(std::vector<std::string> paths,
                                                  const std::vector<std::string>& excluded) {
  for (std::string& path : paths) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    if (!InodeOf(path)) {
      return Failure(Exit::kNoInput, Cat("there is no file or folder ", path), "check the path");
    }
  }
  std::sort(paths.begin(), paths.end());
  Walker walker(excluded);
  for (const std::string& path : paths) walker.Add(path);
  return walker.Finish();
}

}  // namespace utvalg::cli
