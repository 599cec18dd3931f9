// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/languages.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/lexicon/languages.h"
#include "services/parse/core/cv_facts.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using lexicon::LanguageMention;
using lexicon::LevelMention;
using utvalg::cv::v1::LanguageLevel;
using utvalg::cv::v1::LanguageSkill;

void SetLevel(const LevelMention& mention, LanguageSkill* language) {
  switch (mention.use) {
    case lexicon::LanguageUse::kOral:
      language->set_oral(mention.level);
      break;
    case lexicon::LanguageUse::kWritten:
      language->set_written(mention.level);
      break;
    case lexicon::LanguageUse::kOverall:
      if (language->level() == utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED)
        language->set_level(mention.level);
      break;
  }
}

bool HasLevel(const LanguageSkill& language) {
  return language.level() != utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED ||
         language.oral() != utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED ||
         language.written() != utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
}

class LanguageReader {
 public:
  explicit LanguageReader(const SectionedText& cv) : cv_(cv) {}

  // Paragraphs of a section of languages: a level may stand in the paragraph behind its language
  // (tables, cards).
  void ReadSection(const SectionRange& section) {
    size_t open = 0;  // Languages of the last paragraph that named any: [open, end).
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv_.Body(section, p);
      const auto languages = lexicon::FindLanguages(body);
      const auto levels = lexicon::FindLanguageLevels(body);
      if (!languages.empty()) {
        open = languages_.size();
        Read(body, languages, levels, /*need_level=*/false);
      } else if (open < languages_.size()) {
        SetLevelsBelow(open, OneByOne(body, levels));
      }
    }
  }

  // A line of any section that is labelled as a list of languages ("Languages: English, German").
  bool ReadLabelled(std::string_view body) {
    utvalg::cv::v1::SectionKind kind;
    const size_t label = LeadingHeading(body, &kind);
    if (label == 0 || kind != utvalg::cv::v1::SECTION_KIND_LANGUAGES) return false;
    body.remove_prefix(label);
    Read(body, lexicon::FindLanguages(body), lexicon::FindLanguageLevels(body),
         /*need_level=*/false);
    return true;
  }

  void ReadLabelledLines(const SectionRange& section) {
    for (size_t p = section.first; p < section.last; ++p) ReadLabelled(cv_.Body(section, p));
  }

  // Elsewhere a language counts with a level only: "Norwegian customers" is no knowledge of
  // Norwegian.
  void ReadElsewhere(const SectionRange& section) {
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv_.Body(section, p);
      if (ReadLabelled(body)) continue;
      const auto levels = lexicon::FindLanguageLevels(body);
      if (!levels.empty()) {
        Read(body, lexicon::FindLanguages(body), levels, /*need_level=*/true);
      } else if (section.kind == utvalg::cv::v1::SECTION_KIND_HEADER) {
        ReadList(body);
      }
    }
  }

  // A cell of the header that names two languages or more and nothing else.
  void ReadList(std::string_view body) {
    for (size_t begin = 0; begin < body.size();) {
      const size_t end = std::min(body.find('\t', begin), body.size());
      const std::string_view cell = body.substr(begin, end - begin);
      const auto languages = lexicon::FindLanguages(cell);
      if (languages.size() >= 2 && IsNothingBut(cell, languages)) {
        Read(cell, languages, {}, /*need_level=*/false);
      }
      begin = end + 1;
    }
  }

  static bool IsNothingBut(std::string_view cell, const std::vector<LanguageMention>& languages) {
    size_t at = 0;
    for (const LanguageMention& language : languages) {
      if (HasLetter(cell.substr(at, language.begin - at))) return false;
      at = language.end;
    }
    return !HasLetter(cell.substr(at));
  }

  std::vector<LanguageSkill> Take() {
    for (LanguageSkill& language : languages_) {
      if (language.level() != utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) continue;
      // Overall = the weaker of speaking and writing, or the one that is given.
      const LanguageLevel oral = language.oral();
      const LanguageLevel written = language.written();
      if (oral == utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) {
        language.set_level(written);
      } else if (written == utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) {
        language.set_level(oral);
      } else {
        language.set_level(std::min(oral, written));
      }
    }
    return std::move(languages_);
  }

 private:
  // "Morsmål C1 B2": where each word is a level, they are not parts of one.
  static std::vector<LevelMention> OneByOne(std::string_view body,
                                            std::vector<LevelMention> levels) {
    std::vector<LevelMention> single;
    for (size_t begin = 0; begin < body.size();) {
      const size_t end = std::min(body.find_first_of(" \t", begin), body.size());
      if (end > begin) {
        const auto found = lexicon::FindLanguageLevels(body.substr(begin, end - begin));
        if (found.size() != 1) return levels;
        single.push_back({begin, end, found[0].level, found[0].use});
      }
      begin = end + 1;
    }
    return single;
  }

  // Levels of a paragraph of their own: one for each language above them, in the same order, or
  // all for all.
  void SetLevelsBelow(size_t open, const std::vector<LevelMention>& levels) {
    std::vector<LanguageSkill*> waiting;
    for (size_t i = open; i < languages_.size(); ++i) {
      if (!HasLevel(languages_[i])) waiting.push_back(&languages_[i]);
    }
    const bool overall = std::all_of(levels.begin(), levels.end(), [](const LevelMention& level) {
      return level.use == lexicon::LanguageUse::kOverall;
    });
    if (waiting.size() > 1 && waiting.size() == levels.size() && overall) {
      for (size_t i = 0; i < levels.size(); ++i) SetLevel(levels[i], waiting[i]);
      return;
    }
    for (LanguageSkill* language : waiting) {
      for (const LevelMention& level : levels) SetLevel(level, language);
    }
  }

  void Read(std::string_view body, const std::vector<LanguageMention>& mentions,
            const std::vector<LevelMention>& levels, bool need_level) {
    const auto offset = static_cast<size_t>(body.data() - cv_.text.data());
    // "Fluent in English and German": the level stands in front, and holds until the next one.
    const bool level_first =
        !levels.empty() && !mentions.empty() && levels.front().begin < mentions.front().begin;
    for (size_t i = 0; i < mentions.size(); ++i) {
      LanguageSkill language;
      language.set_code(std::string(mentions[i].code));
      const size_t next = i + 1 < mentions.size() ? mentions[i + 1].begin : body.size();
      size_t begin = mentions[i].begin;
      size_t end = mentions[i].end;
      if (level_first) {
        const LevelMention* before = nullptr;
        for (const LevelMention& level : levels) {
          if (level.begin < mentions[i].begin) before = &level;
        }
        if (before != nullptr) SetLevel(*before, &language);
      } else {
        for (const LevelMention& level : levels) {
          if (level.begin < mentions[i].end || level.begin >= next) continue;
          SetLevel(level, &language);
          end = std::max(end, level.end);
        }
      }
      if (need_level && !HasLevel(language)) continue;
      SetSpan(offset + begin, offset + end, language.mutable_span());
      Add(std::move(language));
    }
  }

  // A language named twice is one; a level given later completes it.
  void Add(LanguageSkill language) {
    const auto known =
        std::find_if(languages_.begin(), languages_.end(),
                     [&](const LanguageSkill& other) { return other.code() == language.code(); });
    if (known == languages_.end()) {
      languages_.push_back(std::move(language));
    } else if (!HasLevel(*known)) {
      *known = std::move(language);
    }
  }

  const SectionedText& cv_;
  std::vector<LanguageSkill> languages_;
};

}  // namespace

std::vector<LanguageSkill> ReadLanguages(const SectionedText& cv) {
  LanguageReader reader(cv);
  for (const SectionRange& section : cv.sections) {
    if (section.kind == utvalg::cv::v1::SECTION_KIND_LANGUAGES) reader.ReadSection(section);
  }
  for (const SectionRange& section : cv.sections) {
    switch (section.kind) {
      case utvalg::cv::v1::SECTION_KIND_SKILLS:
      case utvalg::cv::v1::SECTION_KIND_PERSONAL:
      case utvalg::cv::v1::SECTION_KIND_SUMMARY:
      case utvalg::cv::v1::SECTION_KIND_HEADER:
      case utvalg::cv::v1::SECTION_KIND_OTHER:
        reader.ReadElsewhere(section);
        break;
      case utvalg::cv::v1::SECTION_KIND_LANGUAGES:
        break;
      default:
        reader.ReadLabelledLines(section);
        break;
    }
  }
  return reader.Take();
}

}  // namespace utvalg::parse
