// SPDX-License-Identifier: Apache-2.0
//
// ParseService over gRPC: reads one document while somebody waits. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "services/parse/adapters/document_reader.h"
#include "utvalg/parse/v1/parse_service.grpc.pb.h"

namespace utvalg::parse {

class ParseRpc final : public v1::ParseService::Service {
 public:
  // The reader is not owned and must outlive this. generation: what the stage beside it reads into.
  ParseRpc(DocumentReader* reader, uint64_t max_document_bytes, std::string generation,
           std::string reading);

  grpc::Status ParseDocument(grpc::ServerContext* context, const v1::ParseDocumentRequest* request,
                             v1::ParseDocumentResponse* response) override;
  grpc::Status GetGeneration(grpc::ServerContext* context, const v1::GetGenerationRequest* request,
                             v1::GetGenerationResponse* response) override;

 private:
  DocumentReader* const reader_;
  const uint64_t max_document_bytes_;
  const std::string generation_;
  const std::string reading_;
};

}  // namespace utvalg::parse
