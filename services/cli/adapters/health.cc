// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/health.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>
#include <grpcpp/support/slice.h>

#include <string_view>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/rpc/rpc_status.h"
#include "services/cli/adapters/client.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr char kMethod[] = "/grpc.health.v1.Health/Check";
// HealthCheckResponse{status: SERVING}, field 1 as a varint. Debian has no stubs of that service.
constexpr std::string_view kServing = "\x08\x01";

// HealthCheckRequest{service: what}.
grpc::ByteBuffer RequestFor(const std::string& what) {
  std::string bytes;
  if (!what.empty()) bytes = Cat("\x0a", std::string(1, static_cast<char>(what.size())), what);
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace

absl::Status CheckHealth(const std::string& server, const std::string& what,
                         std::chrono::milliseconds deadline) {
  grpc::GenericStub stub(Client::Dial(server));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + deadline);
  const grpc::ByteBuffer request = RequestFor(what);
  grpc::ByteBuffer response;
  absl::Notification answered;
  grpc::Status status;
  stub.UnaryCall(&context, kMethod, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status result) {
                   status = std::move(result);
                   answered.Notify();
                 });
  answered.WaitForNotification();
  if (!status.ok()) return FromGrpc(status);
  if (BytesOf(response) == kServing) return absl::OkStatus();
  return absl::FailedPreconditionError(Cat(server, " does not serve at the moment"));
}

}  // namespace utvalg::cli
