// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/trait_sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

template <size_t N>
bool Among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 34> kNumbers = {
    "en",   "ett",  "et",    "ein",   "eitt",  "eit",    "to",  "tre",   "fire",
    "fem",  "seks", "sju",   "syv",   "åtte",  "one",    "two", "three", "four",
    "five", "six",  "seven", "eight", "flere", "fleire", "a",   "an",    "my",
    "1",    "2",    "3",     "4",     "5",     "6",      "7"};
constexpr std::array<std::string_view, 16> kChildren = {
    "barn", "born",      "children", "kids",     "child", "gutter", "gutar",    "jenter",
    "sons", "daughters", "son",      "daughter", "small", "små",    "toddlers", "boys"};
constexpr std::array<std::string_view, 16> kParents = {
    "mor", "far",    "mother",   "father", "mamma", "pappa", "mom",  "dad",
    "mum", "parent", "forelder", "papa",   "mommy", "daddy", "mama", "foreldre"};
constexpr std::array<std::string_view, 20> kFaiths = {
    "kristen", "kristne", "muslim",      "katolikk",   "buddhist",   "jøde",     "hindu",
    "ateist",  "sikh",    "christian",   "catholic",   "protestant", "jew",      "jewish",
    "atheist", "mormon",  "humanetiker", "agnostiker", "agnostic",   "adventist"};
constexpr std::array<std::string_view, 16> kSelf = {
    "jeg er", "eg er", "i am",   "i'm",  "er en",   "er ein", "er ei", "am a",
    "som en", "as a",  "jag är", "is a", "jeg, en", "is an",  "am an", "for meg som"};

bool IsNumber(std::string_view word) {
  return Among(kNumbers, word) || (!word.empty() && word.size() <= 2 &&
                                   word.find_first_not_of("0123456789") == std::string_view::npos);
}

bool IsAgeNumber(std::string_view word) {
  return word.size() == 2 && word >= "14" && word <= "89" && word[0] >= '1' && word[1] >= '0' &&
         word[1] <= '9';
}

class Sentence {
 public:
  Sentence(const ContextParagraph& paragraph, size_t index, RedactionFindings* findings)
      : paragraph_(paragraph),
        lower_(paragraph.lower),
        index_(index),
        findings_(findings),
        words_(SplitWords(lower_)) {}

  void Read() {
    for (size_t i = 0; i < words_.size(); ++i) {
      ReadAge(i);
      ReadParent(i);
      ReadMarried(i);
      ReadCitizen(i);
      ReadFaith(i);
      ReadWoman(i);
      ReadOrigin(i);
    }
  }

 private:
  std::string_view Word(size_t i) const {
    return i < words_.size() ? lower_.substr(words_[i].begin, words_[i].end - words_[i].begin)
                             : std::string_view();
  }

  void Add(size_t first, size_t last, RedactionReason reason) {
    findings_->push_back({index_, words_[first].begin, words_[last].end, reason});
  }

  bool SelfBefore(size_t i) const {
    const size_t end = words_[i].begin;
    const size_t begin = end > 48 ? end - 48 : 0;
    std::string_view before = lower_.substr(begin, end - begin);
    const size_t stop = before.find_last_of(".!?\n");
    if (stop != std::string_view::npos) before.remove_prefix(stop + 1);
    return std::any_of(kSelf.begin(), kSelf.end(), [&](std::string_view self) {
      return before.find(self) != std::string_view::npos;
    });
  }

