// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/tokenizer.h"

#include <link.h>

#include <string_view>

namespace utvalg::embed {
namespace {

// Where the dynamic linker found libopenvino.so: the tokenizer extension lies beside it.
std::filesystem::path RuntimeFolder() {
  std::filesystem::path folder;
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* out) {
        const std::filesystem::path library(info->dlpi_name);
        if (!library.filename().string().starts_with("libopenvino.so")) return 0;
        *static_cast<std::filesystem::path*>(out) = library.parent_path();
        return 1;
      },
      &folder);
  return folder;
}

}  // namespace

Tokenizer::Tokenizer(ov::Core& core, const std::filesystem::path& model_xml, size_t max_tokens,
                     int64_t eos_token_id)
    : max_tokens_(max_tokens), eos_token_id_(eos_token_id) {
  core.add_extension((RuntimeFolder() / "libopenvino_tokenizers.so").string());
  model_ = core.compile_model(model_xml.string(), "CPU", ov::inference_num_threads(1));
  request_ = model_.create_infer_request();
}

std::vector<std::vector<int64_t>> Tokenizer::Tokenize(std::span<const std::string> texts) {
  ov::Tensor input(ov::element::string, ov::Shape{texts.size()});
  std::copy(texts.begin(), texts.end(), input.data<std::string>());

  const std::scoped_lock lock(mutex_);
  request_.set_input_tensor(input);
  request_.infer();
  const ov::Tensor ids = request_.get_tensor("input_ids");
  const ov::Tensor mask = request_.get_tensor("attention_mask");
  const size_t width = ids.get_shape().at(1);
  std::vector<std::vector<int64_t>> result(texts.size());
  for (size_t row = 0; row < texts.size(); ++row) {
    for (size_t i = row * width; i < (row + 1) * width; ++i) {
      if (mask.data<const int64_t>()[i] != 0) result[row].push_back(ids.data<const int64_t>()[i]);
    }
    if (result[row].size() > max_tokens_) {
      result[row].resize(max_tokens_);
      result[row].back() = eos_token_id_;
    }
  }
  return result;
}

}  // namespace utvalg::embed
