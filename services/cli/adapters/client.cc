// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/support/channel_arguments.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "absl/strings/numbers.h"
#include "common/rpc/rpc_status.h"
#include "services/cli/adapters/call_credentials.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr size_t kChunk = 64 * 1024;
constexpr milliseconds kFirstPause(50);
constexpr milliseconds kLongestPause(1000);
// For a server that is there and asks to come again later: it works off what it has.
constexpr std::chrono::minutes kBusyPatience(10);

// What the server asks for: a pause before the next try, or (negative) none at all.
std::optional<int64_t> PushBack(const grpc::ClientContext& context) {
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find("grpc-retry-pushback-ms");
  if (found == trailers.end()) return std::nullopt;
  int64_t value = 0;
  if (!absl::SimpleAtoi(absl::string_view(found->second.data(), found->second.size()), &value)) {
    return std::nullopt;
  }
  return value;
}

bool MayRetry(const grpc::Status& status, std::optional<int64_t> push_back) {
  if (push_back) return *push_back >= 0;
  return status.error_code() == grpc::StatusCode::UNAVAILABLE;
}

}  // namespace

Client::Client(std::shared_ptr<grpc::Channel> channel, std::string server, Options options)
    : server_(std::move(server)),
      options_(options),
      ingest_(utvalg::ingest::v1::IngestService::NewStub(channel)),
      parse_(utvalg::parse::v1::ParseService::NewStub(channel)),
      rank_(utvalg::rank::v1::RankService::NewStub(channel)) {}

std::shared_ptr<grpc::Channel> Client::Dial(const std::string& server) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  // Our own patience decides how often is tried, so a lost connection must not make gRPC wait long
  // in between.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, static_cast<int>(kLongestPause.count()));
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  const auto credentials = CallCredentials(Environment("UTVALG_TLS"));
  // Looked at when the program started; what went wrong since then is said by the call.
  return grpc::CreateCustomChannel(
      server, credentials.ok() ? *credentials : grpc::SslCredentials({}), arguments);
}

absl::Status Client::Retry(const Attempt& attempt) {
  const auto begin = steady_clock::now();
  milliseconds pause = kFirstPause;
  for (;;) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + options_.deadline);
    if (!options_.token.empty()) context.AddMetadata("authorization", "Bearer " + options_.token);
    const grpc::Status status = attempt(&context);
    if (status.ok()) return absl::OkStatus();
    const auto push_back = PushBack(context);
    const milliseconds wait = push_back ? std::max(milliseconds(*push_back), pause) : pause;
    const bool busy = push_back && status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
    const auto end = begin + (busy ? kBusyPatience : options_.patience);
    if (!MayRetry(status, push_back) || steady_clock::now() + wait > end) return Explain(status);
    std::this_thread::sleep_for(wait);
    pause = std::min(pause * 2, kLongestPause);
  }
}

absl::Status Client::Explain(const grpc::Status& status) const {
  if (server_.empty()) return FromGrpc(status);
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
      return Failure(Exit::kUnavailable, Cat("no server answers at ", server_),
                     "start one with `utvalg up` or name another with --server");
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return Failure(Exit::kTemporary, Cat("the server at ", server_, " did not answer in time"),
                     "try again");
    case grpc::StatusCode::UNIMPLEMENTED:
      return Failure(Exit::kUnavailable,
                     Cat("the server at ", server_, " is not Utvalg, or an older one"),
                     "name another with --server");
    case grpc::StatusCode::UNAUTHENTICATED:
      return Failure(Exit::kConfiguration, status.error_message(),
                     "set UTVALG_TOKEN; the local operator's is in keys/operator.token of the "
                     "workspace");
    default:
      return FromGrpc(status);
  }
}

absl::StatusOr<utvalg::ingest::v1::SubmitApplicationResponse> Client::Submit(
    const utvalg::ingest::v1::SubmitApplicationRequest::Header& header, std::string_view document) {
  utvalg::ingest::v1::SubmitApplicationResponse response;
  absl::Status status = Retry([&](grpc::ClientContext* context) {
    auto writer = ingest_->SubmitApplication(context, &response);
    utvalg::ingest::v1::SubmitApplicationRequest part;
    *part.mutable_header() = header;
    bool open = writer->Write(part);
    for (size_t begin = 0; open && begin < document.size(); begin += kChunk) {
      part.set_chunk(std::string(document.substr(begin, kChunk)));
      open = writer->Write(part);
    }
    if (open) writer->WritesDone();
    return writer->Finish();
  });
  if (!status.ok()) return status;
  return response;
}

}  // namespace utvalg::cli
