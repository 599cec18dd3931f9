// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_cues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "common/base/strings.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

enum Cue {
  kMust,
  kNice,
  kDemand,
  kTask,
  kExperience,
  kEducation,
  kCertificate,
  kLanguage,
  kBoilerplate,
  kNegated,
  kException,
  kTrait,
  kOtherExperience,  // "Customer experience": not of the applicant.
};

const PhraseTable& Cues() {
  static const PhraseTable kTable({
      {kMust,
       "must|require|required|requires|requirement*|mandatory|essential|need to have|"
       "minimum|at least|necessary|krav|kreves|krevst|kreve|må|nødvendig*|naudsynt*|"
       "påkrevd|minst|forutsetning|forutsetter|føresetnad|skal ha|ser etter deg som har|"
       "søker deg som har|søkjer deg som har"},
      {kNice,
       "nice to have|preferred|preferably|preference|a plus|plus|bonus|desirable|"
       "desired|advantage*|ideally|is an asset|asset|but welcome|is welcome|are "
       "welcome|helpful|beneficial|"
       "would be great|strongly considered|fordel*|føremon|ønskelig|ønskeleg|"
       "ønskjeleg|ynskjeleg|ønskes|gjerne|helst|pluss|vektlegges|vektleggast|"
       "foretrekkes|føretrekt|positivt"},
      {kDemand,
       "you have|you bring|has|able to|abilit*|knowledge*|understanding|familiar*|"
       "proficien*|skill*|expert*|competen*|qualified|capable|demonstrated|proven|"
       "looking for someone|you are|we expect|candidate*|du har|du er|du kan|du må|"
       "du bør|ønsker deg som|ønskjer deg som|ynskjer deg som|søker vi deg|søkjer vi "
       "deg|kunnskap*|kjennskap|kompetanse*|evne*|ferdighet*|ferdigheiter|dugleik|"
       "kvalifi*|søker deg|søkjer deg|innsikt|forståelse|forståing|beherske*|"
       "meistr*|godkjent|fordyp*"},
      {kTask,
       "responsib*|you will|you ll|will be|duties|tasks|oversee*|this position|"
       "this role|manage|manages|develop|provide|provides|assist|perform|performs|"
       "lead|support|ensure|ensures|coordinate|prepare|maintain|du vil|du skal|"
       "du får|ansvar*|arbeidsoppg*|oppgaver|oppgåver|stillingen innebærer|"
       "stillinga inneber|jobbe med|jobbe som|arbeide med|arbeide som|bidra til|"
       "utføre|følge opp|utvikle|lede|leie|drift av|planlegge*"},
      {kExperience,
       "experience*|track record|background in|background as|history of|worked|"
       "erfaring*|erfaren|erfarne|røynsle*|arbeidserfaring*|yrkeserfaring|"
       "bransjeerfaring|praksis|jobbet|jobba|arbeidet som|bakgrunn*|fartstid"},
      {kEducation,
       "degree*|diploma|bachelor*|master s|masters|mba|phd|ph d|doctora*|graduate|"
       "graduated|education|educated|ged|university degree|college degree|college "
       "diploma|utdanning*|utdannelse*|"
       "utdannet|utdanna|mastergrad*|master|bachelorgrad*|doktorgrad*|fagskole*|"
       "fagskule*|høyskole|høgskole|høgskule|universitet|høyskolenivå|høgskolenivå|høgskulenivå|"
       "universitetsnivå|fagbrev*|svennebrev*|"
       "sveinebrev*|mesterbrev*|meisterbrev*|grunnskole*|videregående|vidaregåande|"
       "studiekompetanse|sivilingeniør*|siviløkonom*"},
      {kCertificate,
       "certif*|accredit*|licensure|licensed|license*|licence*|sertifi*|autoris*|yrkessjåfør*|ysk|"
       "godkjenning*|kursbevis|truckførerbevis|truckførarbevis|kompetansebevis|"
       "maskinførerbevis|kranførerbevis|cpr|aed|cpa|cfa|pmp|osha|series 7|hms kurs|"
       "varme arbeider|varme arbeid|adr|løyve|bevilling|lisens*"},
      {kLanguage,
       "fluen*|flyt*|speak*|spoken|written|writing|verbal*|oral*|language*|bilingual|"
       "språk*|muntlig*|munnleg*|skriftlig*|skriftleg*|snakke*|snakkar|behersk*|"
       "kommuniser*|communicate|morsmål|talende|tale|norskkunnskap*|engelskkunnskap*|"
       "norskferdighet*|engelskferdighet*|norskprøve*|proficiency in|native|norsktal*|engelsktal*"},
      {kBoilerplate,
       "equal opportunit*|equal employment|without regard|without attention to|"
       "sexual orientation|veteran|reasonable accommodation*|background check*|drug|"
       "401|401k|dental|health insurance|life insurance|paid time off|pto|"
       "paid vacation|vacation|salary|base pay|pay range|per hour|benefits|apply now|"
       "to apply|apply|resume|www|http|https|com|click here|we offer|founded in|"
       "join us|our mission|our values|we believe|we value|we re committed|"
       "we are committed|eligible to work|authorized to work|work authorization|"
       "visa sponsorship|travel|full time|part time|lifting|lift|"
       "other duties as assigned|duties as assigned|vi tilbyr|vi tilbyd|kan tilby|"
       "lønn|løn|tariff*|pensjon*|søknad*|søk på|søk stillingen|søknadsfrist|"
       "kontakt|kontaktperson|politiattest*|arbeidstillatelse|tiltredelse|mangfold*|"
       "mangfald*|arbeidsmiljø|offentleglova|offentlighetsloven|offentleglov*|"
       "prøvetid|intervju*|vitnemål|attester|attestar|referanser|referansar|"
       "references|work "
       "permit|bybanen|kantine|aksjeprogram|offentliggjort|offentleggjort|søkerliste*|"
       "søkarliste*|appointment process|interviews|arbeidsgiver|arbeidsgjevar|discount*|"
       "bonus program|flexible spending|savings account|medical plan|retirement|tuition|"
       "stipend|free"},
      {kNegated,
       "not required|not necessary|not a requirement|not essential|not needed|no need|"
       "don t need|do not need|need not|ikke krav|ikke et krav|ikke påkrevet|ikkje påkravd|ikke "
       "nødvendig*|ikke påkrevd|"
       "ikkje krav|ikkje eit krav|ikkje nødvendig|ikkje naudsynt*|trenger ikke|treng ikkje|"
       "har du ikke|har du ikkje|om du ikke har|om du ikkje har|if you don t have|"
       "if you do not have|må ikke ha|må ikkje ha|kreves ikke|krevst ikkje"},
      {kException,
       "kompenser*|compensate|in lieu|may substitute|can substitute|erstatte|erstatta|"
       "vege opp|veie opp"},
      {kTrait,
       "team player|teamwork|team oriented|in a team|in teams|attitude|energetic|"
       "enthusias*|humble|motivated|self starter|reliab*|flexib*|detail oriented|"
       "attention to detail|interpersonal|communication skills|communicator|organized|"
       "organised|organizational|organisational|time management|multitask*|"
       "multi task*|independently|under pressure|fast paced|passion*|proactive|"
       "work ethic|initiative|adaptab*|dependable|positive|creative|problem solving|"
       "problem solver|collaborative|curious|professional demeanor|integrity|empath*|"
       "confident|driven|proaktiv*|selvstendig*|sjølvstendig*|strukturert|nøyaktig|"
       "løsningsorientert*|løysingsorientert*|omgjengelig|samarbeid*|fleksib*|"
       "serviceinnstilt|serviceorientert|blid|humør|positiv*|engasjer*|motiver*|"
       "initiativ*|kreativ*|høflig|høfleg|pålitelig|påliteleg|ansvarsbevisst|"
       "ansvarsfull|stå på|lærevillig|nysgjerrig|imøtekommende|imøtekomande|"
       "utadvendt|arbeidsom|kommunikasjonsevne*|kommunikasjonsegenskaper|"
       "relasjonsbygg*|egnethet|hyggelig|triv*|personlig egnet*|ryddig|effektiv|"
       "hektisk*|punktlig|resultatorientert|målrettet|analytisk*|tillitsfull|robust|"
       "tålmodig|ansvar|adapt to|ambiguity|agile|compassion*|business driven|self going|"
       "self propelled|inner drive|drive to|curious|curiosity|eager*|insatiable|enthusiasm|"
       "commitment|committed|status quo|learner|learn and adapt|willingness|go getter|can do|"
       "tirelessly|client focus|customer focus|client experience|focused on|active listening|"
       "critical thinking|ability to learn|small team|thrive*|goal oriented|solution oriented|"
       "results oriented|open minded|trustworth*|honest*|punctual*|friendly|outgoing|"
       "service minded|hard working|sense of quality|sense of humor|sense of humour|"
       "communicate professionally|whole picture|big picture|learn and share|knowledge sharing|"
       "vilje|holdning*|haldning*|adferd|åtferd|arbeidskapasitet|telefonstemme|glimt|bein i nesa|"
       "ydmyk*|audmjuk*|uredd|forståelsesfull|forståingsfull|tenke nytt|tenkje nytt|under press|"
       "raus*|smilende|smilande|løsningsfokusert*|endringsvillig*|endringsorientert*|kommunikativ*|"
       "god på å kommunisere|lære nytt|lære bort|liker å lære|sette deg inn i|setje deg inn i|"
       "tilegne deg|tileigne deg|hele bildet|heile biletet|humoristisk|empati*|omsorgsfull|"
       "pågangsmot|gjennomføringsevne|lagspel*|lagspill*|tempo|travle|brenner for|brenn for|byr på|"
       "byr gjerne på|by på deg|lærer raskt|lærer fort|kjapp|evner å|bevissthet om|medvit om"},
      {kOtherExperience,
       "client experience*|customer experience*|user experience*|guest experience*|"
       "member experience*|employee experience|patient experience|an experience that|"
       "this experience|class experience|the experience of|brand experience"},
  });
  return kTable;
}

