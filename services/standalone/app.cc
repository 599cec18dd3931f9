// SPDX-License-Identifier: Apache-2.0
#include "services/standalone/app.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "common/base/clock.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/blob/kv_document_store.h"
#include "common/crypto/secret_file.h"
#include "common/log/embedded/embedded_log.h"
#include "common/rpc/server.h"
#include "common/runtime/ports.h"
#include "common/runtime/server_access.h"
#include "common/runtime/vault.h"
#include "common/taxonomy/imported_labels.h"
#include "services/embed/app.h"
#include "services/ingest/app.h"
#include "services/parse/app.h"
#include "services/rank/adapters/answer_propose_job.h"
#include "services/rank/app.h"

namespace utvalg::standalone {
namespace {

constexpr char kDefaultTenantSecret[] = "utvalg one machine";
constexpr std::chrono::seconds kGrace(20);

void FillDefaults(Options* options) {
  config::v1::Limits& limits = options->limits;
  if (limits.document_bytes() == 0) limits.set_document_bytes(10ull * 1024 * 1024);
  if (limits.document_pages() == 0) limits.set_document_pages(100);
  if (limits.document_characters() == 0) limits.set_document_characters(1000000);
  if (limits.extractor_cpu_seconds() == 0) limits.set_extractor_cpu_seconds(10);
  if (limits.retained_rankings() == 0) limits.set_retained_rankings(64);
  if (options->tenant.empty()) options->tenant = "default";
  if (options->tenant_secret.empty()) options->tenant_secret = kDefaultTenantSecret;
  if (options->workers <= 0) {
    options->workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  }
}

absl::Status MakeDirectory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) {
    return absl::FailedPreconditionError(Cat("cannot make the workspace ", path, ": ",
                                             error.message(), "; choose another with --workspace"));
  }
  // Names and documents lie below.
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  return absl::OkStatus();
}

parse::ExtractorOptions ExtractorOptionsFrom(const Options& options) {
  parse::ExtractorOptions extractor;
  extractor.path = options.extractor_path;
  extractor.children = options.workers;
  extractor.kept = options.parse_only ? 0 : 1;  // For receipts and whoever else waits.
  extractor.ocr_children = options.ocr ? 1 : 0;
  extractor.insecure_no_sandbox = options.insecure_no_sandbox;
  extractor.max_pages = options.limits.document_pages();
  extractor.max_characters = options.limits.document_characters();
  extractor.cpu_seconds = static_cast<int>(options.limits.extractor_cpu_seconds());
  return extractor;
}

}  // namespace

Options OptionsFrom(const config::v1::StandaloneConfig& config) {
  Options options;
  options.workspace = config.workspace();
  options.model_dir = config.model_dir();
  options.extractor_path = config.extractor();
  options.listen = config.listen();
  options.metrics_listen = config.metrics_listen();
  options.ocr = !config.no_ocr();
  options.fill = config.fill();
  options.insecure_no_sandbox = config.insecure_no_sandbox();
  options.workers = static_cast<int>(config.workers());
  options.tenant = config.tenant();
  options.tenant_secret = config.tenant_secret();
  options.limits = config.limits();
  options.keys = config.keys();
  options.retention = config.retention();
  options.access = config.access();
  options.taxonomy = config.taxonomy();
  return options;
}

std::string TokenFile(const std::string& server) {
  std::string name = server;
  for (char& c : name) {
    if (c == '/' || c == ':') c = '_';
  }
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  const char* const home = std::getenv("HOME");
  const std::string base =
      runtime != nullptr ? runtime : Cat(home == nullptr ? "" : home, "/.cache");
  return Cat(base, "/utvalg/tokens/", name);
}

absl::Status CheckJob(const rank::v1::ProposeJobRequest& request) {
  return rank::AnswerProposeJob(request, taxonomy::Taxonomy::Get()).status();
}

