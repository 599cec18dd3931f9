// SPDX-License-Identifier: Apache-2.0
//
// The commands about the pool of a running server: search, similar, duplicates.
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/pool_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace rank = utvalg::rank::v1;
namespace cv = utvalg::cv::v1;

struct PoolOptions {
  ServerOptions server;
  std::string job_id;
  std::string application_id;
  std::string text;
  uint32_t limit = 20;
  double least = 0.5;
  bool reveal = false;
  rank::SearchFilter filter;
  std::vector<std::string> occupations;
  std::vector<std::string> skills;
  std::vector<std::string> languages;
  std::vector<std::string> licences;
  std::vector<std::string> cv_languages;
  cv::EducationLevel education = cv::EDUCATION_LEVEL_UNSPECIFIED;
  uint32_t months = 0;
};

const std::map<std::string, cv::EducationLevel>& EducationLevels() {
  static const std::map<std::string, cv::EducationLevel> kLevels = {
      {"primary", cv::EDUCATION_LEVEL_PRIMARY},
      {"upper_secondary", cv::EDUCATION_LEVEL_UPPER_SECONDARY},
      {"vocational", cv::EDUCATION_LEVEL_VOCATIONAL},
      {"higher_vocational", cv::EDUCATION_LEVEL_HIGHER_VOCATIONAL},
      {"bachelor", cv::EDUCATION_LEVEL_BACHELOR},
      {"master", cv::EDUCATION_LEVEL_MASTER},
      {"doctorate", cv::EDUCATION_LEVEL_DOCTORATE}};
  return kLevels;
}

// "de" or "de:B2".
absl::StatusOr<rank::LanguageFilter> LanguageOf(const std::string& text) {
  rank::LanguageFilter filter;
  const size_t colon = text.find(':');
  filter.set_code(absl::AsciiStrToLower(text.substr(0, colon)));
  if (colon == std::string::npos) return filter;
  cv::LanguageLevel level = cv::LANGUAGE_LEVEL_UNSPECIFIED;
  if (!cv::LanguageLevel_Parse(
          Cat("LANGUAGE_LEVEL_", absl::AsciiStrToUpper(text.substr(colon + 1))), &level)) {
    return Failure(Exit::kUsage, Cat(text, " names no level"), "give de:B2, or en:native");
  }
  filter.set_min_level(level);
  return filter;
}

absl::StatusOr<rank::SearchFilter> FilterOf(const PoolOptions& options) {
  rank::SearchFilter filter;
  for (const std::string& one : options.occupations) filter.add_occupations(one);
  for (const std::string& one : options.skills) filter.add_skills(one);
  for (const std::string& one : options.licences) filter.add_licences(absl::AsciiStrToUpper(one));
  for (const std::string& one : options.cv_languages) filter.add_cv_languages(one);
  for (const std::string& one : options.languages) {
    UTVALG_ASSIGN_OR_RETURN(*filter.add_languages(), LanguageOf(one));
  }
  filter.set_min_education(options.education);
  filter.set_min_months(options.months);
  return filter;
}

absl::Status RunSearch(const PoolOptions& options) {
  rank::SearchCandidatesRequest request;
  request.set_text(options.text);
  request.set_job_id(options.job_id);
  request.set_limit(options.limit);
  UTVALG_ASSIGN_OR_RETURN(*request.mutable_filter(), FilterOf(options));
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto found, client->Call(&Client::Rank::SearchCandidates, request));
  std::vector<std::string> ids;
  for (const auto& hit : found.hits()) ids.push_back(hit.application_id());
  UTVALG_ASSIGN_OR_RETURN(const Revealed files, Reveal(client.get(), options.reveal, ids));
  return Print(options.server.json ? JsonLine(SearchJson(found, files))
                                   : SearchText(found, files, StandardOutput()));
}

