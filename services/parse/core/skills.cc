// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/skills.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/base/utf8.h"
#include "common/lexicon/dates.h"
#include "common/lexicon/languages.h"
#include "common/lexicon/licences.h"
#include "services/parse/core/cv_facts.h"
#include "services/parse/core/redact.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;
using utvalg::cv::v1::Skill;

// A name of a skill is short; longer entries are prose, in which only known skills are looked for.
constexpr size_t kMaxNameWords = 6;
constexpr size_t kMaxNameBytes = 80;
constexpr size_t kMaxLabelWords = 5;

// How well somebody knows a skill, when it stands apart from its name. Folded.
constexpr std::string_view kLevels =
    "|advanced|expert|intermediate|beginner|basic|proficient|fluent|novice|good|very good|"
    "excellent|native|competent|skilled|master|familiar|working knowledge|avansert|ekspert|"
    "middels|nybegynner|grunnleggende|god|godt|meget god|meget godt|svært god|svært godt|"
    "utmerket|erfaren|videregående|grunnleggjande|noe|noko|litt|høy|høg|lav|låg|veldig god|"
    "veldig godt|høyt nivå|grunnkunnskap|high|medium|low|years|år|";

const std::unordered_set<std::string_view>& Levels() {
  static const auto& levels = *[] {
    auto* set = new std::unordered_set<std::string_view>();
    for (size_t at = 0; at + 1 < kLevels.size();) {
      const size_t bar = kLevels.find('|', at + 1);
      set->insert(kLevels.substr(at + 1, bar - at - 1));
      at = bar;
    }
    return set;
  }();
  return levels;
}

bool IsLevel(std::string_view text) {
  const std::string folded = FoldWords(text);
  if (folded.empty()) return true;
  if (text.ends_with('%') && CountWords(text) <= 2 && folded.size() <= 3) return true;
  if (Levels().contains(folded)) return true;
  // "5 years", "10 år", "80", "4 5": numbers and at most a word of time.
  std::string letters;
  size_t digits = 0;
  for (char c : folded) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != ' ' && c != '+') {
      letters += c;
    }
  }
  if (digits == 0) return false;
  static constexpr std::array<std::string_view, 9> kUnits = {
      "", "years", "year", "yrs", "år", "months", "month", "mnd", "yearsexperience"};
  return std::find(kUnits.begin(), kUnits.end(), letters) != kUnits.end();
}

bool IsBreak(char32_t c) {
  return c == ',' || c == ';' || c == '\n' || c == '\t' || c == '|' || c == U'•' || c == U'·' ||
         c == U'∙' || c == U'●' || c == U'▪' || c == U'■' || c == U'◦' || c == U'‣' || c == U'►' ||
         c == U'│' || c == U'★' || c == U'☆' || c == U'○' || c == U'⋅';
}

// A dash between spaces, as in "Python – expert".
bool IsDash(char32_t c) { return c == '-' || c == U'–' || c == U'—' || c == ':'; }

void Push(std::string_view text, size_t begin, size_t end, std::vector<ListEntry>* entries) {
  const std::string_view raw = text.substr(begin, end - begin);
  std::string_view trimmed = TrimSeparators(raw.substr(BulletPrefix(raw)));
  while (!trimmed.empty() && (trimmed.back() == '.' || trimmed.back() == '(')) {
    trimmed = TrimSeparators(trimmed.substr(0, trimmed.size() - 1));
  }
  if (trimmed.empty() || !HasLetter(trimmed) || IsLevel(trimmed)) return;
  const size_t at = static_cast<size_t>(trimmed.data() - text.data());
  entries->push_back({at, at + trimmed.size()});
}

// "Python – expert", "Excel: 5 years": without the level behind the dash.
size_t CutLevelBehindDash(std::string_view text, size_t begin, size_t end) {
  for (size_t i = begin; i < end;) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, &i);
    const bool spaced =
        c == ':' || (at > begin && text[at - 1] == ' ' && i < end && text[i] == ' ');
    if (IsDash(c) && spaced && IsLevel(text.substr(i, end - i))) return at;
  }
  return end;
}

