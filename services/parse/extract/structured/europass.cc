// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/structured/europass.h"

#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/office/office_date.h"
#include "services/parse/extract/structured/cv_record.h"
#include "services/parse/extract/structured/hr_candidate.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

using std::string;

// Version 3 writes WorkExperience where versions 1 and 2 wrote workexperience.
pugi::xml_node At(pugi::xml_node node, std::string_view lower) {
  for (const pugi::xml_node child : node.children())
    if (Lower(LocalName(child)) == lower) return child;
  return {};
}

template <typename... Names>
pugi::xml_node At(pugi::xml_node node, std::string_view first, Names... rest) {
  return At(At(node, first), rest...);
}

string TextAt(pugi::xml_node node) {
  const pugi::xml_node label = At(node, "label");
  return string(Strip(label ? label.child_value() : node.child_value()));
}

// Children of a list element; elements whose name ends in "list" are only wrappers.
std::vector<pugi::xml_node> Items(pugi::xml_node list, std::string_view name) {
  std::vector<pugi::xml_node> items;
  for (const pugi::xml_node child : list.children())
    if (Lower(LocalName(child)) == name) items.push_back(child);
  return items;
}

// <From year="2001" month="--03" day="---10"/> or
// <from><year>2001</year><month>--03</month></from>.
string DateOf(pugi::xml_node node) {
  const auto part = [&](const char* name) {
    string value(Value(node, name));
    if (value.empty()) value = TextAt(At(node, name));
    value.erase(0, value.find_first_not_of("-"));
    return value;
  };
  string date = part("year");
  if (date.size() != 4) return OfficeDay(node.child_value());
  if (const string month = part("month"); month.size() == 2) {
    date += "-" + month;
    if (const string day = part("day"); day.size() == 2) date += "-" + day;
  }
  return date;
}

void SetPeriod(pugi::xml_node period, RecordEntry* entry) {
  entry->start = DateOf(At(period, "from"));
  entry->end = DateOf(At(period, "to"));
  entry->open =
      TextAt(At(period, "current")) == "true" || (entry->end.empty() && !entry->start.empty());
}

