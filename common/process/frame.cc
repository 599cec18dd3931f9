// SPDX-License-Identifier: Apache-2.0
#include "common/process/frame.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"

namespace utvalg::process {
namespace {

absl::Status WriteAll(int fd, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = write(fd, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return absl::UnavailableError(absl::StrCat("write: ", strerror(errno)));
    data += written;
    size -= static_cast<size_t>(written);
  }
  return absl::OkStatus();
}

// Number of bytes read: fewer than size only at the end of the stream.
absl::StatusOr<size_t> ReadUpTo(int fd, char* data, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = read(fd, data + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::UnavailableError(absl::StrCat("read: ", strerror(errno)));
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

}  // namespace

std::array<char, kFrameHeaderBytes> EncodeFrameHeader(uint32_t size) {
  return {static_cast<char>(size & 0xFF), static_cast<char>(size >> 8 & 0xFF),
          static_cast<char>(size >> 16 & 0xFF), static_cast<char>(size >> 24 & 0xFF)};
}

uint32_t DecodeFrameHeader(const char* bytes) {
  uint32_t size = 0;
  for (size_t i = kFrameHeaderBytes; i-- > 0;) size = size << 8 | static_cast<uint8_t>(bytes[i]);
  return size;
}

absl::Status WriteFrame(int fd, std::string_view message) {
  const auto header = EncodeFrameHeader(static_cast<uint32_t>(message.size()));
  UTVALG_RETURN_IF_ERROR(WriteAll(fd, header.data(), header.size()));
  return WriteAll(fd, message.data(), message.size());
}

absl::StatusOr<std::optional<std::string>> ReadFrame(int fd, size_t max_bytes) {
  char header[kFrameHeaderBytes];
  UTVALG_ASSIGN_OR_RETURN(const size_t got, ReadUpTo(fd, header, sizeof(header)));
  if (got == 0) return std::nullopt;
  if (got < sizeof(header)) return absl::DataLossError("the stream ends inside a frame's header");
  const uint32_t size = DecodeFrameHeader(header);
  if (size > max_bytes)
    return absl::ResourceExhaustedError(absl::StrCat("a frame of ", size, " bytes"));
  std::string message(size, '\0');
  UTVALG_ASSIGN_OR_RETURN(const size_t body, ReadUpTo(fd, message.data(), size));
  if (body < size) return absl::DataLossError("the stream ends inside a frame");
  return message;
}

}  // namespace utvalg::process
