// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/model_manifest.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"

namespace utvalg::embed {
namespace {

constexpr char kRemedy[] = "run `make model` (or point to another model directory)";
constexpr const char* kRequiredFiles[] = {"openvino_model.xml", "openvino_model.bin",
                                          "openvino_tokenizer.xml", "openvino_tokenizer.bin"};

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) {
    return absl::FailedPreconditionError(
        absl::StrCat("no embedding model: cannot read ", path.string(), "; ", kRemedy));
  }
  return content;
}

// Throws nlohmann::json::exception where a field is missing or of another type.
ModelManifest FieldsOf(const nlohmann::json& json) {
  ModelManifest manifest;
  manifest.name = json.at("name").get<std::string>();
  manifest.licence = json.at("licence").get<std::string>();
  manifest.dimensions = json.at("dimensions").get<size_t>();
  manifest.max_tokens = json.at("max_tokens").get<size_t>();
  manifest.pad_token_id = json.at("pad_token_id").get<int64_t>();
  manifest.eos_token_id = json.at("eos_token_id").get<int64_t>();
  manifest.query_prefix = json.at("prefixes").at("query").get<std::string>();
  manifest.passage_prefix = json.at("prefixes").at("passage").get<std::string>();
  manifest.int8_scale = json.at("int8_scale").get<double>();
  for (const auto& [name, file] : json.at("files").items()) {
    manifest.files.push_back(
        {name, file.at("bytes").get<uint64_t>(), file.at("sha256").get<std::string>()});
  }
  return manifest;
}

absl::StatusOr<ModelManifest> Parse(const std::string& content, const std::string& path) {
  const auto fault = [&](const std::string& what) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", what));
  };
  ModelManifest manifest;
  try {
    const auto json = nlohmann::json::parse(content);
    if (json.at("format") != 1) return fault("its format is not 1");
    if (json.at("pooling") != "mean" || json.at("normalise") != true) {
      return fault("only mean pooling with normalised vectors is supported");
    }
    manifest = FieldsOf(json);
  } catch (const nlohmann::json::exception& error) {
    return fault(error.what());
  }
  manifest.digest = Sha256Hex(content);
  if (manifest.dimensions == 0 || manifest.max_tokens < 16 || manifest.int8_scale <= 0) {
    return fault("dimensions, max_tokens or int8_scale is out of range");
  }
  for (const char* required : kRequiredFiles) {
    const auto listed = [&](const ModelManifest::File& file) { return file.name == required; };
    if (std::none_of(manifest.files.begin(), manifest.files.end(), listed)) {
      return fault(absl::StrCat("it does not list ", required));
    }
  }
  return manifest;
}

}  // namespace

absl::StatusOr<ModelManifest> ReadModelManifest(const std::filesystem::path& model_dir) {
  const std::filesystem::path path = model_dir / "manifest.json";
  UTVALG_ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  UTVALG_ASSIGN_OR_RETURN(ModelManifest manifest, Parse(content, path.string()));
  for (const ModelManifest::File& file : manifest.files) {
    std::error_code error;
    const uint64_t size = std::filesystem::file_size(model_dir / file.name, error);
    if (error || size != file.bytes) {
      return absl::FailedPreconditionError(
          absl::StrCat("the embedding model is not whole: ", (model_dir / file.name).string(),
                       " is missing or has another size than manifest.json says; ", kRemedy));
    }
  }
  return manifest;
}

absl::Status VerifyModelFiles(const std::filesystem::path& model_dir,
                              const ModelManifest& manifest) {
  for (const ModelManifest::File& file : manifest.files) {
    UTVALG_ASSIGN_OR_RETURN(const std::string content, ReadFile(model_dir / file.name));
    if (Sha256Hex(content) != file.sha256) {
      return absl::FailedPreconditionError(
          absl::StrCat((model_dir / file.name).string(),
                       " is not what manifest.json says: its digest differs; ", kRemedy));
    }
  }
  return absl::OkStatus();
}

}  // namespace utvalg::embed
