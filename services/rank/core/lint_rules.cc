// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/lint_rules.h"

#include <array>

namespace utvalg::rank {
namespace {

enum Rule {
  kAge,
  kYouth,
  kSex,
  kGenderedTitle,
  kNative,
  kOrigin,
  kReligion,
  kFamily,
  kHealth,
  kOrientation,
  kPolitics,
  kPhoto,
  kGaps,
  kTenure,
  kMilitary,
  kPostcode,
  kPrestige,
  kCulture,
  kCriminal,
  kCar,
};

constexpr std::string_view kAct = "likestillings- og diskrimineringsloven § 6 and § 30";
constexpr std::string_view kAgeAct = "arbeidsmiljøloven § 13-1; Directive 2000/78/EC";

constexpr std::array<LintRule, 20> kRules = {{
    {"age", "asks for an age; age may not be weighed unless the work itself demands it", kAgeAct},
    {"youth", "favours the young; ask for the skill or the months of experience instead", kAgeAct},
    {"sex", "asks for one sex; only allowed where the sex is decisive for the work", kAct},
    {"gendered-title", "is a title of one sex; use the neutral one", kAct},
    {"native-speaker",
     "asks for a mother tongue, a proxy for ethnicity; ask for a level such as C1 instead", kAct},
    {"origin", "points at ethnicity, nationality or where somebody was born", kAct},
    {"religion", "points at religion or belief; an employer may not obtain it", kAct},
    {"family", "points at pregnancy, children or marital status; an employer may never obtain it",
     kAct},
    {"health", "points at health or disability; ask for the task that must be done instead", kAct},
    {"orientation", "points at sexual orientation or gender identity", kAct},
    {"politics", "points at political view or union membership",
     "arbeidsmiljøloven § 13-1 and § 13-4"},
    {"photo", "asks for a photograph, which shows sex, age and ethnicity", kAct},
    {"gaps", "counts gaps in a career, a proxy for parental leave, illness and disability", kAct},
    {"tenure",
     "counts how often somebody changed jobs, a proxy for leave and age; ask for what was done",
     kAct},
    {"military", "asks for military service, a proxy for sex and age; ask for the skill it taught",
     kAct},
    {"postcode",
     "asks for where somebody lives, a proxy for ethnicity; ask for being on the spot at work "
     "hours",
     kAct},
    {"prestige",
     "asks for a school's name, a proxy for social background; ask for the education itself",
     "EU AI Act Art. 10(2)(f): possible biases"},
    {"culture-fit",
     "cannot be shown by a CV and lets likeness decide; name the behaviour that is needed",
     "EU AI Act Art. 10(2)(f): possible biases"},
    {"criminal-record", "asks for a criminal record; only where a law provides for it",
     "politiregisterloven § 36; GDPR Art. 10"},
    {"own-car", "asks for owning a car, a proxy for means; ask for the licence or the mobility",
     kAct},
}};

}  // namespace

std::span<const LintRule> LintRules() { return kRules; }

const PhraseTable& LintPhrases() {
  static const PhraseTable kTable({
      {kAge,
       "# years old|aged #|age #|under the age of|age between|age limit|maximum age|"
       "between # and # years old|not older than|# års alder|alder mellom|alder #|"
       "aldersgrense*|under # år|over # år gammel|mellom # og # år|i alderen|"
       "i 20 årene|i 30 årene|fylt #|mellom # og # år gammal"},
      {kYouth,
       "recent graduate*|new graduate*|fresh graduate*|young|youthful|digital native*|"
       "nyutdannet|nyutdannede|nyutdanna|ung|unge|ungt miljø|ungt og dynamisk|"
       "ungdommelig*|ungdomm*|mature person|voksen person|vaksen person"},
      {kSex,
       "male candidate*|female candidate*|male only|female only|men only|women only|"
       "he must|she must|mann|kvinne|kvinnelig|kvinneleg|mannlig|mannleg|gutt|jente|"
       "damer|male|female"},
      {kGenderedTitle,
       "salesman|saleswoman|waitress*|stewardess*|handyman|foreman|chairman|"
       "businessman|repairman|workman|craftsman|housekeeper maid|maid|hostess*|"
       "cleaning lady|rengjøringsdame|vaskedame|formann|sekretærdame|altmuligmann|"
       "vaktmann|servitrise|flyvertinne|handlangar mann|tillitsmann|kontordame|"
       "butikkdame"},
      {kNative,
       "native speaker*|native english|native norwegian|native level|native language|"
       "mother tongue|native|morsmål|morsmålsnivå|født og oppvokst|"
       "fødd og oppvaksen|norsk som førstespråk|uten aksent|utan aksent|"
       "without accent|no accent"},
      {kOrigin,
       "nationality|citizen of|ethnic*|etnisk*|norsk statsborger*|nasjonalitet|"
       "country of birth|fødeland|norsk bakgrunn|western background|race|hudfarge|"
       "skin colour|skin color|us applicants only|us citizens only|norsk opphav"},
      {kReligion,
       "religio*|christian|muslim|kristen|kristent|kristne|livssyn*|trosretning|"
       "bekjennende|church member*|hijab|hodeplagg"},
      {kFamily,
       "single|unmarried|married|marital status|without children|no children|pregnan*|"
       "childless|family plans|sivilstand|sivilstatus|gravid*|barnløs|barnlaus|"
       "uten barn|utan barn|ugift|gift|familieplan*|omsorgsplikter|maternity|"
       "no family obligations"},
      {kHealth,
       "able bodied|good health|excellent health|healthy|physically fit|"
       "no disabilities|disabilit*|sick leave|sickness absence|god helse|frisk og|"
       "fysisk frisk|psykisk frisk|lavt sykefravær|sykefravær|sjukefråvær|"
       "god fysikk|god fysisk form|funksjonsfrisk|ikke røyk*|ikkje røyk*|non smoker|"
       "røykfri"},
      {kOrientation, "heterosexual|homosexual|heterofil|homofil|seksuell legning|cisgender"},
      {kPolitics,
       "union member*|not unionized|fagorganisert|uorganisert|fagforeningsmedlem*|"
       "politisk tilhørighet|politisk syn|party member|political view*"},
      {kPhoto,
       "photo of yourself|with photo|headshot|cv med bilde|cv med bilete|"
       "legg ved bilde|bilde av deg|bilete av deg|vedlegg bilde|recent photo*|"
       "attach a photo|søknad med bilde"},
      {kGaps,
       "no gaps|without gaps|employment gap*|gaps in|career break*|"
       "continuous employment|unbroken|hull i cv*|uten hull|utan hol|hol i cv*|"
       "sammenhengende arbeid*|samanhengande arbeid*"},
      {kTenure,
       "job hopper*|job hopping|stable employment history|stable work history|"
       "average tenure|years per employer|hyppige jobbskifter|hyppige jobbytter|"
       "stabil arbeidshistorikk|stabilt arbeidsforhold|long tenure"},
      {kMilitary,
       "military service|military background|veteran preferred|førstegangsteneste*|"
       "førstegangstjeneste*|verneplikt|militærtjeneste|militærteneste|"
       "militær bakgrunn"},
      {kPostcode,
       "postcode|zip code|must live in|must reside|local candidates only|locals only|"
       "postnummer|bosatt i|busett i|må bo i|lokal tilknytning|lokal tilknyting|"
       "bor i nærheten|bur i nærleiken"},
      {kPrestige,
       "ivy league|top university|top universities|top tier university|top school*|"
       "prestigious universit*|elite universit*|renowned university|"
       "ledende universitet|anerkjent universitet|anerkjente universitet*|"
       "anerkjend universitet|top business school*|nhh eller ntnu|"
       "anerkjent studiested|anerkjent høyskole|oxford or cambridge|target school*"},
      {kCulture,
       "culture fit|cultural fit|fit in with our culture|passe inn hos oss|"
       "passer inn i|passe inn i|passar inn i|one of the guys|en av gutta|"
       "work hard play hard|rockstar|ninja"},
      {kCriminal,
       "criminal record|clean record|no convictions|plettfri vandel|"
       "plettfritt rulleblad|rulleblad|straffedømt|god vandel"},
      {kCar,
       "own car|own vehicle|your own car|egen bil|eigen bil|disponerer bil|"
       "disponere bil|disponerer egen bil|disponere egen bil"},
  });
  return kTable;
}

bool LintExempt(const std::vector<Word>& words) {
  static const PhraseTable kWelcome({
      {1,
       "equal opportunit*|equal employment|without regard|regardless of|"
       "without attention to|irrespective of|do not discriminate|not discriminate|"
       "prohibits discrimination|diversity|inclusive*|all qualified applicants|"
       "uavhengig av|uansett|mangfold*|mangfald*|oppfordr*|oppmod*|accommodation*|"
       "tilrettelegg*|kvalifiserte kandidater|reserved for|encouraged to apply|"
       "welcome applications|underrepresented|all backgrounds|ulik bakgrunn|inkluder*|"
       "benefits|insurance|leave|permisjon*"},
  });
  return !kWelcome.Find(words).empty();
}

}  // namespace utvalg::rank
