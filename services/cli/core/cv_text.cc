// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/cv_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "services/cli/core/cv_json.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

using utvalg::cv::v1::Cv;
using utvalg::cv::v1::Experience;

// Writes the parts of the view one after the other; each part is left out when there is nothing to
// show.
class CvWriter {
 public:
  explicit CvWriter(const Canvas& canvas) : canvas_(canvas) {
    inner_ = canvas;
    inner_.width = canvas.width > 4 ? canvas.width - 2 : canvas.width;
  }

  void Title(std::string_view text, std::string_view beside) {
    Append(&out_, Paint(Printable(text), Ink::kBold, canvas_.colour), "  ",
           Paint(Printable(beside), Ink::kDim, canvas_.colour), "\n");
  }
  void Heading(std::string_view text) {
    Append(&out_, "\n", Paint(text, Ink::kAccent, canvas_.colour), "\n");
  }
  void Part(std::string_view heading, const Table& table) {
    if (table.empty()) return;
    Heading(heading);
    const std::string rendered = table.Render(inner_);
    for (std::string_view line : Lines(rendered)) {
      Append(&out_, "  ", line, "\n");
    }
  }
  void Part(std::string_view heading, std::string_view text) {
    if (text.empty()) return;
    Heading(heading);
    Paragraphs(text);
  }
  void Paragraphs(std::string_view text) {
    for (std::string_view paragraph : Lines(text)) {
      for (const std::string& line : Wrap(Printable(paragraph), inner_.width, 0)) {
        Append(&out_, line.empty() ? "" : "  ", line, "\n");
      }
    }
  }
  std::string Take() { return std::move(out_); }

 private:
  Canvas canvas_;
  Canvas inner_;
  std::string out_;
};

std::string Months(uint32_t months) {
  if (months == 0) return "";
  const uint32_t years = months / 12;
  const uint32_t rest = months % 12;
  if (years == 0) return Cat(rest, " mo");
  return rest == 0 ? Cat(years, " y") : Cat(years, " y ", rest, " mo");
}

std::string Period(const utvalg::cv::v1::PartialDate& start, const utvalg::cv::v1::PartialDate& end,
                   bool current) {
  const std::string from = DateText(start);
  const std::string to = current ? "now" : DateText(end);
  if (from.empty() || to.empty() || from == to) return from.empty() ? to : from;
  return Cat(from, " – ", to);
}

void WriteIdentity(const utvalg::identity::v1::CvIdentity& identity, CvWriter* writer) {
  Table table({{.title = "Field"}, {.title = "Found", .flexible = 1}});
  const auto add = [&table](std::string field, std::string value) {
    if (!value.empty()) table.AddRow({{std::move(field), Ink::kDim}, {std::move(value)}});
  };
  add("name", identity.name());
  add("e-mail", absl::StrJoin(identity.emails(), ", "));
  add("telephone", absl::StrJoin(identity.phones(), ", "));
  add("birth date", DateText(identity.birth_date()));
  add("address", identity.address());
  add("links", absl::StrJoin(identity.links(), ", "));
  if (identity.redactions_size() > 0) {
    add("redacted", Cat(identity.redactions_size(), " places in the text"));
  }
  writer->Part("Identity (kept apart, never scored)", table);
}

void WriteExperience(const Cv& cv, bool employment, std::string_view heading, CvWriter* writer) {
  Table table({{.title = "Period"},
               {.title = "Length", .right = true},
               {.title = "Title", .flexible = 3},
               {.title = "Employer", .flexible = 3},
               {.title = "Place", .flexible = 2},
               {.title = "ISCO"}});
  for (const Experience& job : cv.experience()) {
    if (IsEmployment(job) != employment) continue;
    table.AddRow({{Period(job.start(), job.end(), job.current())},
                  {Months(job.months()), Ink::kDim},
                  {job.title(), Ink::kBold},
                  {job.employer()},
                  {job.place()},
                  {job.isco(), Ink::kDim}});
  }
  writer->Part(heading, table);
}

void WriteEducation(const Cv& cv, CvWriter* writer) {
  Table table({{.title = "Period"},
               {.title = "Degree", .flexible = 3},
               {.title = "Field", .flexible = 2},
               {.title = "Institution", .flexible = 3},
               {.title = "Level"}});
  for (const auto& education : cv.education()) {
    table.AddRow({{Period(education.start(), education.end(), education.current())},
                  {education.degree(), Ink::kBold},
                  {education.field()},
                  {education.institution()},
                  {Token(education.level()), Ink::kDim}});
  }
  writer->Part("Education", table);
}

void WriteLists(const Cv& cv, CvWriter* writer) {
  std::vector<std::string> skills;
  for (const auto* skill : ShownSkills(cv)) skills.push_back(skill->name());
  writer->Part(Cat("Skills (", skills.size(), ")"), absl::StrJoin(skills, " · "));
  std::vector<std::string> languages;
  for (const auto& language : cv.languages()) {
    const std::string level = Token(language.level());
    languages.push_back(level.empty() ? language.code() : Cat(language.code(), " ", level));
  }
  writer->Part("Languages", absl::StrJoin(languages, " · "));
  std::vector<std::string> licences;
  for (const auto& licence : cv.licences()) licences.push_back(licence.category());
  writer->Part("Driving licences", absl::StrJoin(licences, " · "));
  Table certificates({{.title = "Issued"},
                      {.title = "Certificate or course", .flexible = 3},
                      {.title = "Issuer", .flexible = 2},
                      {.title = "Expires"}});
  for (const auto& certificate : cv.certificates()) {
    certificates.AddRow({{DateText(certificate.issued())},
                         {certificate.name(), Ink::kBold},
                         {certificate.issuer()},
                         {DateText(certificate.expires())}});
  }
  writer->Part("Certificates and courses", certificates);
}

void WriteFindings(const Cv& cv, CvWriter* writer) {
  std::string text;
  for (const auto& finding : cv.findings()) {
    Append(&text, text.empty() ? "" : "\n", "- ", FindingSentence(finding));
  }
  writer->Part("Noticed (for the reviewer, never scored)", text);
}

}  // namespace

std::string CvText(const ParsedFile& parsed, bool blind, const Canvas& canvas) {
  CvWriter writer(canvas);
  if (!parsed.reason.empty()) {
    writer.Title(parsed.file, Cat("needs a person (", parsed.reason, ")"));
    writer.Paragraphs(ReasonSentence(parsed.reason));
    return writer.Take();
  }
  const Cv& cv = parsed.cv;
  std::string beside = cv.language().empty() ? "language unsure" : cv.language();
  if (cv.experience_months() > 0) {
    Append(&beside, ", ", Months(cv.experience_months()), " of work");
  }
  writer.Title(parsed.file, beside);
  if (!blind) WriteIdentity(parsed.identity, &writer);
  writer.Part("Summary", SpanText(cv, cv.summary()));
  WriteExperience(cv, /*employment=*/true, "Work experience", &writer);
  WriteExperience(cv, /*employment=*/false, "Voluntary work and positions of trust", &writer);
  WriteEducation(cv, &writer);
  WriteLists(cv, &writer);
  WriteFindings(cv, &writer);
  if (blind) writer.Part("Blind text (all that is embedded and scored)", cv.blind_text());
  return writer.Take();
}

}  // namespace utvalg::cli
