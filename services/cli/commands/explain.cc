// SPDX-License-Identifier: Apache-2.0
//
// utvalg explain: the papers about one application of a running server.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/explain/decided.h"
#include "services/cli/core/explain/papers.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/service_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;
namespace rank = utvalg::rank::v1;

struct ExplainOptions {
  ServerOptions server;
  std::string application_id;
  std::string language;
  std::string html;
  bool letter = false;
  bool guide = false;
};

// The job it was scored for.
absl::StatusOr<utvalg::job::v1::Job> JobOf(Client* client, const std::string& application_id) {
  rank::GetOutcomeRequest outcome_request;
  outcome_request.set_application_id(application_id);
  UTVALG_ASSIGN_OR_RETURN(const auto outcome,
                          client->Call(&Client::Rank::GetOutcome, outcome_request));
  ingest::GetJobRequest job_request;
  job_request.set_job_id(outcome.result().job_id());
  UTVALG_ASSIGN_OR_RETURN(auto job, client->Call(&Client::Ingest::GetJob, job_request));
  return std::move(*job.mutable_job());
}

Json PaperJson(const ExplainOptions& options, const ExplainedApplication& explained,
               Language language) {
  if (options.letter) return LetterJson(explained, language);
  if (options.guide) return InterviewGuideJson(explained, language);
  return ExplanationJson(explained.candidate);
}

std::string Paper(const ExplainOptions& options, const ExplainedApplication& explained,
                  Language language, std::unique_ptr<Sheet> sheet) {
  if (options.letter) {
    WriteLetter(explained, language, sheet.get());
  } else if (options.guide) {
    WriteInterviewGuide(explained, language, sheet.get());
  } else {
    WriteExplanation(explained, language, sheet.get());
  }
  return sheet->Take();
}

absl::Status RunExplain(const ExplainOptions& options) {
  std::optional<OutputFile> html;
  if (!options.html.empty()) {
    UTVALG_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(options.html));
    html.emplace(std::move(file));
  }
  const auto client = Connect(options.server);
  ExplainedApplication explained;
  UTVALG_ASSIGN_OR_RETURN(explained.candidate, Explain(client.get(), options.application_id));
  UTVALG_ASSIGN_OR_RETURN(const utvalg::job::v1::Job job,
                          JobOf(client.get(), options.application_id));
  explained.job_title = job.title();
  if (options.letter) {
    ingest::ListDecisionsRequest request;
    request.set_application_id(options.application_id);
    UTVALG_ASSIGN_OR_RETURN(const auto decisions,
                            client->Call(&Client::Ingest::ListDecisions, request));
    AddDecision(decisions, job.second_reader(), &explained);
  }
  // The papers are for people who read the advertisement; what a terminal shows is English.
  const bool paper = options.letter || options.guide || html.has_value();
  const std::string tag =
      !options.language.empty() ? options.language : (paper ? job.language() : "en");
  const Language language = LanguageOf(tag).value_or(Language::kEnglish);
  if (html) {
    UTVALG_RETURN_IF_ERROR(html->Commit(Paper(options, explained, language, HtmlSheet(tag))));
  }
  if (options.server.json) return Print(JsonLine(PaperJson(options, explained, language)));
  if (html) {
    Note(Cat("Written to ", options.html));
    return absl::OkStatus();
  }
  return Print(Paper(options, explained, language, TextSheet(StandardOutput())));
}

}  // namespace

void AddExplain(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = program->add_subcommand(
      "explain", "Why an application stands where it stands; the letter and the interview guide");
  AddServerOptions(command, &options->server);
  command->add_option("application", options->application_id, "Id of the application")
      ->required()
      ->type_name("ID");
  CLI::Option* letter = command->add_flag(
      "--letter", options->letter, "The letter a candidate may ask for (AI Act, Article 86)");
  command
      ->add_flag("--interview-guide", options->guide,
                 "A question for each criterion the CV leaves open or speaks against")
      ->excludes(letter);
  command
      ->add_option("--language", options->language,
                   "nb, nn or en (default: en; papers: the advertisement's)")
      ->check(CLI::IsMember({"nb", "nn", "en"}))
      ->type_name("LANGUAGE");
  command->add_option("--html", options->html, "Write it as one HTML file, made for paper too")
      ->type_name("FILE");
  command->callback([=] { *chosen = [options] { return RunExplain(*options); }; });
}

}  // namespace utvalg::cli
