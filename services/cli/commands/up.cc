// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <memory>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/config/config.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/port_probe.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/json.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

struct UpOptions {
  std::string config;
  std::string listen;
  std::string metrics;
  std::string workspace;
  bool json = false;
  bool insecure_no_sandbox = false;
  bool fill = false;
};

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

absl::StatusOr<standalone::Options> ReadOptions(const UpOptions& options) {
  utvalg::config::v1::StandaloneConfig config;
  if (!options.config.empty()) {
    if (absl::Status status = LoadConfig(options.config, &config); !status.ok()) {
      return Failure(absl::IsNotFound(status) ? Exit::kNoInput : Exit::kConfiguration,
                     std::string(status.message()), "");
    }
  }
  standalone::Options services = standalone::OptionsFrom(config);
  // What is typed counts more than the file.
  if (!options.listen.empty()) services.listen = options.listen;
  if (services.listen.empty()) services.listen = kDefaultServer;
  if (!options.metrics.empty()) services.metrics_listen = options.metrics;
  services.workspace =
      WorkspaceOr(options.workspace.empty() ? services.workspace : options.workspace);
  services.insecure_no_sandbox |= options.insecure_no_sandbox;
  services.fill |= options.fill;
  services.log = true;
  return services;
}

// "127.0.0.1:0" -> "127.0.0.1:41234".
std::string Address(const std::string& listen, int port) {
  return Cat(listen.substr(0, listen.rfind(':')), ":", port);
}

absl::Status RunUp(const UpOptions& options) {
  // Before any thread begins, so that all of them leave these signals to us.
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  UTVALG_ASSIGN_OR_RETURN(const standalone::Options services, ReadOptions(options));
  // Said at once, not after everything else has been opened.
  if (absl::Status free = ProbePort(services.listen); !free.ok()) {
    if (absl::IsInvalidArgument(free)) {
      return Failure(options.listen.empty() ? Exit::kConfiguration : Exit::kUsage,
                     std::string(free.message()), "give it as 127.0.0.1:7070");
    }
    return Failure(Exit::kUnavailable, std::string(free.message()),
                   "stop the other program or choose another address with --listen");
  }
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(services));
  const std::string address = Address(services.listen, app->port());
  UTVALG_RETURN_IF_ERROR(LocalFailure(app->LeaveToken(address)));
  if (options.json) {
    UTVALG_RETURN_IF_ERROR(
        Print(JsonLine(Json{{"listen", address}, {"workspace", services.workspace}})));
  } else {
    UTVALG_RETURN_IF_ERROR(Print(Cat("utvalg listens on ", address, ", workspace ",
                                     services.workspace, "; stop with Ctrl-C\n")));
  }
  int signal = 0;
  sigwait(&signals, &signal);
  Note("stopping: finishing what is in flight; once more to stop at once");
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return LocalFailure(app->Shutdown());
}

}  // namespace

void AddUp(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<UpOptions>();
  CLI::App* command =
      program->add_subcommand("up", "Run all services in the foreground until SIGTERM");
  command->add_option("--config", options->config, "Configuration (YAML or JSON)")
      ->type_name("FILE");
  command->add_option("--listen", options->listen, "Address to serve on (default: 127.0.0.1:7070)")
      ->type_name("HOST:PORT");
  command->add_option("--metrics", options->metrics, "Address for Prometheus (default: none)")
      ->type_name("HOST:PORT");
  command
      ->add_option("--workspace", options->workspace,
                   "Where everything is kept (default: $UTVALG_WORKSPACE or .utvalg)")
      ->type_name("DIR");
  command->add_flag("--json", options->json, "Say where it listens as JSON");
  command->add_flag("--insecure-no-sandbox", options->insecure_no_sandbox,
                    "Read documents without the sandbox; only for documents you trust");
  command->add_flag("--fill", options->fill,
                    "Read everything stored again, as this program reads, while nothing waits");
  command->callback([=] { *chosen = [options] { return RunUp(*options); }; });
}

}  // namespace utvalg::cli
