// SPDX-License-Identifier: Apache-2.0
//
// Deciding, what candidates are answered, and the audit.
#include <cctype>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "common/audit/audit_chain.h"
#include "common/base/status_macros.h"
#include "common/crypto/secret_file.h"
#include "common/crypto/signature.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/day.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/people_text.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

constexpr size_t kLargestList = size_t{1} << 20;

struct PeopleOptions {
  ServerOptions server;
  std::string id;
  std::string action;
  std::string grounds;
  std::string ranking_id;
  std::string assertion;
  std::string checkpoints;
  std::vector<std::string> applications;
  std::string from;
  bool draw = false;
  bool sampled = false;
  std::string format = "json-resume";
  std::string until;
  bool withdraw = false;
};

// With --json the names of the fields are those of the proto.
template <typename Message>
absl::Status Show(const PeopleOptions& options, const Message& message) {
  return Print(options.server.json ? MessageJsonLine(message)
                                   : PeopleText(message, StandardOutput()));
}

absl::Status RunDecide(const PeopleOptions& options) {
  ingest::DecideRequest request;
  request.set_application_id(options.id);
  std::string name = "ACTION_";
  for (const char c : options.action) name.push_back(static_cast<char>(std::toupper(c)));
  utvalg::decision::v1::Action action = utvalg::decision::v1::ACTION_UNSPECIFIED;
  (void)utvalg::decision::v1::Action_Parse(name, &action);
  request.set_action(action);
  request.set_grounds(options.grounds);
  request.set_ranking_id(options.ranking_id);
  request.set_assertion(options.assertion);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto response, client->Call(&Client::Ingest::Decide, request));
  return Show(options, response);
}

// The applications of the command line and of the file, one id a line.
absl::StatusOr<std::vector<std::string>> Named(const PeopleOptions& options) {
  std::vector<std::string> ids = options.applications;
  if (!options.from.empty()) {
    const auto content = ReadFile(options.from, kLargestList);
    if (!content.ok()) {
      return Failure(Exit::kNoInput, Cat(options.from, " cannot be read"), "check the path");
    }
    for (const std::string_view line : Lines(*content)) {
      if (!line.empty()) ids.emplace_back(line);
    }
  }
  if (ids.empty()) {
    return Failure(Exit::kUsage, "no application is named", "see utvalg decline --help");
  }
  return ids;
}

absl::Status RunDecline(const PeopleOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> ids, Named(options));
  const auto client = Connect(options.server);
  if (options.draw) {
    ingest::DrawSampleRequest request;
    request.set_job_id(options.id);
    for (const std::string& id : ids) request.add_application_ids(id);
    UTVALG_ASSIGN_OR_RETURN(const auto drawn, client->Call(&Client::Ingest::DrawSample, request));
    return Show(options, drawn);
  }
  ingest::DeclineManyRequest request;
  request.set_job_id(options.id);
  for (const std::string& id : ids) request.add_application_ids(id);
  request.set_grounds(options.grounds);
  request.set_ranking_id(options.ranking_id);
  request.set_assertion(options.assertion);
  request.set_sampled_review(options.sampled);
  UTVALG_ASSIGN_OR_RETURN(const auto declined, client->Call(&Client::Ingest::DeclineMany, request));
  return Show(options, declined);
}

absl::Status RunHistory(const PeopleOptions& options) {
  ingest::ListDecisionsRequest request;
  request.set_application_id(options.id);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto history,
                          client->Call(&Client::Ingest::ListDecisions, request));
  return Show(options, history);
}

absl::Status RunExport(const PeopleOptions& options) {
  ingest::ExportApplicationRequest request;
  request.set_application_id(options.id);
  request.set_format(options.format == "europass" ? ingest::EXPORT_FORMAT_EUROPASS
                                                  : ingest::EXPORT_FORMAT_JSON_RESUME);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto exported,
                          client->Call(&Client::Ingest::ExportApplication, request));
  return Print(exported.json() + "\n");
}

