// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/role_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using WordSet = std::unordered_set<std::string_view>;

const WordSet& SetOf(std::string_view words) {
  auto* set = new WordSet();
  while (!words.empty()) {
    const size_t space = words.find(' ');
    if (space != 0) set->insert(words.substr(0, space));
    words = space == std::string_view::npos ? "" : words.substr(space + 1);
  }
  return *set;
}

// Whole words that are titles in themselves.
constexpr std::string_view kTitleWords =
    "engineer developer manager director consultant analyst assistant associate specialist "
    "coordinator administrator officer "
    "architect designer programmer technician supervisor lead leader head chief president ceo cto "
    "cfo coo cio cmo vp founder "
    "cofounder co-founder owner partner principal intern trainee apprentice nurse doctor physician "
    "surgeon teacher lecturer "
    "professor researcher scientist tutor instructor trainer coach mentor accountant auditor "
    "bookkeeper controller cashier clerk "
    "secretary receptionist salesperson salesman representative rep agent broker buyer planner "
    "scheduler driver operator "
    "mechanic electrician plumber carpenter welder painter builder foreman chef cook waiter "
    "waitress bartender barista server "
    "host hostess housekeeper cleaner janitor guard policeman firefighter soldier sergeant captain "
    "pilot attendant pharmacist "
    "dentist therapist psychologist counselor counsellor caregiver librarian writer editor "
    "journalist reporter copywriter "
    "translator interpreter photographer videographer producer artist musician actor model stylist "
    "hairdresser lawyer attorney "
    "paralegal judge solicitor barrister advisor adviser strategist executive member volunteer "
    "chairman chairperson chair "
    "treasurer fellow postdoc contractor freelancer freelance tester administrator sysadmin devops "
    "storekeeper "
    "merchandiser inspector surveyor estimator worker laborer labourer helper handyman handler "
    "packer picker generalist "
    "practitioner expert master superintendent registrar dean provost curator archivist economist "
    "statistician biologist "
    "chemist physicist geologist geophysicist toxicologist crew staff aide teller underwriter "
    "adjuster marketer recruiter "
    "ambassador evangelist liaison facilitator organizer moderator dispatcher expeditor stocker "
    "machinist fabricator installer "
    "assembler fitter caretaker gardener farmer fisherman sailor deckhand midwife paramedic "
    "radiographer optician optometrist "
    "veterinarian zookeeper nanny babysitter aupair chauffeur courier postman superviser "
    "internship phd scholar "
    "daglig leder sjef konsulent rådgiver rådgjevar saksbehandler sakshandsamar medarbeider "
    "medarbeidar utvikler utviklar "
    "ingeniør sivilingeniør lærer lærar lektor adjunkt rektor professor førsteamanuensis "
    "stipendiat sykepleier sjukepleiar "
    "helsefagarbeider helsefagarbeidar hjelpepleier hjelpepleiar lege tannlege fysioterapeut "
    "ergoterapeut vernepleier vernepleiar "
    "jordmor bioingeniør psykolog barnevernspedagog sosionom barnehagelærer førskolelærer "
    "assistent fagarbeider fagarbeidar "
    "fagleder avdelingsleder avdelingsleiar teamleder teamleiar prosjektleder prosjektleiar "
    "byggeleder anleggsleder driftsleder "
    "butikksjef butikkmedarbeider butikkmedarbeidar selger seljar kundebehandler kundekonsulent "
    "kunderådgiver regnskapsfører "
    "rekneskapsførar revisor økonom controller økonomisjef direktør styreleder styreleiar "
    "styremedlem nestleder kasserer lærling "
    "lærling elektriker elektrikar rørlegger røyrleggjar tømrer tømrar snekker snekkar maler målar "
    "murer sveiser sveisar "
    "mekaniker mekanikar industrimekaniker sjåfør lastebilsjåfør bussjåfør maskinfører maskinførar "
    "kranfører truckfører "
    "lagermedarbeider lagermedarbeidar lagerarbeider operatør prosessoperatør kokk "
    "kjøkkenassistent kjøkkensjef servitør "
    "bartender renholder reinhaldar vaktmester vaktmeister vekter vektar resepsjonist sekretær "
    "journalist redaktør fotograf "
    "designer grafiker arkitekt interiørarkitekt jurist advokat advokatfullmektig dommer "
    "politibetjent brannkonstabel offiser "
    "sersjant soldat forsker forskar tolk oversetter omsetjar bibliotekar miljøarbeider "
    "miljøarbeidar miljøterapeut "
    "pleieassistent pleiemedarbeider støttekontakt personlig tillitsvalgt frivillig trener trenar "
    "instruktør veileder rettleiar "
    "frisør hudpleier baker slakter fisker gårdbruker bonde gartner skipsfører styrmann matros "
    "maskinist kaptein "
    "kontormedarbeider kontorassistent barista barnepasser avisbud postbud telefonselger "
    "markedssjef markedsfører salgssjef "
    "salgskonsulent personalsjef hr-konsulent rekrutterer systemutvikler programmerer tester "
    "testleder scrum arkitekt sommervikar "
    "vikar tilkallingsvikar ekstrahjelp praktikant trainee gründer grunnlegger eier eigar "
    "medgründer partner seniorrådgiver "
    "seniorkonsulent spesialist overlege avdelingssykepleier tekniker teknikar montør bilmekaniker "
    "platearbeider "
    "aktivitør kommunikasjonsrådgiver kommunikasjonssjef spesialpedagog pedagog pedagogisk "
    "førskulelærar barnehagelærar "
    "faglærer faglærar undervisningsassistent skoleassistent barneveileder omsorgsarbeider "
    "omsorgsarbeidar "
    "hjemmehjelp heimehjelp ambulansearbeider apotektekniker farmasøyt provisorfarmasøyt optiker "
    "radiograf tannpleier "
    "helsesekretær leder leiar medarbeiderleder innkjøper innkjøpar produktsjef produkteier "
    "speditør logistikkoordinator "
    "koordinator saksbehandlar kontrollør inspektør tømmerhogger skogsarbeider landmåler geolog "
    "kjemiker fysiker statistiker "
    "analytiker dataanalytiker data scientist webutvikler frontendutvikler backendutvikler "
    "fullstackutvikler "
    "analytikar analytikere dataanalytikar analyst avløser avløysar bas styrer styrar postdoktor "
    "forskningsassistent designpraktikant "
    "nattevakt vaktleder vaktleiar apoteker apotekar skiftleder skiftleiar arbeidsleder formann "
    "verkstedleder verkstadleiar";