// In order of construction: what is below uses what is above.
struct App::State {
  SystemClock clock;
  std::unique_ptr<Telemetry> telemetry;
  std::unique_ptr<EmbeddedLog> log;
  std::unique_ptr<KvDocumentStore> documents;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<embed::EmbedApp> embed;
  std::unique_ptr<rank::RankApp> rank;
  std::unique_ptr<parse::ParseApp> parse;
  std::unique_ptr<parse::ParseApp> fill;
  std::unique_ptr<ingest::IngestApp> ingest;
  std::unique_ptr<RpcServer> server;
  std::shared_ptr<grpc::Channel> channel;

  Ports MakePorts() {
    Ports ports;
    ports.log = log.get();
    ports.telemetry = telemetry.get();
    ports.clock = &clock;
    // What cannot go on must not look ready.
    ports.on_stage_failure = [this](const std::string&, const absl::Status&) {
      if (server) server->SetServing(false);
    };
    return ports;
  }

  absl::Status OpenStores(const Options& options) {
    UTVALG_RETURN_IF_ERROR(MakeDirectory(options.workspace));
    EmbeddedLogOptions log_options;
    log_options.directory = Cat(options.workspace, "/log");
    UTVALG_ASSIGN_OR_RETURN(log, EmbeddedLog::Open(std::move(log_options), &clock));
    UTVALG_ASSIGN_OR_RETURN(documents, KvDocumentStore::Open(Cat(options.workspace, "/documents")));
    UTVALG_ASSIGN_OR_RETURN(vault, Vault::Open(options.keys, Cat(options.workspace, "/keys"),
                                               log.get(), documents.get(), &clock));
    return absl::OkStatus();
  }

  // Last stage first: whoever emits finds its reader running.
  absl::Status StartServices(const Options& options) {
    Ports blind = MakePorts();
    vault->FillBlind(&blind);
    Ports named = MakePorts();
    vault->FillNamed(&named);
    UTVALG_ASSIGN_OR_RETURN(embed,
                            embed::EmbedApp::Create({options.tenant_secret, options.model_dir,
                                                     Cat(options.workspace, "/cache/vectors"), 0},
                                                    blind));
    UTVALG_ASSIGN_OR_RETURN(
        rank, rank::RankApp::Create(
                  {options.tenant, Cat(options.workspace, "/rank"), embed->model().dimensions,
                   options.limits.retained_rankings(), std::nullopt},
                  blind));
    parse::ParseApp::Options parse_options;
    parse_options.tenant = options.tenant;
    parse_options.model_digest = embed->model().digest;
    parse_options.cache_directory = Cat(options.workspace, "/cache/parsed");
    parse_options.extractor = ExtractorOptionsFrom(options);
    parse_options.workers = static_cast<size_t>(options.workers);
    parse_options.max_document_bytes = options.limits.document_bytes();
    UTVALG_ASSIGN_OR_RETURN(parse, parse::ParseApp::Create(parse_options, named));
    if (options.fill) {
      parse_options.role = parse::ParseApp::Role::kFillAgain;
      parse_options.cache_directory = Cat(options.workspace, "/cache/filled");
      parse_options.workers = 1;
      parse_options.extractor.children = 1;
      UTVALG_ASSIGN_OR_RETURN(fill, parse::ParseApp::Create(parse_options, named));
    }
    auto issuers = ReadIssuers(options.access, named.signing_key->public_key());
    UTVALG_RETURN_IF_ERROR(issuers.status());
    ingest::IngestApp::Options intake;
    intake.tenant = options.tenant;
    intake.tenant_secret = options.tenant_secret;
    intake.state_directory = Cat(options.workspace, "/ingest");
    intake.max_document_bytes = options.limits.document_bytes();
    intake.housekeeping = ingest::HousekeepingFrom(options.retention, options.keys);
    intake.keys_directory = vault->directory();
    intake.issuers = *std::move(issuers);
    intake.mint_status = [access = options.access, tenant = options.tenant, key = named.signing_key,
                          this](const std::string& application_id) {
      return MintStatusToken(access, tenant, *key, clock, application_id);
    };
    intake.training_required = !options.access.training_not_required();
    UTVALG_ASSIGN_OR_RETURN(ingest, ingest::IngestApp::Create(std::move(intake), named));
    return absl::OkStatus();
  }
};

