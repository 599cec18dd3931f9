// SPDX-License-Identifier: Apache-2.0
//
// The few things we need of UTF-8, with ICU behind them. Stateless, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace utvalg {

bool IsValidUtf8(std::string_view text);
// Invalid sequences become U+FFFD; the result is in normal form C.
std::string CleanUtf8(std::string_view text);
// Case folded (locale independent) for comparing, not for showing.
std::string FoldCase(std::string_view text);
// Number of code points; text must be valid.
size_t CodePoints(std::string_view text);
// Decodes the code point at *index and moves *index behind it. U+FFFD on an invalid byte (moves by
// one).
char32_t NextCodePoint(std::string_view text, size_t* index);
void AppendCodePoint(char32_t code_point, std::string* out);
bool IsLetter(char32_t code_point);
bool IsUpper(char32_t code_point);
bool IsLower(char32_t code_point);
bool IsDigit(char32_t code_point);
bool IsSpace(char32_t code_point);

}  // namespace utvalg
