// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/self_speech.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/base/words.h"

namespace utvalg::embed {
namespace {

constexpr std::array<std::string_view, 10> kSelf = {"jeg",  "eg", "meg", "min", "mitt",
                                                    "mine", "mi", "my",  "me",  "myself"};
// Beginnings of words of praise. A word too many only cuts a sentence off; a word too few leaves a
// claim beside what is told.
constexpr std::array<std::string_view, 58> kPraise = {
    "adapt",       "ambisiøs",    "ambitio",    "ansvarsb",   "arbeidskap", "arbeidsom",
    "attitude",    "committed",   "creativ",    "dedic",      "dedik",      "dependab",
    "dyktig",      "dynamic",     "eager",      "engasj",     "enthus",     "entus",
    "excellent",   "fleksib",     "flexib",     "friendly",   "honest",     "initiativ",
    "interperson", "kreativ",     "lagspel",    "lagspill",   "lærevil",    "løsnings",
    "løysings",    "motiv",       "målrett",    "nysgjerr",   "nøyaktig",   "omgjengel",
    "outgoing",    "outstanding", "passion",    "pliktopp",   "positiv",    "proactiv",
    "punctual",    "punktleg",    "punktlig",   "påliteleg",  "pålitelig",  "reliab",
    "selvstend",   "serviceinn",  "serviceori", "sjølvstend", "skilled",    "talented",
    "tolmod",      "trustw",      "tålmod",     "utadvend"};
// Those that name tasks and titles as often ("Teamleder", "Ledet tre team", "hardware").
constexpr std::array<std::string_view, 12> kPraiseOrWork = {
    "communicat", "detail",  "driven", "energ", "hard",     "leader",
    "organis",    "organiz", "result", "self",  "struktur", "team"};

bool EndsSentence(std::string_view text, size_t i) {
  const char c = text[i];
  if (c == '\n') return true;
  if (c != '.' && c != '!' && c != '?' && c != ';') return false;
  return i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
}

template <size_t kSize>
bool BeginsLike(std::string_view word, const std::array<std::string_view, kSize>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return word.starts_with(beginning); });
}

bool NamesSelf(std::string_view lower, char first) {
  // "i" is Norwegian for "in"; the English one is written large.
  if (lower == "i") return first == 'I';
  return std::find(kSelf.begin(), kSelf.end(), lower) != kSelf.end();
}

bool SpeaksOfSelf(std::string_view sentence, Telling telling) {
  const std::string lower = LowerAligned(sentence);
  const std::vector<WordRange> words = SplitWords(lower);
  if (words.size() < kLeastWords) return false;
  size_t praise = 0;
  for (const WordRange& range : words) {
    const std::string_view word =
        std::string_view(lower).substr(range.begin, range.end - range.begin);
    if (NamesSelf(word, sentence[range.begin])) return true;
    const bool praises = BeginsLike(word, kPraise);
    if (telling == Telling::kAnything && (praises || BeginsLike(word, kPraiseOrWork))) return true;
    praise += praises ? 1 : 0;
  }
  return praise >= 2;
}

}  // namespace

std::vector<std::pair<size_t, size_t>> CutAtSelfSpeech(std::string_view text, Telling telling) {
  std::vector<std::pair<size_t, size_t>> pieces;
  bool open = false;  // Whether the last piece may grow.
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && !EndsSentence(text, end)) ++end;
    if (end < text.size()) ++end;
    const std::string_view sentence = text.substr(begin, end - begin);
    const bool self = SpeaksOfSelf(sentence, telling);
    if (!self && open) {
      pieces.back().second = end;
    } else if (sentence.find_first_not_of(" \n\t") != std::string_view::npos) {
      pieces.emplace_back(begin, end);
      open = !self;
    }
    begin = end;
  }
  return pieces;
}

}  // namespace utvalg::embed
