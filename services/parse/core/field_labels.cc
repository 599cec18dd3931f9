// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/field_labels.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

struct LabelWords {
  FieldLabel label;
  std::string_view words;  // Folded phrases parted by |, with | at both ends.
};

constexpr LabelWords kLabels[] = {
    {FieldLabel::kPeriod,
     "|periode|period|dates|date|dato|datoer|datoar|tidsrom|tidsperiode|varighet|duration|tenure|"
     "når|fra "
     "til|frå til|from to|"
     "year|years|år|dates from to|dates attended|employment period|ansatt|tilsett|start slutt|"},
    {FieldLabel::kEmployer,
     "|arbeidsgiver|arbeidsgivar|arbeidssted|arbeidsstad|bedrift|firma|selskap|virksomhet|verksemd|"
     "organisasjon|"
     "employer|company|organisation|organization|company name|employer name|name of employer|name "
     "and address of employer|"
     "navn på arbeidsgiver|arbeidsgivers navn|oppdragsgiver|oppdragsgivar|kunde|client|"},
    {FieldLabel::kTitle,
     "|stilling|stillingstittel|tittel|rolle|yrke|yrkestittel|jobbtittel|position|title|job "
     "title|role|occupation|"
     "position held|occupation or position held|stilling eller "
     "rolle|stillingsbetegnelse|designation|verv|"},
    {FieldLabel::kPlace, "|sted|stad|by|location|place|city|country|land|kommune|"},
    {FieldLabel::kSchool,
     "|skole|skule|utdanningsinstitusjon|institusjon|lærested|lærestad|studiested|studiestad|"
     "utdanningssted|"
     "utdanningsstad|school|institution|university|college|universitet|høgskole|høyskole|høgskule|"
     "institute|board|university board|institute board|college university|utdanningssted|"
     "name and type of organisation providing education and training|name of institution|"},
    {FieldLabel::kDegree,
     "|grad|utdanning|utdannelse|kvalifikasjon|tittel på kvalifikasjonen|degree|qualification|"
     "title of qualification awarded|qualification awarded|diploma|oppnådd grad|vitnemål|nivå|"},
    {FieldLabel::kField,
     "|studium|studieretning|studie|fag|fagretning|linje|retning|studieprogram|utdanningsprogram|"
     "spesialisering|"
     "field of study|field|major|course|course of study|program|programme|subject|area of "
     "study|fagområde|"},
};

constexpr size_t kLongestLabel = 70;

// Forms say more than one word: "Navn og adresse på arbeidsgiver", "Title of qualification
// awarded". One of these decides, in this order, and the rest is filling.
constexpr LabelWords kCores[] = {
    {FieldLabel::kEmployer, "|arbeidsgiver|arbeidsgivers|arbeidsgivar|arbeidsgivaren|employer|"},
    {FieldLabel::kSchool,
     "|lærested|lærestedet|lærestedets|lærestad|lærestaden|utdanningsinstitusjon|institusjon|"
     "institution|"},
    {FieldLabel::kDegree,
     "|kvalifikasjon|kvalifikasjonen|kvalifikasjoner|kvalifikasjonar|qualification|"},
    {FieldLabel::kTitle, "|yrke|stilling|stillingen|stillinga|occupation|position|"},
    {FieldLabel::kPeriod, "|datoer|datoar|dates|tidsrom|periode|"},
};
constexpr std::string_view kFilling =
    "|navn|namn|name|adresse|address|sted|stad|og|and|eller|or|of|på|for|til|from|to|fra|frå|type|"
    "tittel|tittelen|title|held|awarded|oppnådd|tildelt|the|organisation|organization|providing|"
    "education|training|utdanning|opplæring|company|";

bool Holds(std::string_view list, std::string_view word) {
  const std::string key = "|" + std::string(word) + "|";
  return list.find(key) != std::string_view::npos;
}

FieldLabel LabelOfForm(std::string_view folded) {
  FieldLabel label = FieldLabel::kNone;
  size_t rank = std::size(kCores), words = 0;
  for (size_t begin = 0; begin < folded.size(); ++words) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string_view word = folded.substr(begin, end - begin);
    begin = end + 1;
    size_t core = 0;
    while (core < std::size(kCores) && !Holds(kCores[core].words, word)) ++core;
    if (core == std::size(kCores) && !Holds(kFilling, word)) return FieldLabel::kNone;
    if (core >= rank) continue;
    rank = core;
    label = kCores[core].label;
  }
  return words >= 2 ? label : FieldLabel::kNone;
}

FieldLabel LabelOf(std::string_view words) {
  const std::string folded = FoldWords(words);
  if (folded.empty()) return FieldLabel::kNone;
  for (const LabelWords& entry : kLabels) {
    if (Holds(entry.words, folded)) return entry.label;
  }
  return LabelOfForm(folded);
}

}  // namespace

FieldLabel LabelAt(std::string_view line, size_t* length) {
  const size_t cut = line.find_first_of(":\t");
  if (cut == std::string_view::npos || cut == 0 || cut > kLongestLabel) return FieldLabel::kNone;
  const FieldLabel label = LabelOf(line.substr(0, cut));
  if (label == FieldLabel::kNone) return label;
  size_t end = cut;
  while (end < line.size() && (line[end] == ':' || line[end] == ' ' || line[end] == '\t')) ++end;
  *length = end;
  return label;
}

bool IsTableHead(std::string_view line) {
  if (line.find('\t') == std::string_view::npos) return false;
  size_t cells = 0;
  for (size_t begin = 0; begin <= line.size(); ++cells) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    if (LabelOf(line.substr(begin, end - begin)) == FieldLabel::kNone) return false;
    begin = end + 1;
  }
  return cells >= 2;
}

}  // namespace utvalg::parse