constexpr auto kTitleSuffixes = std::to_array<std::string_view>(
    {"leder",       "leiar",       "sjef",       "konsulent",    "rådgiver",      "rådgjevar",
     "medarbeider", "medarbeidar", "arbeider",   "arbeidar",     "ingeniør",      "utvikler",
     "utviklar",    "lærer",       "lærar",      "lektor",       "pleier",        "pleiar",
     "assistent",   "mester",      "meister",    "fører",        "førar",         "sjåfør",
     "operatør",    "tekniker",    "teknikar",   "mekaniker",    "mekanikar",     "montør",
     "selger",      "seljar",      "behandler",  "behandlar",    "direktør",      "ansvarlig",
     "ansvarleg",   "koordinator", "terapeut",   "pedagog",      "forsker",       "forskar",
     "sekretær",    "økonom",      "revisor",    "arkitekt",     "designer",      "jurist",
     "advokat",     "inspektør",   "betjent",    "instruktør",   "trener",        "trenar",
     "veileder",    "rettleiar",   "vakt",       "vikar",        "hjelp",         "lærling",
     "kokk",        "medlem",      "elev",       "stipendiat",   "spesialist",    "analytiker",
     "analytikar",  "redaktør",    "journalist", "elektriker",   "elektrikar",    "snekker",
     "tømrer",      "tømrar",      "lege",       "kelner",       "servitør",      "agent",
     "fullmektig",  "megler",      "meklar",     "takstmann",    "formann",       "styrmann",
     "skipper",     "laborant",    "grafiker",   "programmerer", "administrator", "manager",
     "developer",   "engineer",    "oversetter", "produsent",    "skribent",      "bonde",
     "kontrollør",  "kasserer",    "kapellan",   "prest",        "kateket",       "diakon",
     "kantor",      "organist",    "musiker",    "slager",       "ologist",       "ician",
     "analyst"});

