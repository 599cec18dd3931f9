// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "common/base/words.h"
#include "common/lexicon/languages.h"
#include "common/lexicon/phrases.h"

namespace utvalg::lexicon {
namespace {

using namespace utvalg::cv::v1;  // NOLINT: names of the levels only.

// What a word says: a level, or the use that levels around it are said of.
struct Word {
  LanguageLevel level = LANGUAGE_LEVEL_UNSPECIFIED;
  bool oral = false;
  bool written = false;
};

Word Level(LanguageLevel level) { return {level, false, false}; }

const PhraseTable<Word>& Words() {
  static const auto& table = *[] {
    auto* words = new PhraseTable<Word>();
    words->Add("a1", Level(LANGUAGE_LEVEL_A1));
    words->Add("a2", Level(LANGUAGE_LEVEL_A2));
    words->Add("b1", Level(LANGUAGE_LEVEL_B1));
    words->Add("b2", Level(LANGUAGE_LEVEL_B2));
    words->Add("c1", Level(LANGUAGE_LEVEL_C1));
    words->Add("c2", Level(LANGUAGE_LEVEL_C2));
    words->Add(
        "native or bilingual|native or bilingual proficiency|native proficiency|native "
        "speaker|native language|native level|native|"
        "mother tongue|mothertongue|first "
        "language|bilingual|tospråklig|tospråkleg|morsmål|førstespråk|morsmålsnivå|"
        "modersmål|morsmålsbruker|muttersprache|tongue",
        Level(LANGUAGE_LEVEL_NATIVE));
    words->Add(
        "fluent|fluently|full professional|full professional proficiency|near "
        "native|near-native|proficient|mastery|"
        "excellent|expert|flytende|flytande|flytende/"
        "utmerket|utmerket|utmerka|perfekt|perfect|verhandlungssicher|"
        "excellent command|very fluent|highly proficient|full proficiency|behersker "
        "flytende|profesjonelt nivå",
        Level(LANGUAGE_LEVEL_C2));
    words->Add(
        "professional working proficiency|professional working|professional "
        "proficiency|professional|advanced|"
        "advanced level|very good|very well|svært god|svært godt|svært gode|veldig god|veldig "
        "godt|veldig gode|meget god|"
        "meget godt|meget gode|særdeles god|særdeles godt|avansert|høyt nivå|høgt "
        "nivå|strong|business fluent|"
        "working proficiency|upper advanced|svært bra|veldig bra|meget bra|kjempegodt|godt "
        "avansert",
        Level(LANGUAGE_LEVEL_C1));
    words->Add(
        "upper intermediate|upper-intermediate|good|good command|good "
        "knowledge|well|god|godt|gode|bra|god kunnskap|"
        "gode kunnskaper|gode kunnskapar|gode ferdigheter|god forståelse|øvre "
        "mellomnivå|competent|business level|"
        "arbeidsspråk|nokså flytende",
        Level(LANGUAGE_LEVEL_B2));
    words->Add(
        "intermediate|limited working proficiency|limited working|lower "
        "intermediate|conversational|mellomnivå|middels|"
        "middels god|middels godt|nokså god|nokså godt|ganske god|ganske "
        "godt|noenlunde|fair|moderate|medium|satisfactory|"
        "mellom|samtalenivå|brukbar|brukbart|tilfredsstillende|pre-advanced",
        Level(LANGUAGE_LEVEL_B1));
    words->Add(
        "elementary|elementary proficiency|basic|basics|basic knowledge|basic "
        "proficiency|pre-intermediate|litt|noe|noko|"
        "grunnleggende|grunnleggjande|enkel|enkelt|basis|basisnivå|basiskunnskaper|limited|"
        "grunnkunnskaper|"
        "grunnkunnskapar|hverdagslig|kvardagsleg|skolenivå|skulenivå|skolefransk|skoletysk|some|"
        "little|grundkenntnisse|"
        "litt kjennskap|forstår litt|svak|noe kunnskap",
        Level(LANGUAGE_LEVEL_A2));
    words->Add(
        "beginner|beginners|beginner's|novice|nybegynner|nybegynnar|begynner|begynnarnivå|"
        "nybegynnernivå|rudimentary|starter",
        Level(LANGUAGE_LEVEL_A1));
    words->Add(
        "muntlig og skriftlig|skriftlig og muntlig|munnleg og skriftleg|skriftleg og "
        "munnleg|muntlig/skriftlig|"
        "munnleg/skriftleg|skriftleg/munnleg|skriftlig/muntlig|oral and written|written and "
        "oral|written and spoken|"
        "spoken and written|written and verbal|verbal and written|både muntlig og skriftlig|både "
        "skriftlig og muntlig|"
        "både munnleg og skriftleg|både skriftleg og munnleg|both written and spoken|muntlig som "
        "skriftlig|"
        "read, write and speak|reading, writing and speaking|oral & written|written & spoken|speak "
        "and write|"
        "reading and writing and speaking|skriftlig som muntlig|snakker og skriver|snakkar og "
        "skriv",
        {LANGUAGE_LEVEL_UNSPECIFIED, true, true});
    words->Add(
        "muntlig|munnleg|oral|orally|spoken|speaking|speak|verbal|muntleg|snakker|snakkar|tale|"
        "conversation|spoken level",
        {LANGUAGE_LEVEL_UNSPECIFIED, true, false});
    words->Add("skriftlig|skriftleg|written|writing|write|skriver|skriv|in writing",
               {LANGUAGE_LEVEL_UNSPECIFIED, false, true});
    return words;
  }();
  return table;
}

struct Piece {
  size_t begin = 0;
  size_t end = 0;
  Word word;
  bool is_level = false;
};

// Words that are no level where they stand: "not good", "professional experience" are for the
// reader of sections to leave out.
bool NearEachOther(std::string_view lower, const Piece& a, const Piece& b) {
  const std::string_view between = lower.substr(a.end, b.begin - a.end);
  return between.find_first_of(";\n|\t") == std::string_view::npos;
}

// "C1/C2", "B1-B2": the higher one.
void JoinRanges(std::string_view lower, std::vector<Piece>* pieces) {
  std::vector<Piece> joined;
  for (const Piece& piece : *pieces) {
    if (!joined.empty() && piece.is_level && joined.back().is_level) {
      const std::string_view between =
          lower.substr(joined.back().end, piece.begin - joined.back().end);
      if (between == "/" || between == "-" || between == "–" || between == " / " ||
          between == " - " || between == " – " || between == " (" || between == ", " ||
          between == " ") {
        // A code of the framework beside a word says it more exactly: "fluent (C1)".
        const bool code = piece.end - piece.begin == 2;
        const bool code_before = joined.back().end - joined.back().begin == 2;
        if (code != code_before) {
          if (code) joined.back().word = piece.word;
        } else if (piece.word.level > joined.back().word.level) {
          joined.back().word = piece.word;
        }
        joined.back().end = piece.end;
        continue;
      }
    }
    joined.push_back(piece);
  }
  *pieces = std::move(joined);
}

void Emit(const Piece& level, const Word* use, std::vector<LevelMention>* mentions) {
  LevelMention mention{level.begin, level.end, level.word.level, LanguageUse::kOverall};
  if (use == nullptr) {
    mentions->push_back(mention);
    return;
  }
  if (use->oral) {
    mention.use = LanguageUse::kOral;
    mentions->push_back(mention);
  }
  if (use->written) {
    mention.use = LanguageUse::kWritten;
    mentions->push_back(mention);
  }
}

}  // namespace

std::vector<LevelMention> FindLanguageLevels(std::string_view text) {
  const std::string lower = LowerAligned(text);
  std::vector<Piece> pieces;
  for (const auto& hit : Words().FindAll(lower)) {
    pieces.push_back(
        {hit.begin, hit.end, hit.value, hit.value.level != LANGUAGE_LEVEL_UNSPECIFIED});
  }
  JoinRanges(lower, &pieces);
  std::vector<LevelMention> mentions;
  std::vector<bool> used(pieces.size(), false);
  // "muntlig: flytende, skriftlig: godt" has the use first; "flytende muntlig, god skriftlig" has
  // it behind.
  bool use_first = false;
  for (const Piece& piece : pieces) {
    use_first = !piece.is_level;
    break;
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].is_level) continue;
    const Word* use = nullptr;
    if (use_first && i > 0 && !pieces[i - 1].is_level &&
        NearEachOther(lower, pieces[i - 1], pieces[i])) {
      use = &pieces[i - 1].word;
    } else if (!use_first && i + 1 < pieces.size() && !pieces[i + 1].is_level &&
               NearEachOther(lower, pieces[i], pieces[i + 1])) {
      use = &pieces[i + 1].word;
    }
    Emit(pieces[i], use, &mentions);
    // "god muntlig og skriftlig" written as two uses of one level.
    if (!use_first) {
      for (size_t j = i + 2; use != nullptr && j < pieces.size() && !pieces[j].is_level; ++j) {
        if (NearEachOther(lower, pieces[j - 1], pieces[j]))
          Emit(pieces[i], &pieces[j].word, &mentions);
      }
    }
  }
  return mentions;
}

}  // namespace utvalg::lexicon
