// SPDX-License-Identifier: Apache-2.0
//
// EmbedService over gRPC: vectors for search texts. Thread-safe.
#pragma once

#include "services/embed/core/encoder.h"
#include "utvalg/embed/v1/embed_service.grpc.pb.h"

namespace utvalg::embed {

class EmbedRpc final : public v1::EmbedService::Service {
 public:
  // Not owned; must outlive this.
  explicit EmbedRpc(Encoder* encoder);

  grpc::Status EmbedTexts(grpc::ServerContext* context, const v1::EmbedTextsRequest* request,
                          v1::EmbedTextsResponse* response) override;
  grpc::Status GetModel(grpc::ServerContext* context, const v1::GetModelRequest* request,
                        v1::GetModelResponse* response) override;

 private:
  Encoder* const encoder_;
};

}  // namespace utvalg::embed
