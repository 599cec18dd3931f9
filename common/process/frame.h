// SPDX-License-Identifier: Apache-2.0
//
// Messages over a byte stream: four bytes of length, little endian, then the message. Blocking, for
// pipes and sockets whose other end is trusted to come; the side that must not wait for ever builds
// on EncodeFrameHeader itself.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::process {

inline constexpr size_t kFrameHeaderBytes = 4;

std::array<char, kFrameHeaderBytes> EncodeFrameHeader(uint32_t size);
uint32_t DecodeFrameHeader(const char* bytes);

// Unavailable when the other end is gone.
absl::Status WriteFrame(int fd, std::string_view message);

// nullopt at the end of the stream. DataLoss when it ends inside a frame, ResourceExhausted when a
// frame is larger than max_bytes (the stream is then useless), Unavailable on a read error.
absl::StatusOr<std::optional<std::string>> ReadFrame(int fd, size_t max_bytes);

}  // namespace utvalg::process
