// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/tls.h"
#include "common/runtime/service_process.h"
#include "services/gateway/adapters/proxy.h"
#include "utvalg/embed/v1/embed_service.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/parse/v1/parse_service.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg {
namespace {

// The access rules stand in the protos: their descriptors must be in the program.
void LinkMethods() {
  ingest::v1::GetJobRequest::descriptor();
  parse::v1::ParseDocumentRequest::descriptor();
  embed::v1::EmbedTextsRequest::descriptor();
  rank::v1::GetRankingRequest::descriptor();
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  utvalg::config::v1::GatewayConfig config;
  const auto parts = [&config] {
    if (config.tenant().empty()) config.set_tenant("default");
    utvalg::LinkMethods();
    utvalg::ServiceParts parts;
    parts.access = &config.access();
    parts.tenant = config.tenant();
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