string Join(std::initializer_list<string> parts, const char* separator) {
  string result;
  for (const string& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

string PlaceOf(pugi::xml_node organisation) {
  pugi::xml_node address = At(organisation, "contactinfo", "address", "contact");
  if (!address) address = At(organisation, "contactinfo", "address");
  if (!address) address = At(organisation, "address");
  return Join({TextAt(At(address, "municipality")), TextAt(At(address, "country"))}, ", ");
}

class Learner {
 public:
  Learner(pugi::xml_node info, bool norwegian) : info_(info) { record_.norwegian = norwegian; }

  CvRecord Record() {
    Identification();
    const pugi::xml_node headline = At(info_, "headline", "description")
                                        ? At(info_, "headline", "description")
                                        : At(info_, "application");
    record_.headline = TextAt(headline);
    Work();
    Education();
    Languages();
    Skills();
    for (const pugi::xml_node item : Items(At(info_, "achievementlist"), "achievement"))
      AddProse(TextAt(At(item, "title")), At(item, "description").child_value());
    for (const pugi::xml_node item : Items(At(info_, "misclist"), "misc"))
      AddProse(Say("Additional information", "Annen informasjon"), item.child_value());
    return std::move(record_);
  }

 private:
  string Say(const char* english, const char* norwegian) const {
    return record_.norwegian ? norwegian : english;
  }

  void AddContact(const string& label, const string& value) {
    if (!value.empty()) record_.contact.push_back(label.empty() ? value : label + ": " + value);
  }

  void Identification() {
    const pugi::xml_node person = At(info_, "identification");
    const pugi::xml_node name = At(person, "personname") ? At(person, "personname") : person;
    const string surname =
        At(name, "surname") ? TextAt(At(name, "surname")) : TextAt(At(name, "lastname"));
    record_.name = Join({TextAt(At(name, "firstname")), surname}, " ");
    const pugi::xml_node contact = At(person, "contactinfo");
    const pugi::xml_node address = At(contact, "address", "contact")
                                       ? At(contact, "address", "contact")
                                       : At(contact, "address");
    const string town =
        Join({TextAt(At(address, "postalcode")), TextAt(At(address, "municipality"))}, " ");
    AddContact(
        Say("Address", "Adresse"),
        Join({TextAt(At(address, "addressline")), town, TextAt(At(address, "country"))}, ", "));
    const pugi::xml_node email = At(contact, "email");
    AddContact("", At(email, "contact") ? TextAt(At(email, "contact")) : TextAt(email));
    for (const pugi::xml_node phone : Items(At(contact, "telephonelist"), "telephone"))
      AddContact(Say("Phone", "Telefon"), TextAt(At(phone, "contact")));
    for (const char* kind : {"telephone", "mobile"})
      AddContact(Say("Phone", "Telefon"), string(Strip(At(contact, kind).child_value())));
    for (const pugi::xml_node site : Items(At(contact, "websitelist"), "website"))
      AddContact("", TextAt(At(site, "contact")));
    const pugi::xml_node facts = At(person, "demographics");
    AddContact(Say("Date of birth", "Født"), DateOf(At(facts, "birthdate")));
    AddContact(Say("Sex", "Kjønn"), TextAt(At(facts, "gender")));
    for (const pugi::xml_node nation : Items(At(facts, "nationalitylist"), "nationality"))
      AddContact(Say("Nationality", "Statsborgerskap"), TextAt(nation));
    for (const pugi::xml_node nation : Items(facts, "nationality"))
      AddContact(Say("Nationality", "Statsborgerskap"), TextAt(nation));
  }

  void Work() {
    RecordSection section;
    section.heading = Say("Work experience", "Arbeidserfaring");
    for (const pugi::xml_node item : Items(At(info_, "workexperiencelist"), "workexperience")) {
      RecordEntry entry;
      SetPeriod(At(item, "period"), &entry);
      entry.title = TextAt(At(item, "position"));
      entry.organisation = TextAt(At(item, "employer", "name"));
      entry.place = PlaceOf(At(item, "employer"));
      entry.prose = At(item, "activities").child_value();
      section.entries.push_back(std::move(entry));
    }
    record_.sections.push_back(std::move(section));
  }

  void Education() {
    RecordSection section;
    section.heading = Say("Education", "Utdanning");
    for (const pugi::xml_node item : Items(At(info_, "educationlist"), "education")) {
      RecordEntry entry;
      SetPeriod(At(item, "period"), &entry);
      entry.title = Join(
          {TextAt(At(item, "title")), TextAt(At(item, "level")), TextAt(At(item, "field"))}, ", ");
      entry.organisation = TextAt(At(item, "organisation", "name"));
      entry.place = PlaceOf(At(item, "organisation"));
      entry.prose = At(item, "activities") ? At(item, "activities").child_value()
                                           : At(item, "skills").child_value();
      section.entries.push_back(std::move(entry));
    }
    record_.sections.push_back(std::move(section));
  }

  string LevelsOf(pugi::xml_node levels) const {
    string result;
    const auto add = [&](const char* element, const char* english, const char* norwegian) {
      const string level = TextAt(At(levels, element));
      if (level.empty()) return;
      if (!result.empty()) result += ", ";
      result += Say(english, norwegian) + " " + level;
    };
    add("listening", "listening", "lytting");
    add("reading", "reading", "lesing");
    add("spokeninteraction", "spoken interaction", "samtale");
    add("spokenproduction", "spoken production", "muntlig");
    add("writing", "writing", "skriftlig");
    return result;
  }

  void Languages() {
    RecordSection section;
    section.heading = Say("Languages", "Språk");
    const string mother = Say("mother tongue", "morsmål");
    const pugi::xml_node skills = At(info_, "skills", "linguistic");
    for (const pugi::xml_node item : Items(At(skills, "mothertonguelist"), "mothertongue"))
      section.lines.push_back(TextAt(At(item, "description")) + ": " + mother);
    for (const pugi::xml_node item : Items(At(skills, "foreignlanguagelist"), "foreignlanguage"))
      section.lines.push_back(TextAt(At(item, "description")) + ": " +
                              LevelsOf(At(item, "proficiencylevel")));
    for (const pugi::xml_node item : Items(At(info_, "languagelist"), "language")) {
      const bool native = Contains(Value(item, "type"), "mother");
      const string name = TextAt(At(item, "label"));
      if (!name.empty())
        section.lines.push_back(name + ": " + (native ? mother : LevelsOf(At(item, "level"))));
    }
    record_.sections.push_back(std::move(section));
  }

  void Skills() {
    const pugi::xml_node skills = At(info_, "skills");
    const string heading = Say("Skills", "Ferdigheter");
    for (const char* kind : {"communication", "organisational", "jobrelated", "computer", "other"})
      AddProse(heading, At(skills, kind, "description").child_value());
    string licences;
    for (const pugi::xml_node item : Items(At(skills, "driving", "description"), "licence"))
      licences += (licences.empty() ? "" : ", ") + TextAt(item);
    for (const pugi::xml_node item : Items(At(info_, "skilllist"), "skill"))
      AddProse(heading, item.child_value());
    for (const pugi::xml_node item : Items(At(info_, "skilllist"), "structured-skill"))
      for (const pugi::xml_node licence : Items(item, "drivinglicence"))
        licences += (licences.empty() ? "" : ", ") + TextAt(licence);
    RecordSection section;
    section.heading = Say("Driving licence", "Førerkort");
    if (!licences.empty())
      section.lines.push_back(Say("Driving licence", "Førerkort") + ": " + licences);
    record_.sections.push_back(std::move(section));
    Certificates(skills);
  }

  void Certificates(pugi::xml_node skills) {
    RecordSection section;
    section.heading = Say("Certificates", "Sertifikater");
    skills.find_node([&](pugi::xml_node node) {
      if (Lower(LocalName(node)) != "certificate") return false;
      RecordEntry entry;
      entry.title = TextAt(At(node, "title"));
      entry.organisation = TextAt(At(node, "awardingbody"));
      entry.start = DateOf(At(node, "date"));
      if (!entry.title.empty()) section.entries.push_back(std::move(entry));
      return false;
    });
    record_.sections.push_back(std::move(section));
  }

  void AddProse(const string& heading, const char* prose) {
    if (Strip(prose).empty()) return;
    // Several kinds of skill share one heading.
    if (!record_.sections.empty() && record_.sections.back().heading == heading) {
      record_.sections.back().prose += string("\n") + prose;
      return;
    }
    RecordSection section;
    section.heading =
        heading.empty() ? Say("Additional information", "Annen informasjon") : heading;
    section.prose = prose;
    record_.sections.push_back(std::move(section));
  }

  pugi::xml_node info_;
  CvRecord record_;
};

bool IsNorwegian(std::string_view locale) {
  return locale.starts_with("nb") || locale.starts_with("nn") || locale.starts_with("no");
}

}  // namespace

v1::Failure ReadEuropass(std::string_view bytes, const Limits& limits,
                         v1::ExtractResponse* response) {
  string copy(bytes);
  pugi::xml_document document;
  if (const v1::Failure failure = LoadXml(&copy, &document); failure != v1::FAILURE_UNSPECIFIED)
    return failure;
  const pugi::xml_node root = document.document_element();
  const string name = Lower(LocalName(root));
  CvRecord record;
  if (name == "candidate") {
    record = ReadHrCandidate(root);
  } else if (name == "skillspassport" || name == "learnerinfo") {
    const pugi::xml_node info = name == "learnerinfo" ? root : At(root, "learnerinfo");
    record = Learner(info, IsNorwegian(Value(root, "locale"))).Record();
    const pugi::xml_node about =
        At(root, "documentinfo") ? At(root, "documentinfo") : At(root, "docinfo");
    const pugi::xml_node day =
        At(about, "lastupdatedate") ? At(about, "lastupdatedate") : At(about, "issuedate");
    response->set_modified(OfficeDay(day.child_value()));
  } else {
    return v1::FAILURE_UNSUPPORTED;
  }
  BlockWriter writer(limits, response);
  WriteRecord(record, &writer);
  writer.Finish();
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace utvalg::extract
