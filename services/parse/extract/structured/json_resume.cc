// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/structured/json_resume.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/structured/cv_record.h"

namespace utvalg::extract {
namespace {

using nlohmann::json;

// A member's text: strings and numbers, and the href of Reactive Resume's link objects. "" for all
// else.
std::string Text(const json& object, const char* key) {
  if (!object.is_object()) return "";
  const auto found = object.find(key);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number()) return found->dump();
  if (found->is_object()) return Text(*found, "href");
  return "";
}

std::string FirstOf(const json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (std::string text = Text(object, key); !text.empty()) return text;
  return "";
}

const json& List(const json& object, const char* key) {
  static const json kNone = json::array();
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  if (found == object.end()) return kNone;
  // Reactive Resume keeps its lists one level down.
  if (found->is_object()) return List(*found, "items");
  return found->is_array() ? *found : kNone;
}

std::vector<std::string> Strings(const json& list) {
  std::vector<std::string> result;
  for (const json& item : list)
    if (item.is_string()) result.push_back(item.get<std::string>());
  return result;
}

std::string Joined(const std::vector<std::string>& parts, const char* separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

// A date without the day that schema writers make up for it: the first of a month says no more than
// the month.
std::string Date(std::string date) {
  if (date.size() >= 10 && date[4] == '-' && date[7] == '-') date.resize(10);
  if (date.size() == 10 && date.ends_with("-01")) date.resize(7);
  return date;
}

RecordEntry Entry(const json& item, std::initializer_list<const char*> title,
                  std::initializer_list<const char*> organisation, bool open_by_default) {
  RecordEntry entry;
  entry.title = FirstOf(item, title);
  entry.organisation = FirstOf(item, organisation);
  entry.place = Text(item, "location");
  entry.start = Date(Text(item, "startDate"));
  entry.end = Date(Text(item, "endDate"));
  // Reactive Resume has the whole period as text.
  if (entry.start.empty()) entry.start = Date(FirstOf(item, {"date", "releaseDate"}));
  if (!Text(item, "startDate").empty()) entry.open = open_by_default && entry.end.empty();
  if (entry.end == "present" || entry.end == "Present") entry.open = true;
  entry.prose = FirstOf(item, {"summary", "description"});
  entry.points = Strings(List(item, "highlights"));
  entry.uri = FirstOf(item, {"url", "website"});
  return entry;
}

RecordSection Entries(const char* heading, const json& list,
                      std::initializer_list<const char*> title,
                      std::initializer_list<const char*> organisation, bool open_by_default) {
  RecordSection section;
  section.heading = heading;
  for (const json& item : list)
    if (item.is_object())
      section.entries.push_back(Entry(item, title, organisation, open_by_default));
  return section;
}

RecordSection Education(const json& list) {
  RecordSection section;
  section.heading = "Education";
  for (const json& item : list) {
    if (!item.is_object()) continue;
    RecordEntry entry = Entry(item, {}, {"institution"}, true);
    entry.title = Joined({Text(item, "studyType"), Text(item, "area")}, ", ");
    if (const std::string score = FirstOf(item, {"score", "gpa"}); !score.empty())
      entry.points.push_back("Grade: " + score);
    for (std::string& course : Strings(List(item, "courses")))
      entry.points.push_back(std::move(course));
    section.entries.push_back(std::move(entry));
  }
  return section;
}

// "Web Development: HTML, CSS" for each.
RecordSection Named(const char* heading, const json& list, std::initializer_list<const char*> name,
                    std::initializer_list<const char*> detail) {
  RecordSection section;
  section.heading = heading;
  for (const json& item : list) {
    std::string line = item.is_string() ? item.get<std::string>() : FirstOf(item, name);
    const std::string said =
        Joined({Joined(Strings(List(item, "keywords")), ", "), FirstOf(item, detail)}, ", ");
    if (!said.empty()) line += (line.empty() ? "" : ": ") + said;
    if (!line.empty()) section.lines.push_back(std::move(line));
  }
  return section;
}

void Contact(const json& basics, CvRecord* record) {
  record->name = Text(basics, "name");
  record->headline = FirstOf(basics, {"label", "headline"});
  for (const char* key : {"email", "phone"})
    if (std::string text = Text(basics, key); !text.empty())
      record->contact.push_back(std::move(text));
  if (std::string uri = FirstOf(basics, {"url", "website"}); !uri.empty())
    record->contact.push_back(std::move(uri));
  const auto location = basics.find("location");
  std::string address =
      location != basics.end() && location->is_string() ? location->get<std::string>() : "";
  if (location != basics.end() && location->is_object()) {
    const std::string street = Text(*location, "address");
    const std::string town = Joined({Text(*location, "postalCode"), Text(*location, "city")}, " ");
    address =
        Joined({street, town, Text(*location, "region"), Text(*location, "countryCode")}, ", ");
  }
  if (!address.empty()) record->contact.push_back("Address: " + address);
  for (const json& profile : List(basics, "profiles")) {
    const std::string line = Joined({Text(profile, "network"), Text(profile, "username")}, ": ");
    record->contact.push_back(Joined({line, Text(profile, "url")}, " "));
  }
}

}  // namespace

v1::Failure ReadJsonResume(std::string_view bytes, const Limits& limits,
                           v1::ExtractResponse* response) {
  const json root = json::parse(DecodeText(bytes), nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded() || !root.is_object()) return v1::FAILURE_MALFORMED;
  const auto basics = root.find("basics");
  if (basics == root.end() || !basics->is_object()) return v1::FAILURE_UNSUPPORTED;
  const auto nested = root.find("sections");
  const json& all = nested != root.end() && nested->is_object() ? *nested : root;

  CvRecord record;
  Contact(*basics, &record);
  RecordSection summary;
  summary.heading = "Summary";
  summary.prose = Text(*basics, "summary");
  if (summary.prose.empty() && all.contains("summary"))
    summary.prose = Text(all["summary"], "content");
  record.sections.push_back(std::move(summary));
  for (const char* key : {"work", "experience"})
    record.sections.push_back(
        Entries("Work experience", List(all, key), {"position"}, {"name", "company"}, true));
  record.sections.push_back(Education(List(all, "education")));
  record.sections.push_back(Named("Skills", List(all, "skills"), {"name"}, {}));
  record.sections.push_back(
      Named("Languages", List(all, "languages"), {"language", "name"}, {"fluency", "description"}));
  for (const char* key : {"certificates", "certifications"})
    record.sections.push_back(Entries("Certificates", List(all, key), {"name"}, {"issuer"}, false));
  record.sections.push_back(Entries("Volunteer experience", List(all, "volunteer"), {"position"},
                                    {"organization"}, true));
  record.sections.push_back(
      Entries("Projects", List(all, "projects"), {"name"}, {"entity"}, false));
  record.sections.push_back(
      Entries("Publications", List(all, "publications"), {"name"}, {"publisher"}, false));
  record.sections.push_back(Entries("Awards", List(all, "awards"), {"title"}, {"awarder"}, false));
  record.sections.push_back(Named("Interests", List(all, "interests"), {"name"}, {}));
  record.sections.push_back(
      Named("References", List(all, "references"), {"name"}, {"reference", "description"}));

  BlockWriter writer(limits, response);
  WriteRecord(record, &writer);
  writer.Finish();
  if (root.contains("meta"))
    response->set_modified(Text(root["meta"], "lastModified").substr(0, 10));
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace utvalg::extract