// The end of a label such as "Programming languages:" at the start of text, 0 when there is none.
size_t LabelEnd(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 >= text.size() || text[colon + 1] == '/')
    return 0;
  if (CountWords(text.substr(0, colon)) > kMaxLabelWords) return 0;
  if (text.substr(0, colon).find_first_of(",;|\t") != std::string_view::npos) return 0;
  // "Lean:   Scrum:": names whose labels have no list, side by side.
  if (text[colon + 1] == '\t' && TrimSpace(text).ends_with(':')) return 0;
  return IsLevel(text.substr(colon + 1)) ? 0 : colon + 1;
}

// Collects skills by what they are, so that a skill named twice is one entry.
class SkillCollector {
 public:
  SkillCollector(const SectionedText& cv, const taxonomy::Taxonomy& taxonomy)
      : cv_(cv), taxonomy_(taxonomy) {}

  void AddListed(size_t begin, size_t end) {
    const std::string_view name = std::string_view(cv_.text).substr(begin, end - begin);
    Add(begin, end, name, taxonomy_.FindSkill(name).uri, /*listed=*/true);
  }

  void AddMention(size_t begin, size_t end, std::string_view uri) {
    // "[EMAIL]" names no skill.
    if (begin > 0 && cv_.text[begin - 1] == '[' &&
        PlaceholderLength(std::string_view(cv_.text).substr(begin - 1)) > 0)
      return;
    Add(begin, end, std::string_view(cv_.text).substr(begin, end - begin), uri, /*listed=*/false);
  }

  // By first place: lists in the order of the text, mentions among them.
  std::vector<Skill> Take() {
    std::stable_sort(skills_.begin(), skills_.end(), [](const Skill& a, const Skill& b) {
      return a.spans(0).begin() < b.spans(0).begin();
    });
    return std::move(skills_);
  }

 private:
  void Add(size_t begin, size_t end, std::string_view name, std::string_view uri, bool listed) {
    const std::string key = uri.empty() ? FoldWords(name) : std::string(uri);
    if (key.empty()) return;
    const auto [found, is_new] = index_.try_emplace(key, skills_.size());
    if (is_new) {
      Skill& skill = skills_.emplace_back();
      skill.set_name(JoinSpacedCapitals(CollapseSpace(name)));
      skill.set_esco_uri(std::string(uri));
    }
    Skill& skill = skills_[found->second];
    if (listed && !skill.listed()) {
      skill.set_listed(true);
      skill.set_name(JoinSpacedCapitals(CollapseSpace(name)));
    }
    SetSpan(begin, end, skill.add_spans());
  }

  const SectionedText& cv_;
  const taxonomy::Taxonomy& taxonomy_;
  std::vector<Skill> skills_;
  std::unordered_map<std::string, size_t> index_;
};

bool IsOtherFact(std::string_view name) {
  if (!lexicon::LanguageCode(name).empty()) return true;
  if (name.front() == '[' && PlaceholderLength(name) == name.size()) return true;
  const auto languages = lexicon::FindLanguages(name);
  if (!languages.empty() && !lexicon::FindLanguageLevels(name).empty()) return true;
  return !lexicon::FindLicences(name).empty() || lexicon::ParsePeriod(name).has_value();
}

// "Word og PowerPoint" is two skills when each of them is one.
bool SplitPair(std::string_view name, const taxonomy::Taxonomy& taxonomy, size_t* first_end,
               size_t* second_begin) {
  if (!taxonomy.FindSkill(name).label.empty()) return false;
  for (std::string_view joint : {" og ", " and ", " & ", "/"}) {
    const size_t at = name.find(joint);
    if (at == std::string_view::npos) continue;
    const std::string_view first = name.substr(0, at);
    const std::string_view second = name.substr(at + joint.size());
    if (first.empty() || second.empty()) continue;
    const bool known =
        !taxonomy.FindSkill(first).label.empty() && !taxonomy.FindSkill(second).label.empty();
    if (!known) continue;
    *first_end = at;
    *second_begin = at + joint.size();
    return true;
  }
  return false;
}

// "jQuery", "AWS", "Vue.js", "S3": written as no ordinary word is.
bool IsTechnicalWord(std::string_view word, const taxonomy::Taxonomy& taxonomy) {
  bool inner_capital = false;
  for (size_t i = 0; i < word.size();) {
    const size_t at = i;
    const char32_t c = NextCodePoint(word, &i);
    inner_capital |= (at > 0 && IsUpper(c)) || IsDigit(c) || (c == '.' && i < word.size());
  }
  return inner_capital || !taxonomy.FindSkill(word).label.empty();
}

