// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/text_cut.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace utvalg::embed {
namespace {

using Range = std::pair<size_t, size_t>;

// What parse writes for what it redacts.
constexpr std::string_view kPlaceholders[] = {
    "NAME",     "EMAIL",     "PHONE",  "ADDRESS",     "LINK",        "BIRTH_DATE",
    "AGE",      "ID_NUMBER", "SEX",    "NATIONALITY", "FAMILY",      "RELIGION",
    "POLITICS", "UNION",     "HEALTH", "REFERENCE",   "BANK_ACCOUNT"};

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Range Trimmed(std::string_view text, size_t begin, size_t end) {
  while (begin < end && IsBlank(text[begin])) ++begin;
  while (end > begin && IsBlank(text[end - 1])) --end;
  return {begin, end};
}

bool EndsSentence(std::string_view text, size_t i) {
  const char c = text[i];
  if (c != '.' && c != '!' && c != '?' && c != ';') return false;
  return i + 1 < text.size() && IsBlank(text[i + 1]);
}

// Ends of the pieces of [begin, end) that must not be larger than `limit`, by the coarsest means
// that will do.
void CutLine(std::string_view text, Range line, size_t limit, std::vector<Range>* atoms) {
  size_t begin = line.first;
  while (line.second - begin > limit) {
    size_t sentence = 0;
    size_t word = 0;
    for (size_t i = begin; i < begin + limit; ++i) {
      if (EndsSentence(text, i)) sentence = i + 1;
      if (IsBlank(text[i])) word = i;
    }
    // A sentence that ends early would leave crumbs.
    size_t cut = sentence > begin + limit / 3 ? sentence : word;
    if (cut <= begin) {
      cut = begin + limit;
      while ((text[cut] & 0xC0) == 0x80) --cut;
    }
    atoms->push_back(Trimmed(text, begin, cut));
    begin = Trimmed(text, cut, line.second).first;
  }
  if (begin < line.second) atoms->push_back({begin, line.second});
}

}  // namespace

std::vector<Range> CutText(std::string_view text, size_t limit) {
  std::vector<Range> atoms;
  for (size_t begin = 0; begin < text.size();) {
    const size_t newline = std::min(text.find('\n', begin), text.size());
    const Range line = Trimmed(text, begin, newline);
    if (line.first < line.second) CutLine(text, line, limit, &atoms);
    begin = newline + 1;
  }
  std::vector<Range> pieces;
  for (const Range& atom : atoms) {
    if (!pieces.empty() && atom.second - pieces.back().first <= limit) {
      pieces.back().second = atom.second;
    } else {
      pieces.push_back(atom);
    }
  }
  return pieces;
}

std::string WithoutPlaceholders(std::string_view text) {
  std::string result;
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const size_t close = text[i] == '[' ? text.find(']', i) : std::string_view::npos;
    if (close != std::string_view::npos &&
        std::ranges::find(kPlaceholders, text.substr(i + 1, close - i - 1)) !=
            std::end(kPlaceholders)) {
      blank = true;
      i = close + 1;
    } else if (IsBlank(text[i])) {
      blank = true;
      ++i;
    } else {
      if (blank && !result.empty()) result += ' ';
      blank = false;
      result += text[i++];
    }
  }
  return result;
}

bool HasWords(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsLetter(c) || IsDigit(c)) return true;
  }
  return false;
}

}  // namespace utvalg::embed