// Words without a meaning of their own, and those every advertisement has.
const std::unordered_set<std::string_view>& SmallWords() {
  static constexpr std::string_view kWords =
      "a|an|the|and|or|of|to|in|on|at|for|with|by|as|is|are|be|been|was|were|will|would|"
      "can|could|should|may|must|have|has|had|having|you|your|our|we|us|their|they|them|it|"
      "its|this|that|these|those|who|what|when|where|which|all|any|both|each|other|others|"
      "such|than|then|from|into|within|across|through|over|per|via|not|no|if|so|but|also|"
      "etc|e|g|i|s|ll|re|ve|about|including|related|relevant|required|preferred|plus|"
      "strong|excellent|good|great|solid|proven|demonstrated|effective|effectively|high|"
      "highly|able|ability|abilities|skill|skills|knowledge|understanding|experience|"
      "experienced|years|year|minimum|least|more|work|working|job|role|position|team|teams|"
      "environment|new|multiple|various|different|well|using|use|similar|equivalent|"
      "candidate|candidates|responsible|responsibilities|ensure|ensures|provide|provides|"
      "support|assist|help|maintain|perform|needed|assigned|duties|tasks|company|need|"
      "proficient|proficiency|familiarity|familiar|background|one|two|three|four|five|six|"
      "og|eller|av|til|på|ved|med|som|er|å|en|et|ei|ein|eit|den|det|de|dei|du|deg|din|"
      "ditt|dine|vi|oss|vår|vårt|våre|har|ha|hatt|kan|kunne|skal|vil|må|bør|være|"
      "vere|blir|bli|fra|frå|om|også|òg|samt|både|annen|anna|andre|innen|innan|"
      "innenfor|gjennom|mellom|under|ikke|ikkje|god|godt|gode|svært|sterk|sterke|høy|"
      "høg|erfaring|erfaren|røynsle|kunnskap|kunnskaper|kjennskap|kompetanse|evne|"
      "ferdigheter|relevante|tilsvarende|tilsvarande|lignende|liknande|minst|år|års|"
      "ønskelig|ønskeleg|fordel|krav|gjerne|helst|arbeid|arbeide|jobb|jobbe|stilling|"
      "stillingen|rolle|ansvar|ansvarlig|bidra|sikre|følge|opp|ulike|nye|flere|fleire|mer|"
      "meir|hos|egen|eget|slik|bruk|tre|fire|fem|mv|osv|bl|eks|f";
  static const std::vector<std::string_view> kList = Split(kWords, '|');
  static const std::unordered_set<std::string_view> kSet(kList.begin(), kList.end());
  return kSet;
}