  // "42 år gammel", "42-åring", "42 years old", "aged 42", "jeg er 42 år", "42 år" alone in the
  // header.
  void ReadAge(size_t i) {
    if ((Word(i) == "aged" || Word(i) == "age" || Word(i) == "alder") && IsAgeNumber(Word(i + 1)) &&
        (Word(i) != "age" || paragraph_.Own())) {
      Add(i + 1, i + 1, REDACTION_REASON_AGE);
      return;
    }
    if (Word(i) == "åring" || Word(i) == "åringen") {
      if (i > 0 && IsAgeNumber(Word(i - 1))) Add(i - 1, i, REDACTION_REASON_AGE);
      return;
    }
    if (!IsAgeNumber(Word(i))) return;
    const std::string_view unit = Word(i + 1);
    if (unit == "yo" || (unit == "y" && Word(i + 2) == "o")) {
      Add(i, unit == "yo" ? i + 1 : i + 2, REDACTION_REASON_AGE);
      return;
    }
    if (unit != "år" && unit != "years" && unit != "year" && unit != "yrs" && unit != "års") return;
    const std::string_view after = Word(i + 2);
    if (!SpeaksOfSelf() && !SelfBefore(i)) return;  // "Taught pupils 16 years of age".
    if (after == "gammel" || after == "gamal" || after == "old" || after == "gamle" ||
        after == "young" || after == "ung") {
      Add(i, i + 2, REDACTION_REASON_AGE);
      return;
    }
    if (after == "of" && Word(i + 3) == "age") {
      Add(i, i + 3, REDACTION_REASON_AGE);
      return;
    }
    if (unit == "years" && after == "experience") return;
    const bool field = paragraph_.Own() && AloneInField(words_[i].begin, words_[i + 1].end);
    const bool self = i >= 2 && ((Word(i - 2) == "jeg" && Word(i - 1) == "er") ||
                                 (Word(i - 2) == "eg" && Word(i - 1) == "er") ||
                                 (Word(i - 2) == "i" && Word(i - 1) == "am") ||
                                 (Word(i - 1) == "på" && SexWordBefore(i - 1)));
    if ((field || self) &&
        !(after == "med" || after == "i" || after == "of" || after == "erfaring" || after == "in"))
      Add(i, i + 1, REDACTION_REASON_AGE);
  }

  // Sections in which people say who they are.
  bool SpeaksOfSelf() const {
    switch (paragraph_.section) {
      case utvalg::cv::v1::SECTION_KIND_EXPERIENCE:
      case utvalg::cv::v1::SECTION_KIND_EDUCATION:
      case utvalg::cv::v1::SECTION_KIND_SKILLS:
      case utvalg::cv::v1::SECTION_KIND_PROJECTS:
      case utvalg::cv::v1::SECTION_KIND_VOLUNTEERING:
      case utvalg::cv::v1::SECTION_KIND_CERTIFICATES:
      case utvalg::cv::v1::SECTION_KIND_COURSES:
        return false;
      default:
        return true;
    }
  }

  bool SexWordBefore(size_t i) const {
    const std::string_view word = i > 0 ? Word(i - 1) : std::string_view();
    return word == "kvinne" || word == "mann" || word == "jente" || word == "gutt" ||
           word == "dame";
  }

  bool AloneInField(size_t begin, size_t end) const {
    for (const Segment& segment : SplitSegments(paragraph_.text, true)) {
      if (segment.begin <= begin && end <= segment.end)
        return segment.end - segment.begin <= end - begin + 3;
    }
    return false;
  }

  // "mor til to", "far til tre barn", "mother of two", "father of a boy of four".
  void ReadParent(size_t i) {
    if (!Among(kParents, Word(i)) ||
        (Word(i + 1) != "til" && Word(i + 1) != "of" && Word(i + 1) != "to" && Word(i + 1) != "av"))
      return;
    if (!IsNumber(Word(i + 2)) && !Among(kChildren, Word(i + 2))) return;
    size_t last = i + 2;
    while (Among(kChildren, Word(last + 1)) || IsNumber(Word(last + 1)) ||
           Word(last + 1) == "voksne" || Word(last + 1) == "vaksne")
      ++last;
    Add(i, last, REDACTION_REASON_FAMILY);
  }

