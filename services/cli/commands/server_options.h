// SPDX-License-Identifier: Apache-2.0
//
// The options every command that talks to a running server has. Used by the commands, on the main
// thread.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "services/cli/adapters/client.h"

namespace utvalg::cli {

inline constexpr char kDefaultServer[] = "127.0.0.1:7070";

struct ServerOptions {
  std::string server;
  double timeout_seconds = 30;
  bool json = false;
};

// Adds --server, --timeout and --json.
void AddServerOptions(CLI::App* command, ServerOptions* options);

// Its address: what was typed, else $UTVALG_SERVER, else the default.
std::string ServerOf(const ServerOptions& options);

std::unique_ptr<Client> Connect(const ServerOptions& options);

}  // namespace utvalg::cli