constexpr std::string_view kOrganisationWords =
    "as asa ans da ba sa ks iks hf rhf nuf ab oy oyj aps gmbh ag kg bv nv inc llc ltd limited plc "
    "corp corporation co company "
    "companies group gruppen gruppa holding holdings konsern bank banken sparebank forsikring "
    "insurance kommune fylkeskommune "
    "bydel fylke hospital sykehus sykehuset sjukehus sjukehuset helseforetak klinikk klinikken "
    "clinic universitetssykehus "
    "universitetssjukehus legesenter tannklinikk apotek apoteket pharmacy university universitet "
    "universitetet college school "
    "skole skolen skule skulen høgskole høgskolen høyskole høyskolen høgskule høgskulen barnehage "
    "barnehagen barneskole "
    "ungdomsskole vgs institute institutt instituttet laboratory laboratories labs lab foundation "
    "stiftelse stiftelsen stifting "
    "association forening foreningen forbund forbundet society council authority agency etat "
    "etaten direktorat direktoratet "
    "departement departementet department ministry ministeriet tilsynet forsvaret hæren "
    "luftforsvaret sjøforsvaret heimevernet "
    "politiet politi politidistrikt nav skatteetaten tollvesenet statens vegvesen domstol "
    "domstolen tingrett army navy force "
    "solutions systems technologies technology consulting consultants services software industries "
    "international global "
    "partners ventures capital media studio studios agency productions entertainment network "
    "networks communications telecom "
    "hotel hotell hotels restaurant restauranten kafe kafé cafe café bar pub pizza kro gjestegård "
    "resort camping butikk store "
    "stores shop market supermarket kiosk senter senteret center centre sykehjem sykehjemmet "
    "sjukeheim bokollektiv omsorgssenter "
    "aldershjem hjemmetjeneste bofellesskap transport logistikk logistics shipping rederi offshore "
    "oil energy energi kraft power "
    "bygg anlegg entreprenør eiendom construction elektro rør bil auto motors verksted verft "
    "mekaniske industri mek data it "
    "consult rådgivning regnskap advokatfirma advokatfirmaet museum bibliotek library teater "
    "theatre kirke church kirken "
    "idrettslag fotballklubb klubb club røde kors redd barna team lag ungdomslag "
    "studentersamfundet linjeforening fylkesmann "
    "fylkesmannen statsforvalteren enterprises airlines airways electric steel foods food farm "
    "farms gård gartneri brewery "
    "bryggeri fabrikk fabrikker mills works designs financial finance realty properties estate "
    "hospitality health healthcare "
    "care medical dental therapeutics pharma pharmaceuticals bio biotech news times post press "
    "avis publishing forlag "
    "records games gaming security airport lufthavn port havn bakery bakeri frisør salong salon "
    "spa gym sport fitness "
    "trust organization organisation ngo unicef un eu nato county state city federal district "
    "township municipality public "
    "enterprises supply trading distribution wholesale retail manufacturing factory plant";

constexpr auto kOrganisationSuffixes = std::to_array<std::string_view>(
    {"banken",     "bank",       "skole",         "skolen",     "skule",        "skulen",
     "sykehus",    "sykehuset",  "sjukehus",      "sjukehuset", "hotell",       "hotellet",
     "bygg",       "verket",     "etaten",        "tilsynet",   "direktoratet", "departementet",
     "kommune",    "forbundet",  "forbund",       "laget",      "senter",       "senteret",
     "sentralen",  "hjemmet",    "sykehjem",      "sjukeheim",  "heimen",       "apotek",
     "gruppen",    "gruppa",     "butikken",      "kjeden",     "forlaget",     "avisen",
     "avisa",      "posten",     "kirken",        "barnehage",  "barnehagen",   "kraft",
     "fabrikk",    "fabrikken",  "verksted",      "verkstad",   "verft",        "rederi",
     "bedrift",    "klinikken",  "universitetet", "høgskolen",  "instituttet",  "museet",
     "foreningen", "foreininga", "klubben",       "klubb",      "transport",    "service",
     "gården",     "kafeen",     "kroa",          "kroen",      "huset",        "biblioteket",
     "teateret",   "vesenet",    "foretaket",     "tjenesten",  "tenesta",      "avdeling",
     "tech",       "soft",       "corp",          "works"});

