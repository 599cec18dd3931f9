// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/screen_report.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "services/cli/core/str.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {

const ShownEvidence* StrongestEvidence(const ShownCandidate& candidate) {
  const ShownEvidence* strongest = nullptr;
  uint64_t most = 0;
  for (const ShownCriterion& shown : candidate.criteria) {
    if (shown.evidence.empty()) continue;
    const uint64_t carried = uint64_t{shown.criterion.weight()} * shown.score;
    if (strongest != nullptr && carried <= most) continue;
    strongest = &shown.evidence.front();
    most = carried;
  }
  return strongest;
}

std::vector<const ShownCriterion*> NotFound(const ShownCandidate& candidate) {
  std::vector<const ShownCriterion*> missing;
  for (const ShownCriterion& shown : candidate.criteria) {
    if (shown.found == utvalg::result::v1::FOUND_NO ||
        shown.found == utvalg::result::v1::FOUND_CONTRADICTED) {
      missing.push_back(&shown);
    }
  }
  std::stable_partition(missing.begin(), missing.end(), [](const ShownCriterion* shown) {
    return shown->criterion.importance() == utvalg::job::v1::IMPORTANCE_MUST;
  });
  return missing;
}

std::string PlaceWords(const ShownEvidence& evidence) {
  std::string words(SectionWords(evidence.section));
  if (evidence.page > 0) Append(&words, ", page ", evidence.page, " line ", evidence.line);
  return words;
}

std::string ScoreWords(uint32_t millionths) {
  const uint32_t thousandths = (millionths + 500) / 1000;
  return absl::StrFormat("%d.%03d", thousandths / 1000, thousandths % 1000);
}

}  // namespace utvalg::cli