absl::Status RunConsent(const PeopleOptions& options) {
  ingest::SetSearchConsentRequest request;
  request.set_application_id(options.id);
  request.set_consent(!options.withdraw);
  if (!options.until.empty()) {
    const auto until_ms = EndOfDayMs(options.until);
    if (!until_ms) {
      return Failure(Exit::kUsage, Cat(options.until, " is no day"), "give it as 2027-05-31");
    }
    request.set_until_ms(*until_ms);
  }
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto response,
                          client->Call(&Client::Ingest::SetSearchConsent, request));
  return Show(options, response);
}

// A command that sends the id it is given and shows the answer.
template <typename Request, typename Response>
absl::Status Ask(const PeopleOptions& options, Request request,
                 grpc::Status (Client::Ingest::*method)(grpc::ClientContext*, const Request&,
                                                        Response*)) {
  request.set_application_id(options.id);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const Response response, client->Call(method, request));
  return Show(options, response);
}

absl::Status RunReview(const PeopleOptions& options) {
  ingest::GetReviewRequest request;
  request.set_job_id(options.id);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto response, client->Call(&Client::Ingest::GetReview, request));
  return Show(options, response);
}

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(
        static_cast<char>(std::strtol(std::string(hex.substr(i, 2)).c_str(), nullptr, 16)));
  }
  return bytes;
}

absl::Status RunVerify(const PeopleOptions& options) {
  const auto client = Connect(options.server);
  std::vector<utvalg::audit::v1::AuditLink> links;
  std::vector<utvalg::audit::v1::SignedCheckpoint> checkpoints;
  for (;;) {
    ingest::ReadAuditRequest request;
    request.set_from_sequence(links.size() + 1);
    UTVALG_ASSIGN_OR_RETURN(const auto page, client->Call(&Client::Ingest::ReadAudit, request));
    checkpoints.assign(page.checkpoints().begin(), page.checkpoints().end());
    if (page.links().empty()) break;
    links.insert(links.end(), page.links().begin(), page.links().end());
  }
  if (!options.checkpoints.empty()) {
    const auto copy = ReadSecretFile(options.checkpoints);
    if (!copy.ok()) return Failure(Exit::kNoInput, std::string(copy.status().message()), "");
    for (const std::string_view line : Lines(*copy)) {
      (void)checkpoints.emplace_back().ParseFromString(FromHex(line));
    }
  }
  const auto faults = VerifyChain(links, checkpoints, "", VerifyEd25519);
  for (const std::string& fault : faults) Note(fault);
  if (!faults.empty()) {
    return Failure(Exit::kData, "the audit does not hold", "keep all copies and find out why");
  }
  return Print(Cat("The audit holds: ", links.size(), " events, ", checkpoints.size(),
                   " signed checkpoints.\n"));
}

CLI::App* AddOne(CLI::App* to, const char* name, const char* description,
                 const std::shared_ptr<PeopleOptions>& options, const char* what) {
  CLI::App* command = to->add_subcommand(name, description);
  command->add_option("id", options->id, what)->required()->type_name("ID");
  AddServerOptions(command, &options->server);
  return command;
}

}  // namespace

void AddDecide(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PeopleOptions>();
  CLI::App* command = AddOne(program, "decide", "Note what a person decides about an application",
                             options, "Id of the application");
  command->add_option("action", options->action, "What is decided")
      ->required()
      ->check(CLI::IsMember(
          {"open", "shortlist", "invite", "offer", "hire", "decline", "reopen", "second"}));
  command->add_option("--grounds", options->grounds, "Why, in your own words")->type_name("TEXT");
  command->add_option("--ranking", options->ranking_id, "The order you saw (ranking_id)")
      ->type_name("ID");
  command->add_option("--assertion", options->assertion, "The person's signed assertion (API keys)")
      ->type_name("JWT");
  command->callback([=] { *chosen = [options] { return RunDecide(*options); }; });
}

