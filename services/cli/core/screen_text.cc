// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/screen_text.h"

#include <vector>

#include "absl/strings/str_join.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

std::string Counted(size_t count, std::string_view one, std::string_view many) {
  return Cat(count, " ", count == 1 ? one : many);
}

std::string Heading(const ScreenReport& report, const Canvas& canvas) {
  const std::string title = report.job.title().empty() ? "Job" : Printable(report.job.title());
  const std::string counts =
      Cat(Counted(report.job.criteria_size(), "criterion", "criteria"), ", ", report.ranked_total,
          " ranked, ", report.needs_person.size(),
          report.needs_person.size() == 1 ? " needs a person" : " need a person");
  return Cat(Paint(title, Ink::kBold, canvas.colour), "\n", Paint(counts, Ink::kDim, canvas.colour),
             "\n\n");
}

Cell NotFoundCell(const ShownCandidate& candidate) {
  std::vector<std::string> texts;
  for (const ShownCriterion* shown : NotFound(candidate)) {
    const bool must = shown->criterion.importance() == utvalg::job::v1::IMPORTANCE_MUST;
    texts.push_back(Cat(shown->criterion.text(), must ? " (must)" : ""));
  }
  if (texts.empty()) return {"–", Ink::kDim};
  return {absl::StrJoin(texts, "; "), candidate.missing_musts > 0 ? Ink::kWarning : Ink::kPlain};
}

Cell EvidenceCell(const ShownCandidate& candidate) {
  const ShownEvidence* evidence = StrongestEvidence(candidate);
  if (evidence == nullptr) return {"–", Ink::kDim};
  // The place must stay readable when the quote is long, so the quote is cut first.
  constexpr size_t kQuoteWidth = 90;
  return {Cat("“", Truncate(Printable(evidence->quote), kQuoteWidth), "” ", PlaceWords(*evidence))};
}

std::string RankedTable(const ScreenReport& report, const Canvas& canvas) {
  Table table({{.title = "No", .right = true},
               {.title = "Rank", .right = true},
               {.title = "Score", .right = true},
               {.title = "File", .flexible = 4},
               {.title = "Strongest evidence", .flexible = 6, .max_lines = 4},
               {.title = "Not found", .flexible = 5, .max_lines = 4}});
  for (const ShownCandidate& candidate : report.ranked) {
    const std::string who =
        candidate.name.empty() ? candidate.file : Cat(candidate.name, ", ", candidate.file);
    table.AddRow({{Cat(candidate.number), Ink::kDim},
                  {Cat(candidate.rank), Ink::kBold},
                  {ScoreWords(candidate.score), Ink::kBold},
                  {who},
                  EvidenceCell(candidate),
                  NotFoundCell(candidate)});
  }
  return table.Render(canvas);
}

std::string NeedsPersonTable(const ScreenReport& report, const Canvas& canvas) {
  Table table({{.title = "No", .right = true},
               {.title = "File", .flexible = 4},
               {.title = "Why", .flexible = 6}});
  for (const ShownNeedsPerson& needs : report.needs_person) {
    table.AddRow({{Cat(needs.number), Ink::kDim},
                  {needs.file},
                  {std::string(ReasonSentence(needs.reason)), Ink::kWarning}});
  }
  return table.Render(canvas);
}

}  // namespace

std::string ScreenText(const ScreenReport& report, const Canvas& canvas) {
  std::string out = Heading(report, canvas);
  if (!report.ranked.empty()) out += RankedTable(report, canvas);
  if (report.ranked_total > report.ranked.size()) {
    Append(&out,
           Paint(Cat("… and ", report.ranked_total - report.ranked.size(), " more in the order"),
                 Ink::kDim, canvas.colour),
           "\n");
  }
  if (!report.needs_person.empty()) {
    Append(&out, report.ranked.empty() ? "" : "\n",
           Paint("Needs a person", Ink::kAccent, canvas.colour), "\n",
           NeedsPersonTable(report, canvas));
  }
  Append(&out, "\n",
         Paint("An order to read by, not a decision: nobody is turned down here. A person decides.",
               Ink::kDim, canvas.colour),
         "\n");
  return out;
}

}  // namespace utvalg::cli
