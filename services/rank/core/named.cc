// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/named.h"

#include <algorithm>

#include "common/base/utf8.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/quote.h"

namespace utvalg::rank {
namespace {

using result::v1::Evidence;

constexpr size_t kLeastLetters = 3;
constexpr size_t kMostLines = 3;

// How a word is spelled.
struct Spelling {
  size_t letters = 0;
  bool first_capital = false;
  bool later_mark = false;  // A capital, a digit, + or # behind the first letter.
};

Spelling SpellingOf(std::string_view word) {
  Spelling spelling;
  for (size_t index = 0; index < word.size();) {
    const char32_t code_point = NextCodePoint(word, &index);
    const bool capital = IsUpper(code_point);
    if (spelling.letters++ == 0) {
      spelling.first_capital = capital;
    } else {
      spelling.later_mark |=
          capital || IsDigit(code_point) || code_point == '+' || code_point == '#';
    }
  }
  return spelling;
}

bool BeginsSentence(std::string_view text, size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '(')) --at;
  return at == 0 || text[at - 1] == '.' || text[at - 1] == ':' || text[at - 1] == '\n' ||
         text[at - 1] == '-';
}

bool Answers(job::v1::CriterionKind kind) {
  switch (kind) {
    case job::v1::CRITERION_KIND_SKILL:
    case job::v1::CRITERION_KIND_EXPERIENCE:
    case job::v1::CRITERION_KIND_CERTIFICATE:
    case job::v1::CRITERION_KIND_FREE_TEXT:
      return true;
    default:
      return false;
  }
}

bool Holds(const std::vector<std::string>& names, const std::string& folded) {
  return std::find(names.begin(), names.end(), folded) != names.end();
}

}  // namespace

Names NamesIn(std::string_view text) {
  const std::vector<Word> words = SplitWords(text);
  Names names;
  size_t content = 0;
  size_t marked = 0;
  size_t capitals = 0;
  for (const Word& word : words) {
    const Spelling spelling = SpellingOf(text.substr(word.begin, word.end - word.begin));
    marked += spelling.later_mark ? 1 : 0;
    if (!IsContentWord(word.folded)) continue;
    ++content;
    capitals += spelling.first_capital ? 1 : 0;
    const bool sign = word.folded.find_first_of("+#") != std::string::npos;
    if (spelling.letters < kLeastLetters && !sign) continue;
    if (spelling.later_mark) {
      names.spelled.push_back(word.folded);
    } else if (spelling.first_capital && !BeginsSentence(text, word.begin)) {
      names.capitalised.push_back(word.folded);
    }
  }
  // A line in capitals, or one that Capitalises Its Words, says nothing by it.
  if (words.size() > 2 && 2 * marked > words.size()) names.spelled.clear();
  if (content > 2 && 2 * capitals > content) names.capitalised.clear();
  return names;
}

std::vector<Evidence> FindNamed(const job::v1::Criterion& criterion, const CvView& cv,
                                uint32_t strength) {
  std::vector<Evidence> lines;
  if (!Answers(criterion.kind())) return lines;
  const Names names = NamesIn(criterion.text());
  const auto add = [&](const cv::v1::Span& mention, cv::v1::SectionKind section) {
    const cv::v1::Span line = LineAround(cv.text(), mention);
    const bool known = std::any_of(lines.begin(), lines.end(), [&](const Evidence& e) {
      return e.span().begin() == line.begin();
    });
    if (known || line.begin() >= line.end() || lines.size() == kMostLines) return;
    Evidence& evidence = lines.emplace_back();
    *evidence.mutable_span() = line;
    evidence.set_section(section);
    evidence.set_strength(strength);
  };
  if (names.spelled.empty() && names.capitalised.empty()) return lines;
  for (const size_t index : cv.distinct()) {
    const cv::v1::Span& span = cv.passage(index).span();
    const std::string_view text = cv.text().substr(span.begin(), span.end() - span.begin());
    for (const Word& word : SplitWords(text)) {
      if (!Holds(names.spelled, word.folded)) continue;
      cv::v1::Span mention;
      mention.set_begin(span.begin() + static_cast<uint32_t>(word.begin));
      mention.set_end(span.begin() + static_cast<uint32_t>(word.end));
      add(mention, cv.passage(index).section());
    }
  }
  for (const cv::v1::Skill& skill : cv.cv().skills()) {
    const std::vector<Word> words = SplitWords(skill.name());
    if (words.size() != 1 || !Holds(names.capitalised, words.front().folded)) continue;
    for (const cv::v1::Span& mention : skill.spans()) {
      if (IsValidSpan(cv.text(), mention)) add(mention, cv::v1::SECTION_KIND_SKILLS);
    }
  }
  return lines;
}

}  // namespace utvalg::rank
