// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/sentences.h"

#include <map>

#include "absl/time/time.h"
#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

Sentence WhyUnread(cv::v1::NeedsPersonReason reason) {
  using namespace cv::v1;  // NOLINT(google-build-using-namespace): the list below.
  switch (reason) {
    case NEEDS_PERSON_REASON_EMPTY_DOCUMENT:
      return {"Filen er tom. Send den på nytt.", "Fila er tom. Send ho på nytt.",
              "The file is empty. Send it again."};
    case NEEDS_PERSON_REASON_ENCRYPTED:
      return {"Filen er låst med passord. Send en uten.", "Fila er låst med passord. Send ei utan.",
              "The file asks for a password. Send one without."};
    case NEEDS_PERSON_REASON_MALFORMED:
      return {"Filen er skadet og kan ikke åpnes. Send den på nytt.",
              "Fila er skadd og kan ikkje opnast. Send ho på nytt.",
              "The file is damaged and cannot be opened. Send it again."};
    case NEEDS_PERSON_REASON_NO_TEXT:
    case NEEDS_PERSON_REASON_GARBLED:
      return {"Teksten i filen kan ikke leses maskinelt. Send gjerne en PDF med tekst.",
              "Teksten i fila kan ikkje lesast maskinelt. Send gjerne ein PDF med tekst.",
              "The text of the file cannot be read by machine. You may send a PDF with text."};
    case NEEDS_PERSON_REASON_UNSUPPORTED_TYPE:
    case NEEDS_PERSON_REASON_XML_DTD:
    case NEEDS_PERSON_REASON_POLYGLOT:
      return {"Denne filtypen leses ikke. Send gjerne en PDF.",
              "Denne filtypen blir ikkje lesen. Send gjerne ein PDF.",
              "This type of file is not read. You may send a PDF."};
    case NEEDS_PERSON_REASON_TOO_LARGE:
    case NEEDS_PERSON_REASON_LIMIT_RATIO:
    case NEEDS_PERSON_REASON_LIMIT_STREAM:
    case NEEDS_PERSON_REASON_LIMIT_PAGES:
    case NEEDS_PERSON_REASON_LIMIT_TEXT:
      return {"Filen er for stor til å leses maskinelt. Send gjerne en mindre.",
              "Fila er for stor til å lesast maskinelt. Send gjerne ei mindre.",
              "The file is too large to be read by machine. You may send a smaller one."};
    case NEEDS_PERSON_REASON_UNLIKELY_CV:
      return {"Dette ser ikke ut som en CV. Send den riktige filen hvis det er feil.",
              "Dette ser ikkje ut som ein CV. Send den rette fila om det er feil.",
              "This does not look like a CV. Send the right file if it is the wrong one."};
    case NEEDS_PERSON_REASON_LANGUAGE:
      return {"Språket i dokumentet leses ikke maskinelt.",
              "Språket i dokumentet blir ikkje lese maskinelt.",
              "The language of the document is not read by machine."};
    case NEEDS_PERSON_REASON_OTHER_GENERATION:
      return {"Dokumentet er lest, men kan ikke sammenlignes med de andre ennå.",
              "Dokumentet er lese, men kan ikkje samanliknast med dei andre enno.",
              "The document was read, but cannot be compared with the others yet."};
    default:
      return {"Dokumentet kunne ikke leses maskinelt. Feilen kan være vår.",
              "Dokumentet kunne ikkje lesast maskinelt. Feilen kan vere vår.",
              "The document could not be read by machine. The fault may be ours."};
  }
}

}  // namespace

std::string LocaleOr(const std::string& locale) {
  return locale == "nn" || locale == "en" ? locale : "nb";
}

