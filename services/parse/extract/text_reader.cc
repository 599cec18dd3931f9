// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/text_reader.h"

#include <algorithm>
#include <compare>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/markdown_inline.h"

namespace utvalg::extract {
namespace {

using std::string_view;

constexpr size_t kMinSentence = 55;  // Code points.
constexpr size_t kMinWrap = 50;      // Code points. Narrower text is not wrapped prose.
constexpr size_t kMaxWrap = 120;     // Wider lines were not wrapped by the writer.
constexpr size_t kMinWords = 6;      // Of a line of running text.
constexpr size_t kRagged = 12;       // Code points that a full line may leave free.
constexpr long kFull = 4;            // Full lines that show a width.
constexpr size_t kTabFrom = 3;       // Spaces that make a column.

// Length of a bullet and the white after it, 0 if there is none.
size_t BulletLength(string_view line) {
  static constexpr string_view kBullets[] = {"-", "*", "+", "•", "·", "▪", "‣",
                                             "◦", "–", "●", "○", "■", "►", "o"};
  for (const string_view bullet : kBullets) {
    if (!line.starts_with(bullet)) continue;
    size_t end = bullet.size();
    const bool glued =
        bullet.size() > 1 && bullet != "–";  // "•Java" is a bullet, "-Java" may not be.
    if (end < line.size() && line[end] != ' ' && line[end] != '\t' && !glued) continue;
    while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
    return end < line.size() ? end : 0;
  }
  return 0;
}

// "====" or "----" alone on a line.
bool IsUnderline(string_view line) {
  line = Strip(line);
  return line.size() >= 3 && line.find_first_not_of(line[0]) == string_view::npos &&
         string_view("=-_*~#").find(line[0]) != string_view::npos;
}

// "SKILLS ------------" to "SKILLS"; "" when no rule follows the text.
string_view WithoutRule(string_view line) {
  const char c = line.empty() ? ' ' : line.back();
  if (string_view("-=_~*").find(c) == string_view::npos) return {};
  const size_t end = line.find_last_not_of(c);
  if (end == string_view::npos || line.size() - end < 6 || CodePoints(line.substr(0, end)) > 60)
    return {};
  return Strip(line.substr(0, end + 1));
}

int HashLevel(string_view line) {
  const size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  return hashes >= 1 && hashes <= 6 && hashes < line.size() && line[hashes] == ' '
             ? static_cast<int>(hashes)
             : 0;
}

string_view WithoutHashes(string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
  line = Strip(line);
  while (line.ends_with("#")) line.remove_suffix(1);
  return Strip(line);
}

bool IsYearAt(string_view line, size_t at) {
  if (at + 4 > line.size() || (line.substr(at, 2) != "19" && line.substr(at, 2) != "20"))
    return false;
  const auto digit = [&](size_t i) { return i < line.size() && IsAsciiDigit(line[i]); };
  return digit(at + 2) && digit(at + 3) && !digit(at + 4) && (at == 0 || !digit(at - 1));
}

bool HoldsYear(string_view line) {
  for (size_t i = 0; i + 4 <= line.size(); ++i) {
    if (IsYearAt(line, i)) return true;
  }
  return false;
}

// "..., 2011 - 2014" or "..., mars 2019 - d.d.": the end of an entry, not of a wrapped line.
bool EndsInYear(string_view line) {
  if (line.ends_with(")")) line.remove_suffix(1);
  return (line.size() >= 4 && IsYearAt(line, line.size() - 4)) || line.ends_with("d.d.");
}

// "08/2012 - 06/2015 ...", "2012 – 2015 ...", "01.02.2012: ...": the beginning of an entry. A bare
// year may also be the rest of a sentence.
bool BeginsDated(string_view line) {
  size_t at = 0;
  while (at < line.size() && !IsYearAt(line, at)) {
    const size_t digits = at;
    while (at < line.size() && at - digits < 2 && IsAsciiDigit(line[at])) ++at;
    if (at == digits || at == line.size() || string_view("./-").find(line[at]) == string_view::npos)
      return false;
    ++at;
  }
  if (at >= line.size()) return false;
  if (at > 0) return true;
  const string_view behind = StripLeft(line.substr(4));
  return behind.starts_with("-") || behind.starts_with("–") || behind.starts_with("—") ||
         behind.starts_with(":") || IsYearAt(behind, 0);
}

bool EndsSentence(string_view line) {
  return !line.empty() && string_view(".!?").find(line.back()) != string_view::npos;
}

// "Year: 2013", "Job title: Fitter".
bool BeginsWithLabel(string_view line) {
  const size_t colon = line.find(": ");
  return colon != string_view::npos && colon > 0 && colon <= 30 &&
         line.substr(0, colon).find_first_of(".,;") == string_view::npos &&
         std::count(line.begin(), line.begin() + static_cast<long>(colon), ' ') <= 2;
}

// Enough words in small letters for running text: names, titles and contact details are none, and
// how long they are tells nothing of the width.
bool IsProse(string_view line) {
  size_t words = 0, small = 0;
  for (size_t at = line.find_first_not_of(' '); at < line.size();) {
    const size_t end = std::min(line.find(' ', at), line.size());
    size_t first = at;
    ++words;
    small += IsLower(NextCodePoint(line, &first));
    at = std::min(line.find_first_not_of(' ', end), line.size());
  }
  return words >= kMinWords && 3 * small >= words;
}

size_t Indent(string_view line) {
  size_t columns = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') break;
    columns += c == '\t' ? 4 : 1;
  }
  return columns;
}

std::string WithTabs(string_view line) {
  std::string result;
  for (size_t i = 0; i < line.size();) {
    const size_t end = std::min(line.find_first_not_of(' ', i), line.size());
    if (end - i >= kTabFrom && i > 0) {
      result.push_back('\t');
      i = end;
    } else {
      result.push_back(line[i++]);
    }
  }
  return result;
}

// Line feeds alone; form feeds and vertical tabs count as line ends too.
std::string UnixLines(string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    result.push_back(c == '\r' || c == '\f' || c == '\v' ? '\n' : c);
  }
  return result;
}

