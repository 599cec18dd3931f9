// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_cues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace utvalg::rank {
namespace {

enum Cue {
  kMust, kNice, kDemand, kTask, kExperience, kEducation, kCertificate, kLanguage, kBoilerplate, kException, kTrait,
};

const PhraseTable& Cues() {
  static const PhraseTable kTable({
      {kMust, "must"}, {kMust, "require"}, {kMust, "required"}, {kMust, "requires"}, {kMust, "requirement*"},
      {kMust, "mandatory"}, {kMust, "essential"}, {kMust, "need to have"}, {kMust, "minimum"}, {kMust, "at least"},
      {kMust, "necessary"}, {kMust, "krav"}, {kMust, "kreves"}, {kMust, "krevst"}, {kMust, "kreve"},
      {kMust, "må"}, {kMust, "nødvendig*"}, {kMust, "naudsynt*"}, {kMust, "påkrevd"}, {kMust, "minst"},
      {kMust, "forutsetning"}, {kMust, "forutsetter"}, {kMust, "føresetnad"}, {kMust, "skal ha"},
      {kNice, "nice to have"}, {kNice, "preferred"}, {kNice, "preferably"}, {kNice, "preference"},
      {kNice, "a plus"}, {kNice, "plus"}, {kNice, "bonus"}, {kNice, "desirable"}, {kNice, "desired"},
      {kNice, "advantage*"}, {kNice, "ideally"}, {kNice, "is an asset"}, {kNice, "asset"}, {kNice, "helpful"},
      {kNice, "beneficial"}, {kNice, "would be great"}, {kNice, "strongly considered"}, {kNice, "fordel*"},
      {kNice, "føremon"}, {kNice, "ønskelig"}, {kNice, "ønskeleg"}, {kNice, "ønskjeleg"}, {kNice, "ynskjeleg"},
      {kNice, "ønskes"}, {kNice, "gjerne"}, {kNice, "helst"}, {kNice, "pluss"}, {kNice, "vektlegges"},
      {kNice, "vektleggast"}, {kNice, "foretrekkes"}, {kNice, "føretrekt"}, {kNice, "positivt"},
      {kDemand, "you have"}, {kDemand, "you bring"}, {kDemand, "has"}, {kDemand, "able to"}, {kDemand, "abilit*"},
      {kDemand, "knowledge*"}, {kDemand, "understanding"}, {kDemand, "familiar*"}, {kDemand, "proficien*"},
      {kDemand, "skill*"}, {kDemand, "expert*"}, {kDemand, "competen*"}, {kDemand, "qualified"},
      {kDemand, "capable"}, {kDemand, "demonstrated"}, {kDemand, "proven"}, {kDemand, "looking for someone"},
      {kDemand, "you are"}, {kDemand, "we expect"}, {kDemand, "candidate*"}, {kDemand, "du har"},
      {kDemand, "du er"}, {kDemand, "du kan"}, {kDemand, "du må"}, {kDemand, "du bør"}, {kDemand, "kunnskap*"},
      {kDemand, "kjennskap"}, {kDemand, "kompetanse*"}, {kDemand, "evne*"}, {kDemand, "ferdighet*"},
      {kDemand, "ferdigheiter"}, {kDemand, "dugleik"}, {kDemand, "kvalifi*"}, {kDemand, "søker deg"},
      {kDemand, "søkjer deg"}, {kDemand, "innsikt"}, {kDemand, "forståelse"}, {kDemand, "forståing"},
      {kDemand, "beherske*"}, {kDemand, "meistr*"}, {kDemand, "godkjent"}, {kDemand, "fordyp*"},
      {kTask, "responsib*"}, {kTask, "you will"}, {kTask, "you ll"}, {kTask, "will be"}, {kTask, "duties"},
      {kTask, "tasks"}, {kTask, "oversee*"}, {kTask, "this position"}, {kTask, "this role"}, {kTask, "manage"},
      {kTask, "manages"}, {kTask, "develop"}, {kTask, "provide"}, {kTask, "provides"}, {kTask, "assist"},
      {kTask, "perform"}, {kTask, "performs"}, {kTask, "lead"}, {kTask, "support"}, {kTask, "ensure"},
      {kTask, "ensures"}, {kTask, "coordinate"}, {kTask, "prepare"}, {kTask, "maintain"}, {kTask, "du vil"},
      {kTask, "du skal"}, {kTask, "du får"}, {kTask, "ansvar*"}, {kTask, "arbeidsoppg*"}, {kTask, "oppgaver"},
      {kTask, "oppgåver"}, {kTask, "stillingen innebærer"}, {kTask, "stillinga inneber"}, {kTask, "jobbe med"},
      {kTask, "jobbe som"}, {kTask, "arbeide med"}, {kTask, "arbeide som"}, {kTask, "bidra til"},
      {kTask, "utføre"}, {kTask, "følge opp"}, {kTask, "utvikle"}, {kTask, "lede"}, {kTask, "leie"},
      {kTask, "drift av"}, {kTask, "planlegge*"},
      {kExperience, "experience*"}, {kExperience, "track record"}, {kExperience, "background in"},
      {kExperience, "background as"}, {kExperience, "history of"}, {kExperience, "worked"},
      {kExperience, "erfaring*"}, {kExperience, "erfaren"}, {kExperience, "erfarne"}, {kExperience, "røynsle*"},
      {kExperience, "arbeidserfaring*"}, {kExperience, "yrkeserfaring"}, {kExperience, "bransjeerfaring"},
      {kExperience, "praksis"}, {kExperience, "jobbet"}, {kExperience, "jobba"}, {kExperience, "arbeidet som"},
      {kExperience, "bakgrunn*"}, {kExperience, "fartstid"},
      {kEducation, "degree*"}, {kEducation, "diploma"}, {kEducation, "bachelor*"}, {kEducation, "master s"},
      {kEducation, "masters"}, {kEducation, "mba"}, {kEducation, "phd"}, {kEducation, "ph d"},
      {kEducation, "doctora*"}, {kEducation, "graduate"}, {kEducation, "graduated"}, {kEducation, "education"},
      {kEducation, "educated"}, {kEducation, "ged"}, {kEducation, "university"}, {kEducation, "college"},
      {kEducation, "utdanning*"}, {kEducation, "utdannelse*"}, {kEducation, "utdannet"}, {kEducation, "utdanna"},
      {kEducation, "mastergrad*"}, {kEducation, "master"}, {kEducation, "bachelorgrad*"}, {kEducation, "doktorgrad*"},
      {kEducation, "fagskole*"}, {kEducation, "fagskule*"}, {kEducation, "høyskole*"}, {kEducation, "høgskole*"},
      {kEducation, "høgskule*"}, {kEducation, "universitet*"}, {kEducation, "fagbrev*"}, {kEducation, "svennebrev*"},
      {kEducation, "sveinebrev*"}, {kEducation, "mesterbrev*"}, {kEducation, "meisterbrev*"},
      {kEducation, "grunnskole*"}, {kEducation, "videregående"}, {kEducation, "vidaregåande"},
      {kEducation, "studiekompetanse"}, {kEducation, "sivilingeniør*"}, {kEducation, "siviløkonom*"},
      {kCertificate, "certif*"}, {kCertificate, "accredit*"}, {kCertificate, "licensure"},
      {kCertificate, "licensed"}, {kCertificate, "license*"}, {kCertificate, "licence*"},
      {kCertificate, "sertifi*"}, {kCertificate, "autoris*"}, {kCertificate, "godkjenning*"},
      {kCertificate, "kursbevis"}, {kCertificate, "truckførerbevis"}, {kCertificate, "truckførarbevis"},
      {kCertificate, "kompetansebevis"}, {kCertificate, "maskinførerbevis"}, {kCertificate, "kranførerbevis"},
      {kCertificate, "cpr"}, {kCertificate, "aed"}, {kCertificate, "cpa"}, {kCertificate, "cfa"},
      {kCertificate, "pmp"}, {kCertificate, "osha"}, {kCertificate, "series 7"}, {kCertificate, "hms kurs"},
      {kCertificate, "varme arbeider"}, {kCertificate, "varme arbeid"}, {kCertificate, "adr"},
      {kCertificate, "løyve"}, {kCertificate, "bevilling"}, {kCertificate, "lisens*"},
      {kLanguage, "fluen*"}, {kLanguage, "flyt*"}, {kLanguage, "speak*"}, {kLanguage, "spoken"},
      {kLanguage, "written"}, {kLanguage, "writing"}, {kLanguage, "verbal*"}, {kLanguage, "oral*"},
      {kLanguage, "language*"}, {kLanguage, "bilingual"}, {kLanguage, "språk*"}, {kLanguage, "muntlig*"},
      {kLanguage, "munnleg*"}, {kLanguage, "skriftlig*"}, {kLanguage, "skriftleg*"}, {kLanguage, "snakke*"},
      {kLanguage, "snakkar"}, {kLanguage, "behersk*"}, {kLanguage, "kommuniser*"}, {kLanguage, "communicate"},
      {kLanguage, "morsmål"}, {kLanguage, "talende"}, {kLanguage, "tale"}, {kLanguage, "norskkunnskap*"},
      {kLanguage, "engelskkunnskap*"}, {kLanguage, "norskferdighet*"}, {kLanguage, "norskprøve*"},
      {kLanguage, "proficiency in"}, {kLanguage, "native"},
      {kBoilerplate, "equal opportunit*"}, {kBoilerplate, "equal employment"}, {kBoilerplate, "without regard"},
      {kBoilerplate, "without attention to"}, {kBoilerplate, "sexual orientation"}, {kBoilerplate, "veteran"},
      {kBoilerplate, "reasonable accommodation*"}, {kBoilerplate, "background check*"}, {kBoilerplate, "drug"},
      {kBoilerplate, "401"}, {kBoilerplate, "401k"}, {kBoilerplate, "dental"}, {kBoilerplate, "health insurance"},
      {kBoilerplate, "life insurance"}, {kBoilerplate, "paid time off"}, {kBoilerplate, "pto"},
      {kBoilerplate, "paid vacation"}, {kBoilerplate, "vacation"}, {kBoilerplate, "salary"},
      {kBoilerplate, "base pay"}, {kBoilerplate, "pay range"}, {kBoilerplate, "per hour"},
      {kBoilerplate, "benefits"}, {kBoilerplate, "apply now"}, {kBoilerplate, "to apply"}, {kBoilerplate, "apply"},
      {kBoilerplate, "resume"}, {kBoilerplate, "www"}, {kBoilerplate, "http"}, {kBoilerplate, "https"},
      {kBoilerplate, "com"}, {kBoilerplate, "click here"}, {kBoilerplate, "we offer"}, {kBoilerplate, "founded in"},
      {kBoilerplate, "join us"}, {kBoilerplate, "our mission"}, {kBoilerplate, "our values"},
      {kBoilerplate, "we believe"}, {kBoilerplate, "we value"}, {kBoilerplate, "we re committed"},
      {kBoilerplate, "we are committed"}, {kBoilerplate, "eligible to work"}, {kBoilerplate, "authorized to work"},
      {kBoilerplate, "work authorization"}, {kBoilerplate, "visa sponsorship"}, {kBoilerplate, "travel"},
      {kBoilerplate, "full time"}, {kBoilerplate, "part time"}, {kBoilerplate, "lifting"}, {kBoilerplate, "lift"},
      {kBoilerplate, "other duties as assigned"}, {kBoilerplate, "duties as assigned"},
      {kBoilerplate, "vi tilbyr"}, {kBoilerplate, "vi tilbyd"}, {kBoilerplate, "kan tilby"},
      {kBoilerplate, "lønn"}, {kBoilerplate, "løn"}, {kBoilerplate, "tariff*"}, {kBoilerplate, "pensjon*"},
      {kBoilerplate, "søknad*"}, {kBoilerplate, "søk på"},
      {kBoilerplate, "søk stillingen"}, {kBoilerplate, "søknadsfrist"}, {kBoilerplate, "kontakt"},
      {kBoilerplate, "kontaktperson"}, {kBoilerplate, "politiattest*"}, {kBoilerplate, "arbeidstillatelse"},
      {kBoilerplate, "tiltredelse"}, {kBoilerplate, "mangfold*"}, {kBoilerplate, "mangfald*"},
      {kBoilerplate, "arbeidsmiljø"}, {kBoilerplate, "offentleglova"}, {kBoilerplate, "offentlighetsloven"},
      {kBoilerplate, "offentleglov*"}, {kBoilerplate, "prøvetid"}, {kBoilerplate, "intervju*"},
      {kBoilerplate, "vitnemål"}, {kBoilerplate, "attester"}, {kBoilerplate, "attestar"}, {kBoilerplate, "referanser"},
      {kBoilerplate, "referansar"}, {kBoilerplate, "references"}, {kBoilerplate, "work permit"},
      {kBoilerplate, "bybanen"}, {kBoilerplate, "kantine"}, {kBoilerplate, "aksjeprogram"},
      {kException, "kompenser*"}, {kException, "compensate"}, {kException, "in lieu"}, {kException, "may substitute"},
      {kException, "can substitute"}, {kException, "erstatte"}, {kException, "erstatta"}, {kException, "vege opp"},
      {kException, "veie opp"},
      {kTrait, "team player"}, {kTrait, "teamwork"}, {kTrait, "team oriented"}, {kTrait, "in a team"},
      {kTrait, "in teams"}, {kTrait, "attitude"}, {kTrait, "energetic"}, {kTrait, "enthusias*"},
      {kTrait, "humble"}, {kTrait, "motivated"}, {kTrait, "self starter"}, {kTrait, "reliab*"},
      {kTrait, "flexib*"}, {kTrait, "detail oriented"}, {kTrait, "attention to detail"}, {kTrait, "interpersonal"},
      {kTrait, "communication skills"}, {kTrait, "communicator"}, {kTrait, "organized"}, {kTrait, "organised"},
      {kTrait, "organizational"}, {kTrait, "organisational"}, {kTrait, "time management"}, {kTrait, "multitask*"},
      {kTrait, "multi task*"}, {kTrait, "independently"}, {kTrait, "under pressure"}, {kTrait, "fast paced"},
      {kTrait, "passion*"}, {kTrait, "proactive"}, {kTrait, "work ethic"}, {kTrait, "initiative"},
      {kTrait, "adaptab*"}, {kTrait, "dependable"}, {kTrait, "positive"}, {kTrait, "creative"},
      {kTrait, "problem solving"}, {kTrait, "problem solver"}, {kTrait, "collaborative"}, {kTrait, "curious"},
      {kTrait, "professional demeanor"}, {kTrait, "integrity"}, {kTrait, "empath*"}, {kTrait, "confident"},
      {kTrait, "driven"}, {kTrait, "proaktiv*"}, {kTrait, "selvstendig*"}, {kTrait, "sjølvstendig*"},
      {kTrait, "strukturert"}, {kTrait, "nøyaktig"}, {kTrait, "løsningsorientert*"},
      {kTrait, "løysingsorientert*"}, {kTrait, "omgjengelig"}, {kTrait, "samarbeid*"}, {kTrait, "fleksib*"},
      {kTrait, "serviceinnstilt"}, {kTrait, "serviceorientert"}, {kTrait, "blid"}, {kTrait, "humør"},
      {kTrait, "positiv*"}, {kTrait, "engasjer*"}, {kTrait, "motiver*"}, {kTrait, "initiativ*"},
      {kTrait, "kreativ*"}, {kTrait, "høflig"}, {kTrait, "høfleg"}, {kTrait, "pålitelig"}, {kTrait, "påliteleg"},
      {kTrait, "ansvarsbevisst"}, {kTrait, "ansvarsfull"}, {kTrait, "stå på"}, {kTrait, "lærevillig"},
      {kTrait, "nysgjerrig"}, {kTrait, "imøtekommende"}, {kTrait, "imøtekomande"}, {kTrait, "utadvendt"},
      {kTrait, "arbeidsom"}, {kTrait, "kommunikasjonsevne*"}, {kTrait, "kommunikasjonsegenskaper"},
      {kTrait, "relasjonsbygg*"}, {kTrait, "egnethet"}, {kTrait, "hyggelig"}, {kTrait, "triv*"},
      {kTrait, "personlig egnet*"}, {kTrait, "ryddig"}, {kTrait, "effektiv"}, {kTrait, "hektisk*"},
      {kTrait, "punktlig"}, {kTrait, "resultatorientert"}, {kTrait, "målrettet"}, {kTrait, "analytisk*"},
      {kTrait, "tillitsfull"}, {kTrait, "robust"}, {kTrait, "tålmodig"}, {kTrait, "ansvar"},
  });
  return kTable;
}

const std::unordered_set<std::string_view>& SmallWords() {
  static const std::unordered_set<std::string_view> kWords = {
      // English.
      "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "as", "is", "are", "be",
      "been", "was", "were", "will", "would", "can", "could", "should", "may", "must", "have", "has", "had", "having",
      "you", "your", "our", "we", "us", "their", "they", "them", "it", "its", "this", "that", "these", "those", "who",
      "what", "when", "where", "which", "all", "any", "both", "each", "other", "others", "such", "than", "then", "from",
      "into", "within", "across", "through", "over", "per", "via", "not", "no", "if", "so", "but", "also", "etc", "e",
      "g", "i", "s", "ll", "re", "ve", "about", "including", "related", "relevant", "required", "preferred", "plus",
      "strong", "excellent", "good", "great", "solid", "proven", "demonstrated", "effective", "effectively", "high",
      "highly", "able", "ability", "abilities", "skill", "skills", "knowledge", "understanding", "experience",
      "experienced", "years", "year", "minimum", "least", "more", "work", "working", "job", "role", "position", "team",
      "teams", "environment", "new", "multiple", "various", "different", "well", "using", "use", "similar", "equivalent",
      "candidate", "candidates", "responsible", "responsibilities", "ensure", "ensures", "provide", "provides", "support",
      "assist", "help", "maintain", "perform", "needed", "assigned", "duties", "tasks", "company", "must", "need",
      "proficient", "proficiency", "familiarity", "familiar", "background", "one", "two", "three", "four", "five", "six",
      // Norwegian.
      "og", "eller", "av", "til", "i", "på", "ved", "for", "med", "som", "er", "å", "at", "en", "et", "ei", "ein", "eit",
      "den", "det", "de", "dei", "du", "deg", "din", "ditt", "dine", "vi", "oss", "vår", "vårt", "våre", "har", "ha",
      "hatt", "kan", "kunne", "skal", "vil", "må", "bør", "være", "vere", "blir", "bli", "fra", "frå", "om", "også",
      "òg", "samt", "både", "annen", "anna", "andre", "innen", "innan", "innenfor", "gjennom", "mellom", "under", "over",
      "ikke", "ikkje", "god", "godt", "gode", "svært", "sterk", "sterke", "solid", "høy", "høg", "erfaring", "erfaren",
      "røynsle", "kunnskap", "kunnskaper", "kjennskap", "kompetanse", "evne", "ferdigheter", "relevant", "relevante",
      "tilsvarende", "tilsvarande", "lignende", "liknande", "minst", "minimum", "år", "års", "ønskelig", "ønskeleg",
      "fordel", "krav", "gjerne", "helst", "arbeid", "arbeide", "jobb", "jobbe", "stilling", "stillingen", "rolle",
      "ansvar", "ansvarlig", "bidra", "sikre", "følge", "opp", "ulike", "nye", "flere", "fleire", "mer", "meir", "hos",
      "vårt", "egen", "eget", "slik", "bruk", "to", "tre", "fire", "fem", "mv", "osv", "bl", "a", "eks", "f"};
  return kWords;
}

std::optional<uint32_t> NumberOf(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, uint32_t>, 34> kNames = {{
      {"one", 1},  {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5},  {"six", 6},   {"seven", 7},
      {"eight", 8}, {"nine", 9}, {"ten", 10},  {"a", 1},    {"ett", 1},   {"et", 1},    {"eitt", 1},
      {"eit", 1},  {"en", 1},    {"to", 2},    {"tre", 3},  {"fire", 4},  {"fem", 5},   {"seks", 6},
      {"sju", 7},  {"syv", 7},   {"åtte", 8},  {"ni", 9},   {"ti", 10},   {"several", 2}, {"flere", 2},
      {"fleire", 2}, {"mange", 5}, {"noen", 2}, {"nokre", 2}, {"tolv", 12}, {"twelve", 12},
  }};
  for (const auto& [name, value] : kNames) {
    if (name == word) return value;
  }
  size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  uint32_t value = 0;
  if (digits == 0 || !absl::SimpleAtoi(word.substr(0, digits), &value)) return std::nullopt;
  const std::string_view rest = word.substr(digits);
  if (!rest.empty() && rest != "+") return std::nullopt;
  return value;
}

// Months in one of the unit the word names; 0 when it names none.
uint32_t UnitMonths(std::string_view word) {
  for (const std::string_view year : {"year", "years", "yr", "yrs", "år", "års", "åra"}) {
    if (word == year) return 12;
  }
  for (const std::string_view month : {"month", "months", "måned", "måneder", "måneders", "månader", "månaders"}) {
    if (word == month) return 1;
  }
  return 0;
}

bool IsAge(const std::vector<Word>& words, size_t unit) {
  for (size_t i = unit + 1; i < words.size() && i <= unit + 2; ++i) {
    for (const std::string_view age : {"old", "age", "gammel", "gamal", "alder", "fylt"}) {
      if (words[i].folded == age) return true;
    }
  }
  return unit >= 2 && (words[unit - 2].folded == "fylt" || words[unit - 2].folded == "over" ||
                       words[unit - 2].folded == "under");
}

}  // namespace

