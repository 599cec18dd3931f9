// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/section_headings.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "common/base/utf8.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

constexpr size_t kLongestHeading = 64;

struct KindPhrases {
  SectionKind kind;
  std::string_view phrases;
};

constexpr KindPhrases kPhrases[] = {
#define X(kind, phrases) {utvalg::cv::v1::SECTION_KIND_##kind, phrases},
#include "services/parse/core/section_heading_phrases.inc"
#undef X
};

using PhraseMap = std::unordered_map<std::string_view, SectionKind>;

const PhraseMap& Phrases() {
  static const PhraseMap* const map = [] {
    auto* phrases = new PhraseMap();
    for (const KindPhrases& entry : kPhrases) {
      std::string_view rest = entry.phrases;
      while (!rest.empty()) {
        const size_t bar = rest.find('|');
        phrases->emplace(rest.substr(0, bar), entry.kind);
        rest = bar == std::string_view::npos ? "" : rest.substr(bar + 1);
      }
    }
    return phrases;
  }();
  return *map;
}

// Headings that stand in other places just as often: labels inside entries, titles, skills.
constexpr std::string_view kWeak =
    "|software|it|technical|technology|research|project|prosjekt|media|web|other|more|travel|"
    "school|skole|skule|university|universitet|sport|music|musikk|trening|equipment|systems|"
    "systemer|machines|tools|data|service|leadership|work|arbeid|jobb|press|books|bok|"
    "information|informasjon|address|adresse|website|links|awards|award|conferences|background|"
    "bakgrunn|knowledge|achievements|key achievements|accomplishments|technologies|resultater|"
    "results|goal|goals|mål|boards|training|course|kurs|degree|grader|internship|details|"
    "detaljer|assignments|oppdrag|initiatives|products|contributions|teknologi|teknologier|"
    "verktøy|highlights|freelance|language|frameworks|programming|communication|medlemskap|"
    "overview|networks|nettverk|praksis|styrer|services|professional development|contact|kontakt|"
    "email|phone|statement|mission|activity|activities|aktiviteter|competitions|posters|articles|"
    "artikler|driving|profiles|portfolio|blog|resultat|volunteer|frivillig|tillitsvalgt|"
    "internships|presentation|presentasjon|committees|scholarships|grants|positions|careers|jobs|"
    "jobber|jobbar|studies|studier|studium|degrees|styrar|skular|skoler|";

std::optional<SectionKind> Lookup(std::string_view folded) {
  const auto found = Phrases().find(folded);
  if (found == Phrases().end()) return std::nullopt;
  return found->second;
}

// Where the next joining word starts and ends (" and ", " og ", " & "), npos when there is none.
size_t FindJoint(std::string_view folded, size_t* length) {
  for (size_t at = folded.find(' '); at != std::string_view::npos; at = folded.find(' ', at + 1)) {
    for (const std::string_view joint : {" & ", " and ", " og ", " or ", " eller ", " + "}) {
      if (!folded.substr(at).starts_with(joint)) continue;
      *length = joint.size();
      return at;
    }
  }
  return std::string_view::npos;
}

// "education & certifications": every part is a phrase, the first gives the kind.
std::optional<SectionKind> LookupJoined(std::string_view folded) {
  std::optional<SectionKind> first;
  while (true) {
    size_t length = 0;
    const size_t at = FindJoint(folded, &length);
    const std::optional<SectionKind> part = Lookup(folded.substr(0, at));
    if (!part.has_value()) return std::nullopt;
    if (!first.has_value()) first = part;
    if (at == std::string_view::npos) return first;
    folded.remove_prefix(at + length);
  }
}

// Headings people write in lists: "Education / Courses", "Kurs, sertifikater".
std::optional<SectionKind> LookupList(std::string_view text) {
  std::optional<SectionKind> first;
  while (!text.empty()) {
    const size_t at = FirstOf(text, "/,|");
    const std::string folded = FoldWords(text.substr(0, at));
    const std::optional<SectionKind> part = LookupJoined(folded);
    if (!part.has_value()) return std::nullopt;
    if (!first.has_value()) first = part;
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return first;
}

// Without "1.", "##", "**" and other marks at the ends.
std::string_view StripMarks(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size()) {
    size_t next = begin;
    const char32_t c = NextCodePoint(text, &next);
    if (IsLetter(c)) break;
    begin = next;
  }
  text.remove_prefix(begin);
  const size_t open = text.find('(');
  if (open != std::string_view::npos && open > 0) text = text.substr(0, open);
  return text;
}

// An icon that recognition took for letters: "E EMPLOYMENT", "SJ GOVERNANCE", "er» EDUCATION". What
// is left must be a heading in capitals.
std::string_view WithoutIcon(std::string_view text) {
  constexpr size_t kLongestIcon = 3;  // Code points.
  const size_t end = FirstOf(text, " \t");
  if (end == std::string_view::npos || CodePoints(text.substr(0, end)) > kLongestIcon) return text;
  const std::string_view rest = TrimSpace(text.substr(end));
  return IsAllCaps(rest) && Lookup(FoldWords(rest)).has_value() &&
                 !Lookup(FoldWords(text)).has_value()
             ? rest
             : text;
}

