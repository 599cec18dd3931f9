// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/screen_json.h"

#include "services/cli/core/job_json.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {

Json ShownCriterionJson(const ShownCriterion& shown) {
  Json json;
  json["id"] = shown.criterion.id();
  json["text"] = shown.criterion.text();
  json["score"] = Millionths(shown.score);
  json["found"] = Token(shown.found);
  json["evidence"] = Json::array();
  for (const ShownEvidence& evidence : shown.evidence) {
    Json item;
    item["quote"] = evidence.quote;
    item["section"] = Token(evidence.section);
    item["page"] = evidence.page;
    item["line"] = evidence.line;
    item["chars"] = {evidence.character_begin, evidence.character_end};
    json["evidence"].push_back(std::move(item));
  }
  return json;
}

Json ScreenJson(const ScreenReport& report) {
  Json json;
  json["job"]["criteria"] = CriteriaJson(report.job);
  json["ranked"] = Json::array();
  for (const ShownCandidate& candidate : report.ranked) {
    Json item;
    item["rank"] = candidate.rank;
    item["application_id"] = candidate.application_id;
    item["file"] = candidate.file;
    item["score"] = Millionths(candidate.score);
    item["confidence"] = Millionths(candidate.confidence);
    item["criteria"] = Json::array();
    for (const ShownCriterion& shown : candidate.criteria) {
      item["criteria"].push_back(ShownCriterionJson(shown));
    }
    json["ranked"].push_back(std::move(item));
  }
  json["needs_person"] = Json::array();
  for (const ShownNeedsPerson& needs : report.needs_person) {
    json["needs_person"].push_back(Json{{"file", needs.file}, {"reason", needs.reason}});
  }
  return json;
}

}  // namespace utvalg::cli