absl::StatusOr<std::vector<rank::StoredReplay>> App::ReplayScores(Options options) {
  FillDefaults(&options);
  UTVALG_RETURN_IF_ERROR(taxonomy::UseImportedLabels(options.taxonomy));
  State state;
  UTVALG_ASSIGN_OR_RETURN(state.telemetry, Telemetry::Create({options.log, ""}));
  UTVALG_RETURN_IF_ERROR(state.OpenStores(options));
  Ports ports = state.MakePorts();
  state.vault->FillBlind(&ports);
  return rank::ReplayStoredScores(Cat(options.workspace, "/rank"), ports);
}

App::App(std::unique_ptr<State> state) : state_(std::move(state)) {}

App::~App() {
  if (state_) (void)Shutdown();
}

absl::StatusOr<std::unique_ptr<App>> App::Create(Options options) {
  FillDefaults(&options);
  UTVALG_RETURN_IF_ERROR(taxonomy::UseImportedLabels(options.taxonomy));
  auto state = std::make_unique<State>();
  UTVALG_ASSIGN_OR_RETURN(state->telemetry,
                          Telemetry::Create({options.log, options.metrics_listen}));
  std::vector<grpc::Service*> services;
  if (options.parse_only) {
    Ports ports;
    ports.telemetry = state->telemetry.get();
    ports.clock = &state->clock;
    parse::ParseApp::Options parse_options;
    parse_options.extractor = ExtractorOptionsFrom(options);
    parse_options.max_document_bytes = options.limits.document_bytes();
    UTVALG_ASSIGN_OR_RETURN(state->parse, parse::ParseApp::Create(parse_options, ports));
    services = {state->parse->service()};
  } else {
    UTVALG_RETURN_IF_ERROR(state->OpenStores(options));
    UTVALG_RETURN_IF_ERROR(state->StartServices(options));
    services = {state->ingest->service(), state->parse->service(), state->embed->service()};
    for (grpc::Service* service : state->rank->services()) services.push_back(service);
  }
  RpcServer::Options server;
  server.address = options.listen;
  server.max_receive_bytes = static_cast<int>(options.limits.document_bytes()) + 64 * 1024;
  if (state->vault && !options.listen.empty()) {
    UTVALG_RETURN_IF_ERROR(ConfigureAccess(options.access, options.tenant,
                                           *state->vault->signing_key(), state->vault->directory(),
                                           &state->clock, &server));
  }
  UTVALG_ASSIGN_OR_RETURN(state->server, RpcServer::Create(server, services));
  state->channel = state->server->InProcessChannel();
  if (state->rank) state->rank->ConnectEmbed(state->channel);
  if (state->ingest) state->ingest->Connect(state->channel, state->channel);
  state->server->SetServing(true);
  state->telemetry->Emit(ServerStarted("standalone"));
  return std::unique_ptr<App>(new App(std::move(state)));
}

std::shared_ptr<grpc::Channel> App::channel() const { return state_->channel; }

int App::port() const { return state_->server ? state_->server->port() : 0; }

absl::Status App::LeaveToken(const std::string& address) const {
  if (!state_->vault) return absl::OkStatus();
  const auto token = ReadSecretFile(Cat(state_->vault->directory(), "/operator.token"));
  if (absl::IsNotFound(token.status())) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(token.status());
  return WriteSecretFile(TokenFile(address), *token);
}

absl::Status App::Shutdown() {
  if (state_->server == nullptr) return absl::OkStatus();
  state_->server->SetServing(false);
  state_->server->Shutdown(kGrace);
  if (state_->ingest) state_->ingest->Stop();
  if (state_->fill) state_->fill->Stop();
  if (state_->parse) state_->parse->Stop();
  if (state_->embed) state_->embed->Stop();
  if (state_->rank) state_->rank->Stop();
  state_->telemetry->Emit(ServerDrained("standalone"));
  state_->channel.reset();
  state_->server.reset();
  return absl::OkStatus();
}

}  // namespace utvalg::standalone
