// SPDX-License-Identifier: Apache-2.0
#include "common/privacy/scrubber.h"

#include <set>

#include "google/protobuf/text_format.h"
#include "google/protobuf/unknown_field_set.h"
#include "utvalg/privacy/v1/options.pb.h"

namespace utvalg {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsMarked(const FieldDescriptor& field) {
  return field.options().GetExtension(privacy::v1::data_class) !=
         privacy::v1::DATA_CLASS_UNSPECIFIED;
}

void Collect(const Descriptor& descriptor, std::set<const Descriptor*>* seen,
             std::set<std::string>* marked) {
  if (!seen->insert(&descriptor).second) return;
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (IsMarked(field)) {
      marked->insert(field.full_name());
    } else if (field.message_type() != nullptr) {
      Collect(*field.message_type(), seen, marked);
    }
  }
}

}  // namespace

void Scrub(Message* message) {
  const Reflection& reflection = *message->GetReflection();
  reflection.MutableUnknownFields(message)->Clear();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (IsMarked(*field)) {
      reflection.ClearField(message, field);
    } else if (field->message_type() == nullptr) {
      continue;
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
        Scrub(reflection.MutableRepeatedMessage(message, field, i));
      }
    } else {
      Scrub(reflection.MutableMessage(message, field));
    }
  }
}

std::vector<std::string> MarkedFields(const Descriptor& descriptor) {
  std::set<const Descriptor*> seen;
  std::set<std::string> marked;
  Collect(descriptor, &seen, &marked);
  return {marked.begin(), marked.end()};
}

std::string SafeDebugString(const Message& message, size_t max_bytes) {
  const std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  Scrub(copy.get());
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  if (!printer.PrintToString(*copy, &text)) return "(not printable)";
  if (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.size() > max_bytes) {
    text.resize(max_bytes);
    text += "...";
  }
  return text;
}

}  // namespace utvalg
