// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/structured/hr_candidate.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

std::string Text(pugi::xml_node node) { return std::string(Strip(node.child_value())); }
std::string TextOf(pugi::xml_node node, std::string_view child) { return Text(Child(node, child)); }

std::vector<pugi::xml_node> Items(pugi::xml_node node, std::string_view name) {
  std::vector<pugi::xml_node> items;
  for (const pugi::xml_node child : node.children())
    if (LocalName(child) == name) items.push_back(child);
  return items;
}

// StartDate/FormattedDateTime: "2019", "2019-03" or "2019-03-01".
std::string DateOf(pugi::xml_node node) {
  return Text(Descendant(node, "FormattedDateTime")).substr(0, 10);
}

void SetPeriod(pugi::xml_node period, RecordEntry* entry) {
  entry->start = DateOf(Child(period, "StartDate"));
  entry->end = DateOf(Child(period, "EndDate"));
  entry->open = TextOf(period, "CurrentIndicator") == "true";
}

std::string PlaceOf(pugi::xml_node node) {
  const std::string city = Text(Descendant(node, "CityName"));
  return city.empty() ? TextOf(node, "City") : city;
}

void Contact(pugi::xml_node person, CvRecord* record) {
  const pugi::xml_node name = Child(person, "PersonName");
  record->name = TextOf(name, "GivenName") + " " + TextOf(name, "FamilyName");
  for (const pugi::xml_node channel : Items(person, "Communication")) {
    const std::string kind = TextOf(channel, "ChannelCode");
    if (kind == "Email" || kind == "Web") record->contact.push_back(TextOf(channel, "URI"));
    if (kind == "Telephone")
      record->contact.push_back("+" + TextOf(channel, "CountryDialing") + " " +
                                TextOf(channel, "DialNumber"));
    if (const pugi::xml_node address = Child(channel, "Address"))
      record->contact.push_back("Address: " + TextOf(address, "AddressLine") + ", " +
                                TextOf(address, "PostalCode") + " " + TextOf(address, "CityName"));
  }
  if (const std::string born = TextOf(person, "BirthDate"); !born.empty())
    record->contact.push_back("Date of birth: " + born);
  if (const std::string sex = TextOf(person, "GenderCode"); !sex.empty())
    record->contact.push_back("Sex: " + sex);
  for (const pugi::xml_node nation : Items(person, "NationalityCode"))
    record->contact.push_back("Nationality: " + Text(nation));
}

RecordSection Work(pugi::xml_node profile) {
  RecordSection section;
  section.heading = "Work experience";
  for (const pugi::xml_node employer :
       Items(Child(profile, "EmploymentHistory"), "EmployerHistory")) {
    for (const pugi::xml_node position : Items(employer, "PositionHistory")) {
      RecordEntry entry;
      entry.organisation = TextOf(employer, "OrganizationName");
      entry.title = TextOf(position, "PositionTitle");
      entry.place = PlaceOf(employer).empty() ? PlaceOf(position) : PlaceOf(employer);
      SetPeriod(Child(position, "EmploymentPeriod"), &entry);
      entry.prose = TextOf(position, "Description");
      section.entries.push_back(std::move(entry));
    }
  }
  return section;
}

RecordSection Education(pugi::xml_node profile) {
  RecordSection section;
  section.heading = "Education";
  for (const pugi::xml_node school :
       Items(Child(profile, "EducationHistory"), "EducationOrganizationAttendance")) {
    RecordEntry entry;
    entry.organisation = TextOf(school, "OrganizationName");
    entry.place = PlaceOf(school);
    const pugi::xml_node degree = Child(school, "EducationDegree");
    entry.title = TextOf(degree, "DegreeName");
    SetPeriod(Child(school, "AttendancePeriod"), &entry);
    entry.prose = TextOf(degree, "OccupationalSkillsCovered");
    section.entries.push_back(std::move(entry));
  }
  return section;
}

// "deu" and dimensions such as CEF-Understanding-Reading with their scores.
RecordSection Languages(pugi::xml_node profile) {
  RecordSection section;
  section.heading = "Languages";
  for (const pugi::xml_node language :
       Items(Child(profile, "PersonQualifications"), "PersonCompetency")) {
    if (Lower(TextOf(language, "TaxonomyID")) != "language") continue;
    std::string levels;
    for (const pugi::xml_node dimension : Items(language, "CompetencyDimension")) {
      std::string kind = TextOf(dimension, "CompetencyDimensionTypeCode");
      kind = Lower(kind.substr(kind.rfind('-') + 1));
      const std::string level = Text(Descendant(dimension, "ScoreText"));
      if (!level.empty()) levels += (levels.empty() ? "" : ", ") + kind + " " + level;
    }
    section.lines.push_back(TextOf(language, "CompetencyID") + ": " + levels);
  }
  for (const pugi::xml_node mother : Items(profile, "PrimaryLanguageCode"))
    section.lines.push_back(Text(mother) + ": mother tongue");
  return section;
}

RecordSection Licences(pugi::xml_node profile) {
  RecordSection section;
  section.heading = "Driving licence";
  std::string classes;
  for (const pugi::xml_node licence : Items(Child(profile, "Licenses"), "License"))
    classes += (classes.empty() ? "" : ", ") + TextOf(licence, "LicenseTypeCode");
  if (!classes.empty()) section.lines.push_back("Driving licence: " + classes);
  return section;
}

RecordSection Certificates(pugi::xml_node profile) {
  RecordSection section;
  section.heading = "Certificates";
  for (const pugi::xml_node item : Items(Child(profile, "Certifications"), "Certification")) {
    RecordEntry entry;
    entry.title = TextOf(item, "CertificationName");
    entry.organisation = TextOf(item, "IssuingAuthority");
    entry.start = DateOf(Child(item, "FirstIssuedDate"));
    section.entries.push_back(std::move(entry));
  }
  return section;
}

}  // namespace

CvRecord ReadHrCandidate(pugi::xml_node candidate) {
  CvRecord record;
  const pugi::xml_node person = Child(candidate, "CandidatePerson");
  const pugi::xml_node profile = Child(candidate, "CandidateProfile");
  Contact(person, &record);
  RecordSection summary;
  summary.heading = "Summary";
  summary.prose = TextOf(profile, "ExecutiveSummary");
  record.sections = {std::move(summary), Work(profile),     Education(profile),
                     Languages(profile), Licences(profile), Certificates(profile)};
  RecordSection skills;
  skills.heading = "Skills";
  for (const pugi::xml_node skill :
       Items(Child(profile, "PersonQualifications"), "PersonCompetency"))
    if (Lower(TextOf(skill, "TaxonomyID")) != "language")
      skills.lines.push_back(TextOf(skill, "CompetencyName"));
  record.sections.push_back(std::move(skills));
  return record;
}

}  // namespace utvalg::extract