  // "gift og har to barn", "married with two children", "har 2 barn", "has three kids".
  void ReadMarried(size_t i) {
    const bool has = Word(i) == "har" || Word(i) == "have" || Word(i) == "has" ||
                     Word(i) == "med" || Word(i) == "with";
    if (has && IsNumber(Word(i + 1)) && ChildWord(i + 2)) {
      const bool married = i > 0 && IsMarried(Word(i - 1));
      const bool and_married = i > 1 && IsMarried(Word(i - 2));
      if ((Word(i) == "med" || Word(i) == "with") && !married) return;
      Add(and_married ? i - 2 : (married ? i - 1 : i + 1), i + 2, REDACTION_REASON_FAMILY);
      return;
    }
    if (IsMarried(Word(i)) && IsNumber(Word(i + 1)) && ChildWord(i + 2))
      Add(i, i + 2, REDACTION_REASON_FAMILY);
  }

  bool ChildWord(size_t i) const {
    return Word(i) == "barn" || Word(i) == "born" || Word(i) == "children" || Word(i) == "kids" ||
           Word(i) == "child";
  }

  static bool IsMarried(std::string_view word) {
    return word == "gift" || word == "married" || word == "samboer" || word == "sambuar" ||
           word == "skilt" || word == "divorced" || word == "single" || word == "singel" ||
           word == "enslig" || word == "forlovet" || word == "engaged" || word == "ugift";
  }

  // "norsk statsborger", "EU citizen", "permanent resident", "permanent oppholdstillatelse".
  void ReadCitizen(size_t i) {
    const std::string_view word = Word(i);
    const bool citizen = word == "statsborger" || word == "statsborgar" || word == "citizen" ||
                         word == "citizenship" || word == "statsborgerskap" ||
                         word == "statsborgarskap" || word == "nationality" ||
                         word == "nasjonalitet";
    if (citizen && i > 0 && Word(i - 1) != "senior" && Word(i - 1) != "corporate" &&
        Word(i - 1) != "good" && words_[i].begin - words_[i - 1].end <= 2) {
      Add(i - 1, i, REDACTION_REASON_NATIONALITY);
    } else if (word == "permanent" &&
               (Word(i + 1) == "resident" || Word(i + 1) == "residency" ||
                Word(i + 1) == "oppholdstillatelse" || Word(i + 1) == "residence" ||
                Word(i + 1) == "opphaldsløyve")) {
      Add(i, i + 1, REDACTION_REASON_NATIONALITY);
    } else if (word == "green" && Word(i + 1) == "card") {
      Add(i, i + 1, REDACTION_REASON_NATIONALITY);
    }
  }

  // "jeg er praktiserende muslim", "I am a Christian", "troende katolikk".
  void ReadFaith(size_t i) {
    if (!Among(kFaiths, Word(i))) return;
    const std::string_view before = i > 0 ? Word(i - 1) : std::string_view();
    const bool devout = before == "praktiserende" || before == "praktiserande" ||
                        before == "troende" || before == "truande" || before == "aktiv" ||
                        before == "bekjennende" || before == "practising" ||
                        before == "practicing" || before == "devout" || before == "personlig" ||
                        before == "personleg" || before == "overbevist";
    if (devout || SelfBefore(i)) Add(devout ? i - 1 : i, i, REDACTION_REASON_RELIGION);
  }

  // "jeg er en blid kvinne", "I am an ambitious young woman".
  void ReadWoman(size_t i) {
    constexpr std::array<std::string_view, 14> kPeople = {
        "kvinne", "mann", "jente", "gutt", "dame",   "kar",   "woman",
        "man",    "girl", "guy",   "lady", "kvinna", "jenta", "gentleman"};
    if (Among(kPeople, Word(i)) && SelfBefore(i)) Add(i, i, REDACTION_REASON_SEX);
  }

