// SPDX-License-Identifier: Apache-2.0
//
// The papers about one application, all from the same explanation: why it has its score, the letter
// a candidate may ask for under Article 86 of the AI Act, and the guide for an interview. The same
// explanation gives the same bytes. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "services/cli/core/explain/language.h"
#include "services/cli/core/explain/sheet.h"
#include "services/cli/core/json.h"
#include "services/cli/core/screen_report.h"
#include "utvalg/decision/v1/decision.pb.h"

namespace utvalg::cli {

struct ExplainedApplication {
  ShownCandidate candidate;
  std::string job_title;
  // What a person has decided last; UNSPECIFIED = nothing yet.
  utvalg::decision::v1::ApplicationState decided =
      utvalg::decision::v1::APPLICATION_STATE_UNSPECIFIED;
  std::string decided_on;  // YYYY-MM-DD, UTC.
  std::string grounds;     // In the words of the person who decided.
};

void WriteExplanation(const ExplainedApplication& explained, Language language, Sheet* sheet);
void WriteLetter(const ExplainedApplication& explained, Language language, Sheet* sheet);
// Each criterion the CV leaves open or speaks against, must-haves first, with a neutral question.
void WriteInterviewGuide(const ExplainedApplication& explained, Language language, Sheet* sheet);

Json LetterJson(const ExplainedApplication& explained, Language language);
Json InterviewGuideJson(const ExplainedApplication& explained, Language language);

}  // namespace utvalg::cli
