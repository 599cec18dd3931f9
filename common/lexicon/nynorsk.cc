// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/nynorsk.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "common/base/words.h"

namespace utvalg::lexicon {
namespace {

#include "common/lexicon/nynorsk_words.inc"

// Bytes that stay before an ending, and words so short that no ending is looked for.
constexpr size_t kLeastStem = 3;
constexpr size_t kShortWord = 5;
// So many may stand in a text of another language.
constexpr size_t kFewWords = 3;

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

Pairs PairsOf(std::string_view list) {
  Pairs pairs;
  for (const std::string_view pair : Split(list, ',')) {
    const size_t space = pair.find(' ');
    pairs.emplace_back(pair.substr(0, space), pair.substr(space + 1));
  }
  // Longest first, so that the first that fits is the longest.
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return pairs;
}

struct Lists {
  Lists() : parts(PairsOf(kWordParts)), endings(PairsOf(kEndings)) {
    for (const auto& [nynorsk, bokmaal] : PairsOf(kWholeWords)) words.emplace(nynorsk, bokmaal);
    for (const std::string_view word : Split(kSameInBoth, ' ')) words.emplace(word, word);
    for (const auto& [nynorsk, word] : words) bokmaal.insert(word);
  }

  std::unordered_map<std::string_view, std::string_view> words;
  std::unordered_set<std::string_view> bokmaal;  // What the words stand for.
  Pairs parts;
  Pairs endings;
};

const Lists& Get() {
  static const Lists* const kLists = new Lists();
  return *kLists;
}

// A word in lower case; unchanged when nothing is known of it.
std::string WordInBokmaal(std::string_view word, const Lists& lists) {
  if (const auto known = lists.words.find(word); known != lists.words.end())
    return std::string(known->second);
  if (word.size() < kShortWord) return std::string(word);
  std::string out;
  while (!word.empty()) {
    const auto part = std::find_if(lists.parts.begin(), lists.parts.end(),
                                   [&](const auto& pair) { return word.starts_with(pair.first); });
    out += part == lists.parts.end() ? word.substr(0, 1) : part->second;
    word.remove_prefix(part == lists.parts.end() ? 1 : part->first.size());
  }
  for (const auto& [ending, instead] : lists.endings) {
    if (out.size() < ending.size() + kLeastStem || !out.ends_with(ending)) continue;
    out.replace(out.size() - ending.size(), ending.size(), instead);
    break;
  }
  return out;
}

// Which written form a word is of by its ending alone ("offentleg", "offentlig"): 1, -1, 0 =
// neither.
int FormOfEnding(std::string_view word) {
  if (word.size() < 6) return 0;
  for (const std::string_view ending : {"leg", "heit", "heiter", "ingar", "arar"})
    if (word.ends_with(ending)) return 1;
  for (const std::string_view ending : {"lig", "lige", "heter", "inger"})
    if (word.ends_with(ending)) return -1;
  return 0;
}

}  // namespace

bool IsNynorsk(std::string_view text) {
  const Lists& lists = Get();
  const std::string lower = LowerAligned(text);
  size_t nynorsk = 0;
  size_t bokmaal = 0;
  for (const WordRange& range : SplitWords(lower)) {
    const std::string_view word =
        std::string_view(lower).substr(range.begin, range.end - range.begin);
    const auto known = lists.words.find(word);
    if (known != lists.words.end()) {
      nynorsk += known->second != word ? 1 : 0;
    } else if (lists.bokmaal.contains(word) || FormOfEnding(word) < 0) {
      ++bokmaal;
    } else if (FormOfEnding(word) > 0) {
      ++nynorsk;
    }
  }
  return nynorsk > bokmaal && nynorsk >= kFewWords;
}

bool IsNynorsk(const cv::v1::Cv& cv) { return cv.language() == "nn" || IsNynorsk(cv.blind_text()); }

std::string InBokmaal(std::string_view nynorsk) {
  const Lists& lists = Get();
  const std::string lower = LowerAligned(nynorsk);
  std::string out;
  size_t done = 0;
  for (const WordRange& range : SplitWords(lower)) {
    const std::string_view word =
        std::string_view(lower).substr(range.begin, range.end - range.begin);
    std::string instead = WordInBokmaal(word, lists);
    if (instead == word) continue;
    out += nynorsk.substr(done, range.begin - done);
    const bool large = nynorsk[range.begin] != lower[range.begin];
    if (large && instead[0] >= 'a' && instead[0] <= 'z')
      instead[0] = static_cast<char>(instead[0] - 'a' + 'A');
    out += instead;
    done = range.end;
  }
  out += nynorsk.substr(done);
  return out;
}

}  // namespace utvalg::lexicon
