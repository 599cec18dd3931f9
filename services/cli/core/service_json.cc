// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/job_json.h"
#include "services/cli/core/screen_json.h"
#include "services/cli/core/service_views.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

// "file" stands beside the application only where it was asked for.
void AddFile(const Revealed& files, const std::string& application_id, Json* json) {
  const auto found = files.find(application_id);
  if (found != files.end()) (*json)["file"] = found->second;
}

Json ScoreJson(const utvalg::result::v1::ScoreRecord& score) {
  Json json;
  json["score"] = Millionths(score.score());
  json["confidence"] = Millionths(score.confidence());
  json["missing_musts"] = score.missing_musts();
  return json;
}

Json ProvenanceJson(const utvalg::result::v1::Provenance& provenance) {
  Json json;
  json["generation"] = provenance.generation();
  json["model"] = provenance.model();
  json["scorer"] = provenance.scorer();
  json["calibration"] = provenance.calibration();
  json["job_digest"] = provenance.job_digest();
  json["cv_digest"] = provenance.cv_digest();
  return json;
}

}  // namespace

Json JobListJson(const std::vector<JobStatus>& jobs) {
  Json json;
  json["jobs"] = Json::array();
  for (const JobStatus& status : jobs) {
    Json job;
    job["job_id"] = status.job.job_id();
    job["revision"] = status.job.revision();
    job["title"] = status.job.title();
    job["closed"] = status.job.closed();
    job["ranked"] = status.progress.ranked();
    job["needs_person"] = status.progress.needs_person();
    job["waiting_for_job"] = status.progress.waiting_for_job();
    json["jobs"].push_back(std::move(job));
  }
  return json;
}

Json RankingJson(const utvalg::rank::v1::GetRankingResponse& ranking, const Revealed& files) {
  Json json;
  json["ranking_id"] = ranking.ranking_id();
  json["job_revision"] = ranking.job_revision();
  json["total"] = ranking.total();
  json["partial"] = ranking.partial();
  json["waiting"] = ranking.waiting();
  json["ranked"] = Json::array();
  for (const auto& ranked : ranking.ranked()) {
    Json item;
    item["rank"] = ranked.rank();
    item["application_id"] = ranked.application_id();
    AddFile(files, ranked.application_id(), &item);
    item.update(ScoreJson(ranked.score()));
    json["ranked"].push_back(std::move(item));
  }
  json["needs_person"] = Json::array();
  for (const auto& needs : ranking.needs_person()) {
    Json item;
    item["application_id"] = needs.application_id();
    AddFile(files, needs.application_id(), &item);
    item["reason"] = Token(needs.reason());
    json["needs_person"].push_back(std::move(item));
  }
  return json;
}

Json OutcomeJson(const std::string& application_id,
                 const utvalg::rank::v1::GetOutcomeResponse& outcome) {
  Json json;
  json["application_id"] = application_id;
  if (outcome.pending()) {
    json["status"] = "pending";
    return json;
  }
  const bool ranked = outcome.result().has_ranked();
  json["status"] = ranked ? "ranked" : "needs_person";
  json["job_id"] = outcome.result().job_id();
  json["revision"] = outcome.result().revision();
  json["job_revision"] = outcome.result().job_revision();
  if (outcome.score_hidden()) {
    json["score_hidden"] = true;
  } else if (ranked) {
    json.update(ScoreJson(outcome.result().ranked()));
  } else {
    json["reason"] = Token(outcome.result().needs_person());
  }
  return json;
}

Json ExplanationJson(const ShownCandidate& candidate) {
  Json json;
  json["application_id"] = candidate.application_id;
  json["score"] = Millionths(candidate.score);
  json["confidence"] = Millionths(candidate.confidence);
  json["missing_musts"] = candidate.missing_musts;
  json["criteria"] = Json::array();
  for (const ShownCriterion& shown : candidate.criteria) {
    json["criteria"].push_back(ShownCriterionJson(shown));
  }
  json["provenance"] = ProvenanceJson(candidate.provenance);
  return json;
}

}  // namespace utvalg::cli
