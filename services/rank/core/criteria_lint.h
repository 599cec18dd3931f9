// SPDX-License-Identifier: Apache-2.0
//
// Looks for protected grounds and their proxies in what a job asks for (nb, nn, en): age, sex,
// origin, native speakers, family, health, gaps, tenure, photo, postcode, school prestige ... Used
// by ProposeJob and for jobs written by hand. Warns, with the reason and the law, and
// ProposeJob makes no criterion of the gravest; a person decides.
// Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "utvalg/job/v1/job.pb.h"

namespace utvalg::rank {

struct LintFinding {
  std::string rule;             // [a-z-]+: "age", "native-speaker", ...
  std::string criterion_id;     // "" = the title or the description.
  std::string quote;            // The words that triggered it.
  std::string message;          // One sentence in English: what, why, which law.
  bool never_proposed = false;  // Too grave to become a criterion by itself.
};

// Findings in the order of the text; one per rule and place.
std::vector<LintFinding> LintText(std::string_view text);
// Title, then every criterion, then the description.
std::vector<LintFinding> LintJob(const utvalg::job::v1::Job& job);

}  // namespace utvalg::rank
