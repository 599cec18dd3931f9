// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/text_shape.h"

#include <array>
#include <utility>

#include "common/base/utf8.h"

namespace utvalg::parse {
namespace {

bool IsSpaceByte(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsTrimmed(char32_t c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case 0xA0:
    case ',':
    case ';':
    case ':':
    case '-':
    case '/':
    case '\\':
    case '*':
    case '_':
    case '~':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return true;
    default:
      return IsSeparatorGlyph(c) || IsBulletGlyph(c);
  }
}

}  // namespace

bool IsBulletGlyph(char32_t c) {
  if (c >= 0xE000 && c <= 0xF8FF)
    return true;  // Symbol and Wingdings bullets live in the private use area.
  if (c >= 0x25A0 && c <= 0x25FF) return true;  // Geometric shapes.
  if (c >= 0x2794 && c <= 0x27BF) return true;  // Dingbat arrows.
  switch (c) {
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0x204C:
    case 0x204D:
    case 0x2219:
    case 0x00B7:
    case 0x22C4:
    case 0x22C6:
    case 0x2217:
    case 0x2192:
    case 0x2713:
    case 0x2714:
    case 0x2605:
    case 0x2606:
    case 0x2726:
    case 0x2727:
    case 0x276F:
    case 0x203A:
    case 0x00BB:
    case 0x29BF:
    case 0x2B25:
    case 0x2B29:
    case 0x2751:
    case 0x2752:
    case 0x2756:
    case 0x274F:
    case 0x27A2:
    case 0x30FB:
    case 0xFFED:
    case 0x0095:
      return true;
    default:
      return false;
  }
}

bool IsSeparatorGlyph(char32_t c) {
  switch (c) {
    case '|':
    case 0x2022:
    case 0x00B7:
    case 0x2219:
    case 0x22C5:
    case 0x2502:
    case 0x2758:
    case 0x00A6:
    case 0x25CF:
    case 0x2027:
    case 0x30FB:
    case 0x25C6:
    case 0x2666:
    case 0x2014:
      return true;
    default:
      return false;
  }
}

size_t BulletPrefix(std::string_view text) {
  size_t start = 0;
  while (start < text.size() && IsSpaceByte(text[start])) ++start;
  size_t at = start;
  if (at >= text.size()) return 0;
  const char32_t first = NextCodePoint(text, &at);
  size_t after = at;
  while (after < text.size() && IsSpaceByte(text[after])) ++after;
  const bool spaced = after > at;
  if (IsBulletGlyph(first)) return after < text.size() ? after : 0;
  const bool soft = first == '-' || first == '*' || first == '+' || first == 'o' || first == 0xA7 ||
                    first == '>' || first == 0x2013 || first == 0x2014 || first == 0x2012 ||
                    first == 0x2212 || first == 0x2010;
  if (soft && spaced && after < text.size()) return after;
  return 0;
}

std::string CollapseSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const char32_t c = NextCodePoint(text, &i);
    if (c < 0x20 || IsSpace(c)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out.append(text.substr(begin, i - begin));
  }
  return out;
}

std::string_view TrimSpace(std::string_view text) {
  while (!text.empty() && IsSpaceByte(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpaceByte(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view TrimSeparators(std::string_view text) {
  while (!text.empty()) {
    size_t next = 0;
    if (!IsTrimmed(NextCodePoint(text, &next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty()) {
    size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    size_t at = start;
    if (!IsTrimmed(NextCodePoint(text, &at))) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = IsSpaceByte(c);
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

bool HasLetter(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsLetter(NextCodePoint(text, &i))) return true;
  }
  return false;
}

bool HasDigit(std::string_view text) {
  for (const char c : text) {
    if (c >= '0' && c <= '9') return true;
  }
  return false;
}

bool IsAllCaps(std::string_view text) {
  bool upper = false;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsLower(c)) return false;
    upper = upper || IsUpper(c);
  }
  return upper;
}

bool StartsLower(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsLetter(c)) return IsLower(c);
    if (IsDigit(c)) return false;
  }
  return false;
}

bool StartsUpper(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsLetter(c)) return IsUpper(c);
    if (IsDigit(c)) return false;
  }
  return false;
}

bool EndsSentence(std::string_view text) {
  text = TrimSpace(text);
  if (text.empty()) return false;
  const char last = text.back();
  if (last == '!' || last == '?') return true;
  if (last != '.') return false;
  size_t letters = 0;
  for (size_t i = text.size() - 1; i > 0; --i) {
    const unsigned char c = static_cast<unsigned char>(text[i - 1]);
    if (c == ' ' || c == '.' || c == '\t') break;
    ++letters;
  }
  return letters > 3;
}

int TitleCasePercent(std::string_view text) {
  int words = 0, capital = 0;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && IsSpaceByte(text[i])) ++i;
    size_t end = i;
    while (end < text.size() && !IsSpaceByte(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    if (word.size() >= 4 && HasLetter(word)) {
      ++words;
      capital += StartsUpper(word);
    }
    i = end;
  }
  return words == 0 ? 100 : 100 * capital / words;
}

namespace {

// What FoldWords does with an ASCII character: 0 leaves it out, ' ' parts words, others stay as
// given.
constexpr std::array<char, 128> kFoldedAscii = [] {
  std::array<char, 128> table{};
  table.fill(' ');
  for (const char c : {'&', '+', '#'}) table[static_cast<size_t>(c)] = c;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<size_t>(c)] = c;
    table[static_cast<size_t>(c - 'a' + 'A')] = c;
  }
  table['\''] = 0;
  return table;
}();