void AddDecline(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PeopleOptions>();
  CLI::App* command =
      AddOne(program, "decline", "Note that a person declines several applications of a job",
             options, "Id of the job");
  command->add_option("applications", options->applications, "Ids of the applications")
      ->type_name("ID");
  command->add_option("--from", options->from, "A file with one id a line")->type_name("FILE");
  command->add_flag("--draw", options->draw,
                    "Decline nobody: show whom to open before the rest may go by a sample");
  command->add_flag("--sampled", options->sampled,
                    "You opened the drawn ones, not all; without it each must be opened");
  command->add_option("--grounds", options->grounds, "Why, in your own words")->type_name("TEXT");
  command->add_option("--ranking", options->ranking_id, "The order you saw (ranking_id)")
      ->type_name("ID");
  command->add_option("--assertion", options->assertion, "The person's signed assertion (API keys)")
      ->type_name("JWT");
  command->callback([=] { *chosen = [options] { return RunDecline(*options); }; });
}

void AddHistory(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PeopleOptions>();
  AddOne(program, "history", "What was decided about an application, by whom and why", options,
         "Id of the application")
      ->callback([=] { *chosen = [options] { return RunHistory(*options); }; });
}

void AddReview(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PeopleOptions>();
  AddOne(program, "review", "How a job was read: depth, never opened, departures", options,
         "Id of the job")
      ->callback([=] { *chosen = [options] { return RunReview(*options); }; });
}

void AddCandidate(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("candidate", "What candidates are answered");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* description, auto request, auto method) {
    auto options = std::make_shared<PeopleOptions>();
    AddOne(command, name, description, options, "Id of the application")->callback([=] {
      *chosen = [=] { return Ask(*options, request, method); };
    });
  };
  using Ingest = Client::Ingest;
  add("receipt", "What was read, and what was not used", ingest::GetReceiptRequest(),
      &Ingest::GetReceipt);
  add("status", "Where the application stands", ingest::GetStatusRequest(), &Ingest::GetStatus);
  add("feedback", "The result of each criterion", ingest::GetFeedbackRequest(),
      &Ingest::GetFeedback);
  add("withdraw", "Take the application back", ingest::WithdrawRequest(), &Ingest::Withdraw);
  add("ask-person", "Ask that a person reads it", ingest::RequestPersonRequest(),
      &Ingest::RequestPerson);
  auto agreed = std::make_shared<PeopleOptions>();
  CLI::App* consent = AddOne(command, "consent", "Agree to be found for other jobs, or no longer",
                             agreed, "Id of the application");
  CLI::Option* until =
      consent->add_option("--until", agreed->until, "Last day (default: 180 days from now)")
          ->type_name("YYYY-MM-DD");
  consent->add_flag("--withdraw", agreed->withdraw, "No longer, from this moment on")
      ->excludes(until);
  consent->callback([=] { *chosen = [agreed] { return RunConsent(*agreed); }; });
  auto options = std::make_shared<PeopleOptions>();
  CLI::App* held =
      AddOne(command, "export", "Everything held, for machines", options, "Id of the application");
  held->add_option("--format", options->format, "Names of the fields: json-resume or europass")
      ->check(CLI::IsMember({"json-resume", "europass"}))
      ->capture_default_str();
  held->callback([=] { *chosen = [options] { return RunExport(*options); }; });
}

void AddAudit(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("audit", "Who looked at what, who decided what");
  command->require_subcommand(1);
  auto options = std::make_shared<PeopleOptions>();
  CLI::App* verify =
      command->add_subcommand("verify", "Check the chain of events against the signed checkpoints");
  verify->add_option("--checkpoints", options->checkpoints, "The copy that is kept elsewhere")
      ->type_name("FILE");
  AddServerOptions(verify, &options->server);
  verify->callback([=] { *chosen = [options] { return RunVerify(*options); }; });
}

}  // namespace utvalg::cli
