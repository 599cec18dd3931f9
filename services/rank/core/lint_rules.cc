// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/lint_rules.h"

#include <array>

namespace utvalg::rank {
namespace {

enum Rule {
  kAge, kYouth, kSex, kGenderedTitle, kNative, kOrigin, kReligion, kFamily, kHealth, kOrientation, kPolitics, kPhoto,
  kGaps, kTenure, kMilitary, kPostcode, kPrestige, kCulture, kCriminal, kCar,
};

constexpr std::string_view kAct = "likestillings- og diskrimineringsloven § 6 and § 30";
constexpr std::string_view kAgeAct = "arbeidsmiljøloven § 13-1; Directive 2000/78/EC";

constexpr std::array<LintRule, 20> kRules = {{
    {"age", "asks for an age; age may not be weighed unless the work itself demands it", kAgeAct},
    {"youth", "favours the young; ask for the skill or the months of experience instead", kAgeAct},
    {"sex", "asks for one sex; only allowed where the sex is decisive for the work", kAct},
    {"gendered-title", "is a title of one sex; use the neutral one", kAct},
    {"native-speaker", "asks for a mother tongue, a proxy for ethnicity; ask for a level such as C1 instead", kAct},
    {"origin", "points at ethnicity, nationality or where somebody was born", kAct},
    {"religion", "points at religion or belief; an employer may not obtain it", kAct},
    {"family", "points at pregnancy, children or marital status; an employer may never obtain it", kAct},
    {"health", "points at health or disability; ask for the task that must be done instead", kAct},
    {"orientation", "points at sexual orientation or gender identity", kAct},
    {"politics", "points at political view or union membership", "arbeidsmiljøloven § 13-1 and § 13-4"},
    {"photo", "asks for a photograph, which shows sex, age and ethnicity", kAct},
    {"gaps", "counts gaps in a career, a proxy for parental leave, illness and disability", kAct},
    {"tenure", "counts how often somebody changed jobs, a proxy for leave and age; ask for what was done", kAct},
    {"military", "asks for military service, a proxy for sex and age; ask for the skill it taught", kAct},
    {"postcode", "asks for where somebody lives, a proxy for ethnicity; ask for being on the spot at work hours", kAct},
    {"prestige", "asks for a school's name, a proxy for social background; ask for the education itself",
     "EU AI Act Art. 10(2)(f): possible biases"},
    {"culture-fit", "cannot be shown by a CV and lets likeness decide; name the behaviour that is needed",
     "EU AI Act Art. 10(2)(f): possible biases"},
    {"criminal-record", "asks for a criminal record; only where a law provides for it",
     "politiregisterloven § 36; GDPR Art. 10"},
    {"own-car", "asks for owning a car, a proxy for means; ask for the licence or the mobility", kAct},
}};

}  // namespace

std::span<const LintRule> LintRules() { return kRules; }

const PhraseTable& LintPhrases() {
  static const PhraseTable kTable({
      {kAge, "# years old"}, {kAge, "aged #"}, {kAge, "age #"}, {kAge, "under the age of"}, {kAge, "age between"},
      {kAge, "age limit"}, {kAge, "maximum age"}, {kAge, "between # and # years old"}, {kAge, "not older than"},
      {kAge, "# års alder"}, {kAge, "alder mellom"}, {kAge, "alder #"}, {kAge, "aldersgrense*"}, {kAge, "under # år"},
      {kAge, "over # år gammel"}, {kAge, "mellom # og # år"}, {kAge, "i alderen"}, {kAge, "i 20 årene"},
      {kAge, "i 30 årene"}, {kAge, "fylt #"}, {kAge, "mellom # og # år gammal"},
      {kYouth, "recent graduate*"}, {kYouth, "new graduate*"}, {kYouth, "fresh graduate*"}, {kYouth, "young"},
      {kYouth, "youthful"}, {kYouth, "digital native*"}, {kYouth, "nyutdannet"}, {kYouth, "nyutdannede"},
      {kYouth, "nyutdanna"}, {kYouth, "ung"}, {kYouth, "unge"}, {kYouth, "ungt miljø"}, {kYouth, "ungt og dynamisk"},
      {kYouth, "ungdommelig*"}, {kYouth, "ungdomm*"}, {kYouth, "mature person"}, {kYouth, "voksen person"},
      {kYouth, "vaksen person"},
      {kSex, "male candidate*"}, {kSex, "female candidate*"}, {kSex, "male only"}, {kSex, "female only"},
      {kSex, "men only"}, {kSex, "women only"}, {kSex, "he must"}, {kSex, "she must"}, {kSex, "mann"},
      {kSex, "kvinne"}, {kSex, "kvinnelig"}, {kSex, "kvinneleg"}, {kSex, "mannlig"}, {kSex, "mannleg"},
      {kSex, "gutt"}, {kSex, "jente"}, {kSex, "damer"}, {kSex, "male"}, {kSex, "female"},
      {kGenderedTitle, "salesman"}, {kGenderedTitle, "saleswoman"}, {kGenderedTitle, "waitress*"},
      {kGenderedTitle, "stewardess*"}, {kGenderedTitle, "handyman"}, {kGenderedTitle, "foreman"},
      {kGenderedTitle, "chairman"}, {kGenderedTitle, "businessman"}, {kGenderedTitle, "repairman"},
      {kGenderedTitle, "workman"}, {kGenderedTitle, "craftsman"}, {kGenderedTitle, "housekeeper maid"},
      {kGenderedTitle, "maid"}, {kGenderedTitle, "hostess*"}, {kGenderedTitle, "cleaning lady"},
      {kGenderedTitle, "rengjøringsdame"}, {kGenderedTitle, "vaskedame"}, {kGenderedTitle, "formann"},
      {kGenderedTitle, "sekretærdame"}, {kGenderedTitle, "altmuligmann"}, {kGenderedTitle, "vaktmann"},
      {kGenderedTitle, "servitrise"}, {kGenderedTitle, "flyvertinne"}, {kGenderedTitle, "handlangar mann"},
      {kGenderedTitle, "tillitsmann"}, {kGenderedTitle, "kontordame"}, {kGenderedTitle, "butikkdame"},
      {kNative, "native speaker*"}, {kNative, "native english"}, {kNative, "native norwegian"},
      {kNative, "native level"}, {kNative, "native language"}, {kNative, "mother tongue"}, {kNative, "native"},
      {kNative, "morsmål"}, {kNative, "morsmålsnivå"}, {kNative, "født og oppvokst"}, {kNative, "fødd og oppvaksen"},
      {kNative, "norsk som førstespråk"}, {kNative, "uten aksent"}, {kNative, "utan aksent"},
      {kNative, "without accent"}, {kNative, "no accent"},
      {kOrigin, "nationality"}, {kOrigin, "citizen of"}, {kOrigin, "ethnic*"}, {kOrigin, "etnisk*"},
      {kOrigin, "norsk statsborger*"}, {kOrigin, "nasjonalitet"}, {kOrigin, "country of birth"},
      {kOrigin, "fødeland"}, {kOrigin, "norsk bakgrunn"}, {kOrigin, "western background"}, {kOrigin, "race"},
      {kOrigin, "hudfarge"}, {kOrigin, "skin colour"}, {kOrigin, "skin color"}, {kOrigin, "us applicants only"},
      {kOrigin, "us citizens only"}, {kOrigin, "norsk opphav"},
      {kReligion, "religio*"}, {kReligion, "christian"}, {kReligion, "muslim"}, {kReligion, "kristen"},
      {kReligion, "kristent"}, {kReligion, "kristne"}, {kReligion, "livssyn*"}, {kReligion, "trosretning"},
      {kReligion, "bekjennende"}, {kReligion, "church member*"}, {kReligion, "hijab"}, {kReligion, "hodeplagg"},
      {kFamily, "single"}, {kFamily, "unmarried"}, {kFamily, "married"}, {kFamily, "marital status"},
      {kFamily, "without children"}, {kFamily, "no children"}, {kFamily, "pregnan*"}, {kFamily, "childless"},
      {kFamily, "family plans"}, {kFamily, "sivilstand"}, {kFamily, "sivilstatus"}, {kFamily, "gravid*"},
      {kFamily, "barnløs"}, {kFamily, "barnlaus"}, {kFamily, "uten barn"}, {kFamily, "utan barn"},
      {kFamily, "ugift"}, {kFamily, "gift"}, {kFamily, "familieplan*"}, {kFamily, "omsorgsplikter"},
      {kFamily, "maternity"}, {kFamily, "no family obligations"},
      {kHealth, "able bodied"}, {kHealth, "good health"}, {kHealth, "excellent health"}, {kHealth, "healthy"},
      {kHealth, "physically fit"}, {kHealth, "no disabilities"}, {kHealth, "disabilit*"}, {kHealth, "sick leave"},
      {kHealth, "sickness absence"}, {kHealth, "god helse"}, {kHealth, "frisk og"}, {kHealth, "fysisk frisk"},
      {kHealth, "psykisk frisk"}, {kHealth, "lavt sykefravær"}, {kHealth, "sykefravær"}, {kHealth, "sjukefråvær"},
      {kHealth, "god fysikk"}, {kHealth, "god fysisk form"}, {kHealth, "funksjonsfrisk"}, {kHealth, "ikke røyk*"},
      {kHealth, "ikkje røyk*"}, {kHealth, "non smoker"}, {kHealth, "røykfri"},
      {kOrientation, "heterosexual"}, {kOrientation, "homosexual"}, {kOrientation, "heterofil"},
      {kOrientation, "homofil"}, {kOrientation, "seksuell legning"}, {kOrientation, "cisgender"},
      {kPolitics, "union member*"}, {kPolitics, "not unionized"}, {kPolitics, "fagorganisert"},
      {kPolitics, "uorganisert"}, {kPolitics, "fagforeningsmedlem*"}, {kPolitics, "politisk tilhørighet"},
      {kPolitics, "politisk syn"}, {kPolitics, "party member"}, {kPolitics, "political view*"},
      {kPhoto, "photo of yourself"}, {kPhoto, "with photo"}, {kPhoto, "headshot"}, {kPhoto, "cv med bilde"},
      {kPhoto, "cv med bilete"}, {kPhoto, "legg ved bilde"}, {kPhoto, "bilde av deg"}, {kPhoto, "bilete av deg"},
      {kPhoto, "vedlegg bilde"}, {kPhoto, "recent photo*"}, {kPhoto, "attach a photo"}, {kPhoto, "søknad med bilde"},
      {kGaps, "no gaps"}, {kGaps, "without gaps"}, {kGaps, "employment gap*"}, {kGaps, "gaps in"},
      {kGaps, "career break*"}, {kGaps, "continuous employment"}, {kGaps, "unbroken"}, {kGaps, "hull i cv*"},
      {kGaps, "uten hull"}, {kGaps, "utan hol"}, {kGaps, "hol i cv*"}, {kGaps, "sammenhengende arbeid*"},
      {kGaps, "samanhengande arbeid*"},
      {kTenure, "job hopper*"}, {kTenure, "job hopping"}, {kTenure, "stable employment history"},
      {kTenure, "stable work history"}, {kTenure, "average tenure"}, {kTenure, "years per employer"},
      {kTenure, "hyppige jobbskifter"}, {kTenure, "hyppige jobbytter"}, {kTenure, "stabil arbeidshistorikk"},
      {kTenure, "stabilt arbeidsforhold"}, {kTenure, "long tenure"},
      {kMilitary, "military service"}, {kMilitary, "military background"}, {kMilitary, "veteran preferred"},
      {kMilitary, "førstegangsteneste*"}, {kMilitary, "førstegangstjeneste*"}, {kMilitary, "verneplikt"},
      {kMilitary, "militærtjeneste"}, {kMilitary, "militærteneste"}, {kMilitary, "militær bakgrunn"},
      {kPostcode, "postcode"}, {kPostcode, "zip code"}, {kPostcode, "must live in"}, {kPostcode, "must reside"},
      {kPostcode, "local candidates only"}, {kPostcode, "locals only"}, {kPostcode, "postnummer"},
      {kPostcode, "bosatt i"}, {kPostcode, "busett i"}, {kPostcode, "må bo i"}, {kPostcode, "lokal tilknytning"},
      {kPostcode, "lokal tilknyting"}, {kPostcode, "bor i nærheten"}, {kPostcode, "bur i nærleiken"},
      {kPrestige, "ivy league"}, {kPrestige, "top university"}, {kPrestige, "top universities"},
      {kPrestige, "top tier university"}, {kPrestige, "top school*"}, {kPrestige, "prestigious universit*"},
      {kPrestige, "elite universit*"}, {kPrestige, "renowned university"}, {kPrestige, "ledende universitet"},
      {kPrestige, "anerkjent universitet"}, {kPrestige, "anerkjente universitet*"}, {kPrestige, "anerkjend universitet"},
      {kPrestige, "top business school*"}, {kPrestige, "nhh eller ntnu"}, {kPrestige, "anerkjent studiested"},
      {kPrestige, "anerkjent høyskole"}, {kPrestige, "oxford or cambridge"}, {kPrestige, "target school*"},
      {kCulture, "culture fit"}, {kCulture, "cultural fit"}, {kCulture, "fit in with our culture"},
      {kCulture, "passe inn hos oss"}, {kCulture, "passer inn i"}, {kCulture, "passe inn i"}, {kCulture, "passar inn i"},
      {kCulture, "one of the guys"}, {kCulture, "en av gutta"}, {kCulture, "work hard play hard"},
      {kCulture, "rockstar"}, {kCulture, "ninja"},
      {kCriminal, "criminal record"}, {kCriminal, "clean record"}, {kCriminal, "no convictions"},
      {kCriminal, "plettfri vandel"}, {kCriminal, "plettfritt rulleblad"}, {kCriminal, "rulleblad"},
      {kCriminal, "straffedømt"}, {kCriminal, "god vandel"},
      {kCar, "own car"}, {kCar, "own vehicle"}, {kCar, "your own car"}, {kCar, "egen bil"}, {kCar, "eigen bil"},
      {kCar, "disponerer bil"}, {kCar, "disponere bil"}, {kCar, "disponerer egen bil"}, {kCar, "disponere egen bil"},
  });
  return kTable;
}

bool LintExempt(const std::vector<Word>& words) {
  static const PhraseTable kWelcome({
      {1, "equal opportunit*"}, {1, "equal employment"}, {1, "without regard"}, {1, "regardless of"},
      {1, "without attention to"}, {1, "irrespective of"}, {1, "do not discriminate"}, {1, "not discriminate"},
      {1, "prohibits discrimination"}, {1, "diversity"}, {1, "inclusive*"}, {1, "all qualified applicants"},
      {1, "uavhengig av"}, {1, "uansett"}, {1, "mangfold*"}, {1, "mangfald*"}, {1, "oppfordr*"}, {1, "oppmod*"},
      {1, "accommodation*"}, {1, "tilrettelegg*"}, {1, "kvalifiserte kandidater"}, {1, "reserved for"},
      {1, "encouraged to apply"}, {1, "welcome applications"}, {1, "underrepresented"}, {1, "all backgrounds"},
      {1, "ulik bakgrunn"}, {1, "inkluder*"}, {1, "benefits"}, {1, "insurance"}, {1, "leave"}, {1, "permisjon*"},
  });
  return !kWelcome.Find(words).empty();
}

}  // namespace utvalg::rank
