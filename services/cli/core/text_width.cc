// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/text_width.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "common/base/utf8.h"

namespace utvalg::cli {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr char32_t kReplacement = 0xFFFD;

size_t WidthOf(char32_t code_point) {
  switch (u_charType(static_cast<UChar32>(code_point))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Characters that would move the cursor, switch colours or turn the direction of the line.
bool SteersTerminal(char32_t code_point) {
  const auto type = u_charType(static_cast<UChar32>(code_point));
  if (type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR)
    return true;
  return (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0x200E ||
         code_point == 0x200F;
}

bool IsBlank(char32_t code_point) { return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0; }

// Bytes of the longest prefix that fits into width columns; always whole code points.
size_t FittingPrefix(std::string_view text, size_t width) {
  size_t used = 0;
  size_t index = 0;
  while (index < text.size()) {
    size_t next = index;
    const size_t columns = WidthOf(NextCodePoint(text, &next));
    if (used + columns > width) break;
    used += columns;
    index = next;
  }
  return index;
}

// As FittingPrefix, but ending behind a joint of the word (a path, a double name) where there is
// one late enough.
size_t FittingPart(std::string_view word, size_t width) {
  const size_t most = FittingPrefix(word, width);
  const size_t joint = word.substr(0, most).find_last_of("/-_.");
  return joint == std::string_view::npos || joint + 1 < most / 2 ? most : joint + 1;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  bool pending_space = false;
  for (size_t index = 0; index < text.size();) {
    const char32_t code_point = NextCodePoint(text, &index);
    if (IsBlank(code_point)) {
      pending_space = !out.empty();
      continue;
    }
    if (pending_space) out.push_back(' ');
    pending_space = false;
    AppendCodePoint(SteersTerminal(code_point) ? kReplacement : code_point, &out);
  }
  return out;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t index = 0; index < text.size();) width += WidthOf(NextCodePoint(text, &index));
  return width;
}

std::string Truncate(std::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return "";
  std::string_view kept = text.substr(0, FittingPrefix(text, width - 1));
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return std::string(kept).append(kEllipsis);
}

std::vector<std::string> Wrap(std::string_view text, size_t width, size_t max_lines) {
  width = std::max<size_t>(width, 2);
  std::vector<std::string> lines(1);
  for (std::string_view word : Words(text)) {
    const size_t used = DisplayWidth(lines.back());
    if (used > 0 && used + 1 + DisplayWidth(word) <= width) {
      lines.back().append(" ").append(word);
      continue;
    }
    if (used > 0) lines.emplace_back();
    while (DisplayWidth(word) > width) {
      const size_t bytes = FittingPart(word, width);
      lines.back() = std::string(word.substr(0, bytes));
      lines.emplace_back();
      word.remove_prefix(bytes);
    }
    lines.back() = std::string(word);
  }
  if (max_lines > 0 && lines.size() > max_lines) {
    lines.resize(max_lines);
    std::string& last = lines.back();
    last = DisplayWidth(last) < width ? last.append(kEllipsis) : Truncate(last.append(" "), width);
  }
  return lines;
}

}  // namespace utvalg::cli
