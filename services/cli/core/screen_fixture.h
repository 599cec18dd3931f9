// SPDX-License-Identifier: Apache-2.0
//
// A small screening for the tests of its renderers: two ranked candidates, two that need a person,
// hostile texts in it.
#pragma once

#include "services/cli/core/screen_report.h"

namespace utvalg::cli {

inline utvalg::job::v1::Criterion NurseCriterion() {
  utvalg::job::v1::Criterion criterion;
  criterion.set_id("nurse");
  criterion.set_text("Authorised as a nurse");
  criterion.set_kind(utvalg::job::v1::CRITERION_KIND_CERTIFICATE);
  criterion.set_importance(utvalg::job::v1::IMPORTANCE_MUST);
  criterion.set_weight(1000);
  criterion.set_quote("Du må ha norsk autorisasjon som sykepleier.");
  return criterion;
}

inline utvalg::job::v1::Criterion LicenceCriterion() {
  utvalg::job::v1::Criterion criterion;
  criterion.set_id("licence");
  criterion.set_text("Driving licence <B>");
  criterion.set_kind(utvalg::job::v1::CRITERION_KIND_LICENCE);
  criterion.set_importance(utvalg::job::v1::IMPORTANCE_NICE);
  criterion.set_weight(500);
  criterion.set_licence("B");
  return criterion;
}

inline ShownCandidate GoodCandidate() {
  ShownCandidate candidate;
  candidate.number = 1;
  candidate.rank = 1;
  candidate.application_id = "a1";
  candidate.file = "cvs/kari.pdf";
  candidate.score = 734512;
  candidate.confidence = 900000;
  candidate.provenance.set_cv_digest("cv-digest");
  candidate.provenance.set_model("model-digest");
  candidate.criteria.push_back(
      {.criterion = NurseCriterion(),
       .score = 800000,
       .found = utvalg::result::v1::FOUND_YES,
       .evidence = {{.quote = "Authorised nurse since 2012, [NAME] <script>",
                     .section = utvalg::cv::v1::SECTION_KIND_CERTIFICATES,
                     .page = 2,
                     .line = 14,
                     .character_begin = 120,
                     .character_end = 164}}});
  candidate.criteria.push_back({.criterion = LicenceCriterion(),
                                .score = 603536,
                                .found = utvalg::result::v1::FOUND_PARTLY,
                                .evidence = {{.quote = "drives a car",
                                              .section = utvalg::cv::v1::SECTION_KIND_OTHER,
                                              .character_begin = 7,
                                              .character_end = 19}}});
  return candidate;
}

inline ShownCandidate WeakCandidate() {
  ShownCandidate candidate;
  candidate.number = 2;
  candidate.rank = 2;
  candidate.application_id = "b2";
  candidate.file = "cvs/ola.docx";
  candidate.confidence = 1000000;
  candidate.missing_musts = 1;
  candidate.criteria.push_back(
      {.criterion = NurseCriterion(), .found = utvalg::result::v1::FOUND_NO, .evidence = {}});
  candidate.criteria.push_back({.criterion = LicenceCriterion(),
                                .found = utvalg::result::v1::FOUND_CONTRADICTED,
                                .evidence = {}});
  return candidate;
}

inline ScreenReport NurseReport() {
  ScreenReport report;
  report.job.set_job_id("job-0123");
  report.job.set_revision(1);
  report.job.set_title("Nurse & night watch");
  report.job.set_language("nb");
  *report.job.add_criteria() = NurseCriterion();
  *report.job.add_criteria() = LicenceCriterion();
  report.ranking_id = "order-digest";
  report.ranked = {GoodCandidate(), WeakCandidate()};
  report.ranked_total = 2;
  report.needs_person = {{.number = 3, .file = "cvs/broken.pdf", .reason = "malformed"},
                         {.number = 4, .file = "cvs/locked.pdf", .reason = "unreadable_file"}};
  return report;
}

}  // namespace utvalg::cli
