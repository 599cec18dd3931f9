// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/answers.h"

#include <map>
#include <nlohmann/json.hpp>

#include "common/base/strings.h"
#include "services/ingest/core/locate.h"

namespace utvalg::ingest {
namespace {

using Json = nlohmann::ordered_json;

struct Sentence {
  const char* nb;
  const char* nn;
  const char* en;
  std::string In(const std::string& locale) const {
    return locale == "en" ? en : locale == "nn" ? nn : nb;
  }
};

std::string Date(const cv::v1::PartialDate& date) {
  if (date.year() == 0) return "";
  const auto two = [](uint32_t number) { return Cat(number < 10 ? "0" : "", number); };
  std::string text = Cat(date.year());
  if (date.month() > 0) text += Cat("-", two(date.month()));
  if (date.day() > 0) text += Cat("-", two(date.day()));
  return text;
}

void AddFact(const char* kind, std::string text, const cv::v1::Span& span,
             const identity::v1::CvLayout& layout, v1::GetReceiptResponse* receipt) {
  v1::ReadFact* const fact = receipt->add_read();
  fact->set_kind(kind);
  fact->set_text(std::move(text));
  const identity::v1::PlacedSpan placed = Locate(layout, span);
  fact->set_page(placed.page());
  fact->set_line(placed.line());
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
  const Sentence sentence = {"Dokumentet kunne ikke leses maskinelt; et menneske ser på det.",
                             "Dokumentet kunne ikkje lesast maskinelt; eit menneske ser på det.",
                             "The document could not be read by machine; a person looks at it."};
  return Cat(sentence.In(locale), " (", cv::v1::NeedsPersonReason_Name(reason).substr(20), ")");
}

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

std::string PendingSentence(const std::string& locale) {
  return Sentence{"Sammenligningen med stillingen gjenstår.",
                  "Samanlikninga med stillinga står att.",
                  "The comparison with the job is still to come."}
      .In(locale);
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

void FillReceipt(const cv::v1::CvParsed& parsed, const identity::v1::CvIdentity& identity,
                 const identity::v1::CvLayout& layout, v1::GetReceiptResponse* receipt) {
  const std::string& locale = receipt->locale();
  if (!parsed.has_read()) {
    receipt->set_needs_person(parsed.unreadable());
    receipt->add_could_not_read(UnreadableSentence(parsed.unreadable(), locale));
  }
  const cv::v1::Cv& cv = parsed.read();
  for (const auto& job : cv.experience()) {
    AddFact("job",
            Cat(job.title(), ", ", job.employer(), " ", Date(job.start()), " - ",
                job.current() ? "" : Date(job.end())),
            job.span(), layout, receipt);
  }
  for (const auto& school : cv.education()) {
    AddFact("education", Cat(school.degree(), ", ", school.institution()), school.span(), layout,
            receipt);
  }
  for (const auto& skill : cv.skills()) {
    AddFact("skill", skill.name(), skill.spans_size() > 0 ? skill.spans(0) : cv::v1::Span(), layout,
            receipt);
  }
  for (const auto& language : cv.languages()) {
    AddFact("language", language.code(), language.span(), layout, receipt);
  }
  for (const auto& certificate : cv.certificates()) {
    AddFact("certificate", certificate.name(), certificate.span(), layout, receipt);
  }
  for (const auto& licence : cv.licences()) {
    AddFact("licence", licence.category(), licence.span(), layout, receipt);
  }
  std::map<int, uint32_t> places;
  for (const auto& redaction : identity.redactions()) ++places[redaction.reason()];
  for (const auto& [reason, count] : places) {
    v1::NotUsed* const not_used = receipt->add_not_used();
    not_used->set_reason(static_cast<identity::v1::RedactionReason>(reason));
    not_used->set_places(count);
    not_used->set_sentence(NotUsedSentence(not_used->reason(), locale));
  }
  receipt->set_how_to_correct(CorrectSentence(locale));
}

std::string ExportJson(const cv::v1::CvParsed& parsed, const identity::v1::CvIdentity& identity,
                       const v1::GetStatusResponse& status) {
  const cv::v1::Cv& cv = parsed.read();
  Json json;
  json["$schema"] = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
  json["basics"] = {{"name", identity.name()},
                    {"email", identity.emails_size() > 0 ? identity.emails(0) : ""},
                    {"phone", identity.phones_size() > 0 ? identity.phones(0) : ""}};
  json["work"] = Json::array();
  for (const auto& job : cv.experience()) {
    Json entry = {{"name", job.employer()}, {"position", job.title()}};
    if (job.start().year() > 0) entry["startDate"] = Date(job.start());
    if (job.end().year() > 0) entry["endDate"] = Date(job.end());
    json["work"].push_back(std::move(entry));
  }
  json["education"] = Json::array();
  for (const auto& school : cv.education()) {
    Json entry = {{"institution", school.institution()},
                  {"area", school.field()},
                  {"studyType", school.degree()}};
    if (school.start().year() > 0) entry["startDate"] = Date(school.start());
    if (school.end().year() > 0) entry["endDate"] = Date(school.end());
    json["education"].push_back(std::move(entry));
  }
  json["skills"] = Json::array();
  for (const auto& skill : cv.skills()) json["skills"].push_back({{"name", skill.name()}});
  json["languages"] = Json::array();
  for (const auto& language : cv.languages()) {
    json["languages"].push_back({{"language", language.code()}});
  }
  json["certificates"] = Json::array();
  for (const auto& certificate : cv.certificates()) {
    json["certificates"].push_back({{"name", certificate.name()}});
  }
  Json redactions = Json::array();
  for (const auto& redaction : identity.redactions()) {
    redactions.push_back({{"text", redaction.original()},
                          {"reason", identity::v1::RedactionReason_Name(redaction.reason())}});
  }
  json["utvalg"] = {{"application_id", status.application_id()},
                    {"job", status.job_title()},
                    {"state", decision::v1::ApplicationState_Name(status.state())},
                    {"address", identity.address()},
                    {"birth_date", Date(identity.birth_date())},
                    {"not_used_in_the_comparison", std::move(redactions)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace utvalg::ingest
