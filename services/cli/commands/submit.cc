// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/documents.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/day.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/json.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

struct SubmitOptions {
  ServerOptions server;
  std::string job_id;
  std::vector<std::string> files;
  std::string candidate;
  std::string key;
  std::string locale;
  std::string corrects;
  bool search_consent = false;
  bool bulk = false;
  std::string consent_until;
  bool link = false;
};

absl::Status SubmitOne(const SubmitOptions& options, const std::string& path, Client* client) {
  auto content = ReadFile(path, kLargestFile);
  if (!content.ok()) {
    return Failure(Exit::kNoInput, std::string(content.status().message()), "");
  }
  ingest::SubmitApplicationRequest::Header header;
  header.set_job_id(options.job_id);
  header.set_candidate_ref(options.candidate);
  // Without a key of the caller's own, the same file for the same job is the same application.
  header.set_idempotency_key(options.key.empty()
                                 ? Sha256Hex(Cat("submit\n", options.job_id, "\n",
                                                 options.candidate, "\n", Sha256Hex(*content)))
                                 : options.key);
  header.set_file_name(Truncate(Printable(std::filesystem::path(path).filename().string()), 250));
  header.set_corrects(options.corrects);
  header.set_locale(options.locale);
  header.set_bulk(options.bulk);
  header.set_search_consent(options.search_consent || !options.consent_until.empty());
  header.set_search_consent_until_ms(EndOfDayMs(options.consent_until).value_or(0));
  auto response = client->Submit(header, *content);
  if (!response.ok()) {
    return Failure(ExitOf(response.status()),
                   Cat(path, ": ", std::string(response.status().message())), "");
  }
  if (!options.server.json) {
    return Print(Cat(response->application_id(), "  ", Printable(path),
                     response->already_known()  ? "  (known already)"
                     : response->revision() > 1 ? Cat("  (revision ", response->revision(), ")")
                                                : "",
                     "\n"));
  }
  Json json;
  json["file"] = path;
  json["application_id"] = response->application_id();
  json["revision"] = response->revision();
  json["already_known"] = response->already_known();
  // Opens this application's answers to whoever holds it: for the candidate's link.
  if (options.link) json["status_token"] = response->status_token();
  return Print(JsonLine(json));
}

absl::Status RunSubmit(const SubmitOptions& options) {
  if ((!options.key.empty() || !options.corrects.empty()) && options.files.size() > 1) {
    return Failure(Exit::kUsage,
                   "--key and --corrects name one application and there are several files",
                   "submit them one by one");
  }
  if (options.job_id.empty() == options.corrects.empty()) {
    return Failure(Exit::kUsage, "name --job, or the application that is corrected",
                   "see utvalg submit --help");
  }
  if (!options.consent_until.empty() && !EndOfDayMs(options.consent_until)) {
    return Failure(Exit::kUsage, Cat(options.consent_until, " is no day"), "give it as 2027-05-31");
  }
  const auto client = Connect(options.server);
  for (const std::string& path : options.files) {
    UTVALG_RETURN_IF_ERROR(SubmitOne(options, path, client.get()));
  }
  return absl::OkStatus();
}

}  // namespace

void AddSubmit(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<SubmitOptions>();
  CLI::App* command = program->add_subcommand("submit", "Hand in applications to a running server");
  command->add_option("--job", options->job_id, "Id of the job")->type_name("JOB");
  command
      ->add_option("--corrects", options->corrects,
                   "The document is the next revision of this application")
      ->type_name("ID");
  command->add_flag("--link", options->link,
                    "With --json: also the token of the candidate's status link");
  command->add_option("files", options->files, "CVs, one application each")
      ->required()
      ->type_name("FILE");
  command->add_option("--candidate", options->candidate, "Who the candidate is to you")
      ->type_name("REF");
  command->add_option("--key", options->key, "Idempotency key (default: from job and content)")
      ->type_name("KEY");
  command->add_option("--locale", options->locale, "Language for answers to the candidate")
      ->check(CLI::IsMember({"nb", "nn", "en"}));
  command->add_flag("--bulk", options->bulk,
                    "An import nobody waits for: behind everybody who does");
  command->add_flag("--search-consent", options->search_consent,
                    "The candidate agrees to be found for other jobs, for 180 days");
  command
      ->add_option("--search-consent-until", options->consent_until,
                   "The same, until the end of this day")
      ->type_name("YYYY-MM-DD");
  AddServerOptions(command, &options->server);
  command->callback([=] { *chosen = [options] { return RunSubmit(*options); }; });
}

}  // namespace utvalg::cli
