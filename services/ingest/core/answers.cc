// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/answers.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "absl/strings/str_join.h"
#include "common/base/strings.h"
#include "services/ingest/core/locate.h"
#include "services/ingest/core/sentences.h"

namespace utvalg::ingest {
namespace {

using Json = nlohmann::ordered_json;

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

// Of the blind text, on one line and not too long; at a character's border.
std::string Words(const cv::v1::Cv& cv, const cv::v1::Span& span) {
  constexpr size_t kLongest = 120;
  if (span.end() > cv.blind_text().size() || span.begin() >= span.end()) return "";
  std::string text;
  for (const char c : cv.blind_text().substr(span.begin(), span.end() - span.begin())) {
    text.push_back(c == '\n' || c == '\t' ? ' ' : c);
  }
  if (text.size() <= kLongest) return text;
  size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return Cat(text.substr(0, end), "…");
}

// What there is of them, with commas.
std::string Together(std::vector<std::string> parts) {
  std::erase(parts, "");
  return absl::StrJoin(parts, ", ");
}

// "2019-10 – now"; "" when the document gives no dates.
std::string Period(const cv::v1::PartialDate& start, const cv::v1::PartialDate& end, bool current,
                   const std::string& locale) {
  const std::string from = Date(start);
  const std::string to = current ? NowWord(locale) : Date(end);
  if (from.empty() && (to.empty() || current)) return "";
  return Cat(from, from.empty() ? "– " : " – ", to);
}

void AddWork(const cv::v1::Cv& cv, const identity::v1::CvLayout& layout,
             v1::GetReceiptResponse* receipt) {
  const std::string& locale = receipt->locale();
  for (const auto& job : cv.experience()) {
    const std::string what = Together({job.title(), job.employer()});
    const std::string period = Period(job.start(), job.end(), job.current(), locale);
    AddFact("job", Together({what, period}), job.span(), layout, receipt);
    if (period.empty()) {
      receipt->add_could_not_read(
          NoDatesSentence(what.empty() ? Words(cv, job.span()) : what, locale));
    }
  }
  for (const auto& school : cv.education()) {
    AddFact("education",
            Together({school.degree(), school.field(), school.institution(),
                      Period(school.start(), school.end(), school.current(), locale)}),
            school.span(), layout, receipt);
  }
}

void AddSkills(const cv::v1::Cv& cv, const identity::v1::CvLayout& layout,
               v1::GetReceiptResponse* receipt) {
  for (const auto& skill : cv.skills()) {
    AddFact("skill", skill.name(), skill.spans_size() > 0 ? skill.spans(0) : cv::v1::Span(), layout,
            receipt);
  }
  for (const auto& language : cv.languages()) {
    const std::string words = Words(cv, language.span());
    AddFact("language", words.empty() ? language.code() : words, language.span(), layout, receipt);
  }
  for (const auto& certificate : cv.certificates()) {
    AddFact("certificate", certificate.name(), certificate.span(), layout, receipt);
  }
  for (const auto& licence : cv.licences()) {
    AddFact("licence", licence.category(), licence.span(), layout, receipt);
  }
}

// What of a document that was read stayed unread.
void AddUnread(const cv::v1::Cv& cv, v1::GetReceiptResponse* receipt) {
  constexpr uint32_t kMuchUnplaced = 500;  // Thousandths of the text that found a place.
  std::set<std::string> said;
  for (const auto& finding : cv.findings()) {
    const std::string sentence = FindingSentence(finding.kind(), receipt->locale());
    if (!sentence.empty() && said.insert(sentence).second) receipt->add_could_not_read(sentence);
  }
  if (cv.experience().empty() && cv.education().empty()) {
    receipt->add_could_not_read(NothingFoundSentence(receipt->locale()));
  } else if (cv.reading_quality() < kMuchUnplaced) {
    receipt->add_could_not_read(MuchUnplacedSentence(receipt->locale()));
  }
}

std::string LevelWord(cv::v1::LanguageLevel level) {
  if (level == cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) return "";
  return cv::v1::LanguageLevel_Name(level).substr(std::string_view("LANGUAGE_LEVEL_").size());
}

Json DateJson(const cv::v1::PartialDate& date) {
  return date.year() == 0 ? Json(nullptr) : Json(Date(date));
}

Json HistoryJson(const std::vector<decision::v1::DecisionRecord>& history) {
  Json json = Json::array();
  for (const auto& record : history) {
    json.push_back({{"at_ms", record.decided_at_ms()},
                    {"action", decision::v1::Action_Name(record.action()).substr(7)},
                    {"by", decision::v1::ActorKind_Name(record.actor_kind()).substr(11)},
                    {"grounds", record.grounds()},
                    {"rank_seen", record.rank()}});
  }
  return json;
}

// What no format for CVs has a place for: the rest of what is held.
Json RestJson(const Held& held) {
  Json redactions = Json::array();
  for (const auto& redaction : held.identity.redactions()) {
    redactions.push_back(
        {{"text", redaction.original()},
         {"reason", identity::v1::RedactionReason_Name(redaction.reason()).substr(17)}});
  }
  Json documents = Json::array();
  for (const auto& document : held.application.documents()) {
    documents.push_back({{"file_name", document.file_name()},
                         {"bytes", document.size()},
                         {"sha256", document.sha256()}});
  }
  Json comparison = Json::array();
  for (const auto& criterion : held.comparison.criteria()) {
    Json quotes = Json::array();
    for (const auto& quote : criterion.quotes()) quotes.push_back(quote.text());
    comparison.push_back({{"criterion", criterion.criterion().text()},
                          {"score", static_cast<double>(criterion.result().score()) / 1e6},
                          {"found", result::v1::Found_Name(criterion.result().found()).substr(6)},
                          {"quotes", std::move(quotes)}});
  }
  return {{"application_id", held.application.application_id()},
          {"revision", held.application.revision()},
          {"submitted_at_ms", held.application.submitted_at_ms()},
          {"job", held.job_title},
          {"state", decision::v1::ApplicationState_Name(held.state).substr(18)},
          {"recognition_waiting", held.recognition_waiting},
          {"search_consent", held.search_consent_until_ms > 0},
          {"search_consent_until_ms", held.search_consent_until_ms},
          {"address", held.identity.address()},
          {"birth_date", DateJson(held.identity.birth_date())},
          {"links",
           std::vector<std::string>(held.identity.links().begin(), held.identity.links().end())},
          {"not_used_in_the_comparison", std::move(redactions)},
          {"compared_text", held.parsed.read().blind_text()},
          {"comparison", std::move(comparison)},
          {"history", HistoryJson(held.history)},
          {"documents", std::move(documents)}};
}

Json JsonResume(const cv::v1::Cv& cv, const identity::v1::CvIdentity& identity) {
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
    json["languages"].push_back(
        {{"language", language.code()}, {"fluency", LevelWord(language.level())}});
  }
  json["certificates"] = Json::array();
  for (const auto& certificate : cv.certificates()) {
    Json entry = {{"name", certificate.name()}, {"issuer", certificate.issuer()}};
    if (certificate.issued().year() > 0) entry["date"] = Date(certificate.issued());
    json["certificates"].push_back(std::move(entry));
  }
  return json;
}

Json Europass(const cv::v1::Cv& cv, const identity::v1::CvIdentity& identity) {
  const auto label = [](const std::string& text) { return Json{{"Label", text}}; };
  const auto period = [](const auto& entry) {
    return Json{{"From", DateJson(entry.start())},
                {"To", DateJson(entry.end())},
                {"Current", entry.current()}};
  };
  Json learner;
  Json contact;
  for (const std::string& email : identity.emails()) contact["Email"] = {{"Contact", email}};
  for (const std::string& phone : identity.phones()) {
    contact["Telephone"].push_back({{"Contact", phone}});
  }
  contact["Address"] = {{"Contact", {{"AddressLine", identity.address()}}}};
  learner["Identification"] = {{"PersonName", label(identity.name())},
                               {"ContactInfo", std::move(contact)}};
  learner["WorkExperience"] = Json::array();
  for (const auto& job : cv.experience()) {
    learner["WorkExperience"].push_back({{"Period", period(job)},
                                         {"Position", label(job.title())},
                                         {"Employer", {{"Name", job.employer()}}}});
  }
  learner["Education"] = Json::array();
  for (const auto& school : cv.education()) {
    learner["Education"].push_back({{"Period", period(school)},
                                    {"Title", school.degree()},
                                    {"Field", label(school.field())},
                                    {"Organisation", {{"Name", school.institution()}}}});
  }
  Json foreign = Json::array();
  for (const auto& language : cv.languages()) {
    foreign.push_back({{"Description", {{"Code", language.code()}}},
                       {"ProficiencyLevel",
                        {{"Overall", LevelWord(language.level())},
                         {"SpokenInteraction", LevelWord(language.oral())},
                         {"Writing", LevelWord(language.written())}}}});
  }
  Json skills = Json::array();
  for (const auto& skill : cv.skills()) skills.push_back(skill.name());
  learner["Skills"] = {{"Linguistic", std::move(foreign)}, {"Other", std::move(skills)}};
  learner["Achievement"] = Json::array();
  for (const auto& certificate : cv.certificates()) {
    learner["Achievement"].push_back({{"Title", certificate.name()}});
  }
  return {{"SkillsPassport", {{"LearnerInfo", std::move(learner)}}}};
}

}  // namespace

