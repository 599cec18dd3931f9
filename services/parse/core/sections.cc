// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/sections.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/section_guess.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

// What makes a heading look like the other headings of its CV.
struct HeadingStyle {
  bool bold = false;
  bool italic = false;
  bool caps = false;
  SizeClass size = SizeClass::kBody;
  bool marked = false;  // The format says it is a heading.
  uint32_t level = 0;

  bool Emphasised() const { return bold || caps || marked || size > SizeClass::kBody; }
  auto Key() const { return std::tuple(bold, italic, caps, size, marked, level); }
  bool operator<(const HeadingStyle& other) const { return Key() < other.Key(); }
  bool operator==(const HeadingStyle& other) const { return Key() == other.Key(); }
};

HeadingStyle StyleOf(const Paragraph& paragraph, std::string_view text) {
  HeadingStyle style;
  if (!paragraph.runs.empty()) {
    const StyleRun& run = paragraph.runs.front();
    style.bold = run.bold;
    style.italic = run.italic;
    style.size = run.size;
  }
  style.caps = IsAllCaps(text);
  style.marked = paragraph.kind == ParagraphKind::kHeading;
  style.level = style.marked ? paragraph.level : 0;
  return style;
}

struct Found {
  SectionKind kind;
  size_t
      length;  // Bytes of the paragraph up to where content begins; all of it for a heading alone.
  size_t heading_length;
};

class HeadingFinder {
 public:
  explicit HeadingFinder(const Document& document) : document_(document) {
    for (const Paragraph& paragraph : document.paragraphs)
      kinds_.push_back(HeadingKind(paragraph.text));
    LearnStyles();
  }

  std::optional<Found> Find(size_t index) const {
    const Paragraph& paragraph = document_.paragraphs[index];
    if (paragraph.kind == ParagraphKind::kPageFooter) return std::nullopt;
    const std::string_view text = paragraph.text;
    const HeadingStyle style = StyleOf(paragraph, text);
    if (const auto kind = kinds_[index]) {
      if (Accepts(paragraph, text, style) && !Recurs(text, style))
        return Found{*kind, text.size(), text.size()};
      return std::nullopt;
    }
    SectionKind kind;
    if (const size_t length = LeadingHeading(text, &kind); length > 0) {
      if (AcceptsLabel(paragraph, length)) {
        return Found{kind, length, TrimSeparators(text.substr(0, length)).size()};
      }
      return std::nullopt;
    }
    if (LooksLikeHeading(index, text, style)) {
      return Found{utvalg::cv::v1::SECTION_KIND_OTHER, text.size(), text.size()};
    }
    return std::nullopt;
  }

 private:
  struct Use {
    size_t known = 0;    // Paragraphs of this style that are heading words.
    size_t unknown = 0;  // And that are not.
  };

  void LearnStyles() {
    for (size_t i = 0; i < kinds_.size(); ++i) {
      const Paragraph& paragraph = document_.paragraphs[i];
      const bool known = kinds_[i].has_value();
      if (known) {
        ++texts_[{StyleOf(paragraph, paragraph.text), FoldWords(paragraph.text)}];
      }
      if (paragraph.text.size() > 64 || paragraph.kind == ParagraphKind::kListItem) continue;
      const HeadingStyle style = StyleOf(paragraph, paragraph.text);
      Use& use = uses_[style];
      (known ? use.known : use.unknown) += 1;
      if (known && !IsWeakHeading(paragraph.text)) ++strong_[style];
    }
    size_t best = 0;
    for (const auto& [style, count] : strong_) {
      if (count > best) best = count, main_ = style;
    }
  }

  bool Accepts(const Paragraph& paragraph, std::string_view text, const HeadingStyle& style) const {
    const bool same = main_.has_value() && style == *main_;
    if (same) return true;
    if (paragraph.kind == ParagraphKind::kListItem) return false;
    const auto strong = strong_.find(style);
    if (IsWeakHeading(text)) return strong != strong_.end() && strong->second >= 2;
    if (style.Emphasised()) return true;
    // Plain text: only where the other headings are plain too, or the format shows no styles at
    // all.
    return !main_.has_value() || !main_->Emphasised() || text.ends_with(":") ||
           (strong != strong_.end() && strong->second >= 3);
  }

