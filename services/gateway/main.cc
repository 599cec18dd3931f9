// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/tls.h"
#include "common/runtime/service_process.h"
#include "services/gateway/adapters/proxy.h"

int main(int argc, char** argv) {
  utvalg::config::v1::GatewayConfig config;
  const auto parts = [&config] {
    utvalg::ServiceParts parts;
    parts.name = "gateway";
    parts.service = &config.service();
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports&) -> absl::StatusOr<utvalg::RunningService> {
        const utvalg::TlsFiles tls = utvalg::TlsFilesOf(config.service());
        auto proxy = std::make_shared<utvalg::gateway::Proxy>(
            std::map<std::string, std::shared_ptr<grpc::Channel>>{
                {"utvalg.ingest.v1", utvalg::DialService(config.ingest(), tls)},
                {"utvalg.parse.v1", utvalg::DialService(config.parse(), tls)},
                {"utvalg.embed.v1", utvalg::DialService(config.embed(), tls)},
                {"utvalg.rank.v1", utvalg::DialService(config.rank(), tls)}});
        utvalg::RunningService running;
        running.generic = proxy.get();
        running.owner = std::move(proxy);
        return running;
      });
}
