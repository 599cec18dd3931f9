// SPDX-License-Identifier: Apache-2.0
//
// Taxonomy's search for occupations: a whole label first, then the title without rank and place of
// work, then the longest label inside it, then a part of a compound ("Akuttsykepleier").
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "common/base/words.h"
#include "common/taxonomy/taxonomy_index.h"

namespace utvalg::taxonomy {
namespace {

// Words that say how high or how long, not what somebody does.
constexpr std::array<std::string_view, 44> kModifiers = {"senior",
                                                         "junior",
                                                         "sr",
                                                         "jr",
                                                         "lead",
                                                         "principal",
                                                         "staff",
                                                         "assisterende",
                                                         "assisterande",
                                                         "konstituert",
                                                         "vikarierende",
                                                         "fungerende",
                                                         "fungerande",
                                                         "vikar",
                                                         "trainee",
                                                         "intern",
                                                         "lærling",
                                                         "deltid",
                                                         "heltid",
                                                         "freelance",
                                                         "frilans",
                                                         "acting",
                                                         "i",
                                                         "ii",
                                                         "iii",
                                                         "midlertidig",
                                                         "mellombels",
                                                         "fast",
                                                         "autorisert",
                                                         "apprentice",
                                                         "chief",
                                                         "sjef",
                                                         "fagansvarlig",
                                                         "fagansvarleg",
                                                         "ansvarlig",
                                                         "ansvarleg",
                                                         "praktikant",
                                                         "student",
                                                         "vara",
                                                         "erfaren",
                                                         "experienced",
                                                         "relief",
                                                         "temporary",
                                                         "authorised"};

// Titles that are held in every trade: inside a longer title they say nothing of which one.
constexpr std::array<std::string_view, 44> kAnyTrade = {"leder",
                                                        "leiar",
                                                        "teamleder",
                                                        "teamleiar",
                                                        "lagleder",
                                                        "lagleiar",
                                                        "arbeidsleder",
                                                        "arbeidsleiar",
                                                        "gruppeleder",
                                                        "gruppeleiar",
                                                        "avdelingsleder",
                                                        "avdelingsleiar",
                                                        "fagleder",
                                                        "fagleiar",
                                                        "driftsleder",
                                                        "prosjektleder",
                                                        "prosjektleiar",
                                                        "formann",
                                                        "bas",
                                                        "assistent",
                                                        "medarbeider",
                                                        "medarbeidar",
                                                        "konsulent",
                                                        "rådgiver",
                                                        "rådgivar",
                                                        "koordinator",
                                                        "ekstrahjelp",
                                                        "hjelpearbeider",
                                                        "hjelpearbeidar",
                                                        "instruktør",
                                                        "operatør",
                                                        "supervisor",
                                                        "manager",
                                                        "leader",
                                                        "assistant",
                                                        "coordinator",
                                                        "consultant",
                                                        "adviser",
                                                        "advisor",
                                                        "foreman",
                                                        "operator",
                                                        "director",
                                                        "officer",
                                                        "worker"};

// What follows these is where the work is done, not what it is.
constexpr std::array<std::string_view, 20> kPlaceWords = {
    " ved ", " hos ", " i ", " på ", " for ", " at ", " in ", " with ", " til ", " med ",
    " @ ",   " avd",  " - ", " – ",  " — ",   ", ",   " (",   " | ",    "\t",    ": "};

bool IsOneOf(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view BeforePlace(std::string_view title) {
  const std::string lower = LowerAligned(title);
  size_t end = title.size();
  for (std::string_view word : kPlaceWords) end = std::min(end, lower.find(word));
  return title.substr(0, end);
}

bool IsModifier(std::string_view word) { return IsOneOf(kModifiers, LowerAligned(word)); }

// Of a compound: its last part when that is a title of its own (at least five letters, after at
// least three others), or what stands before a word of rank: "tømrerlærling" is a tømrer.
uint32_t CompoundPart(const LabelIndex& index, std::string_view word) {
  for (size_t cut = 3; cut + 4 <= word.size(); ++cut) {
    if ((static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80) continue;
    const std::string_view end = word.substr(cut);
    if (IsOneOf(kModifiers, end) || IsOneOf(kAnyTrade, end)) return index.Find(word.substr(0, cut));
    if (end.size() < 5) continue;
    const uint32_t found = index.Find(end);
    if (found != LabelIndex::kNone) return found;
  }
  return LabelIndex::kNone;
}

struct Found {
  uint32_t term = LabelIndex::kNone;
  int confidence = 0;
};

// The longest label inside the title; of equally long ones the last, since the head of an English
// title stands there.
Found LongestInside(const LabelIndex& index, std::string_view title) {
  const std::vector<LabelToken> tokens = index.Tokens(title);
  const std::string lower = LowerAligned(title);
  Found best;
  size_t best_count = 0;
  for (size_t at = 0; at < tokens.size(); ++at) {
    size_t count = 1;
    const uint32_t term = index.LongestAt(tokens, at, &count);
    if (term == LabelIndex::kNone || count < best_count) continue;
    if (count == 1 && tokens.size() > 1 &&
        IsOneOf(kAnyTrade, lower.substr(tokens[at].begin, tokens[at].end - tokens[at].begin))) {
      continue;
    }
    best_count = count;
    best.term = term;
    best.confidence = static_cast<int>(400 + 500 * count / tokens.size());
  }
  if (best.term == LabelIndex::kNone && !tokens.empty()) {
    const LabelToken& last = tokens.back();
    best.term = CompoundPart(index, lower.substr(last.begin, last.end - last.begin));
    best.confidence = 450;
  }
  return best;
}

// The title without words of rank and without numbers; "" when nothing else is left.
std::string WithoutModifiers(std::string_view title) {
  std::string kept;
  for (const WordRange& word : SplitWords(title)) {
    const std::string_view text = title.substr(word.begin, word.end - word.begin);
    if (IsModifier(text) || (text[0] >= '0' && text[0] <= '9')) continue;
    if (!kept.empty()) kept += ' ';
    kept += text;
    for (size_t i = word.end; i < title.size() && (title[i] == '#' || title[i] == '+'); ++i)
      kept += title[i];
  }
  return kept;
}

Found Search(const LabelIndex& index, std::string_view title) {
  if (const uint32_t term = index.Find(title); term != LabelIndex::kNone) return {term, 1000};
  const std::string_view head = BeforePlace(title);
  if (head.size() < title.size()) {
    if (const uint32_t term = index.Find(head); term != LabelIndex::kNone) return {term, 950};
  }
  const std::string plain = WithoutModifiers(head);
  if (plain != head) {
    if (const uint32_t term = index.Find(plain); term != LabelIndex::kNone) return {term, 900};
  }
  const Found inside = LongestInside(index, plain);
  if (inside.term != LabelIndex::kNone) return inside;
  if (head.size() == title.size()) return {};
  Found anywhere = LongestInside(index, title);
  anywhere.confidence = std::min(anywhere.confidence, 500);
  return anywhere;
}

}  // namespace

OccupationMatch Taxonomy::Match(uint32_t term_id, int confidence) const {
  const OccupationTerm& term = index_->occupation_terms[term_id];
  OccupationMatch match;
  match.isco = term.isco;
  match.confidence = confidence;
  if (term.concept_id != LabelIndex::kNone) {
    match.uri = index_->concepts[term.concept_id].uri;
    match.label = index_->concepts[term.concept_id].label;
  } else {
    match.label = IscoTitle(term.isco);
    if (match.label.empty()) match.label = StyrkTitle(term.isco);
  }
  return match;
}

OccupationMatch Taxonomy::FindOccupation(std::string_view title) const {
  const Found found = Search(index_->occupations, title);
  return found.term == LabelIndex::kNone ? OccupationMatch() : Match(found.term, found.confidence);
}

std::vector<Taxonomy::OccupationMention> Taxonomy::FindOccupationMentions(
    std::string_view text) const {
  std::vector<OccupationMention> mentions;
  const std::vector<LabelToken> tokens = index_->occupations.Tokens(text);
  for (size_t at = 0; at < tokens.size();) {
    size_t count = 1;
    const uint32_t term = index_->occupations.LongestAt(tokens, at, &count);
    const size_t begin = tokens[at].begin;
    const size_t end = tokens[at + count - 1].end;
    if (term == LabelIndex::kNone ||
        text.substr(begin, end - begin).find('\n') != std::string_view::npos) {
      ++at;
      continue;
    }
    mentions.push_back({begin, end, Match(term, 1000)});
    at += count;
  }
  return mentions;
}

}  // namespace utvalg::taxonomy
