// SPDX-License-Identifier: Apache-2.0
//
// All services in one process on the embedded log: what `utvalg up`, `utvalg screen` and `utvalg
// parse` run. Owns everything it starts. Create and Shutdown are called by one thread; channel()
// may be used by any.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/rank/adapters/replay_stored.h"
#include "utvalg/config/v1/config.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::standalone {

struct Options {
  std::string workspace;       // Directory for log, documents, state, caches; made if absent.
  std::string model_dir;       // Directory with manifest.json.
  std::string extractor_path;  // "" = utvalg-extract beside the running executable.
  std::string listen;  // "127.0.0.1:7070"; "" = no port, in-process channel only. Port 0 = any.
  std::string metrics_listen;  // "" = none.
  bool parse_only = false;     // Only ParseService: no model, no workspace.
  bool ocr = true;
  bool fill = false;  // Read everything stored into this program's generation, beside the rest.
  bool insecure_no_sandbox = false;
  bool log = false;  // JSON event lines on stderr.
  int workers = 0;   // Documents read side by side; 0 = one per core.
  std::string tenant = "default";
  std::string tenant_secret;  // "" = the fixed value of config.proto.
  std::string taxonomy;       // Folder of imported labels; "" = none.
  config::v1::Limits limits;  // 0 = default.
  config::v1::Keys keys;      // Default: a key file in the workspace.
  config::v1::Retention retention;
  config::v1::Access access;  // Default: the local operator's token, in the keys directory.
};

// The options a configuration file stands for.
Options OptionsFrom(const config::v1::StandaloneConfig& config);

// Where the local operator's token for a server of this user lies: below $XDG_RUNTIME_DIR or
// ~/.cache.
std::string TokenFile(const std::string& server);

// Whether RankService.ProposeJob would take this job, said before anything is started or written.
// The answer itself (with the weights) comes from the service.
absl::Status CheckJob(const rank::v1::ProposeJobRequest& request);

class App {
 public:
  // Starts everything. FailedPrecondition: model or extractor missing, sandbox unavailable;
  // Unavailable: port in use or workspace locked by another process; DataLoss: the log is damaged
  // (the message names the file and what to do).
  static absl::StatusOr<std::unique_ptr<App>> Create(Options options);
  ~App();

  // Computes every score that the workspace holds again, in this process, from what is stored;
  // starts no service. Errors as Create.
  static absl::StatusOr<std::vector<rank::StoredReplay>> ReplayScores(Options options);

  // In-process channel to every service.
  std::shared_ptr<grpc::Channel> channel() const;
  // The port listened on; 0 without one.
  int port() const;
  // Leaves the local operator's token where the commands of the same user find it. Nothing when
  // issuers are configured.
  absl::Status LeaveToken(const std::string& address) const;
  // Drains: stops intake, finishes what is in flight, commits, closes. May be called twice.
  absl::Status Shutdown();

 private:
  struct State;
  explicit App(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace utvalg::standalone
