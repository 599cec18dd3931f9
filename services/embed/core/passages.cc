// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/passages.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/nynorsk.h"
#include "common/lexicon/sections.h"
#include "services/embed/core/repeats.h"
#include "services/embed/core/self_speech.h"
#include "services/embed/core/text_cut.h"

namespace utvalg::embed {
namespace {

using cv::v1::Cv;
using cv::v1::SectionKind;
using embedding::v1::Passage;

// A stretch that is about one thing: a job, an education, or a part of a section.
struct Unit {
  size_t begin = 0;
  size_t end = 0;
  SectionKind section = cv::v1::SECTION_KIND_UNSPECIFIED;
  uint32_t entry = 0;
};

bool IsEmbedded(SectionKind kind) {
  return kind != cv::v1::SECTION_KIND_REFERENCES && kind != cv::v1::SECTION_KIND_PERSONAL &&
         kind != cv::v1::SECTION_KIND_LETTER;
}

SectionKind SectionOf(const cv::v1::Experience& job) {
  return job.section() == cv::v1::SECTION_KIND_UNSPECIFIED ? cv::v1::SECTION_KIND_EXPERIENCE
                                                           : job.section();
}

// The entries in the order of the text; of two that overlap the later one gives way.
std::vector<Unit> EntryUnits(const Cv& cv) {
  std::vector<Unit> units;
  for (int i = 0; i < cv.experience_size(); ++i) {
    const auto& job = cv.experience(i);
    units.push_back(
        {job.span().begin(), job.span().end(), SectionOf(job), static_cast<uint32_t>(i) + 1});
  }
  for (int i = 0; i < cv.education_size(); ++i) {
    const auto& span = cv.education(i).span();
    units.push_back(
        {span.begin(), span.end(), cv::v1::SECTION_KIND_EDUCATION, static_cast<uint32_t>(i) + 1});
  }
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit& a, const Unit& b) { return a.begin < b.begin; });
  size_t covered = 0;
  for (Unit& unit : units) {
    unit.begin = std::max(unit.begin, covered);
    covered = std::max(covered, unit.end);
  }
  std::erase_if(units, [](const Unit& unit) { return unit.begin >= unit.end; });
  return units;
}

// Entries, and the parts of sections that no entry covers.
std::vector<Unit> Units(const Cv& cv) {
  const std::vector<Unit> entries = EntryUnits(cv);
  std::vector<Unit> units;
  for (const auto& section : cv.sections()) {
    if (!IsEmbedded(section.kind())) continue;
    size_t at = section.body().begin();
    for (const Unit& entry : entries) {
      if (entry.end <= at || entry.begin >= section.body().end()) continue;
      if (entry.begin > at) units.push_back({at, entry.begin, section.kind(), 0});
      at = std::max(at, entry.end);
    }
    if (at < section.body().end()) units.push_back({at, section.body().end(), section.kind(), 0});
  }
  units.insert(units.end(), entries.begin(), entries.end());
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit& a, const Unit& b) { return a.begin < b.begin; });
  size_t covered = 0;
  for (Unit& unit : units) {
    unit.end = std::min<size_t>(unit.end, cv.blind_text().size());
    unit.begin = std::max(unit.begin, covered);
    covered = std::max(covered, unit.end);
  }
  std::erase_if(units, [](const Unit& unit) { return unit.begin >= unit.end; });
  return units;
}

using Stretches = std::vector<std::pair<size_t, size_t>>;

// The units without what was said before in the same words.
std::vector<Unit> WithoutRepeats(const std::vector<Unit>& units, const Stretches& repeats) {
  std::vector<Unit> left;
  for (Unit unit : units) {
    for (const auto& [begin, end] : repeats) {
      if (end <= unit.begin || begin >= unit.end) continue;
      if (begin > unit.begin) left.push_back({unit.begin, begin, unit.section, unit.entry});
      unit.begin = end;
      if (unit.begin >= unit.end) break;
    }
    if (unit.begin < unit.end) left.push_back(unit);
  }
  return left;
}

bool IsRepeated(const cv::v1::Span& span, const Stretches& repeats) {
  return std::any_of(repeats.begin(), repeats.end(), [&](const auto& stretch) {
    return stretch.first <= span.begin() && span.end() <= stretch.second;
  });
}

// The units cut where somebody speaks of themselves.
std::vector<Unit> WithClaimsApart(const Cv& cv, const std::vector<Unit>& units) {
  std::vector<Unit> cut;
  for (const Unit& unit : units) {
    const std::string_view text =
        std::string_view(cv.blind_text()).substr(unit.begin, unit.end - unit.begin);
    const Telling telling = unit.entry > 0 ? Telling::kEntry : Telling::kAnything;
    for (const auto& [begin, end] : CutAtSelfSpeech(text, telling))
      cut.push_back({unit.begin + begin, unit.begin + end, unit.section, unit.entry});
  }
  return cut;
}

