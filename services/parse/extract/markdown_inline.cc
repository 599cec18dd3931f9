// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/markdown_inline.h"

#include <string>

#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

using std::string_view;

bool IsWordByte(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

bool IsPunctuation(char c) { return c > ' ' && c < 0x7F && !IsWordByte(c); }

// "[text](target)" at the start of rest; 0 if there is none.
size_t LinkLength(string_view rest, string_view* text, string_view* target) {
  const size_t middle = rest.find("](");
  const size_t end = middle == string_view::npos ? middle : rest.find(')', middle);
  if (end == string_view::npos || rest.substr(1, middle - 1).find('[') != string_view::npos)
    return 0;
  *text = rest.substr(1, middle - 1);
  *target = rest.substr(middle + 2, end - middle - 2);
  *target = target->substr(0, target->find(' '));
  return end + 1;
}

void Write(string_view line, SpanStyle style, BlockWriter* writer) {
  std::string plain;
  const auto flush = [&] {
    writer->AddText(plain, style);
    plain.clear();
  };
  for (size_t i = 0; i < line.size();) {
    const string_view rest = line.substr(i);
    if (rest[0] == '\\' && rest.size() > 1 && IsPunctuation(rest[1])) {
      plain.push_back(rest[1]);
      i += 2;
    } else if (rest.starts_with("**") || rest.starts_with("__")) {
      flush();
      style.bold = !style.bold;
      i += 2;
    } else if (rest[0] == '*' || (rest[0] == '_' && !(i > 0 && IsWordByte(line[i - 1]) &&
                                                      rest.size() > 1 && IsWordByte(rest[1])))) {
      // An asterisk with white on both sides is one.
      if (rest.size() > 1 && rest[1] == ' ' && !style.italic) {
        plain.push_back(rest[0]);
      } else {
        flush();
        style.italic = !style.italic;
      }
      ++i;
    } else if (rest[0] == '`') {
      ++i;
    } else if (rest[0] == '!' && rest.substr(1).starts_with("[")) {
      ++i;
    } else if (string_view text, target; rest[0] == '[' && LinkLength(rest, &text, &target) > 0) {
      flush();
      SpanStyle link = style;
      link.uri = std::string(target);
      Write(text, link, writer);
      i += LinkLength(rest, &text, &target);
    } else {
      plain.push_back(rest[0]);
      ++i;
    }
  }
  flush();
}

}  // namespace

void WriteMarkdown(string_view line, BlockWriter* writer) { Write(line, {}, writer); }

}  // namespace utvalg::extract
