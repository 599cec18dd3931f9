// SPDX-License-Identifier: Apache-2.0
//
// Erasing people, and ending epochs of keys.
#include <memory>
#include <string>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/crypto/signature.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/people_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

constexpr size_t kMaxCertificateBytes = 1 << 20;

struct EraseOptions {
  ServerOptions server;
  std::string application_id;
  std::string candidate;
  std::string erasure_id;
  std::string certificate;  // A file.
  std::string public_key;
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

// Asks no server: whoever holds the certificate can.
absl::Status RunVerify(const EraseOptions& options) {
  const auto text = ReadFile(options.certificate, kMaxCertificateBytes);
  if (!text.ok()) return Failure(Exit::kNoInput, std::string(text.status().message()), "");
  const auto erasure = ReadErasureJson(*text);
  if (!erasure.ok()) return Failure(Exit::kData, std::string(erasure.status().message()), "");
  const auto& signed_certificate = erasure->certificate();
  if (!VerifyEd25519(signed_certificate.public_key(), signed_certificate.certificate(),
                     signed_certificate.signature())) {
    return Failure(Exit::kData, "the signature does not fit the certificate",
                   "ask for it again: utvalg erase --show ERASURE --json");
  }
  const std::string key = Hex(signed_certificate.public_key());
  if (!options.public_key.empty() && options.public_key != key) {
    return Failure(Exit::kData, Cat("it is signed with another key, ", key), "");
  }
  UTVALG_RETURN_IF_ERROR(ShowErasure(options, CertificateOf(*erasure).erasure_id(), *erasure));
  Note(options.public_key.empty()
           ? Cat("The signature fits the key ", key, "; --key checks that it is the employer's.")
           : "The signature fits.");
  return absl::OkStatus();
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
  auto* verify = command
                     ->add_option("--verify", options->certificate,
                                  "Check a certificate that --json printed, without a server")
                     ->type_name("FILE");
  command->add_option("--key", options->public_key, "The employer's key, in hexadecimal")
      ->type_name("HEX")
      ->needs(verify);
  application->excludes(candidate)->excludes(erasure)->excludes(verify);
  candidate->excludes(erasure)->excludes(verify);
  erasure->excludes(verify);
  AddServerOptions(command, &options->server);
  command->callback([=] {
    *chosen = [options]() -> absl::Status {
      if (!options->certificate.empty()) return RunVerify(*options);
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