AdCues FindCues(const std::vector<Word>& words) {
  AdCues cues;
  for (const PhraseTable::Match& match : Cues().Find(words)) {
    switch (static_cast<Cue>(match.tag)) {
      case kMust: cues.must = true; break;
      case kNice: cues.nice = true; break;
      case kDemand: cues.demand = true; break;
      case kTask: cues.task = true; break;
      case kExperience: cues.experience = true; break;
      case kEducation: cues.education = true; break;
      case kCertificate: cues.certificate = true; break;
      case kLanguage: cues.language = true; break;
      case kBoilerplate: cues.boilerplate = true; break;
      case kException: cues.exception = true; break;
      case kTrait: cues.trait_words += static_cast<int>(match.words); break;
    }
  }
  return cues;
}

bool IsContentWord(std::string_view folded) {
  return folded.size() > 1 && !SmallWords().contains(folded) && !NumberOf(folded);
}

int ContentWords(const std::vector<Word>& words) {
  return static_cast<int>(
      std::count_if(words.begin(), words.end(), [](const Word& word) { return IsContentWord(word.folded); }));
}

uint32_t MinMonths(const std::vector<Word>& words) {
  constexpr uint32_t kMaxYears = 40;
  for (size_t unit = 1; unit < words.size(); ++unit) {
    const uint32_t months = UnitMonths(words[unit].folded);
    if (months == 0 || IsAge(words, unit)) continue;
    // "3 to 5 years", "five (5) plus years", "2-3 lange år": the smallest number shortly before the unit.
    uint32_t least = 0;
    for (size_t back = 1; back <= 4 && back <= unit; ++back) {
      const std::string& word = words[unit - back].folded;
      const std::optional<uint32_t> number = NumberOf(word);
      if (number && *number > 0 && *number <= kMaxYears && word != "a" && word != "en" && word != "et" &&
          !(word == "to" && back > 1)) {
        least = least == 0 ? *number : std::min(least, *number);
      } else if (number && word != "to") {
        break;
      } else if (word == "of" || word == "and" || word == "og" || word == "med" || word == "with") {
        break;
      }
    }
    if (least > 0) return least * months;
  }
  return 0;
}

}  // namespace utvalg::rank
