// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/screen_text.h"

#include <algorithm>
#include <string_view>
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

// The folder all files lie below, with its slash, so that a row names only what differs; "" when
// there is none.
std::string CommonFolder(const ScreenReport& report) {
  std::vector<std::string_view> files;
  for (const ShownCandidate& candidate : report.ranked) files.push_back(candidate.file);
  for (const ShownNeedsPerson& needs : report.needs_person) files.push_back(needs.file);
  if (files.empty()) return "";
  std::string_view common = files.front();
  for (std::string_view file : files) {
    const size_t length = std::min(common.size(), file.size());
    const auto differs = std::mismatch(common.begin(), common.begin() + length, file.begin());
    common = common.substr(0, static_cast<size_t>(differs.first - common.begin()));
  }
  // A single file differs from nothing: its own name stays.
  const size_t slash = common.substr(0, files.front().rfind('/') + 1).rfind('/');
  return slash == std::string_view::npos ? "" : std::string(common.substr(0, slash + 1));
}

std::string Heading(const ScreenReport& report, const std::string& folder, const Canvas& canvas) {
  const std::string title = report.job.title().empty() ? "Job" : Printable(report.job.title());
  const std::string counts =
      Cat(Counted(report.job.criteria_size(), "criterion", "criteria"), "; ",
          Counted(report.ranked_total + report.needs_person.size(), "file", "files"),
          folder.empty() ? "" : Cat(" below ", Printable(folder)), ": ", report.ranked_total,
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

std::string RankedTable(const ScreenReport& report, const std::string& folder,
                        const Canvas& canvas) {
  Table table({{.title = "No", .right = true},
               {.title = "Rank", .right = true},
               {.title = "Score", .right = true},
               {.title = "File", .flexible = 4},
               {.title = "Strongest evidence", .flexible = 6, .max_lines = 4},
               {.title = "Not found", .flexible = 5, .max_lines = 4}});
  for (const ShownCandidate& candidate : report.ranked) {
    const std::string file = candidate.file.substr(folder.size());
    const std::string who = candidate.name.empty() ? file : Cat(candidate.name, ", ", file);
    table.AddRow({{Cat(candidate.number), Ink::kDim},
                  {Cat(candidate.rank), Ink::kBold},
                  {ScoreWords(candidate.score), Ink::kBold},
                  {who},
                  EvidenceCell(candidate),
                  NotFoundCell(candidate)});
  }
  return table.Render(canvas);
}

std::string NeedsPersonTable(const ScreenReport& report, const std::string& folder,
                             const Canvas& canvas) {
  Table table({{.title = "No", .right = true},
               {.title = "File", .flexible = 4},
               {.title = "Why", .flexible = 6}});
  for (const ShownNeedsPerson& needs : report.needs_person) {
    table.AddRow({{Cat(needs.number), Ink::kDim},
                  {needs.file.substr(folder.size())},
                  {std::string(ReasonSentence(needs.reason)), Ink::kWarning}});
  }
  return table.Render(canvas);
}

}  // namespace

std::string ScreenText(const ScreenReport& report, const Canvas& canvas) {
  const std::string folder = CommonFolder(report);
  std::string out = Heading(report, folder, canvas);
  if (!report.ranked.empty()) out += RankedTable(report, folder, canvas);
  if (report.ranked_total > report.ranked.size()) {
    Append(&out,
           Paint(Cat("… and ", report.ranked_total - report.ranked.size(), " more in the order"),
                 Ink::kDim, canvas.colour),
           "\n");
  }
  if (!report.needs_person.empty()) {
    Append(&out, report.ranked.empty() ? "" : "\n",
           Paint("Needs a person", Ink::kAccent, canvas.colour), "\n",
           NeedsPersonTable(report, folder, canvas));
  }
  Append(&out, "\n",
         Paint("An order to read by, not a decision: nobody is turned down here. A person decides.",
               Ink::kDim, canvas.colour),
         "\n");
  return out;
}

}  // namespace utvalg::cli
