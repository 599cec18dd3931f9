// SPDX-License-Identifier: Apache-2.0
//
// Digests of messages: what Provenance holds and what ties are drawn with. Deterministic for one
// version of the schema: the messages concerned have no map fields and no unknown fields.
// Stateless, thread-safe.
#pragma once

#include <google/protobuf/message_lite.h>

#include <string>

namespace utvalg::rank {

std::string DeterministicBytes(const google::protobuf::MessageLite& message);
// SHA-256, hexadecimal.
std::string MessageDigest(const google::protobuf::MessageLite& message);

}  // namespace utvalg::rank
