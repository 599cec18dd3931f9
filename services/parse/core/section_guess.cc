// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/section_guess.h"

#include <algorithm>
#include <string_view>

#include "common/lexicon/dates.h"
#include "common/lexicon/education_levels.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

constexpr size_t kLongestLine = 130;  // Bytes: of a line that heads an entry.
constexpr size_t kLinesAround = 2;    // The parts of an entry's head stand this near.

bool HeadsEntry(std::string_view text) {
  return text.size() <= kLongestLine && !StartsLower(text) && !EndsSentence(text);
}

class Guess {
 public:
  explicit Guess(SectionedText* text) : text_(*text) {}

  void Run() {
    if (!Has(utvalg::cv::v1::SECTION_KIND_EXPERIENCE))
      Split(utvalg::cv::v1::SECTION_KIND_EXPERIENCE);
    if (!Has(utvalg::cv::v1::SECTION_KIND_EDUCATION)) Split(utvalg::cv::v1::SECTION_KIND_EDUCATION);
    if (!Has(utvalg::cv::v1::SECTION_KIND_SKILLS)) SplitBareHeadings();
  }

 private:
  bool Has(SectionKind kind) const {
    return std::any_of(text_.sections.begin(), text_.sections.end(),
                       [&](const SectionRange& section) { return section.kind == kind; });
  }

  // Sections whose end may be something else than their heading said.
  static bool MayHide(SectionKind kind) {
    return kind == utvalg::cv::v1::SECTION_KIND_HEADER ||
           kind == utvalg::cv::v1::SECTION_KIND_SUMMARY ||
           kind == utvalg::cv::v1::SECTION_KIND_OTHER ||
           kind == utvalg::cv::v1::SECTION_KIND_SKILLS;
  }

  void Split(SectionKind kind) {
    for (size_t s = 0; s < text_.sections.size(); ++s) {
      const SectionRange section = text_.sections[s];
      if (!MayHide(section.kind)) continue;
      for (size_t p = section.first; p < section.last; ++p) {
        if (!Begins(section, p, kind)) continue;
        Insert(s, FirstLine(section, p), kind);
        ++s;
        break;
      }
    }
  }

  // A CV without a section of skills may set each skill as a heading with nothing under it.
  void SplitBareHeadings() {
    constexpr size_t kFewest = 3;
    for (size_t s = 0; s < text_.sections.size(); ++s) {
      const SectionRange section = text_.sections[s];
      if (section.kind != utvalg::cv::v1::SECTION_KIND_SUMMARY &&
          section.kind != utvalg::cv::v1::SECTION_KIND_OTHER)
        continue;
      size_t first = section.last;
      while (first > section.first && IsBareHeading(section, first - 1, section.last - 1)) --first;
      // A section of nothing else is what its heading says, but no summary is written so.
      const bool own =
          first == section.first && section.kind != utvalg::cv::v1::SECTION_KIND_SUMMARY;
      if (own || section.last - first < kFewest) continue;
      Insert(s, first, utvalg::cv::v1::SECTION_KIND_SKILLS);
      return;
    }
  }

  // A short name in a heading's type, the same as that of the paragraph `like`.
  bool IsBareHeading(const SectionRange& section, size_t p, size_t like) const {
    constexpr size_t kLongest = 40;
    const std::string_view line = Line(section, p);
    const Paragraph& paragraph = text_.document->paragraphs[p];
    const Paragraph& other = text_.document->paragraphs[like];
    if (line.empty() || line.size() > kLongest || CountWords(line) > 4 || EndsSentence(line) ||
        line.find_first_of("[:\t") != std::string_view::npos ||
        !lexicon::FindPeriods(line).empty() || paragraph.kind == ParagraphKind::kListItem ||
        paragraph.runs.size() != 1 || other.runs.size() != 1)
      return false;
    const StyleRun &style = paragraph.runs[0], &same = other.runs[0];
    return style.size > SizeClass::kBody && style.size == same.size && style.bold == same.bold &&
           style.italic == same.italic;
  }

  std::string_view Line(const SectionRange& section, size_t p) const {
    return text_.Body(section, p);
  }

  // The line p dates a job or names a degree, with its other parts near.
  bool Begins(const SectionRange& section, size_t p, SectionKind kind) const {
    const std::string_view line = Line(section, p);
    if (!HeadsEntry(line)) return false;
    if (kind == utvalg::cv::v1::SECTION_KIND_EDUCATION) {
      const auto degrees = lexicon::FindDegrees(line);
      return !degrees.empty() && degrees.front().begin < 40 && Near(section, p, InstitutionScore);
    }
    const auto periods = lexicon::FindPeriods(line);
    const bool dated = std::any_of(periods.begin(), periods.end(),
                                   [](const lexicon::Period& period) { return !period.single; });
    return dated && InstitutionScore(line) == 0 && lexicon::FindDegrees(line).empty() &&
           Near(section, p, TitleScore);
  }

  bool Near(const SectionRange& section, size_t p, int (*score)(std::string_view)) const {
    const size_t from = std::max(section.first, p > kLinesAround ? p - kLinesAround : 0);
    const size_t to = std::min(section.last, p + kLinesAround + 1);
    for (size_t i = from; i < to; ++i) {
      const std::string_view line = Line(section, i);
      if (HeadsEntry(line) && score(line) > 0) return true;
    }
    return false;
  }

  size_t FirstLine(const SectionRange& section, size_t p) const {
    size_t first = p;
    while (first > section.first && p - first < kLinesAround) {
      const std::string_view line = Line(section, first - 1);
      const bool names = TitleScore(line) > 0 || OrganisationScore(line) > 0;
      if (!names || !HeadsEntry(line) || CountWords(line) > 8 ||
          line.find('[') != std::string_view::npos ||
          text_.document->paragraphs[first - 1].kind == ParagraphKind::kListItem) {
        break;
      }
      --first;
    }
    return first;
  }

  // The section s ends before the paragraph, and one of the kind begins.
  void Insert(size_t s, size_t paragraph, SectionKind kind) {
    SectionRange& before = text_.sections[s];
    SectionRange section;
    section.kind = kind;
    section.heading_begin = section.heading_end = section.body_begin = text_.starts[paragraph];
    section.body_end = before.body_end;
    section.first = paragraph;
    section.last = before.last;
    before.last = paragraph;
    before.body_end = std::max(before.body_begin, text_.starts[paragraph] - 1);
    if (paragraph == before.first) {
      section.heading_begin = before.heading_begin;
      section.heading_end = before.heading_end;
      section.body_begin = before.body_begin;
      before = section;
      return;
    }
    text_.sections.insert(text_.sections.begin() + static_cast<long>(s) + 1, section);
  }

  SectionedText& text_;
};

}  // namespace

void GuessSections(SectionedText* text) { Guess(text).Run(); }

}  // namespace utvalg::parse
