// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/service_process.h"

#include <signal.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/blob/s3/s3_document_store.h"
#include "common/config/config.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/kafka_options.h"
#include "common/rpc/server.h"
#include "common/runtime/server_access.h"
#include "common/runtime/stage_monitor.h"
#include "common/runtime/vault.h"

namespace utvalg {
namespace {

constexpr int kUsage = 64;
constexpr int kUnavailable = 69;
constexpr int kSoftware = 70;
constexpr int kConfiguration = 78;
constexpr uint32_t kDefaultDrainSeconds = 20;
constexpr uint32_t kDefaultStuckSeconds = 300;
constexpr timespec kBetweenLooks = {0, 200'000'000};
constexpr int kLooksBetweenGauges = 25;

struct Arguments {
  std::string config;
  bool dump = false;
};

absl::StatusOr<Arguments> ParseArguments(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--dump-config") {
      arguments.dump = true;
    } else if (argument == "--config" && i + 1 < argc) {
      arguments.config = argv[++i];
    } else if (argument.starts_with("--config=")) {
      arguments.config = argument.substr(std::string_view("--config=").size());
    } else {
      return absl::InvalidArgumentError(Cat("unknown argument ", argument));
    }
  }
  if (arguments.config.empty()) return absl::InvalidArgumentError("--config FILE is required");
  return arguments;
}

int Fail(const std::string& program, const absl::Status& status, int code) {
  std::fprintf(stderr, "%s: %s\n", program.c_str(), std::string(status.message()).c_str());
  return code;
}

int ExitCodeOf(const absl::Status& status) {
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) return kUnavailable;
  if (absl::IsInternal(status)) return kSoftware;
  return kConfiguration;
}

Tracer::Options TracesFrom(const ServiceParts& parts) {
  Tracer::Options traces;
  traces.endpoint = parts.service->traces().endpoint();
  traces.authorization = parts.service->traces().authorization();
  traces.authority = parts.service->traces().authority();
  traces.service = Cat("utvalg-", parts.name);
  traces.instance = parts.service->instance();
  return traces;
}

// Everything below the services, in order of construction.
struct Process {
  SystemClock clock;
  std::unique_ptr<Telemetry> telemetry;
  std::unique_ptr<KafkaLog> log;
  std::unique_ptr<S3DocumentStore> documents;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<StageMonitor> monitor;
  std::unique_ptr<RpcServer> server;

  absl::Status OpenDocuments(const config::v1::S3Config& config) {
    S3DocumentStore::Options options;
    options.endpoint = config.endpoint();
    options.bucket = config.bucket();
    if (!config.region().empty()) options.region = config.region();
    options.access_key_id = config.access_key_id();
    options.secret_access_key = config.secret_access_key();
    if (config.timeout_seconds() > 0)
      options.timeout = std::chrono::seconds(config.timeout_seconds());
    UTVALG_ASSIGN_OR_RETURN(documents, S3DocumentStore::Open(std::move(options), &clock));
    return absl::OkStatus();
  }

  absl::Status Open(const ServiceParts& parts) {
    Telemetry::Options telemetry_options;
    telemetry_options.metrics_address = parts.service->metrics_listen();
    telemetry_options.traces = TracesFrom(parts);
    UTVALG_ASSIGN_OR_RETURN(telemetry, Telemetry::Create(telemetry_options));
    if (parts.kafka != nullptr) {
      KafkaLogOptions options =
          KafkaOptionsFrom(*parts.kafka, Cat("utvalg-", parts.name), parts.service->instance());
      options.tracer = telemetry->tracer();
      options.on_stall = [this](std::string_view topic, uint32_t partition) {
        telemetry->Emit(ConsumerStalled(topic, partition));
      };
      // To the process: raise() would leave it with the thread that calls, which blocks it.
      options.on_fatal = [](const absl::Status&) { kill(getpid(), SIGTERM); };
      UTVALG_ASSIGN_OR_RETURN(log, KafkaLog::Open(std::move(options)));
      StageMonitor::Options watch;
      watch.stuck_after = std::chrono::seconds(parts.service->stuck_seconds() == 0
                                                   ? kDefaultStuckSeconds
                                                   : parts.service->stuck_seconds());
      monitor = std::make_unique<StageMonitor>(watch, log.get(), telemetry.get(), &clock);
    }
    if (parts.documents != nullptr) UTVALG_RETURN_IF_ERROR(OpenDocuments(*parts.documents));
    if (parts.keys != nullptr) {
      UTVALG_ASSIGN_OR_RETURN(vault, Vault::Open(*parts.keys, parts.keys->directory(), log.get(),
                                                 documents.get(), &clock, parts.key_role));
    }
    return absl::OkStatus();
  }

