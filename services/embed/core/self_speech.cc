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
constexpr std::array<std::string_view, 70> kPraise = {
    "adapt",     "ambisiøs",    "ambitio",   "ansvarsb",    "arbeidskap", "arbeidsom",  "attitude",
    "committed", "communicat",  "creativ",   "dedic",       "dedik",      "dependab",   "detail",
    "driven",    "dyktig",      "dynamic",   "eager",       "energ",      "engasj",     "enthus",
    "entus",     "excellent",   "fleksib",   "flexib",      "friendly",   "hard",       "honest",
    "initiativ", "interperson", "kreativ",   "lagspel",     "lagspill",   "leader",     "lærevil",
    "løsnings",  "løysings",    "motiv",     "målrett",     "nysgjerr",   "nøyaktig",   "omgjengel",
    "organis",   "organiz",     "outgoing",  "outstanding", "passion",    "pliktopp",   "positiv",
    "proactiv",  "punctual",    "punktleg",  "punktlig",    "påliteleg",  "pålitelig",  "reliab",
    "result",    "self",        "selvstend", "serviceinn",  "serviceori", "sjølvstend", "skilled",
    "struktur",  "talented",    "team",      "tolmod",      "trustw",     "tålmod",     "utadvend"};

bool EndsSentence(std::string_view text, size_t i) {
  const char c = text[i];
  if (c == '\n') return true;
  if (c != '.' && c != '!' && c != '?' && c != ';') return false;
  return i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
}

bool SpeaksOfSelf(std::string_view sentence) {
  const std::string lower = LowerAligned(sentence);
  const std::vector<WordRange> words = SplitWords(lower);
  if (words.size() < kLeastWords) return false;
  return std::any_of(words.begin(), words.end(), [&](const WordRange& range) {
    const std::string_view word =
        std::string_view(lower).substr(range.begin, range.end - range.begin);
    // "i" is Norwegian for "in"; the English one is written large.
    if (word == "i") return sentence[range.begin] == 'I';
    return std::find(kSelf.begin(), kSelf.end(), word) != kSelf.end() ||
           std::any_of(kPraise.begin(), kPraise.end(),
                       [&](std::string_view praise) { return word.starts_with(praise); });
  });
}

}  // namespace

std::vector<std::pair<size_t, size_t>> CutAtSelfSpeech(std::string_view text) {
  std::vector<std::pair<size_t, size_t>> pieces;
  bool open = false;  // Whether the last piece may grow.
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && !EndsSentence(text, end)) ++end;
    if (end < text.size()) ++end;
    const std::string_view sentence = text.substr(begin, end - begin);
    const bool self = SpeaksOfSelf(sentence);
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