std::optional<uint32_t> NumberOf(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, uint32_t>, 34> kNames = {{
      {"one", 1},   {"two", 2},   {"three", 3},   {"four", 4},    {"five", 5},   {"six", 6},
      {"seven", 7}, {"eight", 8}, {"nine", 9},    {"ten", 10},    {"a", 1},      {"ett", 1},
      {"et", 1},    {"eitt", 1},  {"eit", 1},     {"en", 1},      {"to", 2},     {"tre", 3},
      {"fire", 4},  {"fem", 5},   {"seks", 6},    {"sju", 7},     {"syv", 7},    {"åtte", 8},
      {"ni", 9},    {"ti", 10},   {"several", 2}, {"flere", 2},   {"fleire", 2}, {"mange", 5},
      {"noen", 2},  {"nokre", 2}, {"tolv", 12},   {"twelve", 12},
  }};
  for (const auto& [name, value] : kNames) {
    if (name == word) return value;
  }
  size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  uint32_t value = 0;
  if (digits == 0 || !ParseNumber(word.substr(0, digits), &value)) return std::nullopt;
  const std::string_view rest = word.substr(digits);
  if (!rest.empty() && rest != "+") return std::nullopt;
  return value;
}

// Months in one of the unit the word names; 0 when it names none.
uint32_t UnitMonths(std::string_view word) {
  for (const std::string_view year : {"year", "years", "yr", "yrs", "år", "års", "åra"}) {
    if (word == year) return 12;
  }
  for (const std::string_view month :
       {"month", "months", "måned", "måneder", "måneders", "månader", "månaders"}) {
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
  int experience = 0;
  for (const PhraseTable::Match& match : Cues().Find(words)) {
    switch (static_cast<Cue>(match.tag)) {
      case kMust:
        cues.must = true;
        break;
      case kNice:
        cues.nice = true;
        break;
      case kDemand:
        cues.demand = true;
        break;
      case kTask:
        cues.task = true;
        break;
      case kExperience:
        ++experience;
        break;
      case kEducation:
        cues.education = true;
        break;
      case kCertificate:
        cues.certificate = true;
        break;
      case kLanguage:
        cues.language = true;
        break;
      case kBoilerplate:
        cues.boilerplate = true;
        break;
      case kNegated:
        cues.negated = true;
        break;
      case kException:
        cues.exception = true;
        break;
      case kOtherExperience:
        --experience;
        break;
      case kTrait:
        cues.trait_words += static_cast<int>(match.words);
        break;
    }
  }
  cues.experience = experience > 0;
  return cues;
}

bool IsAskingWord(std::string_view folded) {
  static const PhraseTable kWords({
      {1,
       "experience*|background|practice|knowledge|skill*|abilit*|familiar*|proficien*|"
       "competen*|expert*|understanding|qualif*|required|desirable|desired|advantage|preferred|"
       "preferably|documented|basic|general|level|leading|similar|equivalent|erfaring*|røynsle*|"
       "praksis|bakgrunn|kunnskap*|kjennskap|kompetanse*|evne*|ferdighe*|kvalifika*|forståelse|"
       "forståing|innsikt|relevant*|tilsvar*|lignende|liknande|dokumentert*|nivå|minimum|"
       "ønskelig*|ønskeleg|ønskjeleg|fordel|føremon|krav|gode|god|svært|vi|som"},
  });
  return kWords.Contains({Word{0, folded.size(), std::string(folded)}}, 1);
}

bool IsContentWord(std::string_view folded) {
  return folded.size() > 1 && !SmallWords().contains(folded) && !NumberOf(folded);
}

int ContentWords(const std::vector<Word>& words) {
  return static_cast<int>(std::count_if(
      words.begin(), words.end(), [](const Word& word) { return IsContentWord(word.folded); }));
}

uint32_t MinMonths(const std::vector<Word>& words) {
  constexpr uint32_t kMaxYears = 40;
  for (size_t unit = 1; unit < words.size(); ++unit) {
    const uint32_t months = UnitMonths(words[unit].folded);
    if (months == 0 || IsAge(words, unit)) continue;
    // "3 to 5 years", "five (5) plus years", "2-3 lange år": the smallest number shortly before the
    // unit.
    uint32_t least = 0;
    for (size_t back = 1; back <= 4 && back <= unit; ++back) {
      const std::string& word = words[unit - back].folded;
      const std::optional<uint32_t> number = NumberOf(word);
      if (number && *number > 0 && *number <= kMaxYears && word != "a" && word != "en" &&
          word != "et" && !(word == "to" && back > 1)) {
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