// Names from which on what stands side by side is a list.
constexpr size_t kFewestInList = 4;

// A list whose names are parted by nothing but spaces: "MySQL PostgreSQL NoSQL Hibernate". Empty
// when it is a phrase. The other lines of the section may say that its lists are written so; then
// names of two ordinary words may be among them ("Unified Process", "MS Project").
std::vector<ListEntry> SplitAtSpaces(std::string_view text, const taxonomy::Taxonomy& taxonomy,
                                     bool usual_here) {
  std::vector<ListEntry> words;
  size_t technical = 0, all = 0;
  bool goes_on = false;  // The name so far may be half of one.
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (!words.empty() && !word.empty() && !HasLetter(word)) {
      words.back().end = end;  // "HTML 5".
    } else if (!word.empty()) {
      const bool is_technical = IsTechnicalWord(word, taxonomy);
      if (!is_technical && !StartsUpper(word)) return {};
      technical += is_technical;
      ++all;
      if (usual_here && !is_technical && goes_on) {
        words.back().end = end;
      } else {
        words.push_back({begin, end});
      }
      goes_on = !is_technical || (word.size() == 2 && IsAllCaps(word));
    }
    begin = end + 1;
  }
  const bool enough = usual_here ? technical * 2 >= all : technical * 3 >= all * 2;
  return words.size() < kFewestInList || !enough ? std::vector<ListEntry>() : words;
}

// A line that holds a list parted by spaces alone, behind a label or not.
bool IsSpacedList(std::string_view body, const taxonomy::Taxonomy& taxonomy, bool usual_here) {
  const std::vector<ListEntry> entries = SplitSkillList(body);
  return entries.size() == 1 &&
         !SplitAtSpaces(body.substr(entries[0].begin, entries[0].end - entries[0].begin), taxonomy,
                        usual_here)
              .empty();
}

// Names set apart by nothing but wide gaps, each with a capital: "Onboarding   Lønn og avtaler".
std::vector<ListEntry> SplitAtGaps(const Paragraph& paragraph, size_t begin,
                                   std::string_view body) {
  std::vector<ListEntry> parts = {{0, body.size()}};
  for (const StyleRun& run : paragraph.runs) {
    if (!run.apart || run.begin <= begin || run.begin - begin >= body.size()) continue;
    const size_t at = run.begin - begin;
    if (!StartsUpper(body.substr(at))) return {{0, body.size()}};
    parts.back().end = at;
    parts.push_back({at, body.size()});
  }
  return parts;
}

void ReadList(size_t offset, std::string_view body, const taxonomy::Taxonomy& taxonomy, bool spaced,
              SkillCollector* skills) {
  for (const ListEntry& entry : SplitSkillList(body)) {
    const std::string_view name = body.substr(entry.begin, entry.end - entry.begin);
    const size_t begin = offset + entry.begin;
    if (IsOtherFact(name)) continue;
    if (const auto words = SplitAtSpaces(name, taxonomy, spaced); !words.empty()) {
      for (const ListEntry& word : words) skills->AddListed(begin + word.begin, begin + word.end);
      continue;
    }
    if (CountWords(name) > kMaxNameWords || name.size() > kMaxNameBytes) {
      for (const auto& mention : taxonomy.FindSkillMentions(name)) {
        skills->AddMention(begin + mention.begin, begin + mention.end, mention.uri);
      }
      continue;
    }
    size_t first_end = 0;
    size_t second_begin = 0;
    if (SplitPair(name, taxonomy, &first_end, &second_begin)) {
      skills->AddListed(begin, begin + first_end);
      skills->AddListed(begin + second_begin, begin + name.size());
    } else {
      skills->AddListed(begin, begin + name.size());
    }
  }
}

bool HoldsRunningText(SectionKind kind) {
  using namespace utvalg::cv::v1;
  return kind != SECTION_KIND_LANGUAGES && kind != SECTION_KIND_LICENCES &&
         kind != SECTION_KIND_INTERESTS && kind != SECTION_KIND_REFERENCES &&
         kind != SECTION_KIND_PERSONAL && kind != SECTION_KIND_LETTER;
}

}  // namespace

