// SPDX-License-Identifier: Apache-2.0
#include "common/base/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace utvalg {

bool IsValidUtf8(std::string_view text) {
  int32_t i = 0;
  const auto size = static_cast<int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  while (i < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::string CleanUtf8(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  // fromUTF8 replaces invalid sequences by U+FFFD.
  icu::UnicodeString in = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString out = nfc->normalize(in, error);
  std::string result;
  (U_SUCCESS(error) ? out : in).toUTF8String(result);
  return result;
}

std::string FoldCase(std::string_view text) {
  std::string ascii(text);
  bool plain = true;
  for (char& c : ascii) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      plain = false;
      break;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  if (plain) return ascii;
  icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  folded.foldCase();
  std::string result;
  folded.toUTF8String(result);
  return result;
}

size_t CodePoints(std::string_view text) {
  size_t count = 0;
  for (unsigned char byte : text) count += (byte & 0xC0) != 0x80;
  return count;
}

char32_t NextCodePoint(std::string_view text, size_t* index) {
  auto i = static_cast<int32_t>(*index);
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), c);
  if (c < 0) {
    *index += 1;
    return 0xFFFD;
  }
  *index = static_cast<size_t>(i);
  return static_cast<char32_t>(c);
}

void AppendCodePoint(char32_t code_point, std::string* out) {
  char buffer[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(code_point));
  out->append(buffer, static_cast<size_t>(length));
}

// Most characters are ASCII, and ICU is a call away.
bool IsLetter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
  return u_isalpha(static_cast<UChar32>(c));
}
bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z';
  return u_isupper(static_cast<UChar32>(c));
}
bool IsLower(char32_t c) {
  if (c < 0x80) return c >= U'a' && c <= U'z';
  return u_islower(static_cast<UChar32>(c));
}
bool IsDigit(char32_t c) {
  if (c < 0x80) return c >= U'0' && c <= U'9';
  return u_isdigit(static_cast<UChar32>(c));
}
bool IsSpace(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= U'\t' && c <= U'\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

}  // namespace utvalg