  Ports MakePorts(const ServiceParts& parts, volatile std::sig_atomic_t* failed) {
    Ports ports;
    ports.log = log.get();
    ports.telemetry = telemetry.get();
    ports.clock = &clock;
    ports.monitor = monitor.get();
    ports.on_stage_failure = [failed](const std::string&, const absl::Status&) { *failed = 1; };
    if (vault != nullptr) parts.may_know_who ? vault->FillNamed(&ports) : vault->FillBlind(&ports);
    return ports;
  }
};

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

// Until a signal comes (true) or a stage fails (false), keeps health true.
bool Serve(const RunningService& running, const StageMonitor* monitor, RpcServer* server,
           const volatile std::sig_atomic_t& failed, const sigset_t& signals) {
  for (int looks = 0;; ++looks) {
    server->SetServing(!failed && (!running.is_ready || running.is_ready()));
    server->SetLive(monitor == nullptr || monitor->IsLive());
    if (failed) return false;
    if (running.publish && looks % kLooksBetweenGauges == 0) running.publish();
    if (sigtimedwait(&signals, nullptr, &kBetweenLooks) > 0) return true;
  }
}

}  // namespace

TlsFiles TlsFilesOf(const config::v1::ServiceConfig& service) {
  return {service.tls().certificate(), service.tls().key(), service.tls().authority()};
}

int RunServiceProcess(
    int argc, char** argv, google::protobuf::Message* config,
    const std::function<ServiceParts()>& parts_of,
    const std::function<absl::StatusOr<RunningService>(const Ports& ports)>& start) {
  const std::string program = std::string(argv[0]).substr(std::string(argv[0]).rfind('/') + 1);
  // Before any thread begins, so that all of them leave these signals to us.
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const auto arguments = ParseArguments(argc, argv);
  if (!arguments.ok()) return Fail(program, arguments.status(), kUsage);
  absl::Status status = LoadConfig(arguments->config, config);
  if (!status.ok()) return Fail(program, status, kConfiguration);
  ApplySecrets([](const std::string& name) { return std::getenv(name.c_str()); }, config);
  if (arguments->dump) {
    std::printf("%s\n", RedactedConfig(*config).c_str());
    return 0;
  }
  const ServiceParts parts = parts_of();
  status = CheckTlsFiles(TlsFilesOf(*parts.service));
  if (!status.ok()) return Fail(program, status, kConfiguration);

  Process process;
  status = process.Open(parts);
  if (!status.ok()) return Fail(program, status, ExitCodeOf(status));
  static volatile std::sig_atomic_t failed = 0;
  auto running = start(process.MakePorts(parts, &failed));
  if (!running.ok()) return Fail(program, running.status(), ExitCodeOf(running.status()));
  RpcServer::Options server;
  server.address = parts.service->listen();
  server.credentials = ListenCredentials(TlsFilesOf(*parts.service));
  server.generic = running->generic;
  server.tracer = process.telemetry->tracer();
  if (parts.access != nullptr) {
    const TlsFiles tls = running->generic != nullptr ? TlsFiles() : TlsFilesOf(*parts.service);
    status = GuardService(*parts.access, parts.tenant,
                          process.vault == nullptr ? nullptr : process.vault->signing_key(), tls,
                          &process.clock, &server);
    if (!status.ok()) return Fail(program, status, kConfiguration);
  }
  server.max_receive_bytes = static_cast<int>(parts.max_document_bytes) + 64 * 1024;
  auto made = RpcServer::Create(server, running->services);
  if (!made.ok()) return Fail(program, made.status(), ExitCodeOf(made.status()));
  process.server = *std::move(made);
  process.telemetry->Emit(ServerStarted(parts.name));

  const bool asked = Serve(*running, process.monitor.get(), process.server.get(), failed, signals);
  process.server->SetServing(false);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  const uint32_t drain = parts.service->drain_seconds();
  process.server->Shutdown(std::chrono::seconds(drain == 0 ? kDefaultDrainSeconds : drain));
  if (running->stop) running->stop();
  process.telemetry->Emit(ServerDrained(parts.name));
  process.server.reset();
  running->owner.reset();
  return asked ? 0 : kSoftware;
}

}  // namespace utvalg