  // The same weak word over and over is a label inside the entries ("Results").
  bool Recurs(std::string_view text, const HeadingStyle& style) const {
    const auto found = texts_.find({style, FoldWords(text)});
    return found != texts_.end() && found->second >= 2 && IsWeakHeading(text);
  }

  bool AcceptsLabel(const Paragraph& paragraph, size_t length) const {
    if (paragraph.kind == ParagraphKind::kListItem || !main_.has_value()) return false;
    const std::string_view label = std::string_view(paragraph.text).substr(0, length);
    const size_t tab = label.find('\t');
    const std::string_view words = TrimSeparators(label);
    HeadingStyle style = StyleOf(paragraph, words);
    const bool ends_style = !paragraph.runs.empty() && paragraph.runs.front().end <= length + 1;
    // In a cell of its own beside the first entry, set like that.
    const bool beside =
        tab != std::string_view::npos && (!IsWeakHeading(words) || strong_.at(*main_) >= 2);
    if (style == *main_ && main_->Emphasised()) return ends_style || style.caps || beside;
    // Headings hung in the margin of a document without any other headings.
    return tab != std::string_view::npos && !IsWeakHeading(words) && style.Emphasised() &&
           ends_style;
  }

  // A heading we do not know by its words: the style of the known headings, which little else has,
  // and not the title of an entry set like them.
  bool LooksLikeHeading(size_t index, std::string_view text, const HeadingStyle& style) const {
    if (!main_.has_value() || !(style == *main_) || !style.Emphasised()) return false;
    if (document_.paragraphs[index].kind == ParagraphKind::kListItem || text.size() > 48 ||
        CountWords(text) > 5) {
      return false;
    }
    if (text.find('\t') != std::string_view::npos || HasDigit(text) || text.find('[') == 0 ||
        text.find(',') != std::string_view::npos || EndsSentence(text)) {
      return false;
    }
    const Use& use = uses_.at(style);
    if (use.known < 2 || use.known < 2 * use.unknown || !Follows(index)) return false;
    for (size_t next = index + 1; next < document_.paragraphs.size() && next <= index + 3; ++next) {
      const std::string& below = document_.paragraphs[next].text;
      if (next == index + 1 && (kinds_[next].has_value() || kinds_[index].has_value()))
        return style.size == SizeClass::kTitle && TitleScore(text) > 0;  // Of the head of a page.
      if (below.size() < 90 && HasYear(below)) return false;
    }
    return true;
  }

  // Content of an earlier section stands before it: the header has no unknown headings, and no
  // heading stands right under another one.
  bool Follows(size_t index) const {
    return index > 0 && !kinds_[index - 1].has_value() &&
           std::any_of(kinds_.begin(), kinds_.begin() + static_cast<long>(index),
                       [](const auto& kind) { return kind.has_value(); });
  }

  const Document& document_;
  std::vector<std::optional<SectionKind>> kinds_;  // Of each paragraph that is a heading's words.
  std::map<HeadingStyle, Use> uses_;
  std::map<HeadingStyle, size_t> strong_;
  std::map<std::pair<HeadingStyle, std::string>, size_t>
      texts_;  // How often each stands in the CV.
  std::optional<HeadingStyle> main_;
};

// A line of an entry: short, with two years or one and a word for now.
bool LooksDated(std::string_view text) {
  if (text.size() > 130 || EndsSentence(text)) return false;
  size_t years = 0;
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    if (HasYear(text.substr(i, 4)) && (i == 0 || text[i - 1] < '0' || text[i - 1] > '9')) ++years;
  }
  const std::string folded = FoldWords(text);
  return years >= 2 ||
         (years == 1 && (ContainsWords(folded, "current") || ContainsWords(folded, "present")));
}

// A degree that may head a section of its own, and inside the education is an entry.
bool NamesEntry(std::string_view text) {
  const std::string folded = FoldWords(text);
  for (const std::string_view degree :
       {"fagbrev", "svennebrev", "sveinebrev", "mesterbrev", "meisterbrev"}) {
    if (folded == degree) return true;
  }
  return false;
}

