// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes of unknown encoding to UTF-8. Stateless.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::extract {

// By byte order mark, else UTF-16 by its zero bytes, else UTF-8 when valid, else Windows-1252
// (which holds Latin-1).
std::string DecodeText(std::string_view bytes);

// One byte of Windows-1252.
char32_t DecodeCp1252(unsigned char byte);

// False for programs, archives and other bytes that are no text in any encoding DecodeText knows.
bool LooksLikeText(std::string_view bytes);

}  // namespace utvalg::extract
