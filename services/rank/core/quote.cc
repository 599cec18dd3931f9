// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/quote.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using cv::v1::Span;

constexpr size_t kStemLetters = 5;

bool IsBoundary(std::string_view text, size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

Span MakeSpan(size_t begin, size_t end) {
  Span span;
  span.set_begin(static_cast<uint32_t>(begin));
  span.set_end(static_cast<uint32_t>(end));
  return span;
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Without white space at the ends, and cut between words (else characters) to what a quote may
// hold.
Span Tidy(std::string_view text, size_t begin, size_t end) {
  while (begin < end && IsBlank(text[begin])) ++begin;
  while (begin < end && IsBlank(text[end - 1])) --end;
  if (end - begin > kMaxQuoteBytes) {
    size_t cut = begin + kMaxQuoteBytes;
    const size_t space = text.rfind(' ', cut);
    if (space != std::string_view::npos && space > begin + kMaxQuoteBytes / 2) cut = space;
    while (!IsBoundary(text, cut)) --cut;
    end = cut;
    while (begin < end && IsBlank(text[end - 1])) --end;
  }
  return MakeSpan(begin, end);
}

// Lines, and the sentences of lines too long to quote.
std::vector<std::pair<size_t, size_t>> Pieces(std::string_view text, size_t begin, size_t end) {
  std::vector<std::pair<size_t, size_t>> pieces;
  size_t at = begin;
  const auto push = [&](size_t stop) {
    if (Tidy(text, at, stop).begin() < Tidy(text, at, stop).end()) pieces.emplace_back(at, stop);
    at = stop;
  };
  for (size_t i = begin; i < end; ++i) {
    if (text[i] == '\n') {
      push(i);
      at = i + 1;
    } else if ((text[i] == '.' || text[i] == ';' || text[i] == '!') && i + 1 < end &&
               text[i + 1] == ' ' && i - at > 60) {
      push(i + 1);
    }
  }
  push(end);
  return pieces;
}

// Blanks where the parser put a placeholder ("[BIRTH_DATE]"): those are no words of the candidate.
std::string WithoutPlaceholders(std::string_view text) {
  std::string own(text);
  for (size_t begin = own.find('['); begin != std::string::npos; begin = own.find('[', begin + 1)) {
    size_t end = begin + 1;
    while (end < own.size() && ((own[end] >= 'A' && own[end] <= 'Z') || own[end] == '_')) ++end;
    if (end == begin + 1 || end == own.size() || own[end] != ']') continue;
    own.replace(begin, end + 1 - begin, end + 1 - begin, ' ');
  }
  return own;
}

// Of lines that share nothing with what is wanted: the index of the first that tells something.
size_t FirstTelling(const std::vector<size_t>& word_counts) {
  constexpr size_t kTells = 3;
  size_t best = 0;
  for (size_t i = 0; i < word_counts.size(); ++i) {
    if (word_counts[i] >= kTells) return i;
    if (word_counts[i] > word_counts[best]) best = i;
  }
  return best;
}

std::string Stem(const std::string& folded) {
  size_t bytes = 0;
  for (size_t letters = 0; bytes < folded.size() && letters < kStemLetters; ++letters)
    NextCodePoint(folded, &bytes);
  return folded.substr(0, bytes);
}

}  // namespace

bool IsValidSpan(std::string_view text, const Span& span) {
  return span.begin() < span.end() && span.end() <= text.size() && IsBoundary(text, span.begin()) &&
         IsBoundary(text, span.end());
}

std::unordered_set<std::string> QuoteWords(std::string_view text) {
  std::unordered_set<std::string> stems;
  for (const Word& word : SplitWords(text)) {
    if (IsContentWord(word.folded)) stems.insert(Stem(word.folded));
  }
  return stems;
}

const std::vector<LineFinder::Line>& LineFinder::LinesOf(const Span& within) {
  const auto [it, is_new] = lines_.try_emplace({within.begin(), within.end()});
  if (is_new) {
    for (const auto& [begin, end] : Pieces(text_, within.begin(), within.end())) {
      const std::string own = WithoutPlaceholders(text_.substr(begin, end - begin));
      it->second.push_back({begin, end, SplitWords(own).size(), QuoteWords(own)});
    }
  }
  return it->second;
}

Span LineFinder::Best(const Span& within, const std::unordered_set<std::string>& wanted) {
  const std::vector<Line>& lines = LinesOf(within);
  if (lines.empty()) return Tidy(text_, within.begin(), within.end());
  const Line* best = nullptr;
  size_t most = 0;
  std::vector<size_t> word_counts;
  for (const Line& line : lines) {
    size_t shared = 0;
    for (const std::string& word : line.words) shared += wanted.contains(word);
    if (shared > most) {
      best = &line;
      most = shared;
    }
    word_counts.push_back(line.length);
  }
  if (best == nullptr) best = &lines[FirstTelling(word_counts)];
  return Tidy(text_, best->begin, best->end);
}

Span TellingLine(std::string_view text, const Span& within) {
  return LineFinder(text).Best(within, {});
}

Span FirstLine(std::string_view text, const Span& within) {
  const auto pieces = Pieces(text, within.begin(), within.end());
  if (pieces.empty()) return Tidy(text, within.begin(), within.end());
  return Tidy(text, pieces.front().first, pieces.front().second);
}

Span LineAround(std::string_view text, const Span& mention) {
  size_t begin = mention.begin();
  size_t end = mention.end();
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  while (end < text.size() && text[end] != '\n') ++end;
  if (end - begin <= kMaxQuoteBytes) return Tidy(text, begin, end);
  // Too long: the sentence, or what fits around the mention.
  for (const auto& [piece_begin, piece_end] : Pieces(text, begin, end)) {
    if (piece_begin <= mention.begin() && mention.end() <= piece_end &&
        piece_end - piece_begin <= kMaxQuoteBytes) {
      return Tidy(text, piece_begin, piece_end);
    }
  }
  const size_t half = kMaxQuoteBytes / 2;
  begin = std::max(begin, mention.begin() > half ? mention.begin() - half : size_t{0});
  while (begin < mention.begin() && text[begin] != ' ' && begin > 0 && text[begin - 1] != '\n' &&
         text[begin - 1] != ' ') {
    ++begin;
  }
  while (!IsBoundary(text, begin)) ++begin;
  return Tidy(text, begin, end);
}

absl::StatusOr<v1::Quote> MakeQuote(const cv::v1::Cv& cv, const result::v1::Evidence& evidence) {
  const std::string_view text = cv.blind_text();
  const Span& span = evidence.span();
  if (!IsValidSpan(text, span)) {
    return absl::FailedPreconditionError(Cat("evidence at ", span.begin(), "..", span.end(),
                                             " is not of this CV's text of ", text.size(),
                                             " bytes"));
  }
  v1::Quote quote;
  quote.set_text(std::string(text.substr(span.begin(), span.end() - span.begin())));
  *quote.mutable_span() = span;
  quote.set_character_begin(static_cast<uint32_t>(CodePoints(text.substr(0, span.begin()))));
  quote.set_character_end(quote.character_begin() +
                          static_cast<uint32_t>(CodePoints(quote.text())));
  quote.set_section(evidence.section());
  quote.set_strength(evidence.strength());
  return quote;
}

}  // namespace utvalg::rank