// Puts words together with one space between them.
class WordJoiner {
 public:
  explicit WordJoiner(size_t expected) { out_.reserve(expected); }
  void Part() { pending_ = !out_.empty(); }
  void Add(std::string_view bytes) {
    if (pending_) out_ += ' ';
    pending_ = false;
    out_ += bytes;
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
  bool pending_ = false;
};

void AddCharacter(char32_t c, std::string_view bytes, WordJoiner* out) {
  if (IsLetter(c) || IsDigit(c)) {
    out->Add(bytes);
  } else if (c != 0x2019) {
    out->Part();
  }
}

// Folds the character at *at, which is not ASCII, and moves behind it.
void FoldCharacter(std::string_view text, size_t* at, WordJoiner* out) {
  const size_t begin = *at;
  const char32_t c = NextCodePoint(text, at);
  const std::string_view bytes = text.substr(begin, *at - begin);
  // Marks of punctuation, and the letters of Latin-1, which make up nearly all text that is not
  // ASCII, need no ICU.
  if (c >= 0x2000 && c < 0x2070) return AddCharacter(c, bytes, out);
  if (c >= 0xE0 && c <= 0xFF && bytes.size() == 2) return AddCharacter(c, bytes, out);
  if (c >= 0xC0 && c < 0xDF && c != 0xD7) {
    const char lower[] = {bytes[0], static_cast<char>(bytes[1] + 0x20)};
    return out->Add({lower, 2});
  }
  const std::string folded = FoldCase(bytes);
  for (size_t i = 0; i < folded.size();) {
    const size_t from = i;
    const char32_t part = NextCodePoint(folded, &i);
    AddCharacter(part, std::string_view(folded).substr(from, i - from), out);
  }
}

}  // namespace

std::string FoldWords(std::string_view text) {
  WordJoiner out(text.size());
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      FoldCharacter(text, &i, &out);
      continue;
    }
    // An apostrophe inside a word joins, a hyphen does not ("master's" -> "masters", "e-post" -> "e
    // post").
    const char folded = kFoldedAscii[static_cast<size_t>(text[i++])];
    if (folded == ' ') {
      out.Part();
    } else if (folded != 0) {
      out.Add({&folded, 1});
    }
  }
  return out.Take();
}

bool ContainsWords(std::string_view text, std::string_view words) {
  if (words.empty()) return false;
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const bool left = at == 0 || text[at - 1] == ' ';
    const size_t end = at + words.size();
    const bool right = end == text.size() || text[end] == ' ';
    if (left && right) return true;
  }
  return false;
}

bool IsDividedWord(std::string_view line, std::string_view next) {
  if (line.size() < 3 || next.empty()) return false;
  size_t hyphen = 0;
  if (line.ends_with("-")) {
    hyphen = 1;
  } else if (line.ends_with("\u00AD")) {
    hyphen = 2;
  } else {
    return false;
  }
  if (!StartsLower(next) || IsDigit(static_cast<unsigned char>(next.front()))) return false;
  std::string_view word = line.substr(0, line.size() - hyphen);
  const size_t space = word.find_last_of(" \t");
  if (space != std::string_view::npos) word.remove_prefix(space + 1);
  // "on- and offline", "IT-avdeling", "full-time" keep theirs.
  if (word.size() < 2 || IsAllCaps(word) || HasDigit(word)) return false;
  static constexpr std::string_view kKept[] = {
      "full", "part", "self", "non",   "co",    "high",  "well", "long", "low", "on", "in",
      "ex",   "pre",  "post", "multi", "cross", "front", "back", "end",  "one", "two"};
  const std::string folded = FoldCase(word);
  for (const std::string_view kept : kKept) {
    if (folded == kept) return false;
  }
  return !next.starts_with("and ") && !next.starts_with("og ") && next != "and" && next != "og";
}

std::string JoinSpacedCapitals(std::string text) {
  if (text.size() < 5 || text.size() % 2 == 0) return text;
  std::string joined;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool letter = text[i] >= 'A' && text[i] <= 'Z';
    if (i % 2 == 0 ? !letter : text[i] != ' ') return text;
    if (letter) joined += text[i];
  }
  return joined;
}

}  // namespace utvalg::parse