// Some programs flatten a page to one line, two spaces for the end of a line and more for a gap:
// lines as long as no writer's get their ends back.
std::string Unflattened(string_view text) {
  constexpr size_t kFlattened = 600;  // Bytes.
  constexpr size_t kMinEnds = 6;
  std::string result;
  for (const string_view line : Split(text, '\n')) {
    if (!result.empty() || line.data() != text.data()) result.push_back('\n');
    size_t ends = 0;
    for (size_t i = line.find("  "); i != string_view::npos; i = line.find("  ", i)) {
      ++ends;
      i = std::min(line.find_first_not_of(' ', i), line.size());
    }
    if (line.size() < kFlattened || ends < kMinEnds) {
      result += line;
      continue;
    }
    for (size_t i = 0; i < line.size();) {
      const size_t end = std::min(line.find_first_not_of(' ', i), line.size());
      if (end - i >= 2) {
        result += end - i >= 4 ? "\n\n" : "\n";
        i = end;
      } else {
        result.push_back(line[i++]);
      }
    }
  }
  return result;
}

class Reader {
 public:
  Reader(string_view text, const Limits& limits, v1::ExtractResponse* response)
      : writer_(limits, response) {
    for (const string_view line : Split(text, '\n')) lines_.push_back(StripRight(line));
    wrap_ = WrapWidth();
    markdown_ = LooksLikeMarkdown();
  }

  void Read() {
    for (at_ = 0; at_ < lines_.size() && !writer_.full(); ++at_) Line();
    EndParagraph();
    writer_.Finish();
  }

 private:
  bool LooksLikeMarkdown() const {
    size_t marks = 0;
    for (const string_view line : lines_)
      marks += HashLevel(line) > 0 || Contains(line, "](") || Contains(line, "**") ||
               line.starts_with("```");
    return marks >= 2;
  }

  struct Length {
    size_t is = 0;
    size_t with_next = 0;  // With the next line's first word.
    auto operator<=>(const Length&) const = default;
  };

