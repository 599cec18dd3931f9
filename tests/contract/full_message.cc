// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/full_message.h"

#include <algorithm>
#include <string>

#include "common/base/strings.h"

namespace utvalg {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// `Set` and `Add` of reflection differ in nothing but the name.
#define UTVALG_PUT(Type, value)                                      \
  field.is_repeated() ? reflection.Add##Type(message, &field, value) \
                      : reflection.Set##Type(message, &field, value)

void Put(const FieldDescriptor& field, int variant, int copy, Message* message) {
  const Reflection& reflection = *message->GetReflection();
  const int number = field.number() * 100 + copy;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return UTVALG_PUT(Int32, number);
    case FieldDescriptor::CPPTYPE_INT64:
      return UTVALG_PUT(Int64, int64_t{1} << 40 | number);
    case FieldDescriptor::CPPTYPE_UINT32:
      return UTVALG_PUT(UInt32, number);
    case FieldDescriptor::CPPTYPE_UINT64:
      return UTVALG_PUT(UInt64, uint64_t{1} << 40 | number);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return UTVALG_PUT(Double, number + 0.5);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return UTVALG_PUT(Float, number + 0.25F);
    case FieldDescriptor::CPPTYPE_BOOL:
      return UTVALG_PUT(Bool, true);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto& type = *field.enum_type();
      return UTVALG_PUT(Enum, type.value(type.value_count() - 1));
    }
    case FieldDescriptor::CPPTYPE_STRING:
      return UTVALG_PUT(String, Cat(field.name(), " ø ", copy));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(variant, field.is_repeated() ? reflection.AddMessage(message, &field)
                                               : reflection.MutableMessage(message, &field));
  }
}
#undef UTVALG_PUT

}  // namespace

int FullVariants(const Descriptor& descriptor) {
  int variants = 1;
  for (int i = 0; i < descriptor.real_oneof_decl_count(); ++i) {
    variants = std::max(variants, descriptor.oneof_decl(i)->field_count());
  }
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const Descriptor* const inner = descriptor.field(i)->message_type();
    if (inner != nullptr) variants = std::max(variants, FullVariants(*inner));
  }
  return variants;
}

void Fill(int variant, Message* message) {
  const Descriptor& descriptor = *message->GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    const auto* const oneof = field.real_containing_oneof();
    if (oneof != nullptr && variant % oneof->field_count() != field.index_in_oneof()) continue;
    for (int copy = 0; copy < (field.is_repeated() ? 2 : 1); ++copy) {
      Put(field, variant, copy, message);
    }
  }
}

}  // namespace utvalg
