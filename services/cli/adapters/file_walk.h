// SPDX-License-Identifier: Apache-2.0
//
// Which files a command is about. Every regular file below a folder is listed, hidden ones too,
// each once however often it is reached; symbolic links are followed without going in circles.
// Stateless, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace utvalg::cli {

struct FoundFile {
  std::string path;      // The argument it was found below, then the way down to it.
  bool readable = true;  // False: a folder that cannot be listed, a dangling link, a pipe. A person
                         // has to look.
};

// All files below paths (files or folders), in byte order of their path, whatever the order of
// paths. excluded are files and folders that the run itself brings (workspace, job file, report);
// those that do not exist are ignored. NotFound names the first path that does not exist.
absl::StatusOr<std::vector<FoundFile>> FilesBelow(std::vector<std::string> paths,
                                                  const std::vector<std::string>& excluded);

}  // namespace utvalg::cli
