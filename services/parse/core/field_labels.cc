// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/field_labels.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

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
constexpr LabelWords kFilling[] = {
    {FieldLabel::kNone,
     "|navn|namn|name|adresse|address|sted|stad|og|and|eller|or|of|på|for|til|from|to|fra|frå|type|"
     "tittel|tittelen|title|held|awarded|oppnådd|tildelt|the|organisation|organization|providing|"
     "education|training|utdanning|opplæring|company|"}};

// Word or phrase to the number of the first entry that holds it.
template <size_t N>
std::unordered_map<std::string_view, size_t> Numbered(const LabelWords (&entries)[N]) {
  std::unordered_map<std::string_view, size_t> numbers;
  for (size_t i = 0; i < N; ++i) {
    std::string_view rest = entries[i].words.substr(1);
    for (size_t bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
      numbers.emplace(rest.substr(0, bar), i);
      rest.remove_prefix(bar + 1);
    }
  }
  return numbers;
}

FieldLabel LabelOfForm(std::string_view folded) {
  static const auto& cores = *new std::unordered_map(Numbered(kCores));
  static const auto& filling = *new std::unordered_map(Numbered(kFilling));
  FieldLabel label = FieldLabel::kNone;
  size_t rank = std::size(kCores), words = 0;
  for (size_t begin = 0; begin < folded.size(); ++words) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string_view word = folded.substr(begin, end - begin);
    begin = end + 1;
    const auto core = cores.find(word);
    if (core == cores.end()) {
      if (!filling.contains(word)) return FieldLabel::kNone;
    } else if (core->second < rank) {
      rank = core->second;
      label = kCores[rank].label;
    }
  }
  return words >= 2 ? label : FieldLabel::kNone;
}

FieldLabel LabelOf(std::string_view words) {
  static const auto& labels = *new std::unordered_map(Numbered(kLabels));
  const std::string folded = FoldWords(words);
  if (folded.empty()) return FieldLabel::kNone;
  const auto found = labels.find(folded);
  return found == labels.end() ? LabelOfForm(folded) : kLabels[found->second].label;
}

}  // namespace

FieldLabel LabelAt(std::string_view line, size_t* length) {
  const size_t cut = FirstOf(line.substr(0, kLongestLabel + 1), ":\t");
  if (cut == std::string_view::npos || cut == 0) return FieldLabel::kNone;
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