void FillReceipt(const parse::v1::ParseDocumentResponse& read, v1::GetReceiptResponse* receipt) {
  const cv::v1::CvParsed& parsed = read.parsed();
  const std::string& locale = receipt->locale();
  receipt->set_how_to_correct(CorrectSentence(locale));
  if (read.recognition_waiting()) {
    receipt->add_pending(RecognitionSentence(locale));
    return;
  }
  if (!parsed.has_read()) {
    receipt->set_needs_person(parsed.unreadable());
    receipt->add_could_not_read(UnreadableSentence(parsed.unreadable(), locale));
    return;
  }
  AddWork(parsed.read(), read.layout(), receipt);
  AddSkills(parsed.read(), read.layout(), receipt);
  AddUnread(parsed.read(), receipt);
  std::map<int, uint32_t> places;
  for (const auto& redaction : read.identity().redactions()) ++places[redaction.reason()];
  for (const auto& [reason, count] : places) {
    v1::NotUsed* const not_used = receipt->add_not_used();
    not_used->set_reason(static_cast<identity::v1::RedactionReason>(reason));
    not_used->set_places(count);
    not_used->set_sentence(NotUsedSentence(not_used->reason(), locale));
  }
}

std::string ExportJson(const Held& held, v1::ExportFormat format) {
  Json json = format == v1::EXPORT_FORMAT_EUROPASS ? Europass(held.parsed.read(), held.identity)
                                                   : JsonResume(held.parsed.read(), held.identity);
  json["utvalg"] = RestJson(held);
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace utvalg::ingest
