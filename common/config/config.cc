// SPDX-License-Identifier: Apache-2.0
#include "common/config/config.h"

#include <google/protobuf/util/json_util.h>
#include <yaml-cpp/yaml.h>

#include <cctype>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "utvalg/privacy/v1/options.pb.h"

namespace utvalg {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Quoted scalars stay strings; plain ones become what JSON can express of them.
nlohmann::json ToJson(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Map: {
      nlohmann::json out = nlohmann::json::object();
      for (const auto& entry : node) out[entry.first.as<std::string>()] = ToJson(entry.second);
      return out;
    }
    case YAML::NodeType::Sequence: {
      nlohmann::json out = nlohmann::json::array();
      for (const auto& item : node) out.push_back(ToJson(item));
      return out;
    }
    case YAML::NodeType::Scalar: {
      const std::string text = node.as<std::string>();
      if (node.Tag() == "!") return text;
      nlohmann::json plain = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
      return plain.is_primitive() && !plain.is_discarded() ? plain : nlohmann::json(text);
    }
    default:
      return nullptr;
  }
}

void ClearSecrets(Message* message) {
  const auto* reflection = message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->options().GetExtension(privacy::v1::data_class) == privacy::v1::DATA_CLASS_SECRET) {
      reflection->ClearField(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated()) {
      ClearSecrets(reflection->MutableMessage(message, field));
    }
  }
}

void ApplySecretsBelow(const std::string& prefix,
                       const std::function<const char*(const std::string&)>& find,
                       Message* message) {
  const auto* descriptor = message->GetDescriptor();
  const auto* reflection = message->GetReflection();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    if (field->is_repeated()) continue;
    std::string name = prefix;
    for (const char c : field->name()) name += static_cast<char>(std::toupper(c));
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      ApplySecretsBelow(name + "_", find, reflection->MutableMessage(message, field));
    } else if (field->options().GetExtension(privacy::v1::data_class) ==
               privacy::v1::DATA_CLASS_SECRET) {
      if (const char* value = find(name)) reflection->SetString(message, field, value);
    }
  }
}

}  // namespace

void ApplySecrets(const std::function<const char*(const std::string& name)>& find,
                  Message* config) {
  ApplySecretsBelow("UTVALG_", find, config);
}

absl::Status ParseConfig(const std::string& text, const std::string& origin, Message* config) {
  std::string json;
  // yaml-cpp reports by exceptions; they end here.
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap() && !root.IsNull()) {
      return absl::InvalidArgumentError(Cat(origin, ": the file must be a list of keys"));
    }
    json = root.IsNull() ? "{}" : ToJson(root).dump();
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(Cat(origin, ": ", error.what()));
  }
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const auto status = google::protobuf::util::JsonStringToMessage(json, config, options);
  if (!status.ok()) {
    return absl::InvalidArgumentError(
        Cat(origin, ": ", std::string(status.message()),
            "; the keys are those of proto/utvalg/config/v1/config.proto"));
  }
  return absl::OkStatus();
}

absl::Status LoadConfig(const std::string& path, Message* config) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(Cat("cannot open the configuration file ", path));
  std::stringstream text;
  text << file.rdbuf();
  return ParseConfig(text.str(), path, config);
}

std::string RedactedConfig(const Message& config) {
  std::unique_ptr<Message> copy(config.New());
  copy->CopyFrom(config);
  ClearSecrets(copy.get());
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  (void)google::protobuf::util::MessageToJsonString(*copy, &json, options);
  return json;
}

}  // namespace utvalg
