// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/font_face.h"

#include <algorithm>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

constexpr int kFixedPitch = 1 << 0;
constexpr int kItalic = 1 << 6;
constexpr int kForceBold = 1 << 18;
constexpr size_t kMaxName = 100;

bool ContainsAny(const std::string& name, std::initializer_list<const char*> words) {
  for (const char* word : words)
    if (Contains(name, word)) return true;
  return false;
}

// Names of the Computer Modern family and its heirs: CMBX10, SFBX1200, CMTI10, CMSSBX10.
bool IsTexName(const std::string& name, std::initializer_list<const char*> shapes) {
  for (const char* family : {"cm", "sf", "ec", "lm", "la", "rm"}) {
    if (!name.starts_with(family)) continue;
    for (const char* shape : shapes) {
      const size_t at = name.find(shape, 2);
      if (at != std::string::npos && at <= 4 && name.size() > at + 2 && IsAsciiDigit(name.back()))
        return true;
    }
  }
  return false;
}

}  // namespace

// What a program may have written as a name, as one line of text of bounded length.
std::string CleanName(const std::string& name) {
  std::string clean = CleanUtf8(name.substr(0, kMaxName));
  std::erase_if(clean, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
  // What stands for a broken byte is longer than one.
  size_t size = std::min(clean.size(), kMaxName);
  while (size < clean.size() && (clean[size] & 0xC0) == 0x80) --size;
  clean.resize(size);
  return clean;
}

FontFace DescribeFont(const std::string& name, int flags, int weight) {
  FontFace face;
  face.name = CleanName(name);
  const std::string lower = Lower(face.name);
  face.bold = (flags & kForceBold) != 0 || weight >= 6 ||
              ContainsAny(lower, {"bold", "black", "heavy", "semibd", "demi", "-bd", "extrabd"}) ||
              IsTexName(lower, {"bx", "bi", "b1"});
  face.italic = (flags & kItalic) != 0 ||
                ContainsAny(lower, {"italic", "oblique", "slanted", "-it", "kursiv"}) ||
                IsTexName(lower, {"ti", "sl", "it"});
  face.monospace = (flags & kFixedPitch) != 0 ||
                   ContainsAny(lower, {"mono", "courier", "consol", "typewriter", "inconsolata"}) ||
                   IsTexName(lower, {"tt"});
  return face;
}

}  // namespace utvalg::extract
