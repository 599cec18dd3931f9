// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/name_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <unordered_set>

namespace utvalg::parse {
namespace {

#include "services/parse/core/name_lists.inc"

constexpr std::string_view kNamesAndWords =
    "dag|even|odd|hans|my|liv|bjørn|stein|rune|sol|unn|siv|ask|eik|grim|leif|per|pål|tom|tore|ove|"
    "bo|arne|gro|gry|mai|ada|may|april|"
    "june|juni|august|mark|will|bill|rob|sue|pat|grace|hope|faith|joy|rose|lily|daisy|iris|ivy|"
    "violet|art|gene|guy|jack|drew|chase|"
    "hunter|mason|carter|cooper|taylor|baker|miller|king|young|long|short|brown|white|black|green|"
    "gray|grey|rich|field|hill|wood|woods|"
    "stone|rivers|waters|banks|page|price|day|summer|dawn|crystal|amber|ruby|pearl|jade|robin|"
    "frank|ernest|christian|dean|major|marshall|"
    "bishop|pope|knight|noble|law|best|case|cook|porter|butler|farmer|fisher|gardener|shepherd|"
    "weaver|potter|berg|dahl|lund|haug|bakke|"
    "hagen|moen|lie|strand|sand|holm|vik|dal|lien|eide|nes|ness|aas|ås|li|bø|foss|fjell|skog|eng|"
    "sund|øy|sjø|hav|brekke|myr|rud|borg|lunde|"
    "lyng|vang|vold|hauge|by|bye|graven|falk|ørn|wolf|rev|ek|krog|holt|helle|hval|storm|vinter|vår|"
    "sommer|smed|møller|mølle|prest|skår|"
    "stang|stav|hammer|nord|sør|øst|vest|ville|vil|tar|bell|bush|church|cross|ford|fox|gold|hall|"
    "hand|hart|head|house|hunt|lake|lane|love|"
    "may|moon|north|park|rice|rose|sharp|singer|small|snow|star|steel|street|sweet|swift|tower|"
    "turner|walker|wall|ward|ware|west|wise|"
    "worth|bird|bond|boss|branch|brook|brooks|camp|chance|cash|colt|cruise|dale|duke|earl|early|"
    "fair|farm|finger|fish|flower|flowers|"
    "forest|free|french|friend|frost|gates|glass|good|goode|grant|gross|harper|heath|hood|horn|"
    "hull|ink|iron|jewel|joy|judge|justice|"
    "kind|land|lark|last|light|little|lock|lord|low|manning|mills|money|monk|moss|new|nice|oak|"
    "olive|orange|owens|paris|parish|parson|peace|"
    "penny|piper|plant|point|pool|power|powers|proud|quick|read|reed|ring|rock|root|rush|sailor|"
    "sawyer|sage|savage|scarlet|schnell|seal|"
    "self|shade|ship|silver|skinner|smart|smith|south|spencer|spring|stamp|stark|stern|strong|sun|"
    "temple|tanner|thorn|trip|true|trust|"
    "vale|van|victor|victory|viola|vogue|wade|wells|wild|winter|winters|wren|wright|yard|an|do|so|"
    "no|to|sang|min|din|sin|han|ho|ha|le|"
    "se|ved|side|tro|håp|fred|glede|lykke|pia|pil|kaja|nora|sara|ola|kari|elle|else|alle|al|el|in|"
    "is|it|on|at|be|he|me|we|us|so|man|mann|kvist|"
    "tvedt|lian|lid|solheim|dokken|elva|elven|grande|grav|gran|furu|bjerk|bjørk|lind|asp|rogn|"
    "hassel|rose|tulla|bruun|brun|hvit|svart|"
    "grønn|rød|blå|lang|kort|stor|stort|litle|gamle|ung|nygård|gård|hus|huset|kirke|kirkeby|bru|"
    "bro|vei|sti|stien|fossen|bekken|sæter|seter|"
    "moe|monsen|tangen|odden|neset|øya|holmen|vågen|fjorden|dalen|lia|åsen|kleiva|kroken|svingen|"
    "sving|smith|plass|tveit|aune|volden|vollan|"
    "tor|ulv|varg|embla|frøya|saga|eira|vår|varm|vilje|signe|ro|tuva|lea|lin|line|stine|jo|are|ant|"
    "ann|anna|inge|ing|ingen|inger|"
    "bente|torn|tind|tinde|siri|alexa|cortana|jan|mar|des|april|mari|mia|max|ace|dash|jade|jean|"
    "jet|kit|lance|mac|mat|matt|nick|norm|pace|pierce|ray|"
    "red|reese|rex|rhodes|rod|roman|royal|rusty|sky|skye|sterling|stew|terry|tucker|wally|ward|"
    "warren|wes|woody|zen";

constexpr std::string_view kParticles =
    "van|von|de|der|den|het|ter|ten|af|av|al|el|bin|bint|ibn|ben|abu|da|das|dos|do|di|du|della|del|"
    "la|las|le|les|los|y|e|zu|zum|zur|und|ul|ud|"
    "mac|mc|st|st.|san|santa|ap|o|'t|vom|op|lo|dela|dos|abd|umm";

constexpr std::string_view kCredentials =
    "phd|ph.d|ph.d.|mba|msc|m.sc|m.sc.|bsc|b.sc|b.sc.|ma|ba|md|m.d.|rn|r.n.|bsn|msn|cpa|c.p.a.|pmp|"
    "esq|esq.|jr|jr.|sr|sr.|ii|iii|iv|dr|dr.|prof|"
    "prof.|cfa|llm|llb|jd|j.d.|mph|msw|lcsw|dds|dvm|np|pe|p.e.|eit|ccna|cissp|shrm|shrm-cp|phr|"
    "sphr|cma|cia|acca|aca|fca|meng|beng|med|m.ed.|"
    "edd|ed.d.|mpa|aprn|lpn|cna|pt|dpt|ot|otr|cand.mag.|cand.polit.|siv.ing.|siv.ing|siv.øk.|dipl."
    "ing.|ing|ing.|ma.|hons|(hons)|faia|aia|csm|cspo|itil|"
    "she|he|they|her|him|them|hun|han|hen|ham|henne|mr|mr.|mrs|mrs.|ms|ms.|miss|mx|mx.|herr|hr|hr.|"
    "fru|frøken|frk|frk.|mister|sir|madam|professor|doktor|doctor";

constexpr std::string_view kHeaderWords =
    "curriculum|vitae|cv|resume|résumé|rèsumè|page|side|confidential|application|søknad|"
    "søknadsbrev|cover|letter|portfolio|photo|bilde|foto|personal|"
    "personalia|profile|profil|contact|kontakt|kontaktinfo|summary|sammendrag|samandrag|objective|"
    "highlights|overview|dear|kjære|hei|til|from|fra|"
    "telefon|phone|tlf|mobil|mobile|email|e-mail|e-post|epost|address|adresse|linkedin|github|"
    "website|web|nettside|født|fødd|born|nationality|"
    "nasjonalitet|sivilstatus|sivilstand|date|dato|name|navn|namn|fornavn|etternavn|experience|"
    "erfaring|education|utdanning|skills|kompetanse|"
    "references|referanser|languages|språk|interests|interesser|info|information|informasjon|"
    "details|about|om|meg|me|of|for|and|og|the|en|et|a|an|"
    "with|med|i|in|på|at|ved|hos|to|vita|europass|updated|oppdatert|oslo|bergen|trondheim|"
    "stavanger|norway|norge|noreg|professional|professionals|career|"
    "qualifications|kvalifikasjoner|nøkkelkvalifikasjoner|nøkkelkompetanse|work|arbeid|history|"
    "employment|senior|junior|lead|head|chief|experienced|erfaren|"
    "certified|autorisert|licensed|registered|freelance|student|studenter|søker|ønsker|seeking|"
    "available|tilgjengelig|driving|license|licence|førerkort|"
    "years|år|expert|ekspert|specialist|spesialist|owner|founder|gründer|full|stack|job|jobb|"
    "stilling|position|title|tittel|candidate|kandidat|applicant|"
    "hiring|manager|company|dept|department|avdeling|subject|emne|vedrørende|ref|attn|vår|deres|"
    "street|city|state|zip|by|land|country|present|now|nå|"
    "accomplishments|achievements|strengths|core|competencies|key|technical|software|selected|"
    "additional|relevant|other|volunteer|community|affiliations|"
    "memberships|publications|projects|awards|honors|activities|training|certifications|licenses|"
    "courses|kurs|sertifikater|verv|prosjekter|hobbies|hobbyer|"
    "your|here|firstname|lastname|document|dokument|template's|version|versjon|draft|"
    "utkast|blind|anonymised|anonymisert|anonym|redacted";

using WordSet = std::unordered_set<std::string_view>;

WordSet* SetOf(std::string_view words) {
  auto* set = new WordSet();
  while (!words.empty()) {
    const size_t bar = words.find('|');
    set->insert(words.substr(0, bar));
    if (bar == std::string_view::npos) break;
    words.remove_prefix(bar + 1);
  }
  return set;
}

}  // namespace

bool IsGivenName(std::string_view lower) {
  static const WordSet& names = *SetOf(kGivenNames);
  return names.contains(lower);
}

bool IsFamilyName(std::string_view lower) {
  static const WordSet& names = *SetOf(kFamilyNames);
  return names.contains(lower);
}

bool IsNameAndWord(std::string_view lower) {
  static const WordSet& words = *SetOf(kNamesAndWords);
  return words.contains(lower);
}

bool IsNameParticle(std::string_view lower) {
  static const WordSet& words = *SetOf(kParticles);
  return words.contains(lower);
}

bool IsCredential(std::string_view lower) {
  static const WordSet& words = *SetOf(kCredentials);
  return words.contains(lower);
}

bool IsHeaderWord(std::string_view lower) {
  static const WordSet& words = *SetOf(kHeaderWords);
  return words.contains(lower);
}

std::string PlainLetters(std::string_view lower) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(lower.data(), static_cast<int32_t>(lower.size())));
  const icu::UnicodeString parted = nfd->normalize(text, error);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < parted.length(); i = parted.moveIndex32(i, 1)) {
    const UChar32 c = parted.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    switch (c) {
      case 0xF8:  // ø
        plain.append(UChar32('o'));
        break;
      case 0xE6:  // æ
        plain.append(icu::UnicodeString("ae"));
        break;
      case 0xDF:  // ß
        plain.append(icu::UnicodeString("ss"));
        break;
      case 0x142:  // ł
        plain.append(UChar32('l'));
        break;
      case 0x111:  // đ
      case 0xF0:   // ð
        plain.append(UChar32('d'));
        break;
      case 0x131:  // ı
        plain.append(UChar32('i'));
        break;
      default:
        plain.append(c);
    }
  }
  std::string out;
  plain.toUTF8String(out);
  return out;
}

}  // namespace utvalg::parse
