// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/people_text.h"

#include <google/protobuf/util/json_util.h>

#include <ctime>
#include <map>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "services/cli/core/day.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

namespace decision = utvalg::decision::v1;
namespace ingest = utvalg::ingest::v1;

// ACTION_REQUEST_PERSON -> "request person".
std::string Word(const std::string& name, std::string_view prefix) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(name.substr(prefix.size())), {{"_", " "}});
}
std::string Word(decision::Action action) { return Word(decision::Action_Name(action), "ACTION_"); }
std::string Word(decision::ApplicationState state) {
  return Word(decision::ApplicationState_Name(state), "APPLICATION_STATE_");
}

std::string Day(int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[20];
  std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &parts);
  return text;
}

// A receipt is the candidate's, so all of it is in their language.
struct ReceiptWords {
  const char *revision, *read, *as, *where, *page, *line, *not_used, *could_not, *pending;
  std::map<std::string_view, const char*> kinds;
};

const ReceiptWords& WordsIn(std::string_view locale) {
  static const ReceiptWords kBokmal = {"utgave",
                                       "Lest",
                                       "Som",
                                       "Hvor",
                                       "side",
                                       "linje",
                                       "Ikke brukt",
                                       "Kunne ikke leses",
                                       "Gjenstår",
                                       {{"job", "jobb"},
                                        {"education", "utdanning"},
                                        {"skill", "ferdighet"},
                                        {"language", "språk"},
                                        {"certificate", "sertifikat"},
                                        {"licence", "førerkort"}}};
  static const ReceiptWords kNynorsk = {"utgåve",
                                        "Lese",
                                        "Som",
                                        "Kvar",
                                        "side",
                                        "linje",
                                        "Ikkje brukt",
                                        "Kunne ikkje lesast",
                                        "Står att",
                                        {{"job", "jobb"},
                                         {"education", "utdanning"},
                                         {"skill", "ferdigheit"},
                                         {"language", "språk"},
                                         {"certificate", "sertifikat"},
                                         {"licence", "førarkort"}}};
  static const ReceiptWords kEnglish = {"revision",      "Read", "As",       "Where",
                                        "page",          "line", "Not used", "Could not be read",
                                        "Still to come", {}};
  return locale == "nb" ? kBokmal : locale == "nn" ? kNynorsk : kEnglish;
}

std::string Place(uint32_t page, uint32_t line, const ReceiptWords& words) {
  if (page == 0) return "";
  return Cat(words.page, " ", page, line > 0 ? Cat(" ", words.line, " ", line) : "");
}

std::string Heading(std::string_view text, const Canvas& canvas) {
  return Cat(Paint(text, Ink::kAccent, canvas.colour), "\n");
}

// "1 application", "3 applications".
std::string Counted(uint32_t count, std::string_view what) {
  return Cat(count, " ", what, count == 1 ? "" : "s");
}

void AddRecord(const decision::DecisionRecord& record, Table* table) {
  std::string notes;
  if (record.departure()) notes = "against the order";
  if (record.basis() == decision::BASIS_SAMPLED_REVIEW) {
    Append(&notes, notes.empty() ? "" : ", ", "by a sample");
  }
  table->AddRow({{Day(record.decided_at_ms())},
                 {Word(record.action())},
                 {Word(record.to())},
                 {record.actor()},
                 {record.rank() > 0 ? Cat(record.rank()) : ""},
                 {notes, Ink::kWarning},
                 {record.grounds()}});
}

Table RecordTable() {
  return Table({{.title = "When (UTC)"},
                {.title = "Action"},
                {.title = "State"},
                {.title = "Who"},
                {.title = "Rank", .right = true},
                {.title = "Note"},
                {.title = "Grounds", .flexible = 3}});
}

}  // namespace

std::string MessageJsonLine(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json + "\n";
}

std::string PeopleText(const ingest::DecideResponse& decided, const Canvas& canvas) {
  const decision::DecisionRecord& record = decided.decision();
  std::string out = Cat(Paint(Word(record.to()), Ink::kBold, canvas.colour), " by ",
                        Printable(record.actor()), decided.unchanged() ? " (noted before)" : "");
  if (record.rank() > 0) {
    Append(&out, ", rank ", record.rank(), " in the order ",
           record.ranking_id().empty() ? "of now" : "you saw");
  }
  Append(&out, "\n");
  if (record.departure()) {
    Append(&out,
           Paint("This departs from the order; it is noted as that.", Ink::kWarning, canvas.colour),
           "\n");
  }
  return out;
}

std::string PeopleText(const ingest::DeclineManyResponse& declined, const Canvas& canvas) {
  uint32_t sampled = 0, departures = 0;
  for (const auto& record : declined.decisions()) {
    sampled += record.basis() == decision::BASIS_SAMPLED_REVIEW;
    departures += record.departure();
  }
  std::string out = Cat(Counted(static_cast<uint32_t>(declined.decisions_size()), "application"),
                        " declined, ", sampled, " of them on the ground of a sampled review\n");
  if (departures > 0) {
    Append(&out, Paint(Cat(departures, " against the order"), Ink::kWarning, canvas.colour), "\n");
  }
  return out;
}

std::string PeopleText(const ingest::DrawSampleResponse& drawn, const Canvas& canvas) {
  std::string out = Heading("Open these before the rest may be declined together", canvas);
  for (const std::string& id : drawn.to_open()) Append(&out, "  ", Printable(id), "\n");
  return out;
}

