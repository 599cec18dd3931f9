// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/embed_rpc.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "common/rpc/rpc_status.h"

namespace utvalg::embed {
namespace {

constexpr int kMaxTexts = 256;

}  // namespace

EmbedRpc::EmbedRpc(Encoder* encoder) : encoder_(encoder) {}

grpc::Status EmbedRpc::EmbedTexts(grpc::ServerContext*, const v1::EmbedTextsRequest* request,
                                  v1::EmbedTextsResponse* response) {
  if (request->texts().empty() || request->texts_size() > kMaxTexts) {
    return ToGrpc(absl::InvalidArgumentError("send 1 to 256 texts"));
  }
  if (!std::all_of(request->texts().begin(), request->texts().end(),
                   [](const std::string& text) { return IsValidUtf8(text); })) {
    return ToGrpc(absl::InvalidArgumentError("a text is not UTF-8"));
  }
  const std::vector<std::string> texts(request->texts().begin(), request->texts().end());
  const auto rows = encoder_->Encode(
      texts, request->role() == v1::TEXT_ROLE_PASSAGE ? TextRole::kPassage : TextRole::kQuery);
  if (!rows.ok()) return ToGrpc(rows.status());
  response->set_vectors(reinterpret_cast<const char*>(rows->data()), rows->size());
  response->set_dimensions(static_cast<uint32_t>(encoder_->model().dimensions));
  response->set_model(encoder_->model().digest);
  return grpc::Status::OK;
}

grpc::Status EmbedRpc::GetModel(grpc::ServerContext*, const v1::GetModelRequest*,
                                v1::GetModelResponse* response) {
  const ModelInfo& model = encoder_->model();
  response->set_name(model.name);
  response->set_licence(model.licence);
  response->set_dimensions(static_cast<uint32_t>(model.dimensions));
  response->set_digest(model.digest);
  return grpc::Status::OK;
}

}  // namespace utvalg::embed
