// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/nynorsk.h"

#include <array>
#include <cstdint>
#include <utility>

#include "common/base/strings.h"

namespace utvalg::taxonomy {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Stems that are spelt otherwise, wherever they stand in a compound; longer ones before those they
// contain.
constexpr std::array<Pair, 56> kStems = {{
    {"rekneskap", "regnskap"},
    {"reknskap", "regnskap"},
    {"handsam", "behandl"},
    {"pleiar", "pleier"},
    {"selj", "selg"},
    {"rettleiing", "veiledning"},
    {"rettlei", "veiled"},
    {"tryggleik", "sikkerhet"},
    {"verksemd", "virksomhet"},
    {"marknad", "marked"},
    {"forsking", "forskning"},
    {"løysing", "løsning"},
    {"eigedom", "eiendom"},
    {"meklar", "megler"},
    {"kyrkje", "kirke"},
    {"skjønnheit", "skjønnhet"},
    {"sjukehus", "sykehus"},
    {"sjuke", "syke"},
    {"sjuk", "syk"},
    {"røyrlegg", "rørlegg"},
    {"røyr", "rør"},
    {"køyre", "kjøre"},
    {"køyr", "kjør"},
    {"høgskul", "høyskol"},
    {"høgskol", "høyskol"},
    {"høg", "høy"},
    {"skular", "skoler"},
    {"skule", "skole"},
    {"barneheim", "barnehjem"},
    {"heime", "hjemme"},
    {"heim", "hjem"},
    {"haldar", "holder"},
    {"hald", "hold"},
    {"reinhold", "renhold"},
    {"reinsar", "renser"},
    {"reins", "rens"},
    {"vass", "vann"},
    {"vatn", "vann"},
    {"vindauge", "vindu"},
    {"gardbruk", "gårdbruk"},
    {"gards", "gårds"},
    {"lækjar", "lege"},
    {"målar", "maler"},
    {"snikkar", "snekker"},
    {"kjøtskj", "kjøttskj"},
    {"mjølk", "melk"},
    {"verkstad", "verksted"},
    {"tenest", "tjenest"},
    {"meister", "mester"},
    {"brukarstøtt", "brukerstøtt"},
    {"avløys", "avløs"},
    {"byggje", "bygge"},
    {"hovud", "hoved"},
    {"kjøken", "kjøkken"},
    {"leiing", "ledelse"},
    {"leiar", "leder"},
}};

// Endings, of nynorsk and of number, tried in this order; one applies. The plural in -er only where
// the stem is one of Norwegian titles: English ones end in -er themselves.
constexpr std::array<Pair, 32> kEndings = {{
    {"gjevarar", "giver"},   {"givarar", "giver"},   {"gjevar", "giver"}, {"givar", "giver"},
    {"leggjarar", "legger"}, {"leggjar", "legger"},  {"kjarar", "ker"},   {"gjar", "ger"},
    {"kjar", "ker"},         {"skjerar", "skjærer"}, {"arane", "er"},     {"arar", "er"},
    {"erar", "er"},          {"ande", "ende"},       {"erne", "er"},      {"ere", "er"},
    {"enter", "ent"},        {"entar", "ent"},       {"anter", "ant"},    {"antar", "ant"},
    {"ører", "ør"},          {"ørar", "ør"},         {"ekter", "ekt"},    {"ektar", "ekt"},
    {"euter", "eut"},        {"eutar", "eut"},       {"lige", "lig"},     {"lege", "lig"},
    {"leg", "lig"},          {"leik", "het"},        {"heit", "het"},     {"ar", "er"},
}};

constexpr size_t kShortestStem = 3;

bool ReplaceAll(std::string* word, std::string_view from, std::string_view to) {
  bool found = false;
  for (size_t at = word->find(from); at != std::string::npos; at = word->find(from, at)) {
    word->replace(at, from.size(), to);
    at += to.size();
    found = true;
  }
  return found;
}

// A bit for each pair of neighbouring bytes: a word without all bits of a stem does not hold it.
constexpr uint64_t PairsOf(std::string_view word) {
  uint64_t pairs = 0;
  for (size_t i = 0; i + 1 < word.size(); ++i) {
    const uint32_t pair = static_cast<unsigned char>(word[i]) * 0x9E3779B1u ^
                          static_cast<unsigned char>(word[i + 1]) * 0x85EBCA6Bu;
    pairs |= uint64_t{1} << (pair >> 26);
  }
  return pairs;
}

constexpr std::array<uint64_t, kStems.size()> kStemPairs = [] {
  std::array<uint64_t, kStems.size()> pairs{};
  for (size_t i = 0; i < kStems.size(); ++i) pairs[i] = PairsOf(kStems[i].first);
  return pairs;
}();

}  // namespace

std::string FoldNorwegian(std::string_view lower) {
  std::string word(lower);
  if (word.size() < 4) return word;
  uint64_t pairs = PairsOf(word);
  for (size_t i = 0; i < kStems.size(); ++i) {
    if ((pairs & kStemPairs[i]) != kStemPairs[i]) continue;
    if (ReplaceAll(&word, kStems[i].first, kStems[i].second)) pairs = PairsOf(word);
  }
  for (const auto& [nynorsk, bokmal] : kEndings) {
    // Something of the word has to be left.
    if (word.back() != nynorsk.back() || word.size() < nynorsk.size() + kShortestStem ||
        !word.ends_with(nynorsk))
      continue;
    word.replace(word.size() - nynorsk.size(), nynorsk.size(), bokmal);
    break;
  }
  return word;
}

}  // namespace utvalg::taxonomy
