// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/self_reference.h"

#include <algorithm>
#include <array>

#include "common/base/words.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.
using utvalg::cv::v1::SECTION_KIND_HEADER;
using utvalg::cv::v1::SECTION_KIND_SUMMARY;

constexpr std::array<std::string_view, 14> kEnglish = {
    "he",      "she",  "his",  "him",   "her",    "hers",     "himself",
    "herself", "they", "them", "their", "theirs", "themself", "themselves"};
constexpr std::array<std::string_view, 11> kNorwegian = {
    "han", "hun", "ho", "hans", "hennes", "henne", "ham", "hennar", "honom", "hen", "hens"};
constexpr std::array<std::string_view, 14> kTitles = {"mr",     "mrs",   "ms",  "miss",   "mx",
                                                      "herr",   "hr",    "fru", "frøken", "frk",
                                                      "mister", "madam", "sir", "ms"};

template <size_t N>
bool Among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "her" is "here" in Norwegian, "ho" nothing in English.
bool IsNorwegian(std::string_view lower) {
  for (std::string_view word :
       {" og ", " er ", " som ", " på ", " har ", " med ", " av ", " til "}) {
    if (lower.find(word) != std::string_view::npos) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const RedactContext& context, RedactionFindings* findings)
      : context_(context), findings_(findings) {}

  void Find() {
    std::vector<bool> named(context_.paragraphs.size(), false);
    const std::vector<RedactionFinding> names = *findings_;
    for (const RedactionFinding& finding : names) {
      if (finding.reason != REDACTION_REASON_NAME) continue;
      FindTitleBefore(finding);
      const ContextParagraph& paragraph = context_.paragraphs[finding.paragraph];
      named[finding.paragraph] =
          named[finding.paragraph] || paragraph.text.size() > finding.end - finding.begin + 20;
    }
    bool summary_in_third_person = false;
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) {
      const ContextParagraph& paragraph = context_.paragraphs[p];
      const bool summary =
          paragraph.section == SECTION_KIND_SUMMARY || paragraph.section == SECTION_KIND_HEADER;
      if (summary && BeginsWithPronoun(paragraph.lower)) summary_in_third_person = true;
      if (summary && named[p]) summary_in_third_person = true;
      if (named[p] || (summary && summary_in_third_person)) FindPronouns(p, paragraph);
    }
  }

 private:
  void FindTitleBefore(const RedactionFinding& name) {
    const std::string_view lower = context_.paragraphs[name.paragraph].lower;
    size_t end = name.begin;
    while (end > 0 && lower[end - 1] == ' ') --end;
    const size_t title_end = end;
    if (end > 0 && lower[end - 1] == '.') --end;
    size_t begin = end;
    while (begin > 0 && WordEndsAt(lower, begin)) {
      --begin;
      while (begin > 0 && (static_cast<unsigned char>(lower[begin]) & 0xC0) == 0x80) --begin;
    }
    if (Among(kTitles, lower.substr(begin, end - begin))) {
      findings_->push_back({name.paragraph, begin, title_end, REDACTION_REASON_SEX});
    }
  }

  static bool BeginsWithPronoun(std::string_view lower) {
    const std::vector<WordRange> words = SplitWords(lower.substr(0, 40));
    if (words.size() < 2) return false;
    const std::string_view first = lower.substr(words[0].begin, words[0].end - words[0].begin);
    return first == "he" || first == "she" || first == "han" || first == "hun" || first == "ho" ||
           first == "hen";
  }

  void FindPronouns(size_t p, const ContextParagraph& paragraph) {
    const bool norwegian = IsNorwegian(paragraph.lower);
    for (const WordRange& range : SplitWords(paragraph.lower)) {
      const std::string_view word =
          std::string_view(paragraph.lower).substr(range.begin, range.end - range.begin);
      const bool pronoun = norwegian ? Among(kNorwegian, word) : Among(kEnglish, word);
      if (pronoun && !Overlaps(*findings_, p, range.begin, range.end)) {
        findings_->push_back({p, range.begin, range.end, REDACTION_REASON_SEX});
      }
    }
  }

  const RedactContext& context_;
  RedactionFindings* findings_;
};

}  // namespace

void FindSelfReferences(const RedactContext& context, RedactionFindings* findings) {
  Finder(context, findings).Find();
}

}  // namespace utvalg::parse