  // "født 12. mai 1985 i Bergen", "I was born in 1985", "f. 1985", "født og oppvokst i Bergen",
  // "born and raised in Oslo".
  void ReadOrigin(size_t i) {
    const std::string_view word = Word(i);
    const bool born =
        word == "født" || word == "fødd" || word == "born" || word == "född" || word == "født";
    if (born) {
      ReadBirth(i);
      return;
    }
    const bool raised = word == "oppvokst" || word == "oppvaksen" || word == "raised";
    if (raised &&
        (Word(i + 1) == "i" || Word(i + 1) == "in" || Word(i + 1) == "på" ||
         Word(i + 1) == "ved") &&
        i + 2 < words_.size()) {
      Add(i + 2, EndOfPlace(i + 2), REDACTION_REASON_NATIONALITY);
    }
    if (word == "f" && words_[i].end < lower_.size() && lower_[words_[i].end] == '.') {
      const std::string_view rest = lower_.substr(words_[i].end + 1, 24);
      const auto periods = lexicon::FindPeriods(rest);
      if (!periods.empty() && periods.front().begin_byte <= 1) {
        const size_t base = words_[i].end + 1;
        findings_->push_back({index_, base + periods.front().begin_byte,
                              base + periods.front().end_byte, REDACTION_REASON_BIRTH_DATE});
      }
    }
  }

  void ReadBirth(size_t i) {
    const size_t base = words_[i].end;
    const std::string_view rest = lower_.substr(base, 60);
    const auto periods = lexicon::FindPeriods(rest);
    if (!periods.empty() && periods.front().begin_byte <= 16 &&
        rest.substr(0, periods.front().begin_byte).find_first_of(".;") == std::string_view::npos) {
      findings_->push_back({index_, base + periods.front().begin_byte,
                            base + periods.front().end_byte, REDACTION_REASON_BIRTH_DATE});
    }
    for (size_t j = i + 1; j < std::min(i + 7, words_.size()); ++j) {
      const bool in = Word(j) == "i" || Word(j) == "in" || Word(j) == "på";
      if (!in || j + 1 >= words_.size()) continue;
      size_t at = words_[j + 1].begin;
      const char32_t first = NextCodePoint(paragraph_.text, &at);
      if (IsUpper(first)) Add(j + 1, EndOfPlace(j + 1), REDACTION_REASON_NATIONALITY);
      return;
    }
  }

  // Last of the capitalised words from `first`.
  size_t EndOfPlace(size_t first) const {
    size_t last = first;
    while (last + 1 < words_.size() && words_[last + 1].begin - words_[last].end <= 2) {
      size_t at = words_[last + 1].begin;
      if (!IsUpper(NextCodePoint(paragraph_.text, &at)) || lower_[words_[last].end] == '.') break;
      ++last;
    }
    return last;
  }

  const ContextParagraph& paragraph_;
  std::string_view lower_;
  size_t index_;
  RedactionFindings* findings_;
  std::vector<WordRange> words_;
};

}  // namespace

bool IsChildCount(std::string_view field) {
  field = TrimSeparators(field);
  if (field.starts_with("har ") || field.starts_with("has ")) field.remove_prefix(4);
  const std::vector<WordRange> words = SplitWords(field);
  if (words.size() < 2) return false;
  const std::string_view first = field.substr(words[0].begin, words[0].end - words[0].begin);
  const std::string_view second = field.substr(words[1].begin, words[1].end - words[1].begin);
  const bool child = second == "barn" || second == "born" || second == "children" ||
                     second == "kids" || second == "child" || second == "voksne" ||
                     second == "vaksne" || second == "små" || second == "sønner" ||
                     second == "døtre";
  return (IsNumber(first) || first == "ingen" || first == "no") && child && words.size() <= 9;
}

void FindTraitSentences(const ContextParagraph& paragraph, size_t index,
                        RedactionFindings* findings) {
  Sentence(paragraph, index, findings).Read();
}

}  // namespace utvalg::parse
