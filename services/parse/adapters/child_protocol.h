// SPDX-License-Identifier: Apache-2.0
//
// What parse and its utvalg-extract children agree on beside the messages: both ends include this
// header.
//
// A child has one socket as its standard input and output. It sends kHello as its first frame once
// it is locked in, then answers each ExtractRequest frame with one ExtractResponse frame, and ends
// when the socket does.
#pragma once

#include <cstddef>
#include <string_view>

namespace utvalg::parse {

inline constexpr std::string_view kHello = "utvalg-extract 1";

inline constexpr size_t kMaxDocumentBytes = 10u << 20;
inline constexpr size_t kMaxRequestBytes = kMaxDocumentBytes + 1024;
inline constexpr size_t kMaxResponseBytes = 64u << 20;

// Exit codes of a child. Anything else but 0, and any signal, is a crash.
inline constexpr int kExitOutOfMemory = 86;
inline constexpr int kExitNoSandbox = 87;
inline constexpr int kExitBadRequest = 88;

// What poppler's allocator says on standard error before it aborts.
inline constexpr std::string_view kOutOfMemoryWords = "Out of memory";

}  // namespace utvalg::parse
