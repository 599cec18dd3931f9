// SPDX-License-Identifier: Apache-2.0
//
// Files of messages, each behind its length as four little-endian bytes: how the tools of the
// ranking evaluation hand CVs to one another. One thread.
#pragma once

#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace utvalg::eval {

inline void WriteDelimited(const google::protobuf::MessageLite& message, std::ostream& out) {
  const std::string bytes = message.SerializeAsString();
  for (int shift = 0; shift < 32; shift += 8) {
    out.put(static_cast<char>(static_cast<uint32_t>(bytes.size()) >> shift));
  }
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// All messages of the stream; stops at the first that does not parse.
template <typename Message>
std::vector<Message> ReadDelimited(std::istream& in) {
  std::vector<Message> messages;
  unsigned char header[4];
  while (in.read(reinterpret_cast<char*>(header), 4)) {
    const uint32_t size =
        header[0] | header[1] << 8 | header[2] << 16 | static_cast<uint32_t>(header[3]) << 24;
    std::string bytes(size, '\0');
    Message message;
    if (!in.read(bytes.data(), size) || !message.ParseFromString(bytes)) break;
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace utvalg::eval
