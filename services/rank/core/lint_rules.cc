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
    {"age", "asks for an age; age may not be weighed unless the work itself demands it", kAgeAct,
     true},
    {"youth", "favours the young; ask for the skill or the months of experience instead", kAgeAct},
    {"sex", "asks for one sex; only allowed where the sex is decisive for the work", kAct, true},
    {"gendered-title", "is a title of one sex; use the neutral one", kAct},
    {"native-speaker",
     "asks for a mother tongue, a proxy for ethnicity; ask for a level such as C1 instead", kAct},
    {"origin", "points at ethnicity, nationality or where somebody was born", kAct, true},
    {"religion", "points at religion or belief; an employer may not obtain it", kAct, true},
    {"family", "points at pregnancy, children or marital status; an employer may never obtain it",
     kAct, true},
    {"health", "points at health or disability; ask for the task that must be done instead", kAct},
    {"orientation", "points at sexual orientation or gender identity", kAct, true},
    {"politics", "points at political view or union membership",
     "arbeidsmiljøloven § 13-1 and § 13-4", true},
    {"photo", "asks for a photograph, which shows sex, age and ethnicity", kAct, true},
    {"gaps", "counts gaps in a career, a proxy for parental leave, illness and disability", kAct,
     true},
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
       "# years old|# year old|aged #|age #|aged between|under the age of|age between|"
       "age limit|maximum age|minimum age|age group|age range|below # years|"
       "between # and # years old|not older than|no older than|not younger than|"
       "in your twenties|in your thirties|in their 20s|in their 30s|# års alder|"
       "alder mellom|alder #|alder fra #|aldersgrense*|aldersgruppe*|maks # år|"
       "maksimalt # år|under # år|over # år gammel|over # år gammal|ikke eldre enn|"
       "ikkje eldre enn|ikke yngre enn|ikkje yngre enn|mellom # og # år gammel|"
       "mellom # og # år|i alderen|i # årene|i # åra|i tjueårene|i trettiårene|fylt #|"
       "fylte #|mellom # og # år gammal|# åring*"},
      {kYouth,
       "recent graduate*|recently graduated|new graduate*|newly graduated|fresh graduate*|"
       "fresh out of school|fresh out of college|young|younger|youthful|digital native*|"
       "generation z|gen z|millennial*|nyutdannet|nyutdannede|nyutdanna|nylig uteksaminert|"
       "nyleg uteksaminert|ferdig utdannet i #|ung|unge|unge talenter|ungt miljø|ungt team|"
       "ungt og dynamisk|ungt arbeidsmiljø|ungdommelig*|ungdommeleg*|sulten på livet|"
       "mature person|mature candidate*|overqualified|overkvalifisert*|voksen person|"
       "vaksen person|godt voksen|godt vaksen"},
      {kSex,
       "male candidate*|female candidate*|male only|female only|male applicant*|"
       "female applicant*|men only|women only|preferably male|preferably female|"
       "preferably a man|preferably a woman|he must|she must|he will|she will|his duties|"
       "her duties|mann|menn søkes|mannfolk|kvinne|kvinner søkes|helst mann|helst kvinne|"
       "helst en mann|helst en kvinne|helst ein mann|helst ei kvinne|kvinnelig*|kvinneleg*|"
       "mannlig*|mannleg*|gutt|gutter|gutar|jente|jenter|damer|female|gentleman|gentlemen|"
       "ladies"},
      {kGenderedTitle,
       "salesman|salesmen|saleswoman|salesgirl|waitress*|stewardess*|handyman|handymen|"
       "foreman|chairman|businessman|repairman|workman|workmen|craftsman|craftsmen|fireman|"
       "firemen|policeman|policemen|mailman|postman|cameraman|barmaid|houseman|headmaster|"
       "headmistress|seamstress|maid|hostess*|cleaning lady|tea lady|girl friday|"
       "draughtsman|draftsman|rengjøringsdame|rengjøringskone|vaskedame|vaskekone|"
       "reingjeringskone|formann|førmann|sekretærdame|altmuligmann|altmoglegmann|"
       "altmuligmenn|vaktmann|servitrise|serveringsdame|flyvertinne|barpike|stuepike|"
       "stuejente|barnepike|hushjelp|handlangar mann|tillitsmann|kontordame|sentralborddame|"
       "butikkdame|salgsdame|lagermann|lagergutt|brannmann|brannmenn|postmann|sykesøster|"
       "sjukesyster|helsesøster|helsesyster|lærerinne|lærarinne|kranmann"},
      {kNative,
       "native speaker*|native english|native norwegian|native german|native level|"
       "native language|native tongue|native fluency|native proficiency|native like|"
       "native or bilingual|mother tongue|first language|morsmål|morsmålsnivå|"
       "morsmålsbruker*|morsmålsbrukar*|født og oppvokst|fødd og oppvaksen|"
       "fødd og oppvakse|norsk som førstespråk|førstespråk|innfødt*|innfødd*|"
       "uten aksent|utan aksent|aksentfri*|without accent|without an accent|no accent|"
       "accent free|etnisk norsk språk"},
      {kOrigin,
       "nationality|citizen of|citizenship|must be a citizen|ethnic*|etnisk*|etnisitet|"
       "norsk statsborger*|norsk statsborgar*|statsborgerskap|statsborgarskap|nasjonalitet|"
       "country of birth|place of birth|fødeland|fødested|fødestad|norsk bakgrunn|"
       "norsk avstamning|vestlig bakgrunn|vestleg bakgrunn|western background|"
       "western candidates|race|hudfarge|skin colour|skin color|caucasian|"
       "us applicants only|us citizens only|norsk opphav|norske røtter|innvandrerbakgrunn|"
       "innvandrarbakgrunn|immigrant background"},
      {kReligion,
       "religio*|christian|muslim|jewish|catholic|kristen|kristent|kristne|livssyn*|"
       "trosretning|trusretning|bekjennende|bekjennande|church member*|"
       "medlem av den norske kirke|medlem av den norske kyrkja|kirkemedlem*|kyrkjemedlem*|"
       "hijab|hodeplagg|hovudplagg|headscarf"},
      {kFamily,
       "single|unmarried|married|marital status|without children|no children|no dependants|"
       "no dependents|childless|pregnan*|family plans|family situation|planning a family|"
       "young family|sivilstand|sivilstatus|gravid*|barnløs|barnlaus|uten barn|utan barn|"
       "ugift|gift|familieplan*|familiesituasjon*|familieforhold|uten forpliktelser|"
       "utan forpliktingar|ingen familieforpliktelser|omsorgsplikter|maternity|"
       "no family obligations|no family commitments|småbarn|uten små barn|utan små barn|"
       "no small children|without small children"},
      {kHealth,
       "able bodied|good health|excellent health|perfect health|healthy|physically fit|"
       "no disabilities|disabilit*|disabled|no health problems|sick leave|sickness absence|"
       "sick days|low absence|god helse|frisk og|fysisk frisk|psykisk frisk|"
       "lavt sykefravær|lågt sjukefråvær|lavt fravær|lågt fråvær|sykefravær|"
       "sjukefråvær|god fysikk|god fysisk form|god fysisk helse|god psykisk helse|"
       "fysisk sprek|sprek|funksjonsfrisk|funksjonsnedsettelse*|funksjonsnedsetjing*|"
       "ikke røyk*|ikkje røyk*|røyker ikke|røykjer ikkje|non smoker|"
       "non smoking candidate*|røykfri"},
      {kOrientation,
       "heterosexual|homosexual|sexual orientation|gender identity|heterofil*|homofil*|"
       "seksuell legning|seksuell orientering|kjønnsidentitet|cisgender|transkjønn*"},
      {kPolitics,
       "union member*|trade union member*|not unionized|not unionised|non union|"
       "fagorganisert*|uorganisert*|fagforeningsmedlem*|fagforeiningsmedlem*|"
       "medlem av fagforening|medlem av fagforeining|medlem i fagforening|"
       "medlem i fagforeining|politisk tilhørighet|politisk tilhøyrsle|politisk syn|"
       "politisk ståsted|partimedlem*|party member|political view*|political affiliation*"},
      {kPhoto,
       "photo of yourself|with photo|with a photo|with picture|with a picture|headshot|"
       "photo in your cv|cv med bilde|cv med bilete|cv med foto|legg ved bilde|"
       "legg ved bilete|legg ved foto|bilde av deg|bilete av deg|vedlegg bilde|"
       "recent photo*|attach a photo|attach photo|include a photo|enclose a photo|"
       "passport photo|portrettfoto|portrettbilde|passfoto|passbilde|profilbilde|"
       "søknad med bilde|søknad med bilete|video application|videosøknad*|"
       "videopresentasjon*"},
      {kGaps,
       "no gaps|without gaps|employment gap*|career gap*|gaps in employment|gaps in your|"
       "gaps in cv|gaps in career|gaps in the cv|career break*|continuous employment|"
       "uninterrupted|unbroken|hull i cv*|hol i cv*|hull i arbeid*|hol i arbeid*|"
       "hull i karriere*|hol i karriere*|uten hull|utan hol|ingen hull|ingen hol|"
       "karrierepause*|sammenhengende arbeid*|sammenhengende yrkes*|samanhengande arbeid*|"
       "samanhengande yrkes*|uavbrutt|uavbrote"},
      {kTenure,
       "job hopper*|job hopping|jobbhopper*|jobbhoppar*|jobbhopping|"
       "stable employment history|stable work history|average tenure|long tenure|"
       "years per employer|same employer|hyppige jobbskifter|hyppige jobbytter|"
       "hyppige jobbskifte|stadige jobbskifter|stabil arbeidshistorikk|"
       "stabilt arbeidsforhold|samme arbeidsgiver|same arbeidsgivar"},
      {kMilitary,
       "military service|military background|military experience|military veteran*|"
       "served in the military|served in the armed forces|veteran preferred|"
       "national service|førstegangsteneste*|førstegangstjeneste*|verneplikt|verneplikta|"
       "verneplikten|militærtjeneste|militærteneste|militær bakgrunn|militær erfaring|"
       "militærerfaring|tjenestegjort i forsvaret|tenestegjort i forsvaret"},
      {kPostcode,
       "postcode|zip code|postal code|must live in|must live near|must live within|"
       "live within|must reside|residing in|resident of|local candidates only|"
       "local applicants only|locals only|postnummer|bosatt i|bosett i|busett i|må bo i|"
       "må bu i|må være bosatt|må vere busett|lokalt bosatt|lokalt busett|"
       "lokal tilknytning|lokal tilknyting|bor i nærheten|bur i nærleiken|kort reisevei|"
       "kort reiseveg|kort vei til jobb|kort veg til jobb"},
      {kPrestige,
       "ivy league|oxbridge|russell group|top university|top universities|"
       "top tier university|top ranked university|top school*|leading university|"
       "leading universities|prestigious universit*|prestigious school*|"
       "prestigious college*|elite universit*|elite school*|renowned university|"
       "ledende universitet*|leiande universitet*|anerkjent universitet|"
       "anerkjente universitet*|anerkjent utdanningsinstitusjon|anerkjend universitet|"
       "anerkjende universitet*|toppuniversitet*|topprangert*|eliteskole*|eliteskule*|"
       "top business school*|nhh eller ntnu|ntnu eller nhh|ntnu nhh|anerkjent studiested|"
       "anerkjent høyskole|anerkjend høgskule|oxford or cambridge|target school*|harvard|"
       "stanford|mit graduate*"},
      {kCulture,
       "culture fit|cultural fit|fit in with our culture|fits our culture|fit our culture|"
       "passe inn hos oss|passer inn hos oss|passar inn hos oss|passer inn i|passe inn i|"
       "passar inn i|passe inn i kulturen|one of the guys|one of the boys|en av gutta|"
       "ein av gutta|work hard play hard|rockstar*|rock star*|ninja*|guru"},
      {kCriminal,
       "criminal record*|clean record|no convictions|criminal background|plettfri vandel|"
       "plettfritt rulleblad|reint rulleblad|rent rulleblad|rulleblad|straffedømt|"
       "straffedømd|ustraffet|ustraffa|god vandel"},
      {kCar,
       "own car|own vehicle|own transport|your own car|reliable vehicle|reliable car|"
       "egen bil|eigen bil|disponerer bil|disponere bil|disponerer egen bil|"
       "disponere egen bil|disponerer eigen bil|disponere eigen bil|ha bil til disposisjon"},
  });
  return kTable;
}

