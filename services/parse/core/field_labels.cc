// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/field_labels.h"

#include <algorithm>
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

}  // namespace

FieldLabel LabelAt(std::string_view line, size_t* length) {
  const size_t cut = line.find_first_of(":\t");
  if (cut == std::string_view::npos || cut == 0 || cut > kLongestLabel) return FieldLabel::kNone;
  const std::string key = "|" + FoldWords(line.substr(0, cut)) + "|";
  if (key.size() == 2) return FieldLabel::kNone;
  for (const LabelWords& entry : kLabels) {
    if (entry.words.find(key) == std::string_view::npos) continue;
    size_t end = cut;
    while (end < line.size() && (line[end] == ':' || line[end] == ' ' || line[end] == '\t')) ++end;
    *length = end;
    return entry.label;
  }
  return FieldLabel::kNone;
}

}  // namespace utvalg::parse
