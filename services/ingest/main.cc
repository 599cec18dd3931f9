// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/tls.h"
#include "common/runtime/server_access.h"
#include "common/runtime/service_process.h"
#include "services/ingest/app.h"

int main(int argc, char** argv) {
  utvalg::config::v1::IngestConfig config;
  const auto parts = [&config] {
    if (config.tenant().empty()) config.set_tenant("default");
    utvalg::ServiceParts parts;
    parts.name = "ingest";
    parts.service = &config.service();
    parts.kafka = &config.kafka();
    parts.documents = &config.documents();
    parts.keys = &config.keys();
    parts.access = &config.access();
    parts.tenant = config.tenant();
    parts.may_know_who = true;
    parts.key_role = utvalg::Vault::Role::kKeeper;
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports& ports) -> absl::StatusOr<utvalg::RunningService> {
        utvalg::ingest::IngestApp::Options options;
        options.tenant = config.tenant();
        options.tenant_secret = config.tenant_secret();
        options.instance = config.service().instance();
        if (options.instance.empty()) {
          return absl::InvalidArgumentError(
              "service.instance is required: the stable name of this replica, which no other has");
        }
        options.state_directory = config.state_directory();
        options.keys_directory = config.keys().directory();
        options.training_required = !config.access().training_not_required();
        options.housekeeping = utvalg::ingest::HousekeepingFrom(config.retention(), config.keys());
        utvalg::ingest::Backlog::Options backlog;
        backlog.max_unfinished = config.max_unfinished();
        backlog.max_age = std::chrono::seconds(config.max_unfinished_seconds());
        options.backlog = std::move(backlog);
        if (config.limits().document_bytes() > 0) {
          options.max_document_bytes = config.limits().document_bytes();
        }
        UTVALG_ASSIGN_OR_RETURN(
            options.issuers, utvalg::ReadIssuers(config.access(), ports.signing_key->public_key()));
        options.mint_status = [&config, ports](const std::string& application_id) {
          return utvalg::MintStatusToken(config.access(), config.tenant(), *ports.signing_key,
                                         *ports.clock, application_id);
        };
        UTVALG_ASSIGN_OR_RETURN(std::shared_ptr<utvalg::ingest::IngestApp> app,
                                utvalg::ingest::IngestApp::Create(std::move(options), ports));
        const utvalg::TlsFiles tls = utvalg::TlsFilesOf(config.service());
        app->Connect(utvalg::DialService(config.parse(), tls, ports.telemetry->tracer()),
                     utvalg::DialService(config.rank(), tls, ports.telemetry->tracer()));
        utvalg::RunningService running;
        running.services = {app->service()};
        running.is_ready = [raw = app.get()] { return raw->IsReady(); };
        running.publish = [raw = app.get()] { raw->Publish(); };
        running.stop = [raw = app.get()] { raw->Stop(); };
        running.owner = std::move(app);
        return running;
      });
}