const PhraseTable& LintInnocent() {
  static const PhraseTable kTable({
      {1,
       "young company|young startup|younger children|younger pupils|younger students|ungt "
       "selskap|ung "
       "bedrift|ung organisasjon|barn og unge|born og unge|unge voksne|unge vaksne|unge "
       "mennesker|unge menneske|"
       "unge med|unge som|unge i|for unge|av unge|utsatte unge|utsette unge|blant unge|"
       "ungdom og unge|young people|young adults|young children|young persons|"
       "children and young|young offenders|for young|young learners|single sign on|"
       "single page|single point|single source|every single|a single|single responsibility|"
       "single cell|single minded|cloud native|react native|native app*|native mobile|"
       "native cloud|native ios|native android|native code|native development|"
       "race condition*|human race|race to|gift card*|gift shop|gifts|"
       "health and disabilit*|people with disabilit*|persons with disabilit*|"
       "children with disabilit*|patients with disabilit*|adults with disabilit*|"
       "with disabilities|with disabled|disability services|disability care|"
       "learning disabilit*|intellectual disabilit*|disability support|"
       "mennesker med funksjonsnedsettelse*|personer med funksjonsnedsettelse*|"
       "barn med funksjonsnedsettelse*|brukere med funksjonsnedsettelse*|"
       "menneske med funksjonsnedsetjing*|personar med funksjonsnedsetjing*|"
       "brukarar med funksjonsnedsetjing*|med funksjonsnedsettelse*|"
       "med funksjonsnedsetjing*|oppfølging av sykefravær|oppfølging av sjukefråvær|"
       "oppfølging av sykmeldte|sykefravær og|forebygge sykefravær|redusere sykefravær|"
       "førebyggje sjukefråvær|sykefraværsoppfølging|healthy food|healthy environment|"
       "healthy workplace|healthy code*|healthy culture|healthy lifestyle*|religion og|"
       "i religion|religious education|religious studies|kristendom*|gravide kvinner|"
       "gravide og|pregnant women|maternity ward|maternity care|maternity unit|"
       "maternity nurse|barselkvinner|ethnic minorit*|etniske minoriteter|"
       "etniske minoritetar|mann til mann|mann mot mann|samme arbeidsgiver som|"
       "samfunn og religion|uavbrutt drift|uavbrutt strøm*|uninterrupted power|"
       "uninterrupted operation*|uninterrupted service|uten hull i|nationality law|"
       "christian michelsen*|kvinne og|kvinnehelse|female health|male health|"
       "male and female patients|menn og kvinner|kvinner og menn|småbarn på|"
       "småbarnsavdeling|for småbarn|med småbarn|sick leave follow*|digital photo*|"
       "zip code data|mit license*|citizenship education|statsborgerskap saker|"
       "saker om statsborgerskap|young and old|under # years of experience|"
       "under # år siden"},
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
