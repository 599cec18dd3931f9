// SPDX-License-Identifier: Apache-2.0
//
// Whether a server is ready: for scripts, and for orchestrators without a probe of their own.
#include "services/cli/adapters/health.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/cluster_commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPause(100);
constexpr milliseconds kOneTry(2000);

struct HealthOptions {
  std::string server;
  double wait_seconds = 0;
  bool liveness = false;
};

absl::Status RunHealth(const HealthOptions& options) {
  std::string server = options.server.empty() ? Environment("UTVALG_SERVER") : options.server;
  if (server.empty()) server = kDefaultServer;
  const auto end =
      steady_clock::now() + milliseconds(static_cast<int64_t>(options.wait_seconds * 1000));
  for (;;) {
    const absl::Status status = CheckHealth(server, options.liveness ? "liveness" : "", kOneTry);
    if (status.ok()) return Print("serving\n");
    if (steady_clock::now() + kPause > end) {
      return Failure(Exit::kUnavailable,
                     absl::IsFailedPrecondition(status) ? Cat(server, " runs and is not ready")
                                                        : Cat("no server answers at ", server),
                     options.wait_seconds > 0 ? "its log says why" : "--wait SECONDS waits for it");
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

void AddHealth(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<HealthOptions>();
  CLI::App* command =
      program->add_subcommand("health", "Whether a server is ready (exit code 0) or not (69)");
  command
      ->add_option("--server", options->server,
                   "Address of the server (default: $UTVALG_SERVER or 127.0.0.1:7070)")
      ->type_name("HOST:PORT");
  command->add_option("--wait", options->wait_seconds, "How long to wait until it is")
      ->check(CLI::Range(0.0, 86400.0))
      ->type_name("SECONDS");
  command->add_flag("--liveness", options->liveness, "Whether it makes progress, ready or not");
  command->callback([=] { *chosen = [options] { return RunHealth(*options); }; });
}

}  // namespace utvalg::cli