std::vector<ListEntry> SplitSkillList(std::string_view text) {
  std::vector<ListEntry> entries;
  size_t begin = LabelEnd(text);
  int depth = 0;
  size_t inner = 0;  // Where the open bracket's content begins.
  for (size_t i = begin; i < text.size();) {
    const size_t at = i;
    const char32_t c = NextCodePoint(text, &i);
    if (c == '(' || c == '[') {
      const size_t placeholder = PlaceholderLength(text.substr(at));
      if (placeholder > 0) {
        i = at + placeholder;
        continue;
      }
      if (depth++ == 0) {
        Push(text, begin, at, &entries);
        inner = i;
      }
    } else if ((c == ')' || c == ']') && depth > 0) {
      if (--depth == 0) {
        // What a bracket holds is a list of its own, or a level.
        size_t part = inner;
        for (size_t j = inner; j <= at; ++j) {
          if (j < at && text[j] != ',' && text[j] != ';') continue;
          Push(text, part, j, &entries);
          part = j + 1;
        }
        begin = i;
      }
    } else if (depth == 0 && IsBreak(c)) {
      Push(text, begin, CutLevelBehindDash(text, begin, at), &entries);
      begin = i;
      if (c == '\n' || c == ';' || c == '|') begin += LabelEnd(text.substr(begin));
      i = begin;
    }
  }
  if (begin < text.size()) {
    Push(text, begin, CutLevelBehindDash(text, begin, text.size()), &entries);
  }
  return entries;
}

namespace {

// The lists of one section under a heading for skills.
void ReadSkillSection(const SectionedText& cv, const SectionRange& section,
                      const taxonomy::Taxonomy& taxonomy, SkillCollector* skills) {
  std::vector<std::string_view> lines;
  std::vector<size_t> together;  // Of each line, how many its paragraph holds.
  for (size_t p = section.first; p < section.last; ++p) {
    const std::string_view body = cv.Body(section, p);
    if (body.empty()) continue;
    const auto begin = static_cast<size_t>(body.data() - cv.text.data()) - cv.starts[p];
    const std::vector<ListEntry> parts = SplitAtGaps(cv.document->paragraphs[p], begin, body);
    for (const ListEntry& part : parts)
      lines.push_back(body.substr(part.begin, part.end - part.begin));
    together.resize(lines.size(), parts.size());
  }
  const bool spaced = std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return IsSpacedList(line, taxonomy, false);
  });
  // "Web" alone over names set apart by gaps, here and again in the section: what they are of.
  const auto over_gaps = [&](size_t i) {
    return together[i] == 1 && i + 1 < lines.size() && together[i + 1] >= kFewestInList &&
           CountWords(lines[i]) <= 3;
  };
  size_t over = 0;
  for (size_t i = 0; i < lines.size(); ++i) over += over_gaps(i);
  bool after_list = true;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool list = spaced && IsSpacedList(lines[i], taxonomy, true);
    // "Web" between two such lists is the label of the second.
    const bool label = spaced && !list && after_list && i + 1 < lines.size() &&
                       CountWords(lines[i]) <= 3 && IsSpacedList(lines[i + 1], taxonomy, true);
    after_list = list;
    if (label || (over > 1 && over_gaps(i))) continue;
    ReadList(static_cast<size_t>(lines[i].data() - cv.text.data()), lines[i], taxonomy, spaced,
             skills);
  }
}

}  // namespace

std::vector<Skill> ReadSkills(const SectionedText& cv, const taxonomy::Taxonomy& taxonomy) {
  SkillCollector skills(cv, taxonomy);
  for (const SectionRange& section : cv.sections) {
    if (!HoldsRunningText(section.kind)) continue;
    if (section.kind == utvalg::cv::v1::SECTION_KIND_SKILLS) {
      ReadSkillSection(cv, section, taxonomy, &skills);
      continue;
    }
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv.Body(section, p);
      if (body.empty()) continue;
      const auto offset = static_cast<size_t>(body.data() - cv.text.data());
      for (const auto& mention : taxonomy.FindSkillMentions(body)) {
        if (!mention.weak)
          skills.AddMention(offset + mention.begin, offset + mention.end, mention.uri);
      }
    }
  }
  return skills.Take();
}

}  // namespace utvalg::parse
