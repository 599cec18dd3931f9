// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/parse_rpc.h"

#include <utility>

#include "common/base/strings.h"
#include "common/rpc/rpc_status.h"

namespace utvalg::parse {

ParseRpc::ParseRpc(DocumentReader* reader, uint64_t max_document_bytes, std::string generation,
                   std::string reading)
    : reader_(reader),
      max_document_bytes_(max_document_bytes),
      generation_(std::move(generation)),
      reading_(std::move(reading)) {}

grpc::Status ParseRpc::GetGeneration(grpc::ServerContext*, const v1::GetGenerationRequest*,
                                     v1::GetGenerationResponse* response) {
  response->set_generation(generation_);
  response->set_reading(reading_);
  return grpc::Status::OK;
}

grpc::Status ParseRpc::ParseDocument(grpc::ServerContext* context,
                                     const v1::ParseDocumentRequest* request,
                                     v1::ParseDocumentResponse* response) {
  if (request->document().size() > max_document_bytes_) {
    context->AddTrailingMetadata("grpc-retry-pushback-ms", "-1");
    return ToGrpc(
        absl::ResourceExhaustedError(Cat("TOO_LARGE: the document is over the limit of ",
                                         max_document_bytes_, " bytes (limits.document_bytes)")));
  }
  ParseOptions options;
  options.file_name = request->file_name();
  options.received = MonthOf(request->received_at_ms());
  auto read = reader_->Read(request->document(), options,
                            {.somebody_waits = true, .recognise = !request->at_once()});
  if (!read.ok()) return ToGrpc(read.status());
  *response = *std::move(read);
  if (request->blind()) {
    response->clear_identity();
    response->clear_layout();
  }
  return grpc::Status::OK;
}

}  // namespace utvalg::parse
