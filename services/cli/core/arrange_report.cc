// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/arrange_report.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

using utvalg::rank::v1::GetRankingResponse;
using utvalg::rank::v1::RankedApplication;

using ByApplication = std::map<std::string_view, const Applicant*>;

void ArrangeRanked(const GetRankingResponse& ranking, const ByApplication& applicants, uint32_t top,
                   ScreenReport* report) {
  uint32_t position = 0;
  uint32_t rank = 0;
  uint32_t last_rank = 0;
  for (const RankedApplication& ranked : ranking.ranked()) {
    const auto found = applicants.find(ranked.application_id());
    if (found == applicants.end()) continue;
    ++position;
    if (position == 1 || ranked.rank() != last_rank) rank = position;
    last_rank = ranked.rank();
    for (const std::string& file : found->second->files) {
      ++report->ranked_total;
      if (top > 0 && rank > top) continue;
      ShownCandidate candidate;
      candidate.number = report->ranked_total;
      candidate.rank = rank;
      candidate.application_id = ranked.application_id();
      candidate.file = file;
      candidate.score = ranked.score().score();
      candidate.confidence = ranked.score().confidence();
      candidate.missing_musts = ranked.score().missing_musts();
      candidate.provenance = ranked.score().provenance();
      report->ranked.push_back(std::move(candidate));
    }
  }
}

}  // namespace

ScreenReport ArrangeReport(const utvalg::job::v1::Job& job, const GetRankingResponse& ranking,
                           const std::vector<Applicant>& applicants, uint32_t top) {
  ScreenReport report;
  report.job = job;
  report.ranking_id = ranking.ranking_id();
  ByApplication by_application;
  for (const Applicant& applicant : applicants) {
    if (applicant.refused.empty()) {
      by_application[applicant.application_id] = &applicant;
      continue;
    }
    for (const std::string& file : applicant.files) {
      report.needs_person.push_back({.number = 0, .file = file, .reason = applicant.refused});
    }
  }
  ArrangeRanked(ranking, by_application, top, &report);
  for (const auto& needs : ranking.needs_person()) {
    const auto found = by_application.find(needs.application_id());
    if (found == by_application.end()) continue;
    for (const std::string& file : found->second->files) {
      report.needs_person.push_back({.number = 0, .file = file, .reason = Token(needs.reason())});
    }
  }
  std::sort(report.needs_person.begin(), report.needs_person.end(),
            [](const auto& a, const auto& b) { return a.file < b.file; });
  uint32_t number = report.ranked_total;
  for (ShownNeedsPerson& needs : report.needs_person) needs.number = ++number;
  return report;
}

std::vector<ShownCriterion> ShownCriteria(
    const utvalg::rank::v1::ExplainApplicationResponse& explained,
    const std::vector<utvalg::identity::v1::PlacedSpan>& placed) {
  std::vector<ShownCriterion> criteria;
  size_t next = 0;
  for (const auto& explanation : explained.criteria()) {
    ShownCriterion shown;
    shown.criterion = explanation.criterion();
    shown.score = explanation.result().score();
    shown.found = explanation.result().found();
    for (const auto& quote : explanation.quotes()) {
      ShownEvidence evidence;
      evidence.quote = quote.text();
      evidence.section = quote.section();
      evidence.character_begin = quote.character_begin();
      evidence.character_end = quote.character_end();
      if (next < placed.size()) {
        evidence.page = placed[next].page();
        evidence.line = placed[next].line();
      }
      ++next;
      shown.evidence.push_back(std::move(evidence));
    }
    criteria.push_back(std::move(shown));
  }
  return criteria;
}

}  // namespace utvalg::cli
