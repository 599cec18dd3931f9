// SPDX-License-Identifier: Apache-2.0
//
// Takes out of a message what must not travel: every field marked PERSONAL, PROTECTED or SECRET in
// its proto (utvalg/privacy/v1/options.proto), at any depth, and all unknown fields, since nobody
// knows what they hold. Driven by descriptors alone: a new field is guarded the moment it is
// marked. Used for logs and errors, and by tests that prove that the messages of the blind world
// have no place for a name. Stateless, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace utvalg {

// In place.
void Scrub(google::protobuf::Message* message);

template <typename M>
M Scrubbed(const M& message) {
  M copy = message;
  Scrub(&copy);
  return copy;
}

// Full names of all marked fields that a message of this type can hold, at any depth, each once,
// sorted.
std::vector<std::string> MarkedFields(const google::protobuf::Descriptor& descriptor);
inline bool ContainsMarked(const google::protobuf::Descriptor& descriptor) {
  return !MarkedFields(descriptor).empty();
}

// One line for a log: scrubbed, and cut after max_bytes. Still only for messages of ids, sizes and
// codes: blind text is a person's text too.
std::string SafeDebugString(const google::protobuf::Message& message, size_t max_bytes = 1024);

}  // namespace utvalg
