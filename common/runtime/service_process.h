// SPDX-License-Identifier: Apache-2.0
//
// A service as a process of its own: what utvalg-ingest, -parse, -embed, -rank and -gateway share.
// Reads one configuration file, takes secrets from the environment, opens what the service stands
// on, serves, tells the truth about its health, and drains on SIGTERM. Called once, by main.
//
//   utvalg-parse --config FILE      run until SIGTERM; a second one ends at once
//   utvalg-parse --config FILE --dump-config      the effective configuration without secrets
//
// Health: "" is readiness, which also ends when a stage cannot go on; "liveness" ends when a stage
// with work does nothing for service.stuck_seconds. Exit codes are sysexits'.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/server.h"
#include "common/rpc/tls.h"
#include "common/runtime/ports.h"
#include "common/runtime/vault.h"
#include "google/protobuf/message.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg {

// What a started service gives to its process. Functions may be empty.
struct RunningService {
  std::vector<grpc::Service*> services;
  grpc::CallbackGenericService* generic = nullptr;  // Takes the calls of all other services.
  std::function<bool()> is_ready;                   // Empty = as soon as it is started.
  std::function<void()> stop;                       // Finishes and commits.
  std::function<void()> publish;                    // Sets gauges; called every few seconds.
  std::shared_ptr<void> owner;                      // Of all of that.
};

// Which of the configuration's parts a service stands on; null ones are not opened.
struct ServiceParts {
  std::string name;  // "parse"
  const config::v1::ServiceConfig* service = nullptr;
  const config::v1::KafkaConfig* kafka = nullptr;
  const config::v1::S3Config* documents = nullptr;
  const config::v1::Keys* keys = nullptr;
  // Whose tokens are asked for; null = nobody's.
  const config::v1::Access* access = nullptr;
  std::string tenant = "default";
  bool may_know_who = false;  // The named world: identity keys and documents.
  Vault::Role key_role = Vault::Role::kReader;
  uint64_t max_document_bytes = 10 * 1024 * 1024;
};

TlsFiles TlsFilesOf(const config::v1::ServiceConfig& service);

// Fills `config` from the file, then calls `parts` and `start`. Returns main's exit code.
int RunServiceProcess(
    int argc, char** argv, google::protobuf::Message* config,
    const std::function<ServiceParts()>& parts,
    const std::function<absl::StatusOr<RunningService>(const Ports& ports)>& start);

}  // namespace utvalg
