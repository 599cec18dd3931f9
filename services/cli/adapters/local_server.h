// SPDX-License-Identifier: Apache-2.0
//
// The services inside this process, for the commands that need no server: where the model, the
// extractor and the workspace are, and errors of the start in the words of the command. One thread.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/standalone/app.h"

namespace utvalg::cli {

// Folder of the running program.
std::string ProgramFolder();

// flag, else $UTVALG_WORKSPACE, else .utvalg in the current folder.
std::string WorkspaceOr(const std::string& flag);

// flag, else $UTVALG_MODEL, else the first that exists of the places beside the program.
// Configuration failure when there is no model: it names where it was looked for and how to make
// one.
absl::StatusOr<std::string> FindModel(const std::string& flag);

// utvalg-extract beside the program unless flag names another. Configuration failure when it is not
// there.
absl::StatusOr<std::string> FindExtractor(const std::string& flag);

// Starts the services after checking what they need. Fills model_dir and extractor_path where they
// are empty.
absl::StatusOr<std::unique_ptr<standalone::App>> StartServices(standalone::Options options);

// A failure with an exit code and one remedy for what went wrong in the services of this process.
absl::Status LocalFailure(const absl::Status& status);

}  // namespace utvalg::cli
