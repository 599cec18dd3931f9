// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/cv_json.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

using utvalg::cv::v1::Cv;

Json TokenOrNull(std::string token) {
  return token.empty() ? Json(nullptr) : Json(std::move(token));
}

// null says "still going on" and nothing else.
Json EndJson(const utvalg::cv::v1::PartialDate& end, bool current) {
  return current ? Json(nullptr) : Json(DateText(end));
}

Json ExperienceJson(const utvalg::cv::v1::Experience& experience) {
  Json json;
  json["title"] = experience.title();
  json["employer"] = experience.employer();
  json["place"] = experience.place();
  json["start"] = DateText(experience.start());
  json["end"] = EndJson(experience.end(), experience.current());
  json["current"] = experience.current();
  json["months"] = experience.months();
  return json;
}

Json EducationJson(const utvalg::cv::v1::Education& education) {
  Json json;
  json["degree"] = education.degree();
  json["field"] = education.field();
  json["institution"] = education.institution();
  json["level"] = TokenOrNull(Token(education.level()));
  json["nus"] = education.nus();
  json["start"] = DateText(education.start());
  json["end"] = EndJson(education.end(), education.current());
  return json;
}

Json CertificateJson(const utvalg::cv::v1::Certificate& certificate) {
  Json json;
  json["name"] = certificate.name();
  json["issuer"] = certificate.issuer();
  json["issued"] = DateText(certificate.issued());
  json["expires"] = DateText(certificate.expires());
  json["course"] = certificate.course();
  return json;
}

template <typename Repeated, typename ToJson>
Json Array(const Repeated& values, ToJson to_json) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(to_json(value));
  return array;
}

Json CvJson(const Cv& cv) {
  Json json;
  json["language"] = cv.language();
  json["summary"] = SpanText(cv, cv.summary());
  json["experience"] = Json::array();
  for (const auto& experience : cv.experience()) {
    if (IsEmployment(experience)) json["experience"].push_back(ExperienceJson(experience));
  }
  json["education"] = Array(cv.education(), EducationJson);
  json["skills"] = Array(ShownSkills(cv), [](const auto* skill) {
    return Json{{"name", skill->name()}, {"esco_uri", skill->esco_uri()}};
  });
  json["languages"] = Array(cv.languages(), [](const auto& language) {
    return Json{{"code", language.code()}, {"level", TokenOrNull(Token(language.level()))}};
  });
  json["certificates"] = Array(cv.certificates(), CertificateJson);
  json["licences"] = Array(cv.licences(), [](const auto& licence) { return licence.category(); });
  return json;
}

Json IdentityJson(const utvalg::identity::v1::CvIdentity& identity) {
  const auto copy = [](const std::string& text) { return text; };
  Json json;
  json["name"] = identity.name();
  json["emails"] = Array(identity.emails(), copy);
  json["phones"] = Array(identity.phones(), copy);
  json["birth_date"] = DateText(identity.birth_date());
  json["address"] = identity.address();
  return json;
}

Json FindingJson(const utvalg::extract::v1::Finding& finding) {
  Json json;
  json["kind"] = Token(finding.kind());
  json["hidden"] = TokenOrNull(Token(finding.hidden()));
  json["page"] = finding.page();
  json["count"] = finding.count();
  return json;
}

}  // namespace

std::vector<const utvalg::cv::v1::Skill*> ShownSkills(const Cv& cv) {
  const bool any_listed = std::any_of(cv.skills().begin(), cv.skills().end(),
                                      [](const auto& skill) { return skill.listed(); });
  std::vector<const utvalg::cv::v1::Skill*> shown;
  for (const auto& skill : cv.skills()) {
    if (skill.listed() || !any_listed) shown.push_back(&skill);
  }
  return shown;
}

std::string DateText(const utvalg::cv::v1::PartialDate& date) {
  if (date.year() == 0) return "";
  if (date.month() == 0) return absl::StrFormat("%04d", date.year());
  if (date.day() == 0) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

std::string SpanText(const Cv& cv, const utvalg::cv::v1::Span& span) {
  if (span.begin() >= span.end() || span.end() > cv.blind_text().size()) return "";
  return cv.blind_text().substr(span.begin(), span.end() - span.begin());
}

bool IsEmployment(const utvalg::cv::v1::Experience& experience) {
  return experience.section() != utvalg::cv::v1::SECTION_KIND_VOLUNTEERING &&
         experience.section() != utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST;
}

Json ParsedFileJson(const ParsedFile& parsed, bool blind) {
  const bool read = parsed.reason.empty();
  Json json;
  json["file"] = parsed.file;
  json["status"] = read ? "parsed" : "needs_person";
  json["reason"] = TokenOrNull(parsed.reason);
  json["cv"] = read ? CvJson(parsed.cv) : Json(nullptr);
  json["findings"] = Array(parsed.cv.findings(), FindingJson);
  if (!blind) json["identity"] = read ? IdentityJson(parsed.identity) : Json(nullptr);
  return json;
}

}  // namespace utvalg::cli
