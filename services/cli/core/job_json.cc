// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/job_json.h"

#include "services/cli/core/words.h"

namespace utvalg::cli {

Json CriterionJson(const utvalg::job::v1::Criterion& criterion) {
  Json json;
  json["id"] = criterion.id();
  json["text"] = criterion.text();
  json["kind"] = Token(criterion.kind());
  json["importance"] = Token(criterion.importance());
  json["weight"] = static_cast<double>(criterion.weight()) / 1e3;
  if (criterion.esco_uris_size() > 0) {
    json["esco_uris"] = Json::array();
    for (const std::string& uri : criterion.esco_uris()) json["esco_uris"].push_back(uri);
  }
  if (!criterion.isco().empty()) json["isco"] = criterion.isco();
  if (criterion.min_months() > 0) json["min_months"] = criterion.min_months();
  if (criterion.min_education() != 0) json["min_education"] = Token(criterion.min_education());
  for (const std::string& code : criterion.language_codes()) json["language_codes"].push_back(code);
  if (criterion.min_language() != 0) json["min_language"] = Token(criterion.min_language());
  if (!criterion.licence().empty()) json["licence"] = criterion.licence();
  if (!criterion.quote().empty()) json["quote"] = criterion.quote();
  return json;
}

Json CriteriaJson(const utvalg::job::v1::Job& job) {
  Json criteria = Json::array();
  for (const auto& criterion : job.criteria()) criteria.push_back(CriterionJson(criterion));
  return criteria;
}

Json JobJson(const utvalg::job::v1::Job& job) {
  Json json;
  json["job_id"] = job.job_id();
  json["revision"] = job.revision();
  json["title"] = job.title();
  json["language"] = job.language();
  json["closed"] = job.closed();
  json["description"] = job.description();
  json["criteria"] = CriteriaJson(job);
  return json;
}

}  // namespace utvalg::cli
