// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/replay_view.h"

#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {

std::string ReplayText(const ReplayOutcome& outcome, const Canvas& canvas) {
  std::string out = Cat(outcome.scores - outcome.different.size(), " of ", outcome.scores,
                        " scores are the same to the last bit.\n");
  for (const DifferentScore& one : outcome.different) {
    Append(&out, "\n", Paint(Printable(one.application_id), Ink::kBold, canvas.colour), "  job ",
           Printable(one.job_id), "\n");
    for (const std::string& difference : one.differences) {
      Append(&out, "  ", Printable(difference), "\n");
    }
  }
  return out;
}

Json ReplayJson(const ReplayOutcome& outcome) {
  Json json;
  json["scores"] = outcome.scores;
  json["exact"] = outcome.scores - outcome.different.size();
  json["different"] = Json::array();
  for (const DifferentScore& one : outcome.different) {
    json["different"].push_back(Json{{"application_id", one.application_id},
                                     {"job_id", one.job_id},
                                     {"differences", one.differences}});
  }
  return json;
}

}  // namespace utvalg::cli
