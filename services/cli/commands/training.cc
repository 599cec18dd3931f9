// SPDX-License-Identifier: Apache-2.0
//
// The training of people who decide: lessons, then questions; passing is noted at the server.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/people_text.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

struct TrainingOptions {
  ServerOptions server;
  std::string locale = "nb";
  std::vector<uint32_t> answers;
};

std::string QuestionText(const ingest::TrainingQuestion& question, int number) {
  std::string text = Cat("\n", number, ". ", Printable(question.text()), "\n");
  for (int i = 0; i < question.answers_size(); ++i) {
    Append(&text, "   ", i + 1, ") ", Printable(question.answers(i)), "\n");
  }
  return text;
}

// Asks one after the other; what is no number counts as no answer.
absl::StatusOr<std::vector<uint32_t>> AskAll(const ingest::GetTrainingResponse& training) {
  std::vector<uint32_t> answers;
  for (int i = 0; i < training.questions_size(); ++i) {
    UTVALG_RETURN_IF_ERROR(Print(QuestionText(training.questions(i), i + 1) + "> "));
    std::string line;
    if (!std::getline(std::cin, line)) {
      return Failure(Exit::kUsage, "the questions were not answered to the end", "begin again");
    }
    uint32_t answer = 0;
    (void)absl::SimpleAtoi(line, &answer);
    answers.push_back(answer);
  }
  return answers;
}

absl::Status ShowLessons(const ingest::GetTrainingResponse& training) {
  std::string text;
  for (int i = 0; i < training.lessons_size(); ++i) {
    Append(&text, i + 1, ". ", Printable(training.lessons(i)), "\n\n");
  }
  return Print(text);
}

absl::Status RunTraining(const TrainingOptions& options) {
  ingest::GetTrainingRequest ask;
  ask.set_locale(options.locale);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto training, client->Call(&Client::Ingest::GetTraining, ask));
  ingest::PassTrainingRequest request;
  request.set_version(training.version());
  std::vector<uint32_t> answers = options.answers;
  if (answers.empty()) {
    if (options.server.json) return Print(MessageJsonLine(training));
    UTVALG_RETURN_IF_ERROR(ShowLessons(training));
    if (training.passed()) return Print("You have passed this training.\n");
    UTVALG_ASSIGN_OR_RETURN(answers, AskAll(training));
  }
  for (const uint32_t answer : answers) request.add_answers(answer);
  UTVALG_ASSIGN_OR_RETURN(const auto passed, client->Call(&Client::Ingest::PassTraining, request));
  if (options.server.json) return Print(MessageJsonLine(passed));
  if (passed.passed()) return Print("\nPassed. It is noted with the date; you may decide now.\n");
  std::string wrong;
  for (const uint32_t question : passed.wrong()) {
    Append(&wrong, wrong.empty() ? "" : ", ", question);
  }
  return Failure(Exit::kData, Cat("not passed: think again about question ", wrong),
                 "read the lessons and run utvalg training again");
}

}  // namespace

void AddTraining(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<TrainingOptions>();
  CLI::App* command =
      program->add_subcommand("training", "What to know before you decide; noted when passed");
  command->add_option("--locale", options->locale, "Language: nb, nn or en")
      ->check(CLI::IsMember({"nb", "nn", "en"}))
      ->capture_default_str();
  command->add_option("--answers", options->answers, "Numbers of the answers, instead of asking")
      ->delimiter(',')
      ->type_name("N,N,…");
  AddServerOptions(command, &options->server);
  command->callback([=] { *chosen = [options] { return RunTraining(*options); }; });
}

}  // namespace utvalg::cli
