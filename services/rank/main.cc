// SPDX-License-Identifier: Apache-2.0
#include "common/base/status_macros.h"
#include "common/rpc/tls.h"
#include "common/runtime/model_identity.h"
#include "common/runtime/service_process.h"
#include "common/taxonomy/imported_labels.h"
#include "services/rank/app.h"

namespace utvalg::rank {
namespace {

constexpr uint32_t kDefaultPatienceMs = 3000;
constexpr uint32_t kDefaultRetainedRankings = 64;

absl::StatusOr<RankApp::Options> OptionsFrom(const config::v1::RankConfig& config, Tracer* tracer) {
  UTVALG_ASSIGN_OR_RETURN(const ModelIdentity model, ReadModelIdentity(config.model_dir()));
  UTVALG_RETURN_IF_ERROR(taxonomy::UseImportedLabels(config.taxonomy()));
  RankApp::Shard shard;
  shard.advertise = config.advertise().empty() ? config.service().listen() : config.advertise();
  shard.instance = config.service().instance();
  shard.patience = std::chrono::milliseconds(
      config.shard_patience_ms() > 0 ? config.shard_patience_ms() : kDefaultPatienceMs);
  shard.dial = [tls = TlsFilesOf(config.service()), tracer](const std::string& address) {
    return DialService(address, tls, tracer);
  };
  RankApp::Options options;
  options.tenant = config.tenant();
  options.state_directory = config.state_directory();
  options.dimensions = model.dimensions;
  options.retained_rankings = config.limits().retained_rankings() > 0
                                  ? config.limits().retained_rankings()
                                  : kDefaultRetainedRankings;
  options.shard = std::move(shard);
  return options;
}

}  // namespace
}  // namespace utvalg::rank

int main(int argc, char** argv) {
  utvalg::config::v1::RankConfig config;
  const auto parts = [&config] {
    if (config.tenant().empty()) config.set_tenant("default");
    utvalg::ServiceParts parts;
    parts.name = "rank";
    parts.service = &config.service();
    parts.kafka = &config.kafka();
    parts.keys = &config.keys();
    parts.access = &config.access();
    parts.tenant = config.tenant();
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports& ports) -> absl::StatusOr<utvalg::RunningService> {
        UTVALG_ASSIGN_OR_RETURN(const auto options,
                                utvalg::rank::OptionsFrom(config, ports.telemetry->tracer()));
        UTVALG_ASSIGN_OR_RETURN(std::shared_ptr<utvalg::rank::RankApp> app,
                                utvalg::rank::RankApp::Create(options, ports));
        app->ConnectEmbed(utvalg::DialService(config.embed(), utvalg::TlsFilesOf(config.service()),
                                              ports.telemetry->tracer()));
        utvalg::RunningService running;
        running.services = app->services();
        running.is_ready = [raw = app.get()] { return raw->IsReady(); };
        running.stop = [raw = app.get()] { raw->Stop(); };
        running.owner = std::move(app);
        return running;
      });
}
