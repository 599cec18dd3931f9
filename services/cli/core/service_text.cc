// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "services/cli/core/service_views.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

std::string FileOf(const Revealed& files, const std::string& application_id) {
  const auto found = files.find(application_id);
  return found == files.end() ? "" : found->second;
}

std::vector<Column> WithFile(std::vector<Column> columns, const Revealed& files) {
  if (!files.empty()) columns.insert(columns.end() - 1, {.title = "File", .flexible = 2});
  return columns;
}

std::vector<Cell> WithFile(std::vector<Cell> cells, const Revealed& files, const std::string& id) {
  if (!files.empty()) cells.insert(cells.end() - 1, Cell{FileOf(files, id)});
  return cells;
}

}  // namespace

std::string JobText(const utvalg::job::v1::Job& job, const Canvas& canvas) {
  std::string out =
      Cat(Paint(Printable(job.title()), Ink::kBold, canvas.colour), "\n",
          Paint(Cat(job.job_id(), ", revision ", job.revision(), job.closed() ? ", closed" : ""),
                Ink::kDim, canvas.colour),
          "\n\n");
  Table table({{.title = "Id"},
               {.title = "Importance"},
               {.title = "Weight", .right = true},
               {.title = "Kind"},
               {.title = "Criterion", .flexible = 1}});
  for (const auto& criterion : job.criteria()) {
    const std::string importance = Token(criterion.importance());
    table.AddRow({{criterion.id(), Ink::kDim},
                  {importance, importance == "must" ? Ink::kAccent : Ink::kPlain},
                  {ScoreWords(criterion.weight() * 1000)},
                  {Token(criterion.kind()), Ink::kDim},
                  {criterion.text()}});
  }
  return out + table.Render(canvas);
}

std::string JobListText(const std::vector<JobStatus>& jobs, const Canvas& canvas) {
  if (jobs.empty()) return "No jobs yet. Put one with `utvalg job put FILE`.\n";
  Table table({{.title = "Job"},
               {.title = "State"},
               {.title = "Ranked", .right = true},
               {.title = "Need a person", .right = true},
               {.title = "Waiting", .right = true},
               {.title = "Title", .flexible = 1}});
  for (const JobStatus& status : jobs) {
    table.AddRow(
        {{status.job.job_id()},
         {status.job.closed() ? "closed" : "open", status.job.closed() ? Ink::kDim : Ink::kGood},
         {Cat(status.progress.ranked())},
         {Cat(status.progress.needs_person())},
         {Cat(status.progress.waiting_for_job())},
         {status.job.title(), Ink::kBold}});
  }
  return table.Render(canvas);
}

std::string RankingText(const utvalg::rank::v1::GetRankingResponse& ranking, const Revealed& files,
                        const Canvas& canvas) {
  std::string out;
  Table table(WithFile({{.title = "Rank", .right = true},
                        {.title = "Score", .right = true},
                        {.title = "Confidence", .right = true},
                        {.title = "Application"},
                        {.title = "Flags", .flexible = 1}},
                       files));
  for (const auto& ranked : ranking.ranked()) {
    const uint32_t missing = ranked.score().missing_musts();
    const std::string flags =
        missing == 0 ? "" : Cat(missing, missing == 1 ? " must-have" : " must-haves", " not found");
    table.AddRow(WithFile({{Cat(ranked.rank()), Ink::kBold},
                           {ScoreWords(ranked.score().score()), Ink::kBold},
                           {ScoreWords(ranked.score().confidence()), Ink::kDim},
                           {ranked.application_id()},
                           {flags, Ink::kWarning}},
                          files, ranked.application_id()));
  }
  if (!table.empty()) out += table.Render(canvas);
  Table needs(WithFile({{.title = "Application"}, {.title = "Why", .flexible = 3}}, files));
  for (const auto& one : ranking.needs_person()) {
    needs.AddRow(WithFile(
        {{one.application_id()}, {std::string(ReasonSentence(Token(one.reason()))), Ink::kWarning}},
        files, one.application_id()));
  }
  if (!needs.empty()) {
    Append(&out, out.empty() ? "" : "\n", Paint("Needs a person", Ink::kAccent, canvas.colour),
           "\n", needs.Render(canvas));
  }
  if (!out.empty()) {
    Append(&out, "\n",
           Paint(Cat("Order ", ranking.ranking_id(), ": give it with --ranking when you decide"),
                 Ink::kDim, canvas.colour),
           "\n");
  }
  if (ranking.waiting() > 0) {
    Append(&out, out.empty() ? "" : "\n", ranking.waiting(),
           ranking.waiting() == 1 ? " is" : " are",
           " not scored by this revision of the job yet; ask again.\n");
  }
  if (ranking.partial()) out += "\nPart of the applications could not be asked; ask again.\n";
  return out.empty() ? "No applications yet.\n" : out;
}

std::string OutcomeText(const std::string& application_id,
                        const utvalg::rank::v1::GetOutcomeResponse& outcome, const Canvas& canvas) {
  const std::string id = Paint(Printable(application_id), Ink::kBold, canvas.colour);
  if (outcome.pending()) return Cat(id, "  not finished yet, or not known here\n");
  if (outcome.score_hidden()) {
    return Cat(id, "  ranked, job ", outcome.result().job_id(),
               "; the score is hidden while the job is a pilot\n");
  }
  if (outcome.result().has_ranked()) {
    return Cat(id, "  ranked, score ", ScoreWords(outcome.result().ranked().score()), ", job ",
               outcome.result().job_id(), "\n");
  }
  const std::string reason = Token(outcome.result().needs_person());
  return Cat(id, "  needs a person (", reason, ")\n  ", ReasonSentence(reason), "\n");
}

}  // namespace utvalg::cli