  // The column at which this text was wrapped, 0 if it was not: the longest length that others come
  // near, or would pass with one word more. A line that stands there again and again says nothing
  // new of the width.
  size_t WrapWidth() const {
    std::vector<Length> lengths;
    std::unordered_set<string_view> known;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!IsProse(lines_[i]) || !known.insert(lines_[i]).second) continue;
      const size_t length = CodePoints(lines_[i]);
      const string_view next = i + 1 < lines_.size() ? StripLeft(lines_[i + 1]) : string_view();
      const string_view word =
          BulletLength(next) > 0 ? string_view() : next.substr(0, next.find(' '));
      lengths.push_back({length, word.empty() ? length : length + 1 + CodePoints(word)});
    }
    std::sort(lengths.rbegin(), lengths.rend());
    for (size_t i = 0; i < lengths.size() && lengths[i].is >= kMinWrap; ++i) {
      const size_t width = lengths[i].is;
      const auto is_full = [width](const Length& other) {
        return other.is + kRagged >= width || other.with_next > width;
      };
      if (width <= kMaxWrap &&
          std::count_if(lengths.begin() + static_cast<long>(i), lengths.end(), is_full) >= kFull) {
        return width;
      }
    }
    return 0;
  }

  // The next line goes on where this one had no more room.
  bool GoesOn(string_view line, string_view next) const {
    if (next.empty() || Indent(next) > Indent(line) + 3) return false;
    const bool level = Indent(next) == Indent(line);
    next = StripLeft(next);
    if (BulletLength(next) > 0 || HashLevel(next) > 0 || IsUnderline(next)) return false;
    if (Contains(line, "   ") || Contains(line, "\t")) return false;
    if (EndsInYear(line) || BeginsWithLabel(next) || BeginsDated(next) ||
        (EndsSentence(line) && HoldsYear(next)))
      return false;
    const string_view word = next.substr(0, next.find(' '));
    const size_t length = CodePoints(line);
    // A long line whose sentence goes on in small letters was wrapped, however few others were.
    size_t at = 0;
    const bool sentence = length >= kMinSentence && IsLower(NextCodePoint(next, &at)) &&
                          string_view(".:;!?").find(line.back()) == string_view::npos;
    if (sentence && level) return true;
    return length <= wrap_ && length + 1 + CodePoints(word) > wrap_ &&
           (IsProse(line) || line.ends_with(","));
  }

  void Line() {
    const string_view raw = lines_[at_];
    const string_view line = StripLeft(raw);
    const string_view next = at_ + 1 < lines_.size() ? lines_[at_ + 1] : string_view();
    if (line.empty() || IsUnderline(line) || (markdown_ && line.starts_with("```"))) {
      EndParagraph();
      return;
    }
    if (markdown_ && IsTableRow(line)) {
      TableRow(line);
      return;
    }
    table_ = 0;
    if (const int level = HashLevel(line); level > 0) {
      EndParagraph();
      Write(WithoutHashes(line));
      writer_.EndBlock({v1::BLOCK_KIND_HEADING, static_cast<uint32_t>(level)});
      return;
    }
    if (const std::string_view title = WithoutRule(line); !title.empty()) {
      EndParagraph();
      Write(title);
      writer_.EndBlock({v1::BLOCK_KIND_HEADING, 1});
      return;
    }
    if (IsUnderline(next) && !Strip(next).empty() && !writer_.has_open_text() &&
        (next[0] == '=' || (next[0] == '-' && CodePoints(line) <= 60))) {
      Write(line);
      writer_.EndBlock({v1::BLOCK_KIND_HEADING, next[0] == '=' ? 1U : 2U});
      ++at_;
      return;
    }
    if (const size_t bullet = BulletLength(line); bullet > 0) {
      ListItem(raw, line.substr(bullet));
      return;
    }
    Write(line);
    while (at_ + 1 < lines_.size() && GoesOn(lines_[at_], lines_[at_ + 1])) {
      writer_.AddText(" ", {});
      Write(StripLeft(lines_[++at_]));
    }
    writer_.AddText("\n", {});
    open_paragraph_ = true;
  }

  void ListItem(string_view raw, string_view text) {
    EndParagraph();
    Write(text);
    const size_t indent = Indent(raw);
    // A list item's further lines stand under its text or were wrapped.
    while (at_ + 1 < lines_.size()) {
      const string_view next = lines_[at_ + 1];
      const string_view stripped = StripLeft(next);
      if (stripped.empty() || BulletLength(stripped) > 0 || HashLevel(stripped) > 0) break;
      if (Indent(next) <= indent && !GoesOn(lines_[at_], next)) break;
      writer_.AddText(" ", {});
      Write(stripped);
      ++at_;
    }
    writer_.EndBlock(
        {v1::BLOCK_KIND_LIST_ITEM, static_cast<uint32_t>(std::min<size_t>(indent / 2, 8) + 1)});
  }

  static bool IsTableRow(string_view line) {
    return line.size() > 2 && line.front() == '|' && line.back() == '|';
  }

  void TableRow(string_view line) {
    EndParagraph();
    line = line.substr(1, line.size() - 2);
    if (line.find_first_not_of("-: |") == string_view::npos) return;
    if (table_ == 0) {
      table_ = writer_.NewTable();
      row_ = 0;
    }
    uint32_t column = 0;
    for (const string_view cell : Split(line, '|')) {
      Write(Strip(cell));
      writer_.EndBlock({v1::BLOCK_KIND_TABLE_CELL, 0, table_, row_, column++});
    }
    ++row_;
  }

  void Write(string_view line) {
    if (markdown_) {
      WriteMarkdown(line, &writer_);
    } else {
      writer_.AddText(WithTabs(line), {});
    }
  }

  void EndParagraph() {
    if (open_paragraph_) writer_.EndBlock({v1::BLOCK_KIND_PARAGRAPH});
    open_paragraph_ = false;
  }

  BlockWriter writer_;
  std::vector<string_view> lines_;
  size_t at_ = 0;
  size_t wrap_ = 0;
  bool markdown_ = false;
  bool open_paragraph_ = false;
  uint32_t table_ = 0;
  uint32_t row_ = 0;
};

}  // namespace

v1::Failure ReadText(string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  const std::string text = Unflattened(UnixLines(DecodeText(bytes)));
  Reader(text, limits, response).Read();
  return response->blocks_size() == 0 ? v1::FAILURE_EMPTY : v1::FAILURE_UNSPECIFIED;
}

}  // namespace utvalg::extract