// The name in large type, wherever it stands, is the head of what follows: a second column or page
// set in front of the first ends there.
bool StandsAsName(const Paragraph& paragraph) {
  const bool large = std::any_of(paragraph.runs.begin(), paragraph.runs.end(),
                                 [](const auto& run) { return run.size == SizeClass::kTitle; });
  return large && paragraph.text == "[NAME]";
}

// "Accomplishments" inside a job: before the next heading more jobs follow.
bool JobsGoOn(const Document& document, const HeadingFinder& finder, size_t heading) {
  for (size_t i = heading + 1; i < document.paragraphs.size(); ++i) {
    if (finder.Find(i).has_value()) return false;
    if (LooksDated(document.paragraphs[i].text)) return true;
  }
  return false;
}

}  // namespace

std::string_view SectionedText::Body(const SectionRange& section, size_t paragraph) const {
  const size_t begin = std::max(starts[paragraph], section.body_begin);
  const size_t end = std::min(starts[paragraph + 1] - 1, section.body_end);
  return begin < end ? std::string_view(text).substr(begin, end - begin) : std::string_view();
}

SectionedText FindSections(const Document& redacted) {
  SectionedText result;
  result.document = &redacted;
  for (const Paragraph& paragraph : redacted.paragraphs) {
    if (!result.starts.empty()) result.text += '\n';
    result.starts.push_back(result.text.size());
    result.text += paragraph.text;
  }
  result.starts.push_back(result.text.size() + 1);

  const HeadingFinder finder(redacted);
  const size_t count = redacted.paragraphs.size();
  bool seen_content = false;
  const auto open = [&](SectionKind kind, size_t paragraph) -> SectionRange& {
    SectionRange& section = result.sections.emplace_back();
    section.kind = kind;
    section.heading_begin = section.heading_end = section.body_begin = section.body_end =
        result.starts[paragraph];
    section.first = section.last = paragraph;
    return section;
  };
  for (size_t i = 0; i < count; ++i) {
    const size_t begin = result.starts[i], end = begin + redacted.paragraphs[i].text.size();
    std::optional<Found> heading = finder.Find(i);
    if (heading.has_value() && NamesEntry(redacted.paragraphs[i].text) &&
        !result.sections.empty() &&
        result.sections.back().kind == utvalg::cv::v1::SECTION_KIND_EDUCATION) {
      heading.reset();
    }
    if (heading.has_value() && heading->kind == utvalg::cv::v1::SECTION_KIND_AWARDS &&
        !result.sections.empty() &&
        result.sections.back().kind == utvalg::cv::v1::SECTION_KIND_EXPERIENCE &&
        JobsGoOn(redacted, finder, i)) {
      heading.reset();
    }
    if (heading.has_value()) {
      SectionRange& section = open(heading->kind, i);
      section.heading_end = begin + heading->heading_length;
      section.body_begin = begin + heading->length;
      const bool alone = heading->length == redacted.paragraphs[i].text.size();
      if (alone && i + 1 < count) section.body_begin = result.starts[i + 1];
      section.body_end = alone ? section.body_begin : end;
      section.first = alone ? i + 1 : i;
      section.last = i + 1;
      seen_content = seen_content || heading->kind == utvalg::cv::v1::SECTION_KIND_EXPERIENCE ||
                     heading->kind == utvalg::cv::v1::SECTION_KIND_EDUCATION;
      continue;
    }
    // The start of another column belongs to nothing before it.
    const bool other_column =
        i > 0 && redacted.paragraphs[i].region != redacted.paragraphs[i - 1].region;
    if (i > 0 && StandsAsName(redacted.paragraphs[i])) {
      open(utvalg::cv::v1::SECTION_KIND_HEADER, i);
    } else if (result.sections.empty() || other_column) {
      open(seen_content && other_column && redacted.paragraphs[i].region == 0
               ? utvalg::cv::v1::SECTION_KIND_OTHER
               : utvalg::cv::v1::SECTION_KIND_HEADER,
           i);
    }
    SectionRange& section = result.sections.back();
    section.last = i + 1;
    section.body_end = end;
  }
  GuessSections(&result);
  return result;
}

}  // namespace utvalg::parse
