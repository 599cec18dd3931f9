// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/repeated_pages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace utvalg::parse {
namespace {

using utvalg::extract::v1::Block;
using utvalg::extract::v1::ExtractResponse;
using utvalg::extract::v1::Page;

constexpr size_t kLeastWords = 40;
constexpr size_t kMostAtEnds = 4;
// A line that stands in a document more often is compared with its first places only.
constexpr size_t kMostPlaces = 8;
constexpr uint64_t kFnvBasis = 0xcbf29ce484222325;
constexpr uint64_t kFnvPrime = 0x100000001b3;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Words, their hash and whether a year is among them; grows span by span.
struct Content {
  uint64_t hash = kFnvBasis;
  size_t words = 0;
  bool year = false;

  void Add(std::string_view text) {
    size_t digits = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (IsBlank(text[i])) {
        in_word_ = false;
        continue;
      }
      if (!in_word_) {
        ++words;
        hash = (hash ^ ' ') * kFnvPrime;
      }
      in_word_ = true;
      hash = (hash ^ static_cast<unsigned char>(text[i])) * kFnvPrime;
      digits = IsDigit(text[i]) ? digits + 1 : 0;
      const bool ends = i + 1 == text.size() || !IsDigit(text[i + 1]);
      if (digits == 4 && ends) {
        const std::string_view century = text.substr(i - 3, 2);
        year = year || century == "19" || century == "20";
      }
    }
  }

 private:
  bool in_word_ = false;
};

std::vector<uint64_t> WordsOf(const Page& page) {
  std::vector<uint64_t> words;
  for (const auto& word : page.words()) {
    if (word.hidden() != utvalg::extract::v1::HIDDEN_UNSPECIFIED) continue;
    Content content;
    content.Add(word.text());
    words.push_back(content.hash);
  }
  return words;
}

// Whether the two differ in nothing but the few words at one end.
bool SayTheSame(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.size() < kLeastWords || b.size() < kLeastWords) return false;
  const size_t shorter = std::min(a.size(), b.size());
  const size_t longer = std::max(a.size(), b.size());
  const auto front = static_cast<size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<ptrdiff_t>(shorter), b.begin()).first -
      a.begin());
  size_t back = 0;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  return front + kMostAtEnds >= longer || back + kMostAtEnds >= longer;
}

struct Line {
  size_t block = 0;
  Content content;
};

std::vector<Line> LinesOf(const ExtractResponse& response) {
  std::vector<Line> lines;
  for (int i = 0; i < response.blocks_size(); ++i) {
    Line line{static_cast<size_t>(i), {}};
    for (const auto& span : response.blocks(i).spans()) {
      if (span.hidden() == utvalg::extract::v1::HIDDEN_UNSPECIFIED) line.content.Add(span.text());
    }
    if (line.content.words > 0) lines.push_back(line);
  }
  return lines;
}

struct Run {
  size_t lines = 0;
  size_t words = 0;
  bool drop = false;
};

// What the lines from `at` on repeat of those from `earlier` on.
Run RunFrom(const std::vector<Line>& lines, size_t earlier, size_t at) {
  Run run;
  bool telling = earlier == 0;
  while (at + run.lines < lines.size() && earlier + run.lines < at &&
         lines[earlier + run.lines].content.hash == lines[at + run.lines].content.hash) {
    const Content& content = lines[at + run.lines].content;
    run.words += content.words;
    telling = telling || content.year;
    ++run.lines;
  }
  run.drop = telling && run.words >= kLeastWords;
  return run;
}

}  // namespace

std::vector<bool> RepeatedPages(const ExtractResponse& response) {
  std::vector<bool> repeated(static_cast<size_t>(response.pages_size()), false);
  std::vector<std::vector<uint64_t>> known;
  for (int i = 0; i < response.pages_size(); ++i) {
    std::vector<uint64_t> words = WordsOf(response.pages(i));
    repeated[static_cast<size_t>(i)] = std::any_of(
        known.begin(), known.end(), [&](const auto& other) { return SayTheSame(words, other); });
    if (!repeated[static_cast<size_t>(i)]) known.push_back(std::move(words));
  }
  return repeated;
}

std::vector<bool> RepeatedBlocks(const ExtractResponse& response) {
  std::vector<bool> repeated(static_cast<size_t>(response.blocks_size()), false);
  const std::vector<Line> lines = LinesOf(response);
  std::unordered_map<uint64_t, std::vector<size_t>> places;
  for (size_t at = 0; at < lines.size();) {
    Run longest;
    for (const size_t earlier : places[lines[at].content.hash]) {
      const Run run = RunFrom(lines, earlier, at);
      if (run.drop > longest.drop || (run.drop == longest.drop && run.lines > longest.lines))
        longest = run;
    }
    // Nothing inside a long run that stays is worth a second look.
    const size_t end = at + (longest.words >= kLeastWords ? longest.lines : 1);
    for (; at < end; ++at) {
      repeated[lines[at].block] = longest.drop;
      std::vector<size_t>& own = places[lines[at].content.hash];
      if (!longest.drop && own.size() < kMostPlaces) own.push_back(at);
    }
  }
  return repeated;
}

}  // namespace utvalg::parse
