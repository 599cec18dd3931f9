// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/trace_interceptor.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace utvalg {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;

constexpr char kTraceparent[] = "traceparent";

// "/utvalg.ingest.v1.IngestService/GetJob" without the first character, as conventions name a call.
Span BeginCall(std::string_view method, SpanKind kind, const std::optional<TraceContext>& cause) {
  method.remove_prefix(std::min<size_t>(1, method.size()));
  Span span = Tracer::Begin(SafeId(method).value(), kind, cause);
  const size_t slash = std::min(method.find('/'), method.size());
  span.attributes.push_back(IdField("rpc.system", "grpc"));
  span.attributes.push_back(IdField("rpc.service", method.substr(0, slash)));
  span.attributes.push_back(
      IdField("rpc.method", method.substr(std::min(slash + 1, method.size()))));
  return span;
}

// Which codes are the server's fault, by OpenTelemetry's conventions for gRPC.
bool IsServerFault(grpc::StatusCode code) {
  constexpr std::array kFaults = {grpc::UNKNOWN,  grpc::DEADLINE_EXCEEDED, grpc::UNIMPLEMENTED,
                                  grpc::INTERNAL, grpc::UNAVAILABLE,       grpc::DATA_LOSS};
  return std::find(kFaults.begin(), kFaults.end(), code) != kFaults.end();
}

void EndCall(Tracer* tracer, Span span, grpc::StatusCode code, bool failed) {
  span.attributes.push_back(NumberField("rpc.grpc.status_code", static_cast<uint64_t>(code)));
  if (failed) span.error = absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
  tracer->End(std::move(span));
}

class ServerCall final : public Interceptor {
 public:
  ServerCall(Tracer* tracer, bool scoped, std::string_view method)
      : tracer_(tracer), scoped_(scoped), method_(method) {}

  ~ServerCall() override {
    // No status was sent: the caller is gone.
    if (span_.has_value()) EndCall(tracer_, *std::move(span_), grpc::CANCELLED, false);
  }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      Begin(methods->GetRecvInitialMetadata());
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS) &&
        span_.has_value()) {
      if (std::this_thread::get_id() == thread_) scope_.reset();
      const grpc::StatusCode code = methods->GetSendStatus().error_code();
      EndCall(tracer_, *std::exchange(span_, std::nullopt), code, IsServerFault(code));
    }
    methods->Proceed();
  }

 private:
  void Begin(std::multimap<grpc::string_ref, grpc::string_ref>* metadata) {
    std::optional<TraceContext> cause;
    const auto found = metadata->find(kTraceparent);
    if (found != metadata->end()) {
      cause = ParseTraceparent({found->second.data(), found->second.size()});
      metadata->erase(kTraceparent);
    }
    span_ = BeginCall(method_, SpanKind::kServer, cause);
    traceparent_ = ToTraceparent(span_->context);
    metadata->insert({kTraceparent, traceparent_});
    if (!scoped_) return;
    thread_ = std::this_thread::get_id();
    scope_ = std::make_unique<TraceScope>(span_->context);
  }

  Tracer* const tracer_;
  const bool scoped_;
  const std::string method_;
  std::string traceparent_;  // The call's metadata refers to it.
  std::optional<Span> span_;
  std::thread::id thread_;
  std::unique_ptr<TraceScope> scope_;
};

class ClientCall final : public Interceptor {
 public:
  ClientCall(Tracer* tracer, std::string_view method) : tracer_(tracer), method_(method) {}

  ~ClientCall() override {
    if (span_.has_value()) EndCall(tracer_, *std::move(span_), grpc::CANCELLED, true);
  }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      const auto& cause = TraceScope::Current();
      auto* metadata = methods->GetSendInitialMetadata();
      if (cause.has_value() && !metadata->contains(kTraceparent)) {
        span_ = BeginCall(method_, SpanKind::kClient, cause);
        metadata->insert({kTraceparent, ToTraceparent(span_->context)});
      }
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_STATUS) &&
        span_.has_value()) {
      const grpc::Status* status = methods->GetRecvStatus();
      EndCall(tracer_, *std::exchange(span_, std::nullopt), status->error_code(), !status->ok());
    }
    methods->Proceed();
  }

 private:
  Tracer* const tracer_;
  const std::string method_;
  std::optional<Span> span_;
};

bool IsOurs(std::string_view method) { return method.starts_with("/utvalg."); }

}  // namespace

Interceptor* ServerTracing::CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) {
  const char* const method = info->method();
  // Probes and reflection are nobody's way. The calls of a generic service have no name here.
  if (method != nullptr && *method != '\0' && !IsOurs(method)) return nullptr;
  return new ServerCall(tracer_, scoped_, method == nullptr ? "" : method);
}

Interceptor* ClientTracing::CreateClientInterceptor(grpc::experimental::ClientRpcInfo* info) {
  if (!IsOurs(info->method())) return nullptr;
  return new ClientCall(tracer_, info->method());
}

}  // namespace utvalg
