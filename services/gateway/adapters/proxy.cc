// SPDX-License-Identifier: Apache-2.0
#include "services/gateway/adapters/proxy.h"

#include <grpcpp/client_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>

#include <string_view>
#include <utility>

namespace utvalg::gateway {
namespace {

// One call: what the caller sends goes up, what comes back goes down, one message at a time each
// way, so that a slow reader slows the writer. Deletes itself.
class Call final : public grpc::ServerGenericBidiReactor {
 public:
  Call(grpc::GenericStub* stub, grpc::GenericCallbackServerContext* context)
      : context_(context), upstream_(this) {
    client_.set_deadline(context->deadline());
    for (const auto& [name, value] : context->client_metadata()) {
      const std::string_view key(name.data(), name.size());
      if (key == "authorization" || key == "traceparent") {
        client_.AddMetadata(std::string(key), std::string(value.data(), value.size()));
      }
    }
    stub->PrepareBidiStreamingCall(&client_, context->method(), grpc::StubOptions(), &upstream_);
    // One for each direction: operations are started from the other side's reactions.
    upstream_.AddMultipleHolds(2);
    upstream_.StartRead(&response_);
    upstream_.StartCall();
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (ok) {
      upstream_.StartWrite(&request_);
      return;
    }
    upstream_.StartWritesDone();
    upstream_.RemoveHold();
  }
  void OnWriteDone(bool ok) override {
    if (ok) {
      upstream_.StartRead(&response_);
      return;
    }
    client_.TryCancel();
    upstream_.RemoveHold();
  }
  void OnCancel() override { client_.TryCancel(); }
  void OnDone() override { delete this; }

 private:
  class Upstream final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
   public:
    explicit Upstream(Call* call) : call_(call) {}

    void OnReadDone(bool ok) override {
      if (ok) {
        call_->StartWrite(&call_->response_);
      } else {
        RemoveHold();
      }
    }
    void OnWriteDone(bool ok) override {
      if (ok) {
        call_->StartRead(&call_->request_);
      } else {
        RemoveHold();
      }
    }
    void OnDone(const grpc::Status& status) override {
      for (const auto& [name, value] : call_->client_.GetServerTrailingMetadata()) {
        call_->context_->AddTrailingMetadata(std::string(name.data(), name.size()),
                                             std::string(value.data(), value.size()));
      }
      call_->Finish(status);
    }

   private:
    Call* const call_;
  };

  grpc::GenericCallbackServerContext* const context_;
  grpc::ClientContext client_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  Upstream upstream_;
};

class Unknown final : public grpc::ServerGenericBidiReactor {
 public:
  Unknown() { Finish(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "there is no such service")); }
  void OnDone() override { delete this; }
};

}  // namespace

Proxy::Proxy(const std::map<std::string, std::shared_ptr<grpc::Channel>>& upstreams) {
  for (const auto& [package, channel] : upstreams) {
    stubs_[package] = std::make_unique<grpc::GenericStub>(channel);
  }
}

// Methods are named "/utvalg.ingest.v1.IngestService/GetJob".
grpc::ServerGenericBidiReactor* Proxy::CreateReactor(grpc::GenericCallbackServerContext* context) {
  const std::string& method = context->method();
  const std::string service = method.substr(1, method.find('/', 1) - 1);
  const auto found = stubs_.find(service.substr(0, service.rfind('.')));
  // What rank's replicas ask one another is not for callers.
  if (found == stubs_.end() || service == "utvalg.rank.v1.ShardService") return new Unknown();
  return new Call(found->second.get(), context);
}

}  // namespace utvalg::gateway
