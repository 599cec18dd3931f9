// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/languages.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/lexicon/languages.h"
#include "services/parse/core/cv_facts.h"

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
        for (size_t i = open; i < languages_.size(); ++i) {
          if (HasLevel(languages_[i])) continue;
          for (const LevelMention& level : levels) SetLevel(level, &languages_[i]);
        }
      }
    }
  }

  // Elsewhere a language counts with a level only: "Norwegian customers" is no knowledge of
  // Norwegian.
  void ReadElsewhere(const SectionRange& section) {
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv_.Body(section, p);
      const auto levels = lexicon::FindLanguageLevels(body);
      if (levels.empty()) continue;
      Read(body, lexicon::FindLanguages(body), levels, /*need_level=*/true);
    }
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
      default:
        break;
    }
  }
  return reader.Take();
}

}  // namespace utvalg::parse
