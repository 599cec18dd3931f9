// SPDX-License-Identifier: Apache-2.0
#include "common/base/status_macros.h"
#include "common/runtime/service_process.h"
#include "services/embed/app.h"

int main(int argc, char** argv) {
  utvalg::config::v1::EmbedConfig config;
  const auto parts = [&config] {
    utvalg::ServiceParts parts;
    parts.name = "embed";
    parts.service = &config.service();
    parts.kafka = &config.kafka();
    parts.keys = &config.keys();
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports& ports) -> absl::StatusOr<utvalg::RunningService> {
        UTVALG_ASSIGN_OR_RETURN(
            std::shared_ptr<utvalg::embed::EmbedApp> app,
            utvalg::embed::EmbedApp::Create({config.tenant_secret(), config.model_dir(),
                                             config.cache_directory(), config.threads()},
                                            ports));
        utvalg::RunningService running;
        running.services = {app->service()};
        running.stop = [raw = app.get()] { raw->Stop(); };
        running.owner = std::move(app);
        return running;
      });
}
