// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/decode_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

constexpr std::array<char16_t, 32> kCp1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

constexpr size_t kSample = 4096;

std::string DecodeUtf16(std::string_view bytes, bool big_endian) {
  std::string result;
  const auto unit = [&](size_t i) -> char32_t {
    const auto a = static_cast<uint8_t>(bytes[i]), b = static_cast<uint8_t>(bytes[i + 1]);
    return big_endian ? a << 8 | b : b << 8 | a;
  };
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    AppendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, &result);
  }
  return result;
}

enum class Utf16 { kNo, kLittle, kBig };

// Latin text in UTF-16 has a zero in every second byte.
Utf16 GuessUtf16(std::string_view bytes) {
  const size_t size = std::min(bytes.size(), kSample) & ~size_t{1};
  if (size < 8) return Utf16::kNo;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < size; i += 2) {
    even += bytes[i] == 0;
    odd += bytes[i + 1] == 0;
  }
  const size_t units = size / 2;
  if (odd * 10 > units * 7 && even * 10 < units) return Utf16::kLittle;
  if (even * 10 > units * 7 && odd * 10 < units) return Utf16::kBig;
  return Utf16::kNo;
}

}  // namespace

char32_t DecodeCp1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kCp1252[byte - 0x80] : byte;
}

std::string DecodeText(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return DecodeUtf16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return DecodeUtf16(bytes.substr(2), true);
  const Utf16 guess = GuessUtf16(bytes);
  if (guess != Utf16::kNo) return DecodeUtf16(bytes, guess == Utf16::kBig);
  if (IsValidUtf8(bytes)) return std::string(bytes);
  std::string result;
  result.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) AppendCodePoint(DecodeCp1252(static_cast<uint8_t>(c)), &result);
  return result;
}

bool LooksLikeText(std::string_view bytes) {
  if (bytes.size() > kSample) {
    // Cut between characters, lest good UTF-8 look bad.
    size_t end = kSample;
    while (end > kSample - 4 && (static_cast<uint8_t>(bytes[end]) & 0xC0) == 0x80) --end;
    bytes = bytes.substr(0, end);
  }
  const std::string text = DecodeText(bytes);
  size_t controls = 0, count = 0;
  for (size_t i = 0; i < text.size(); ++count) {
    const char32_t c = NextCodePoint(text, &i);
    controls += (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B) ||
                (c >= 0x7F && c < 0xA0);
  }
  return count > 0 && controls * 100 <= count;
}

}  // namespace utvalg::extract
