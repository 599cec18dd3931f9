// SPDX-License-Identifier: Apache-2.0
//
// Erasing people, and ending epochs of keys.
#include <memory>
#include <string>

#include "common/base/status_macros.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/people_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

struct EraseOptions {
  ServerOptions server;
  std::string application_id;
  std::string candidate;
  std::string erasure_id;
};

absl::StatusOr<ingest::GetErasureResponse> WaitForErasure(Client* client,
                                                          const std::string& erasure_id) {
  ingest::GetErasureRequest request;
  request.set_erasure_id(erasure_id);
  request.set_wait(true);
  return client->Call(&Client::Ingest::GetErasure, request);
}

absl::Status ShowErasure(const EraseOptions& options, const std::string& erasure_id,
                         const ingest::GetErasureResponse& erasure) {
  return Print(options.server.json ? JsonLine(ErasureJson(erasure_id, erasure))
                                   : ErasureText(erasure_id, erasure));
}

absl::Status RunErase(const EraseOptions& options) {
  const auto client = Connect(options.server);
  std::string erasure_id = options.erasure_id;
  if (erasure_id.empty()) {
    ingest::EraseRequest request;
    request.set_application_id(options.application_id);
    request.set_candidate_ref(options.candidate);
    UTVALG_ASSIGN_OR_RETURN(const auto begun, client->Call(&Client::Ingest::Erase, request));
    erasure_id = begun.erasure_id();
  }
  UTVALG_ASSIGN_OR_RETURN(const auto erasure, WaitForErasure(client.get(), erasure_id));
  return ShowErasure(options, erasure_id, erasure);
}

absl::Status RunRotate(const ServerOptions& options) {
  const auto client = Connect(options);
  UTVALG_ASSIGN_OR_RETURN(const auto rotation,
                          client->Call(&Client::Ingest::RotateKeys, ingest::RotateKeysRequest()));
  return Print(options.json ? JsonLine(RotationJson(rotation)) : RotationText(rotation));
}

}  // namespace

void AddErase(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<EraseOptions>();
  CLI::App* command = program->add_subcommand(
      "erase", "Erase a person everywhere, and show the signed certificate");
  auto* application =
      command->add_option("application", options->application_id, "Id of one of their applications")
          ->type_name("ID");
  auto* candidate = command
                        ->add_option("--candidate", options->candidate,
                                     "Who the candidate is to you, instead of an application")
                        ->type_name("REF");
  auto* erasure = command
                      ->add_option("--show", options->erasure_id,
                                   "An erasure that was begun: how far it is, its certificate")
                      ->type_name("ERASURE");
  application->excludes(candidate)->excludes(erasure);
  candidate->excludes(erasure);
  AddServerOptions(command, &options->server);
  command->callback([=] {
    *chosen = [options]() -> absl::Status {
      if (options->application_id.empty() && options->candidate.empty() &&
          options->erasure_id.empty()) {
        return Failure(Exit::kUsage, "name an application or --candidate",
                       "see utvalg erase --help");
      }
      return RunErase(*options);
    };
  });
}

void AddKeys(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("keys", "The keys under which people are sealed");
  command->require_subcommand(1);
  auto options = std::make_shared<ServerOptions>();
  CLI::App* rotate = command->add_subcommand(
      "rotate", "End the epoch: whoever was erased in it is beyond recovery then");
  AddServerOptions(rotate, options.get());
  rotate->callback([=] { *chosen = [options] { return RunRotate(*options); }; });
}

}  // namespace utvalg::cli
