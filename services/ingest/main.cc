// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "common/base/status_macros.h"
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
    parts.may_know_who = true;
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports& ports) -> absl::StatusOr<utvalg::RunningService> {
        utvalg::ingest::IngestApp::Options options;
        options.tenant = config.tenant();
        options.tenant_secret = config.tenant_secret();
        options.state_directory = config.state_directory();
        options.keys_directory = config.keys().directory();
        options.training_required = !config.access().training_not_required();
        if (config.limits().document_bytes() > 0) {
          options.max_document_bytes = config.limits().document_bytes();
        }
        UTVALG_ASSIGN_OR_RETURN(std::shared_ptr<utvalg::ingest::IngestApp> app,
                                utvalg::ingest::IngestApp::Create(std::move(options), ports));
        utvalg::RunningService running;
        running.services = {app->service()};
        running.stop = [raw = app.get()] { raw->Stop(); };
        running.owner = std::move(app);
        return running;
      });
}