std::string NotUsedSentence(identity::v1::RedactionReason reason, const std::string& locale) {
  static const std::map<int, Sentence> kWhat = {
      {1, {"Navn", "Namn", "Name"}},
      {2, {"E-post", "E-post", "E-mail"}},
      {3, {"Telefon", "Telefon", "Telephone"}},
      {4, {"Adresse", "Adresse", "Address"}},
      {5, {"Lenker", "Lenkjer", "Links"}},
      {6, {"Fødselsdato", "Fødselsdato", "Date of birth"}},
      {7, {"Alder", "Alder", "Age"}},
      {8, {"Fødselsnummer", "Fødselsnummer", "National identity number"}},
      {9, {"Kjønn", "Kjønn", "Sex"}},
      {10, {"Nasjonalitet", "Nasjonalitet", "Nationality"}},
      {11, {"Familie", "Familie", "Family"}},
      {12, {"Religion", "Religion", "Religion"}},
      {13, {"Politikk", "Politikk", "Politics"}},
      {14, {"Fagforening", "Fagforeining", "Trade union"}},
      {15, {"Helse", "Helse", "Health"}},
      {16, {"Referanser", "Referansar", "References"}},
      {17, {"Kontonummer", "Kontonummer", "Bank account"}}};
  const auto what = kWhat.find(reason);
  const Sentence rest = {" er ikke brukt i sammenligningen.", " er ikkje brukt i samanlikninga.",
                         " was not used in the comparison."};
  return what == kWhat.end() ? "" : Cat(what->second.In(locale), rest.In(locale));
}

std::string UnreadableSentence(cv::v1::NeedsPersonReason reason, const std::string& locale) {
  static const Sentence kPerson = {" Et menneske ser på det.", " Eit menneske ser på det.",
                                   " A person looks at it."};
  return Cat(WhyUnread(reason).In(locale), kPerson.In(locale));
}

std::string FindingSentence(extract::v1::FindingKind kind, const std::string& locale) {
  switch (kind) {
    case extract::v1::FINDING_KIND_PAGES_CUT:
      return Sentence{"Bare de første sidene er lest; dokumentet har flere enn grensen.",
                      "Berre dei første sidene er lesne; dokumentet har fleire enn grensa.",
                      "Only the first pages were read; the document has more than the limit."}
          .In(locale);
    case extract::v1::FINDING_KIND_TEXT_CUT:
      return Sentence{"Bare den første delen av teksten er lest; den er lengre enn grensen.",
                      "Berre den første delen av teksten er lesen; han er lengre enn grensa.",
                      "Only the first part of the text was read; it is longer than the limit."}
          .In(locale);
    case extract::v1::FINDING_KIND_IMAGE_TEXT:
      return Sentence{"Tekst i bilder er lest maskinelt og kan ha feil.",
                      "Tekst i bilete er lesen maskinelt og kan ha feil.",
                      "Text in pictures was read by machine and may hold mistakes."}
          .In(locale);
    case extract::v1::FINDING_KIND_GARBLED_GLYPHS:
      return Sentence{"Noen tegn kunne ikke leses.", "Nokre teikn kunne ikkje lesast.",
                      "Some characters could not be read."}
          .In(locale);
    case extract::v1::FINDING_KIND_EMBEDDED_FILE:
      return Sentence{"Filer inne i dokumentet er ikke åpnet.",
                      "Filer inne i dokumentet er ikkje opna.",
                      "Files inside the document were not opened."}
          .In(locale);
    case extract::v1::FINDING_KIND_HIDDEN_TEXT:
      return Sentence{"Tekst som ikke synes i dokumentet, er ikke brukt.",
                      "Tekst som ikkje syner i dokumentet, er ikkje brukt.",
                      "Text that cannot be seen in the document was not used."}
          .In(locale);
    default:
      return "";
  }
}

std::string NoDatesSentence(const std::string& what, const std::string& locale) {
  const Sentence sentence = {
      "Tidsrommet kunne ikke leses for: ", "Tidsrommet kunne ikkje lesast for: ",
      "The period could not be read of: "};
  return Cat(sentence.In(locale), what);
}

std::string NothingFoundSentence(const std::string& locale) {
  return Sentence{"Verken arbeidserfaring eller utdanning ble funnet i dokumentet.",
                  "Verken arbeidserfaring eller utdanning vart funne i dokumentet.",
                  "Neither work experience nor education was found in the document."}
      .In(locale);
}

std::string MuchUnplacedSentence(const std::string& locale) {
  return Sentence{"Store deler av teksten kunne ikke plasseres under en overskrift.",
                  "Store delar av teksten kunne ikkje plasserast under ei overskrift.",
                  "Much of the text could not be placed under a heading."}
      .In(locale);
}

std::string NowWord(const std::string& locale) { return Sentence{"nå", "no", "now"}.In(locale); }