// "highlights of employment", "experience contd", "professional skills summary": what is left is
// the heading.
std::string_view WithoutFrame(std::string_view folded) {
  for (const std::string_view start : {"summary of ", "highlights of ", "details of ", "brief ",
                                       "profession ", "oppsummering av ", "oversikt over "}) {
    if (folded.starts_with(start)) return folded.substr(start.size());
  }
  for (const std::string_view end :
       {" continued", " contd", " cont", " cont d", " fortsatt", " summary"}) {
    if (folded.ends_with(end)) return folded.substr(0, folded.size() - end.size());
  }
  return {};
}

// "Career Services Experience", "Teaching Experience": a kind of work and the word for it.
bool IsKindOfExperience(std::string_view text, std::string_view folded) {
  if (HasDigit(folded)) return false;
  for (const std::string_view end : {" experience", " experiences", " employment", " erfaring"}) {
    if (!folded.ends_with(end)) continue;
    const std::string_view stem = folded.substr(0, folded.size() - end.size());
    return CountWords(stem) <= 3 && (IsAllCaps(text) || TitleCasePercent(text) == 100);
  }
  return false;
}

// Letters set apart that came out as words: "E xp er ie nc e".
std::optional<SectionKind> LookupTornApart(std::string_view folded) {
  const size_t words = CountWords(folded);
  if (words < 3 || folded.size() > 4 * words) return std::nullopt;
  std::string squeezed;
  for (const char c : folded) {
    if (c != ' ') squeezed += c;
  }
  static const auto* const map = [] {
    auto* phrases = new std::unordered_map<std::string, SectionKind>();
    for (const auto& [phrase, kind] : Phrases()) {
      std::string key;
      for (const char c : phrase) {
        if (c != ' ') key += c;
      }
      if (key.size() >= 6) phrases->emplace(std::move(key), kind);
    }
    return phrases;
  }();
  const auto found = map->find(squeezed);
  return found == map->end() ? std::nullopt : std::optional(found->second);
}

// What is told by its shape rather than by being known whole.
std::optional<SectionKind> LookupByShape(std::string_view text, std::string_view folded) {
  if (const std::string_view inner = WithoutFrame(folded); !inner.empty()) {
    if (std::optional<SectionKind> kind = LookupJoined(inner)) return kind;
  }
  if (IsKindOfExperience(text, folded)) return utvalg::cv::v1::SECTION_KIND_EXPERIENCE;
  return LookupTornApart(folded);
}

bool IsWeak(std::string_view folded) {
  static const std::unordered_set<std::string_view>* const weak = [] {
    auto* set = new std::unordered_set<std::string_view>();
    std::string_view rest = kWeak.substr(1);
    while (!rest.empty()) {
      const size_t bar = rest.find('|');
      set->insert(rest.substr(0, bar));
      rest.remove_prefix(bar + 1);
    }
    return set;
  }();
  return weak->contains(folded);
}

}  // namespace

std::optional<SectionKind> HeadingKind(std::string_view text) {
  text = WithoutIcon(TrimSpace(text));
  if (text.empty() || text.size() > kLongestHeading || text.find('\t') != std::string_view::npos) {
    return std::nullopt;
  }
  text = StripMarks(text);
  if (text.empty()) return std::nullopt;
  const std::string folded = FoldWords(text);
  if (std::optional<SectionKind> kind = Lookup(folded)) return kind;
  if (std::optional<SectionKind> kind = LookupJoined(folded)) return kind;
  if (FirstOf(text, "/,|") != std::string_view::npos) return LookupList(text);
  return LookupByShape(text, folded);
}

bool IsWeakHeading(std::string_view text) {
  const std::string folded = FoldWords(text.substr(0, FirstOf(text, "/,|")));
  size_t length = 0;
  return IsWeak(folded) || IsWeak(std::string_view(folded).substr(0, FindJoint(folded, &length))) ||
         (IsKindOfExperience(text, folded) && !Lookup(folded).has_value());
}

bool IsStrongHeading(std::string_view text) {
  return IsSectionHeadingText(text) && !IsWeakHeading(text);
}

size_t LeadingHeading(std::string_view text, SectionKind* kind) {
  const size_t at = FirstOf(text.substr(0, kLongestHeading + 1), ":\t");
  if (at == std::string_view::npos || at == 0) return 0;
  const std::optional<SectionKind> found = HeadingKind(text.substr(0, at));
  if (!found.has_value()) return 0;
  size_t end = at + 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == ':')) ++end;
  if (end >= text.size()) return 0;
  *kind = *found;
  return end;
}

}  // namespace utvalg::parse
