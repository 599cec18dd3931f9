// SPDX-License-Identifier: Apache-2.0
//
// Every word that explanation, letter and interview guide say themselves, in one language. What the
// CV and the advertisement say stands in theirs. A "%" is where a number, a title or a date goes.
// Constant data, thread-safe.
#pragma once

#include <array>
#include <string_view>

#include "services/cli/core/explain/language.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/decision/v1/decision.pb.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::cli {

// Rows by the numbers of the enum they are about.
using ByFound = std::array<std::string_view, utvalg::result::v1::Found_ARRAYSIZE>;
using BySection = std::array<std::string_view, utvalg::cv::v1::SectionKind_ARRAYSIZE>;
using ByKind = std::array<std::string_view, utvalg::job::v1::CriterionKind_ARRAYSIZE>;
using ByState = std::array<std::string_view, utvalg::decision::v1::ApplicationState_ARRAYSIZE>;

struct Phrases {
  std::string_view tag;  // BCP 47.
  // One result.
  ByFound found;
  BySection section;
  std::string_view place;  // "page % line %".
  std::string_view must;
  std::string_view nice;
  char decimal;  // Between units and thousandths.
  // The explanation.
  std::string_view explanation;
  std::string_view job;
  std::string_view application;
  std::string_view score;
  std::string_view confidence;
  std::string_view weight;  // "weight % %": the last one stays.
  std::string_view reading;
  std::string_view nothing_said;
  std::string_view nearest;  // Before the quote of a criterion that was not found.
  std::string_view digests;
  // Generation, model, scoring rules, calibration, job and CV.
  std::array<std::string_view, 6> digest_names;
  // The letter of Article 86.
  std::string_view letter;
  std::string_view letter_asked;
  std::string_view role;
  std::array<std::string_view, 3> role_text;
  std::string_view elements;
  std::string_view elements_text;
  std::string_view elements_not_found;
  std::string_view not_used;
  std::string_view not_used_text;
  std::string_view who_decides;
  std::string_view decided_open;   // No decision yet.
  std::string_view decided_taken;  // "% … %": what, and when.
  std::string_view decides_text;
  ByState decided_as;
  std::string_view grounds;
  std::string_view rights;
  std::array<std::string_view, 4> rights_items;
  std::string_view signature;
  std::string_view date;
  // The interview guide.
  std::string_view guide;
  std::string_view guide_use;
  std::string_view guide_never;
  std::string_view to_ask;
  std::string_view nothing_open;
  std::string_view ask;
  std::string_view notes;
  std::string_view already_shown;
  ByKind open_question;
  ByKind contradicted_question;
  std::string_view closing;
  std::string_view closing_text;
  std::string_view personal_data;
};

const Phrases& PhrasesIn(Language language);

extern const Phrases kBokmalPhrases;
extern const Phrases kNynorskPhrases;
extern const Phrases kEnglishPhrases;

}  // namespace utvalg::cli