constexpr std::string_view kKnownEmployers =
    "telenor equinor statoil dnb hydro yara sintef ntnu uio uib uit nmbu nav posten bring vy nsb "
    "ruter sas norwegian widerøe avinor "
    "bane nor statkraft hafslund statnett lyse bkk eviny kongsberg aker solutions dnv gl veritas "
    "tine orkla nortura gilde "
    "rema kiwi coop meny spar joker bunnpris ikea elkjøp power xxl jysk clas ohlson obs europris "
    "biltema plantasjen "
    "maxbo byggmax obos veidekke skanska ncc peab afgruppen multiconsult norconsult sweco rambøll "
    "cowi asplan viak "
    "accenture capgemini bekk knowit sopra steria computas tietoevry tieto evry atea visma cegal "
    "crayon webstep bouvet "
    "miles itera kantega netcompany google microsoft apple amazon meta facebook netflix ibm oracle "
    "sap intel nvidia tesla "
    "deloitte kpmg pwc ey bdo mckinsey bcg schibsted vg nrk tv2 aftenposten finn vipps nordea "
    "danske sparebank "
    "storebrand gjensidige tryg if klp nordnet skandiabanken sbanken mowi salmar lerøy grieg "
    "subsea schlumberger "
    "halliburton baker hughes shell exxon exxonmobil bp total conocophillips varenergi okea "
    "siemens abb ge alstom "
    "walmart target starbucks mcdonalds burger circlek esso ypsilon scandic thon radisson hilton "
    "marriott nasa cern "
    "uber airbnb spotify twitter linkedin github gitlab salesforce adobe vmware cisco dell hp "
    "lenovo samsung sony "
    "goldman jpmorgan citigroup barclays hsbc ubs forsvaret politiet oda kolonial foodora wolt "
    "tomra nel opera cognite "
    "unilever nestle pfizer novartis roche ge boeing airbus ford gm toyota volvo bmw";

constexpr std::string_view kInstitutionWords =
    "university universitet universitetet college school skole skolen skule skulen høgskole "
    "høgskolen høyskole høyskolen høgskule "
    "høgskulen institute institutt instituttet academy akademi akademiet vgs gymnas gymnasium "
    "fagskole fagskolen fagskule "
    "fagskulen folkehøgskole folkehøyskole folkehøgskule polytechnic polytechnique faculty "
    "fakultet ntnu uio uib uit uis uia nmbu nhh bi "
    "oslomet usn hvl inn nord mit ucla usc nyu eth epfl kth dtu cbs insead conservatory "
    "konservatorium seminary lyceum "
    "universität hochschule universidad università université universidade ecole école campus "
    "barneskole ungdomsskole "
    "lærarskule sykepleierskole sjukepleiarhøgskule befalsskole krigsskole krigsskolen "
    "politihøgskolen handelshøyskolen "
    "handelshøyskole handelshøgskulen noroff kristiania treider amu voksenopplæring "
    "vaksenopplæring studiesenter highschool "
    "realskole realskule katedralskole katedralskule handelsskole yrkesskole yrkesskule coursera "
    "udemy udacity edx bootcamp "
    "iit nit caltech stanford harvard yale princeton oxford cambridge berkeley mellon";

constexpr auto kInstitutionSuffixes = std::to_array<std::string_view>(
    {"skole", "skolen", "skule", "skulen", "høgskolen", "høyskolen", "universitetet", "universitet",
     "gymnas", "instituttet", "akademiet", "akademi", "university", "vgs", "fagskolen",
     "katedralskole"});

