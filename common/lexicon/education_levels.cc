// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/education_levels.h"

#include <algorithm>
#include <string>

#include "common/base/words.h"
#include "common/lexicon/phrases.h"

namespace utvalg::lexicon {
namespace {

using namespace utvalg::cv::v1;  // NOLINT: names of the levels only.

const PhraseTable<EducationLevel>& Degrees() {
  static const auto& table = *[] {
    auto* degrees = new PhraseTable<EducationLevel>();
    degrees->Add(
        "phd|ph.d|ph.d.|ph. d.|ph d|doctorate|doctor "
        "of*|doctoral*|doktorgrad*|doktor|dr.|dr.ing.|dr. ing.|dr.ing|dr.philos.|"
        "dr. philos.|dr.scient.|dr. "
        "scient.|dr.polit.|dr.med.|dr.art.|dr.oecon.|dphil|d.phil.|edd|ed.d.|dba|juris doctor|"
        "doctor|licentiate|lic.",
        EDUCATION_LEVEL_DOCTORATE);
    degrees->Add("j.d.|jd|m.d.|md|d.d.s.|pharm.d.|pharmd|doctor of medicine|doctor of law",
                 EDUCATION_LEVEL_MASTER);
    degrees->Add(
        "master|masters|master's|master’s|mastergrad*|mastergrader|masterstud*|masterprogram*|"
        "masteroppg*|master of*|msc|m.sc|"
        "m.sc.|ms|m.s.|m.s|ma|m.a.|mba|m.b.a.|emba|executive "
        "mba|meng|m.eng.|m.eng|med|m.ed.|mphil|m.phil.|mfa|m.f.a.|llm|"
        "ll.m.|mph|msw|mpa|m.tech|m.tech.|mtech|mca|m.c.a.|m.com|mcom|pgdm|msn|hovedfag*|hovudfag*|"
        "siviløkonom*|"
        "sivilingeniør*|siv.ing.|siv. ing.|siv.ing|siv.øk.|siv. "
        "øk.|sivilarkitekt*|cand.polit.|cand. polit.|cand.polit|"
        "cand.philol.|cand. philol.|cand.philol|cand.scient.|cand. "
        "scient.|cand.scient|cand.jur.|cand. jur.|cand.jur|"
        "cand.med.|cand. med.|cand.med|cand.psychol.|cand. psychol.|cand.psychol|cand.theol.|cand. "
        "theol.|cand.pharm.|"
        "cand.oecon.|cand. oecon.|cand.oecon|cand.real.|cand. "
        "real.|cand.ed.|cand.san.|cand.paed.|cand.agric.|"
        "cand.scient.pol.|cand.merc.|cand. "
        "merc.|profesjonsstudi*|embetseksamen|embetseksamenen|diplom|diplom-ingenieur|"
        "embetsstudi*|postgraduate degree|graduate degree|höherer abschluss|integrert "
        "master*|høyere grads studium|"
        "lektorutdanning*|lektorprogram*|juridicum|rettsvitenskap|master i*",
        EDUCATION_LEVEL_MASTER);
    degrees->Add(
        "bachelor|bachelors|bachelor's|bachelor’s|bachelor "
        "of*|bachelorgrad*|bachelorstud*|bacheloroppg*|bachelorprogram*|"
        "bachelorutdann*|bsc|b.sc|b.sc.|bs|b.s.|b.s|ba|b.a.|b.a|bba|b.b.a.|beng|b.eng.|b.eng|bfa|b."
        "f.a.|bed|b.ed.|llb|ll.b.|"
        "btech|b.tech|b.tech.|bca|b.c.a.|bcom|b.com|b.com.|be|b.e.|bsn|bhons|undergraduate "
        "degree|cand.mag.|cand. mag.|"
        "cand.mag|høyskolekandidat*|høgskolekandidat*|høgskulekandidat*|høyskoleingeniør*|"
        "høgskoleingeniør*|"
        "høyskoleutdann*|høgskoleutdann*|diplomøkonom*|bedriftsøkonom|ingeniørutdann*|"
        "ingeniørhøyskole|"
        "sykepleierutdann*|sykepleieutdann*|sjukepleiarutdann*|lærerutdann*|lærarutdann*|"
        "allmennlærer*|førskolelærerutdann*|"
        "barnehagelærerutdann*|vernepleierutdann*|grunnutdanning i "
        "sykepleie|adjunktutdann*|offentlig godkjent sykepleier|"
        "årsstudi*|årseining*|årsenhet*|grunnfag*|mellomfag*|halvårsstudi*|høyskole|høgskole|"
        "høgskule|4-year degree|"
        "college degree|universitetsstudi*|ba (hons)|bsc (hons)|examen "
        "philosophicum|ex.phil.|postgraduate diploma in teaching|pgce|"
        "praktisk-pedagogisk utdanning|praktisk pedagogisk utdanning|ppu",
        EDUCATION_LEVEL_BACHELOR);
    degrees->Add(
        "fagskole*|fagskule*|teknisk fagskole*|mesterbrev*|meisterbrev*|mesterutdann*|higher "
        "vocational|høyere yrkesfaglig*|"
        "høyere fagskolegrad|fagskolegrad*|associate|associates|associate's|associate’s|associate "
        "degree|associate of*|a.a.|aa|"
        "a.s.|a.a.s.|aas|aa degree|hnd|hnc|higher national diploma|higher diploma|advanced "
        "diploma|foundation degree|"
        "technical college|teknisk "
        "skole|tekniker|maskinsjefskole*|befalsskole*|yrkeshøgskole|polytechnic diploma",
        EDUCATION_LEVEL_HIGHER_VOCATIONAL);
    degrees->Add(
        "fagbrev*|svennebrev*|sveinebrev*|svennebrev/"
        "fagbrev|fagarbeiderutdann*|fagutdann*|fagprøve*|svenneprøve*|sveineprøve*|"
        "lærling*|læretid|yrkesfag*|yrkesskole*|yrkesskule*|apprentice|apprenticeship|trade "
        "certificate|certificate of apprenticeship|"
        "journeyman*|vocational diploma|vocational school|vocational|nvq*|btec*|craft "
        "certificate|trade school|kompetansebevis i fag|"
        "yrkesutdann*|helsefagarbeiderutdann*|vkii|vk2",
        EDUCATION_LEVEL_VOCATIONAL);
    degrees->Add(
        "videregående*|vidaregåande*|vgs|vgs.|v.g.s.|vg1|vg2|vg3|vki|vk1|vg 1|vg "
        "2|studiespesialiser*|studieforbered*|"
        "studieførebu*|studiekompetanse*|allmennfag*|allmenn studiekompetanse|generell "
        "studiekompetanse|gymnas*|"
        "examen artium|artium|økonomisk gymnas|handelsskole*|handelsgymnas*|grunnkurs|gk|high "
        "school*|secondary school*|"
        "upper secondary*|senior secondary|higher secondary|hsc|ged|g.e.d.|a-level*|a level*|a "
        "levels|diploma of secondary|"
        "abitur|baccalaureate|baccalauréat|international baccalaureate|ib "
        "diploma|ib|12th|xii|class xii|intermediate|"
        "sixth form|påbygg*|påbygging*|folkehøgskole*|folkehøyskole*|folkehøgskule*|senior high*",
        EDUCATION_LEVEL_UPPER_SECONDARY);
    degrees->Add(
        "grunnskole*|grunnskule*|ungdomsskole*|ungdomsskule*|barneskole*|barneskule*|realskole*|"
        "primary school*|"
        "lower secondary*|middle school*|elementary school*|folkeskole*|gcse*|10th|class "
        "x|ssc|ssc.|matric*|framhaldsskule",
        EDUCATION_LEVEL_PRIMARY);
    return degrees;
  }();
  return table;
}

// Short forms that are words or names too unless written in capitals: "be", "ma", "ms", "med",
// "as", "ba", "ib".
bool NeedsCapitals(std::string_view lower_form) {
  constexpr std::string_view kShort[] = {"be",  "ma",  "ms",  "med", "ba",  "bs",  "aa",
                                         "ib",  "md",  "jd",  "gk",  "bed", "ssc", "xii",
                                         "aas", "edd", "dba", "mca", "bca", "hsc"};
  return std::find(std::begin(kShort), std::end(kShort), lower_form) != std::end(kShort);
}

bool WrittenAsShortForm(std::string_view text, std::string_view lower_form) {
  size_t capitals = 0;
  for (char c : text) capitals += c >= 'A' && c <= 'Z';
  // "BEd" and "MEd" have a small letter.
  return capitals >= (lower_form.size() > 2 ? 2u : lower_form.size());
}

}  // namespace

std::vector<DegreeMention> FindDegrees(std::string_view text) {
  std::vector<DegreeMention> mentions;
  const std::string lower = LowerAligned(text);
  for (const auto& hit : Degrees().FindAll(lower)) {
    const std::string_view form(lower.data() + hit.begin, hit.end - hit.begin);
    const std::string_view written = text.substr(hit.begin, hit.end - hit.begin);
    if (NeedsCapitals(form) && !WrittenAsShortForm(written, form)) continue;
    mentions.push_back({hit.begin, hit.end, hit.value});
  }
  return mentions;
}

EducationLevel HighestLevel(std::string_view text) {
  EducationLevel highest = EDUCATION_LEVEL_UNSPECIFIED;
  for (const DegreeMention& mention : FindDegrees(text)) highest = std::max(highest, mention.level);
  return highest;
}

std::string_view NusDigit(EducationLevel level) {
  switch (level) {
    case EDUCATION_LEVEL_PRIMARY:
      return "2";
    case EDUCATION_LEVEL_UPPER_SECONDARY:
    case EDUCATION_LEVEL_VOCATIONAL:
      return "4";
    case EDUCATION_LEVEL_HIGHER_VOCATIONAL:
      return "5";
    case EDUCATION_LEVEL_BACHELOR:
      return "6";
    case EDUCATION_LEVEL_MASTER:
      return "7";
    case EDUCATION_LEVEL_DOCTORATE:
      return "8";
    default:
      return "";
  }
}

namespace {
constexpr std::string_view kLevelNames[] = {"",           "primary",           "upper_secondary",
                                            "vocational", "higher_vocational", "bachelor",
                                            "master",     "doctorate"};
}  // namespace

std::string_view EducationLevelName(EducationLevel level) {
  return level > 0 && static_cast<size_t>(level) < std::size(kLevelNames) ? kLevelNames[level] : "";
}

EducationLevel EducationLevelFromName(std::string_view name) {
  for (size_t i = 1; i < std::size(kLevelNames); ++i) {
    if (kLevelNames[i] == name) return static_cast<EducationLevel>(i);
  }
  return EDUCATION_LEVEL_UNSPECIFIED;
}

}  // namespace utvalg::lexicon
