// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/language_detection.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/base/words.h"
#include "services/parse/core/redact.h"

namespace utvalg::parse {
namespace {

// Words a text of the language cannot do without and that CVs of the others do not have. `common`
// ones are shared by the Scandinavian languages named in the comment; they tell Scandinavian from
// English only.
constexpr std::string_view kNordic[] = {"og",  "på", "til", "med", "som", "ved",
                                        "har", "av", "er",  "det", "å"};
constexpr std::string_view kBokmaal[] = {
    "jeg",       "ikke",    "fra",      "en",        "et",       "hvor",
    "være",      "vært",    "ble",      "blitt",     "noe",      "også",
    "hos",       "ei",      "erfaring", "skole",     "høyskole", "arbeidsgiver",
    "nåværende", "gjennom", "ulike",    "kjennskap", "språk",    "utdanning"};
constexpr std::string_view kNynorsk[] = {
    "eg",      "ikkje",     "frå",         "ein",          "eit",
    "kor",     "vere",      "vore",        "vart",         "blei",
    "noko",    "òg",        "hjå",         "dei",          "mykje",
    "skule",   "høgskule",  "høgskulen",   "arbeidsgivar", "noverande",
    "gjennom", "ulike",     "kjennskap",   "røynsle",      "arbeidsrøynsle",
    "språk",   "utdanning", "sjukepleiar", "vidaregåande"};
constexpr std::string_view kDanish[] = {
    "af",         "jeg",     "ikke",      "fra",      "en",
    "et",         "hvor",    "været",     "blev",     "efter",
    "uddannelse", "arbejde", "samt",      "kendskab", "erhvervserfaring",
    "sprog",      "mellem",  "nuværende", "ansvarlig"};
constexpr std::string_view kSwedish[] = {"och",    "jag",       "inte",  "från",       "är",
                                         "för",    "att",       "vid",   "utbildning", "erfarenhet",
                                         "arbete", "mellan",    "samt",  "även",       "inom",
                                         "språk",  "nuvarande", "under", "ett"};
constexpr std::string_view kEnglish[] = {
    "the",        "and",        "of",     "to",    "with",        "as", "by",
    "from",       "was",        "on",     "using", "including",   "an", "a",
    "experience", "education",  "skills", "work",  "responsible", "in", "managed",
    "years",      "university", "is",     "are",   "that"};

enum List : size_t {
  kNordicList,
  kBokmaalList,
  kNynorskList,
  kDanishList,
  kSwedishList,
  kEnglishList,
  kLists
};

// A bit for each list that a word is in.
using ListsByWord = std::unordered_map<std::string_view, unsigned>;

const ListsByWord& Lists() {
  static const ListsByWord* const lists = [] {
    auto* map = new ListsByWord();
    const auto add = [&](List list, const auto& words) {
      for (const std::string_view word : words) (*map)[word] |= 1u << list;
    };
    add(kNordicList, kNordic);
    add(kBokmaalList, kBokmaal);
    add(kNynorskList, kNynorsk);
    add(kDanishList, kDanish);
    add(kSwedishList, kSwedish);
    add(kEnglishList, kEnglish);
    return map;
  }();
  return *lists;
}

// How many words are in each list.
std::array<int, kLists> CountByList(const std::vector<std::string_view>& words) {
  const ListsByWord& lists = Lists();
  std::array<int, kLists> counts = {};
  for (const std::string_view word : words) {
    const auto found = lists.find(word);
    if (found == lists.end()) continue;
    for (size_t list = 0; list < kLists; ++list)
      counts[list] += static_cast<int>(found->second >> list & 1u);
  }
  return counts;
}

// Nynorsk plurals and endings that Bokmål lacks.
int CountNynorskEndings(const std::vector<std::string_view>& words) {
  static constexpr std::string_view kEndings[] = {"asjonar", "ingar", "arar", "heiter",
                                                  "leg",     "andes", "ande"};
  return static_cast<int>(std::count_if(words.begin(), words.end(), [](std::string_view word) {
    return word.size() > 7 &&
           std::any_of(std::begin(kEndings), std::end(kEndings),
                       [&](std::string_view ending) { return word.ends_with(ending); });
  }));
}

std::string WithoutPlaceholders(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t open = std::min(text.find('[', i), text.size());
    out += text.substr(i, open - i);
    i = open;
    if (i == text.size()) break;
    if (const size_t length = PlaceholderLength(text.substr(i))) {
      out += ' ';
      i += length;
    } else {
      out += text[i++];
    }
  }
  return out;
}

// What CLD2 says, "" when it is not sure.
std::string AskCld2(const std::string& text) {
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()),
                                                       /*is_plain_text=*/true, &reliable);
  if (!reliable) return "";
  const std::string code = CLD2::LanguageCode(language);
  if (code == "no") return "nb";
  return code.substr(0, code.find('-'));
}

}  // namespace

std::string DetectLanguage(std::string_view blind_text) {
  const std::string text = LowerAligned(WithoutPlaceholders(blind_text));
  std::vector<std::string_view> words;
  for (const WordRange& range : SplitWords(text)) {
    words.push_back(std::string_view(text).substr(range.begin, range.end - range.begin));
  }
  const std::array<int, kLists> counts = CountByList(words);
  const int nordic = counts[kNordicList];
  const int nynorsk = counts[kNynorskList] + CountNynorskEndings(words);
  const std::array<std::pair<int, const char*>, 4> scandinavian = {{{counts[kBokmaalList], "nb"},
                                                                    {nynorsk, "nn"},
                                                                    {counts[kDanishList], "da"},
                                                                    {counts[kSwedishList], "sv"}}};
  const auto best =
      std::max_element(scandinavian.begin(), scandinavian.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
  const int english = counts[kEnglishList];
  constexpr int kEnough = 3;
  if (english + nordic + best->first < static_cast<int>(words.size()) / 12) {
    std::string cld2 = AskCld2(text);
    const bool known = cld2.empty() || cld2 == "nb" || cld2 == "nn" || cld2 == "da" ||
                       cld2 == "sv" || cld2 == "en";
    if (!known) return cld2;
  }
  if (english > nordic + best->first && english >= kEnough) return "en";
  if (nordic + best->first >= kEnough && best->first > 0) return best->second;
  return AskCld2(text);
}

}  // namespace utvalg::parse
