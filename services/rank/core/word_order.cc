// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/word_order.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

enum class Kind : uint8_t { kOther, kArticle, kJoint, kPreposition, kOf, kInfinitive };

constexpr std::array<std::string_view, 7> kArticles = {"a", "an", "the", "en", "et", "ein", "eit"};
constexpr std::array<std::string_view, 5> kJoints = {"and", "or", "og", "eller", "samt"};
constexpr std::array<std::string_view, 28> kPrepositions = {
    "in",  "on",  "at",  "for",  "to",  "with", "from", "by", "into",  "i",
    "på",  "til", "med", "fra",  "frå", "ved",  "hos",  "om", "under", "hjå",
    "out", "off", "up",  "down", "inn", "ut",   "opp",  "ned"};
constexpr size_t kLongest = 5;

template <size_t kSize>
bool Has(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Kind KindOf(std::string_view word) {
  if (word.empty() || word.size() > kLongest) return Kind::kOther;
  if (word == "of" || word == "av") return Kind::kOf;
  if (word == "å") return Kind::kInfinitive;
  if (Has(kArticles, word)) return Kind::kArticle;
  if (Has(kJoints, word)) return Kind::kJoint;
  return Has(kPrepositions, word) ? Kind::kPreposition : Kind::kOther;
}

bool IsPreposition(Kind kind) { return kind == Kind::kPreposition || kind == Kind::kOf; }

// Whether no sentence has these two one after the other.
bool Clash(Kind first, Kind second, bool same) {
  if (first == Kind::kOther || second == Kind::kOther) return false;
  switch (first) {
    case Kind::kArticle:
      return second != Kind::kInfinitive;
    case Kind::kInfinitive:
      return true;
    case Kind::kJoint:
      return second == Kind::kJoint;
    default:
      return second == Kind::kJoint ||
             (IsPreposition(second) && (same || first == Kind::kOf || second == Kind::kOf));
  }
}

constexpr std::string_view kAround = ".,;:!?()\"'-";

}  // namespace

void WordOrder::Add(std::string_view text) {
  Kind before = Kind::kOther;
  bool open = false;  // A preposition before "and": odd, unless another one follows ("in and out").
  std::string previous;
  std::string word;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && IsAsciiSpace(text[i])) ++i;
    size_t end = i;
    while (end < text.size() && !IsAsciiSpace(text[end])) ++end;
    std::string_view token = text.substr(i, end - i);
    i = end;
    // What stands around a word parts it from its neighbours.
    if (!token.empty() && kAround.find(token.front()) != std::string_view::npos)
      before = Kind::kOther;
    const char last = token.empty() ? ' ' : token.back();
    while (!token.empty() && kAround.find(token.front()) != std::string_view::npos)
      token.remove_prefix(1);
    while (!token.empty() && kAround.find(token.back()) != std::string_view::npos)
      token.remove_suffix(1);
    word.assign(token.substr(0, kLongest + 1));
    for (char& c : word) c = AsciiLower(c);
    const Kind kind = KindOf(word);
    if (kind != Kind::kOther) ++small_words_;
    const bool ends = last == '.' || last == '!' || last == '?' || last == ';';
    const bool dangles = ends && kind != Kind::kOther && kind != Kind::kPreposition;
    if (open && IsPreposition(kind)) --misplaced_;
    const bool clash = dangles || Clash(before, kind, word == previous);
    if (clash) ++misplaced_;
    open = clash && !dangles && kind == Kind::kJoint && IsPreposition(before);
    before = kAround.find(last) != std::string_view::npos ? Kind::kOther : kind;
    previous = word;
  }
}

}  // namespace utvalg::rank