std::string StateSentence(decision::v1::ApplicationState state, const std::string& locale) {
  static const std::map<int, Sentence> kStates = {
      {1, {"Søknaden er mottatt.", "Søknaden er motteken.", "The application was received."}},
      {2,
       {"Et menneske leser søknaden.", "Eit menneske les søknaden.",
        "A person is reading the application."}},
      {3, {"Du er på kortlisten.", "Du er på kortlista.", "You are on the shortlist."}},
      {4, {"Du er invitert videre.", "Du er invitert vidare.", "You are invited."}},
      {5, {"Du har fått et tilbud.", "Du har fått eit tilbod.", "You have an offer."}},
      {6, {"Du er ansatt.", "Du er tilsett.", "You are hired."}},
      {7,
       {"Et menneske har bestemt at du ikke går videre.",
        "Eit menneske har bestemt at du ikkje går vidare.",
        "A person decided not to take the application further."}},
      {8, {"Du har trukket søknaden.", "Du har trekt søknaden.", "You withdrew the application."}},
      {9, {"Søknaden er slettet.", "Søknaden er sletta.", "The application was erased."}}};
  const auto found = kStates.find(state);
  return found == kStates.end() ? "" : found->second.In(locale);
}

std::string FoundSentence(result::v1::Found found, const std::string& locale) {
  switch (found) {
    case result::v1::FOUND_YES:
      return Sentence{"Funnet i CV-en.", "Funne i CV-en.", "Found in the CV."}.In(locale);
    case result::v1::FOUND_PARTLY:
      return Sentence{"Delvis funnet.", "Delvis funne.", "Found in part."}.In(locale);
    case result::v1::FOUND_CONTRADICTED:
      return Sentence{"CV-en sier et lavere nivå.", "CV-en seier eit lågare nivå.",
                      "The CV says a lower level."}
          .In(locale);
    default:
      return Sentence{"Ikke funnet i teksten; det betyr ikke at du ikke kan det.",
                      "Ikkje funne i teksten; det tyder ikkje at du ikkje kan det.",
                      "Not found in the text; that does not mean you cannot."}
          .In(locale);
  }
}

std::string RecognitionSentence(const std::string& locale) {
  return Sentence{
      "Dokumentet er et bilde av tekst (skannet). Gjenkjenning av skanningen venter; "
      "kvitteringen viser hva som ble lest, når den er gjort.",
      "Dokumentet er eit bilete av tekst (skanna). Attkjenning av skanninga ventar; "
      "kvitteringa viser kva som vart lese, når ho er gjord.",
      "The document is a picture of text (a scan). Recognition of the scan is waiting; "
      "the receipt shows what was read when it is done."}
      .In(locale);
}

std::string PendingSentence(const std::string& locale) {
  return Sentence{"Sammenligningen med stillingen gjenstår.",
                  "Samanlikninga med stillinga står att.",
                  "The comparison with the job is still to come."}
      .In(locale);
}

std::string PersonRequestedSentence(const std::string& locale) {
  return Sentence{"Du har bedt om at et menneske leser den; det er ikke gjort ennå.",
                  "Du har bede om at eit menneske les han; det er ikkje gjort enno.",
                  "You asked that a person reads it; nobody has yet."}
      .In(locale);
}

std::string SearchConsentSentence(int64_t until_ms, const std::string& locale) {
  const std::string day =
      absl::FormatTime("%Y-%m-%d", absl::FromUnixMillis(until_ms), absl::UTCTimeZone());
  return Cat(Sentence{"Den kan bli funnet for andre stillinger til og med ",
                      "Han kan bli funnen for andre stillingar til og med ",
                      "It may be found for other jobs until "}
                 .In(locale),
             day, ".");
}

std::string CorrectSentence(const std::string& locale) {
  return Sentence{"Er noe lest feil, send et rettet dokument til samme søknad.",
                  "Er noko lese feil, send eit retta dokument til same søknad.",
                  "If something was read wrongly, send a corrected document to the same "
                  "application."}
      .In(locale);
}

std::string FeedbackPreface(const std::string& locale) {
  return Sentence{"Maskinen foreslår bare en leserekkefølge. Et menneske bestemmer.",
                  "Maskina føreslår berre ei leserekkjefølgje. Eit menneske bestemmer.",
                  "The machine only proposes an order to read by. A person decides."}
      .In(locale);
}

}  // namespace utvalg::ingest
