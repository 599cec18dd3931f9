// SPDX-License-Identifier: Apache-2.0
//
// Quotes from blind text: cutting a stretch to a readable line, and showing a span with its
// offsets. Used by scoring, explanation and search. Stateless, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

// A quote is at most this many bytes.
inline constexpr size_t kMaxQuoteBytes = 300;

// Whether the span lies in the text, on character boundaries, and is not empty.
bool IsValidSpan(std::string_view text, const utvalg::cv::v1::Span& span);

// The words of a text that quotes are chosen by: folded, cut to their first letters so that
// inflected forms meet.
std::unordered_set<std::string> QuoteWords(std::string_view text);

// Finds the line of a stretch that fits best. Remembers the words of what it has looked at. One
// thread; the text must outlive it.
class LineFinder {
 public:
  explicit LineFinder(std::string_view text) : text_(text) {}

  // The line or sentence of `within` that shares the most words with `wanted`, the first of equals;
  // where none shares any, the first that tells something. Cut to kMaxQuoteBytes. `within` must be
  // valid.
  utvalg::cv::v1::Span Best(const utvalg::cv::v1::Span& within,
                            const std::unordered_set<std::string>& wanted);

 private:
  struct Line {
    size_t begin = 0;
    size_t end = 0;
    size_t length = 0;                      // In words, small ones and all.
    std::unordered_set<std::string> words;  // QuoteWords.
  };
  const std::vector<Line>& LinesOf(const utvalg::cv::v1::Span& within);

  std::string_view text_;
  std::map<std::pair<uint32_t, uint32_t>, std::vector<Line>> lines_;
};

// The first line of `within` that tells something: three words or more beside placeholders such as
// [NAME]; the one with most words where none has three. Cut to kMaxQuoteBytes. `within` must be
// valid.
utvalg::cv::v1::Span TellingLine(std::string_view text, const utvalg::cv::v1::Span& within);

// The first line of `within`, cut to kMaxQuoteBytes. `within` must be valid.
utvalg::cv::v1::Span FirstLine(std::string_view text, const utvalg::cv::v1::Span& within);

// The line around `mention`, no more than kMaxQuoteBytes and not beyond `within`. Both must be
// valid.
utvalg::cv::v1::Span LineAround(std::string_view text, const utvalg::cv::v1::Span& mention);

// FailedPrecondition: the span is not of this text.
absl::StatusOr<utvalg::rank::v1::Quote> MakeQuote(const utvalg::cv::v1::Cv& cv,
                                                  const utvalg::result::v1::Evidence& evidence);

}  // namespace utvalg::rank