template <size_t N>
bool EndsWithAny(std::string_view word, const std::array<std::string_view, N>& suffixes,
                 size_t min_stem) {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) {
    return word.size() >= suffix.size() + min_stem && word.back() == suffix.back() &&
           word.ends_with(suffix);
  });
}

template <typename Visit>
void ForWords(std::string_view folded, Visit visit) {
  while (!folded.empty()) {
    const size_t space = folded.find(' ');
    visit(folded.substr(0, space));
    folded = space == std::string_view::npos ? "" : folded.substr(space + 1);
  }
}

}  // namespace

int TitleScore(std::string_view text) {
  static const WordSet& words = SetOf(kTitleWords);
  const std::string folded = FoldWords(text);
  size_t hits = 0, suffixes = 0, count = 0;
  ForWords(folded, [&](std::string_view word) {
    ++count;
    if (words.contains(word)) {
      ++hits;
    } else if (EndsWithAny(word, kTitleSuffixes, 2)) {
      ++suffixes;
    }
  });
  if (count == 0) return 0;
  const size_t found = hits + suffixes;
  if (found == 0) return 0;
  return static_cast<int>(std::min<size_t>(100, 50 + 20 * (found - 1) + 30 / count));
}

int OrganisationScore(std::string_view text) {
  static const WordSet& words = SetOf(kOrganisationWords);
  static const WordSet& known = SetOf(kKnownEmployers);
  const std::string folded = FoldWords(text);
  int score = 0;
  size_t count = 0;
  ForWords(folded, [&](std::string_view word) {
    ++count;
    // "José da Silva": the form of a firm is written in capitals.
    if (word == "da" && text.find("DA") == std::string_view::npos) return;
    if (words.contains(word)) {
      score += 45;
    } else if (known.contains(word)) {
      score += 45;
    } else if (EndsWithAny(word, kOrganisationSuffixes, 2)) {
      score += 35;
    }
  });
  static constexpr std::string_view kForms[] = {" AS",   " ASA", " AB", " Inc", " LLC", " Ltd",
                                                " GmbH", " HF",  " SA", " A/S", " BV"};
  for (const std::string_view form : kForms) {
    const size_t at = text.find(form);
    if (at == std::string_view::npos) continue;
    const size_t end = at + form.size();
    if (end == text.size() || text[end] == ' ' || text[end] == '.' || text[end] == ',') score += 50;
  }
  return std::min(100, score);
}

int InstitutionScore(std::string_view text) {
  static const WordSet& words = SetOf(kInstitutionWords);
  const std::string folded = FoldWords(text);
  int score = 0;
  ForWords(folded, [&](std::string_view word) {
    if (words.contains(word)) {
      score += 60;
    } else if (EndsWithAny(word, kInstitutionSuffixes, 1)) {
      score += 50;
    }
  });
  if (folded.find("videregående skole") != std::string::npos ||
      folded.find("vidaregåande skule") != std::string::npos ||
      folded.find("high school") != std::string::npos) {
    score += 30;
  }
  return std::min(100, score);
}

bool IsEmploymentType(std::string_view text) {
  static const WordSet& words = SetOf(
      "full time part fulltime parttime heltid deltid fast stilling permanent temporary contract "
      "kontrakt vikariat "
      "engasjement midlertidig mellombels seasonal sesong prosent percent hel halv timebasert "
      "remote hybrid on site");
  const std::string folded = FoldWords(text);
  if (folded.empty()) return false;
  bool all = true;
  bool any = false;
  ForWords(folded, [&](std::string_view word) {
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    all = all && (number || words.contains(word));
    any = any || !number || text.find('%') != std::string_view::npos;
  });
  return all && any;
}

bool IsDuration(std::string_view text) {
  if (!HasDigit(text)) return false;
  static const WordSet& words = SetOf(
      "year years yr yrs month months mo mos år måned måneder månad månader mnd week weeks uke "
      "uker veke veker and og");
  const std::string folded = FoldWords(text);
  if (folded.empty()) return false;
  bool all = true, unit = false;
  ForWords(folded, [&](std::string_view word) {
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    const bool known = words.contains(word);
    unit = unit || known;
    all = all && (number || known);
  });
  return all && unit;
}

}  // namespace utvalg::parse