std::string PeopleText(const ingest::ListDecisionsResponse& history, const Canvas& canvas) {
  std::string out = Cat(Paint(Word(history.state()), Ink::kBold, canvas.colour), "\n");
  Table table = RecordTable();
  for (const auto& record : history.decisions()) AddRecord(record, &table);
  if (!table.empty()) Append(&out, "\n", table.Render(canvas));
  return out;
}

std::string PeopleText(const ingest::GetReviewResponse& review, const Canvas& canvas) {
  std::string out =
      Cat(Paint(Printable(review.job_id()), Ink::kBold, canvas.colour), "\n",
          Counted(review.applications(), "application"), ", ", review.opened(), " opened, ",
          Paint(Cat(review.never_opened(), " never opened"),
                review.never_opened() > 0 ? Ink::kWarning : Ink::kGood, canvas.colour),
          "\n");
  if (review.depth() > 0) Append(&out, "Read down to rank ", review.depth(), "\n");
  std::map<std::string, uint32_t> states;  // By name: the message's own order is none.
  for (const auto& [state, count] : review.states()) states[state] = count;
  for (const auto& [state, count] : states) {
    Append(&out, "  ", count, "  ", Word(state, ""), "\n");
  }
  if (review.departures() > 0) {
    Append(&out, Counted(review.departures(), "decision"), " against the order:");
    for (const std::string& id : review.departed()) Append(&out, " ", Printable(id));
    Append(&out, "\n");
  }
  if (review.waiting_for_second_reader() > 0) {
    Append(&out,
           Paint(Cat(review.waiting_for_second_reader(), " declined, waiting for a second reader"),
                 Ink::kWarning, canvas.colour),
           "\n");
  }
  if (!review.person_requested().empty()) {
    Append(&out, Paint("Asked that a person reads theirs, and nobody has:", Ink::kWarning,
                       canvas.colour));
    for (const std::string& id : review.person_requested()) Append(&out, " ", Printable(id));
    Append(&out, "\n");
  }
  return out;
}

std::string PeopleText(const ingest::GetReceiptResponse& receipt, const Canvas& canvas) {
  const ReceiptWords& words = WordsIn(receipt.locale());
  std::string out =
      Cat(Paint(Printable(receipt.job_title()), Ink::kBold, canvas.colour), "\n",
          Printable(receipt.application_id()), ", ", words.revision, " ", receipt.revision(), "\n");
  Table table({{.title = words.read}, {.title = words.as, .flexible = 3}, {.title = words.where}});
  for (const auto& fact : receipt.read()) {
    const auto kind = words.kinds.find(fact.kind());
    table.AddRow({{kind == words.kinds.end() ? fact.kind() : std::string(kind->second)},
                  {fact.text()},
                  {Place(fact.page(), fact.line(), words), Ink::kDim}});
  }
  if (!table.empty()) Append(&out, "\n", table.Render(canvas));
  if (!receipt.not_used().empty()) Append(&out, "\n", Heading(words.not_used, canvas));
  for (const auto& one : receipt.not_used()) {
    Append(&out, "  ", Printable(one.sentence()),
           one.places() > 1 ? Cat(" (", one.places(), "×)") : "", "\n");
  }
  const auto list = [&](const char* heading, const auto& sentences) {
    if (!sentences.empty()) Append(&out, "\n", Heading(heading, canvas));
    for (const std::string& one : sentences) Append(&out, "  ", Printable(one), "\n");
  };
  list(words.could_not, receipt.could_not_read());
  list(words.pending, receipt.pending());
  return Cat(out, "\n", Printable(receipt.how_to_correct()), "\n");
}

std::string PeopleText(const ingest::GetStatusResponse& status, const Canvas& canvas) {
  return Cat(Paint(Printable(status.job_title()), Ink::kBold, canvas.colour), "\n",
             Printable(status.sentence()), "\n");
}

std::string PeopleText(const ingest::GetFeedbackResponse& feedback, const Canvas& canvas) {
  std::string out = Cat(Paint(Printable(feedback.job_title()), Ink::kBold, canvas.colour), "\n",
                        Printable(feedback.preface()), "\n");
  for (const auto& criterion : feedback.criteria()) {
    Append(&out, "\n", Paint(Printable(criterion.criterion()), Ink::kBold, canvas.colour), "\n  ",
           Printable(criterion.sentence()), "\n");
    for (const std::string& quote : criterion.quotes()) {
      Append(&out, "  “", Printable(quote), "”\n");
    }
  }
  return out;
}

std::string PeopleText(const ingest::SetSearchConsentResponse& consent, const Canvas&) {
  if (consent.until_ms() == 0) return "No search finds this application any more.\n";
  return Cat("May be found for other jobs until ", DayOf(consent.until_ms()),
             "; `utvalg candidate consent ID --withdraw` ends it at once.\n");
}

std::string PeopleText(const ingest::WithdrawResponse&, const Canvas&) {
  return "The application was withdrawn. `utvalg erase` removes it for good.\n";
}

std::string PeopleText(const ingest::RequestPersonResponse& requested, const Canvas&) {
  return requested.already_requested() ? "A person was asked for before.\n"
                                       : "A person is asked for; the job's review shows it.\n";
}

}  // namespace utvalg::cli
