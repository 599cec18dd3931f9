// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/server_options.h"

#include <chrono>

#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/token.h"

namespace utvalg::cli {

void AddServerOptions(CLI::App* command, ServerOptions* options) {
  command
      ->add_option("--server", options->server,
                   "Address of the server (default: $UTVALG_SERVER or 127.0.0.1:7070)")
      ->type_name("HOST:PORT");
  command->add_option("--timeout", options->timeout_seconds, "How long an answer may take")
      ->check(CLI::Range(0.1, 86400.0))
      ->type_name("SECONDS");
  command->add_flag("--json", options->json, "Print JSON");
}

std::string ServerOf(const ServerOptions& options) {
  std::string server = options.server.empty() ? Environment("UTVALG_SERVER") : options.server;
  return server.empty() ? kDefaultServer : server;
}

std::unique_ptr<Client> Connect(const ServerOptions& options) {
  const std::string server = ServerOf(options);
  const auto deadline =
      std::chrono::milliseconds(static_cast<int64_t>(options.timeout_seconds * 1000));
  // A server that is starting again is worth a few seconds, one that is not there no more.
  const auto patience = std::min(deadline, std::chrono::milliseconds(5000));
  return std::make_unique<Client>(
      Client::Dial(server), server,
      Client::Options{.deadline = deadline, .patience = patience, .token = TokenFor(server)});
}

}  // namespace utvalg::cli
