// SPDX-License-Identifier: Apache-2.0
//
// What one screening found, ready to be shown: the one model behind the table, the JSON and the
// HTML report. Plain data, filled by the screen command.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::cli {

struct ShownEvidence {
  std::string quote;  // Blind text.
  utvalg::cv::v1::SectionKind section = utvalg::cv::v1::SECTION_KIND_UNSPECIFIED;
  uint32_t page = 0;  // From 1; 0 = not on any page.
  uint32_t line = 0;
  uint32_t character_begin = 0;  // Code points of the blind text, half-open.
  uint32_t character_end = 0;
};

struct ShownCriterion {
  utvalg::job::v1::Criterion criterion;
  uint32_t score = 0;  // Millionths.
  utvalg::result::v1::Found found = utvalg::result::v1::FOUND_UNSPECIFIED;
  std::vector<ShownEvidence> evidence;  // Strongest first.
};

struct ShownCandidate {
  uint32_t number =
      0;              // From 1 in the order shown; how a report without names calls the candidate.
  uint32_t rank = 0;  // Equal scores have equal ranks.
  std::string application_id;
  std::string file;
  std::string name;         // Only when it was asked to be revealed.
  uint32_t score = 0;       // Millionths.
  uint32_t confidence = 0;  // Millionths.
  uint32_t missing_musts = 0;
  std::vector<ShownCriterion> criteria;  // In the job's order.
  utvalg::result::v1::Provenance provenance;
};

struct ShownNeedsPerson {
  uint32_t number = 0;  // Goes on where the ranked candidates end.
  std::string file;
  std::string reason;  // Token, see words.h.
};

struct ScreenReport {
  utvalg::job::v1::Job job;
  std::vector<std::string> warnings;  // Of the proposal: grounds that may not be asked for.
  std::string ranking_id;
  std::vector<ShownCandidate> ranked;
  uint32_t ranked_total = 0;  // More than ranked.size() where only the top was asked for.
  std::vector<ShownNeedsPerson> needs_person;  // By file.
};

// The evidence that carries most of a candidate's score (weight x score of its criterion); nullptr
// when there is none.
const ShownEvidence* StrongestEvidence(const ShownCandidate& candidate);

// Criteria nothing speaks for or the CV speaks against, must-haves first, else in the job's order.
std::vector<const ShownCriterion*> NotFound(const ShownCandidate& candidate);

// "work experience, page 2 line 14".
std::string PlaceWords(const ShownEvidence& evidence);

// 734512 -> "0.735".
std::string ScoreWords(uint32_t millionths);

}  // namespace utvalg::cli