absl::Status RunSimilar(const PoolOptions& options) {
  rank::FindSimilarRequest request;
  request.set_application_id(options.application_id);
  request.set_job_id(options.job_id);
  request.set_limit(options.limit);
  UTVALG_ASSIGN_OR_RETURN(*request.mutable_filter(), FilterOf(options));
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto found, client->Call(&Client::Rank::FindSimilar, request));
  std::vector<std::string> ids;
  for (const auto& hit : found.hits()) ids.push_back(hit.application_id());
  UTVALG_ASSIGN_OR_RETURN(const Revealed files, Reveal(client.get(), options.reveal, ids));
  return Print(options.server.json ? JsonLine(SimilarJson(found, files))
                                   : SimilarText(found, files, StandardOutput()));
}

absl::Status RunDuplicates(const PoolOptions& options) {
  rank::FindDuplicatesRequest request;
  request.set_job_id(options.job_id);
  request.set_min_likeness(static_cast<uint32_t>(std::lround(options.least * 1e6)));
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto found, client->Call(&Client::Rank::FindDuplicates, request));
  std::vector<std::string> ids;
  for (const auto& pair : found.pairs()) {
    ids.push_back(pair.application_id());
    ids.push_back(pair.other());
  }
  UTVALG_ASSIGN_OR_RETURN(const Revealed files, Reveal(client.get(), options.reveal, ids));
  return Print(options.server.json ? JsonLine(DuplicatesJson(found, files))
                                   : DuplicatesText(found, files, StandardOutput()));
}

CLI::App* AddOne(CLI::App* program, Action* chosen, const char* name, const char* description,
                 const std::shared_ptr<PoolOptions>& options,
                 absl::Status (*run)(const PoolOptions&)) {
  CLI::App* command = program->add_subcommand(name, description);
  AddServerOptions(command, &options->server);
  command->add_flag("--reveal", options->reveal, "Name the files; every look is logged");
  command->callback([=] { *chosen = [options, run] { return run(*options); }; });
  return command;
}

void AddFilters(CLI::App* command, PoolOptions* options) {
  command->add_option("--job", options->job_id, "Only applications for this job")->type_name("JOB");
  command->add_option("--limit", options->limit, "How many CVs")->check(FromOne())->type_name("N");
  command
      ->add_option(
          "--occupation", options->occupations,
          "Has worked as: a title, or an ISCO-08 code or its first digits (any of several)")
      ->type_name("TITLE|CODE");
  command->add_option("--skill", options->skills, "Has this skill (all of several)")
      ->type_name("SKILL");
  command->add_option("--language", options->languages, "Knows it, at least so well: de or de:B2")
      ->type_name("CODE[:LEVEL]");
  command->add_option("--licence", options->licences, "May drive this class")->type_name("CLASS");
  command->add_option("--education", options->education, "Has finished at least this")
      ->transform(CLI::CheckedTransformer(EducationLevels()))
      ->type_name("LEVEL");
  command
      ->add_option("--months", options->months,
                   "Has worked at least so long, in the occupations asked for")
      ->check(FromOne())
      ->type_name("N");
  command->add_option("--cv-language", options->cv_languages, "The CV is written in it")
      ->type_name("CODE");
}

}  // namespace

void AddSearch(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PoolOptions>();
  CLI::App* command =
      AddOne(program, chosen, "search", "Find people who agreed to be found, by text and facts",
             options, RunSearch);
  command->add_option("text", options->text, "What to look for; may be left out beside a filter")
      ->type_name("TEXT");
  AddFilters(command, options.get());
}

void AddSimilar(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PoolOptions>();
  CLI::App* command =
      AddOne(program, chosen, "similar", "People who agreed to be found, nearest to an application",
             options, RunSimilar);
  command->add_option("id", options->application_id, "Id of the application")
      ->required()
      ->type_name("ID");
  AddFilters(command, options.get());
}

void AddDuplicates(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PoolOptions>();
  CLI::App* command =
      AddOne(program, chosen, "duplicates", "Applications for a job with nearly the same text",
             options, RunDuplicates);
  command->add_option("job", options->job_id, "Id of the job")->required()->type_name("JOB");
  command->add_option("--least", options->least, "How much must be the same, from 0 to 1")
      ->check(CLI::Range(0.01, 1.0))
      ->type_name("SHARE");
}

}  // namespace utvalg::cli