// Where the first line begins that is longer than what is named in a list; the end when there is
// none.
size_t BeginOfText(std::string_view list) {
  constexpr size_t kLongestItemWords = 12;
  for (size_t begin = 0; begin < list.size();) {
    const size_t end = std::min(list.find('\n', begin), list.size());
    if (SplitWords(list.substr(begin, end - begin)).size() > kLongestItemWords) return begin;
    begin = end + 1;
  }
  return list.size();
}

// The units with the lists of things named (languages, courses) apart from text that follows them:
// what is pasted in below does not change how they are read.
std::vector<Unit> WithListsApart(const Cv& cv, const std::vector<Unit>& units) {
  std::vector<Unit> cut;
  for (const Unit& unit : units) {
    const std::string_view text =
        std::string_view(cv.blind_text()).substr(unit.begin, unit.end - unit.begin);
    const size_t at = unit.entry == 0 && lexicon::NamesThings(unit.section)
                          ? unit.begin + BeginOfText(text)
                          : unit.end;
    if (at > unit.begin) cut.push_back({unit.begin, at, unit.section, unit.entry});
    if (at < unit.end) cut.push_back({at, unit.end, unit.section, unit.entry});
  }
  return cut;
}

std::vector<Passage> Split(const Cv& cv, const std::vector<Unit>& units, size_t limit) {
  std::vector<Passage> passages;
  for (const Unit& unit : units) {
    const std::string_view text =
        std::string_view(cv.blind_text()).substr(unit.begin, unit.end - unit.begin);
    for (const auto& [begin, end] : CutText(text, limit)) {
      if (!HasWords(WithoutPlaceholders(text.substr(begin, end - begin)))) continue;
      Passage& passage = passages.emplace_back();
      passage.mutable_span()->set_begin(static_cast<uint32_t>(unit.begin + begin));
      passage.mutable_span()->set_end(static_cast<uint32_t>(unit.begin + end));
      passage.set_section(unit.section);
      passage.set_entry(unit.entry);
    }
  }
  return passages;
}

std::string_view Quoted(const Cv& cv, const cv::v1::Span& span) {
  const std::string_view text = cv.blind_text();
  const size_t end = std::min<size_t>(span.end(), text.size());
  return span.begin() < end ? text.substr(span.begin(), end - span.begin()) : std::string_view();
}

// Whether the span lies in the text and holds a word outside placeholders.
bool SaysSomething(const Cv& cv, const cv::v1::Span& span) {
  return span.end() <= cv.blind_text().size() && HasWords(WithoutPlaceholders(Quoted(cv, span)));
}

void AddTitles(const Cv& cv, const Stretches& repeats, std::vector<Passage>* passages) {
  size_t titles = 0;
  for (int i = 0; i < cv.experience_size() && titles < kMaxTitlePassages; ++i) {
    const auto& job = cv.experience(i);
    if (!SaysSomething(cv, job.title_span()) || IsRepeated(job.title_span(), repeats)) continue;
    Passage& passage = passages->emplace_back();
    *passage.mutable_span() = job.title_span();
    passage.set_section(SectionOf(job));
    passage.set_entry(static_cast<uint32_t>(i) + 1);
    passage.set_title(true);
    ++titles;
  }
}

}  // namespace

std::vector<Passage> SplitPassages(const Cv& cv) {
  const Stretches repeats = RepeatedStretches(cv.blind_text());
  const std::vector<Unit> units = WithListsApart(cv, WithoutRepeats(Units(cv), repeats));
  size_t limit = kPassageBytes;
  std::vector<Passage> passages = Split(cv, WithClaimsApart(cv, units), limit);
  // A CV with very much to say is not cut into sentences on top of it.
  if (passages.size() > kMaxPassages) passages = Split(cv, units, limit);
  while (passages.size() > kMaxPassages && limit < kMaxPassageBytes) {
    limit = std::min(limit + limit / 4, kMaxPassageBytes);
    passages = Split(cv, units, limit);
  }
  if (passages.size() > kMaxPassages) passages.resize(kMaxPassages);
  AddTitles(cv, repeats, &passages);
  return passages;
}

namespace {

std::string PassageText(const Cv& cv, const Passage& passage) {
  std::string text = WithoutPlaceholders(Quoted(cv, passage.span()));
  const bool of_job = passage.section() != cv::v1::SECTION_KIND_EDUCATION && passage.entry() > 0 &&
                      passage.entry() <= static_cast<uint32_t>(cv.experience_size());
  if (!of_job || passage.title()) return text;
  const auto& job = cv.experience(static_cast<int>(passage.entry()) - 1);
  if (job.title_span().begin() >= passage.span().begin() || job.title().empty()) return text;
  return WithoutPlaceholders(job.title()) + ": " + text;
}

}  // namespace

std::vector<std::string> PassageTexts(const Cv& cv, std::span<const Passage> passages) {
  const bool nynorsk = lexicon::IsNynorsk(cv);
  std::vector<std::string> texts;
  for (const Passage& passage : passages) {
    texts.push_back(PassageText(cv, passage));
    if (nynorsk) texts.back() = lexicon::InBokmaal(texts.back());
  }
  return texts;
}

}  // namespace utvalg::embed
