// SPDX-License-Identifier: Apache-2.0
//
// The pages behind candidates' links. They have no right of their own: every call carries the token
// of the link, and the server decides what it may.
#include <csignal>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/ascii.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/page_server.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/candidate_page/candidate_page.h"
#include "services/cli/core/candidate_page/page_request.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/people_views.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

constexpr std::chrono::seconds kDeadline(20);
constexpr std::chrono::seconds kPatience(2);

// One request of one candidate.
class Visit {
 public:
  Visit(const std::shared_ptr<grpc::Channel>& channel, const PageRequest& request, PagePath path)
      : request_(request),
        path_(std::move(path)),
        locale_(LocaleFrom(request.accept_language)),
        client_(channel, "", {.deadline = kDeadline, .patience = kPatience, .token = path_.token}) {
  }

  PageResponse Answer() {
    if (!request_.post) {
      if (path_.action.empty()) return Show();
      if (path_.action == "json-resume") return Export(ingest::EXPORT_FORMAT_JSON_RESUME);
      if (path_.action == "europass") return Export(ingest::EXPORT_FORMAT_EUROPASS);
    } else {
      if (path_.action == "correct") return Correct();
      if (path_.action == "ask-person")
        return Done(Ask<ingest::RequestPersonRequest>(&Client::Ingest::RequestPerson).status());
      if (path_.action == "withdraw" && IsConfirmed(request_.body)) {
        return Done(Ask<ingest::WithdrawRequest>(&Client::Ingest::Withdraw).status());
      }
      if (path_.action == "erase" && IsConfirmed(request_.body)) return Erase();
    }
    return Fail(404, PageFailure::kNoSuchLink);
  }

 private:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Client::Ingest::*method)(grpc::ClientContext*,
                                                                      const Request&, Response*)) {
    Request request;
    request.set_application_id(path_.application_id);
    return client_.Call(method, request);
  }

  PageResponse Fail(unsigned status, PageFailure failure) const {
    return {.status = status, .body = FailurePage(locale_, failure)};
  }

  PageResponse Fail(const absl::Status& status) const {
    switch (status.code()) {
      case absl::StatusCode::kUnauthenticated:
      case absl::StatusCode::kPermissionDenied:
      case absl::StatusCode::kNotFound:
        return Fail(404, PageFailure::kNoSuchLink);
      case absl::StatusCode::kFailedPrecondition:
        return Fail(409, PageFailure::kNotPossible);
      case absl::StatusCode::kResourceExhausted:
        return Fail(413, PageFailure::kTooLarge);
      case absl::StatusCode::kInvalidArgument:
        return Fail(400, PageFailure::kNoFile);
      default:
        return Fail(503, PageFailure::kLater);
    }
  }

  // Back to the page, so that loading it again sends nothing again.
  PageResponse Done(const absl::Status& status) const {
    if (!status.ok()) return Fail(status);
    return {.status = 303, .location = path_.link};
  }

  PageResponse Show() {
    CandidateAnswers answers;
    auto receipt = Ask<ingest::GetReceiptRequest>(&Client::Ingest::GetReceipt);
    if (!receipt.ok()) return Fail(receipt.status());
    auto status = Ask<ingest::GetStatusRequest>(&Client::Ingest::GetStatus);
    if (!status.ok()) return Fail(status.status());
    // Not switched on, or nothing to say yet.
    if (auto feedback = Ask<ingest::GetFeedbackRequest>(&Client::Ingest::GetFeedback);
        feedback.ok()) {
      answers.feedback = *std::move(feedback);
    }
    answers.receipt = *std::move(receipt);
    answers.status = *std::move(status);
    return {.body = CandidatePage(answers, path_.link)};
  }

  PageResponse Export(ingest::ExportFormat format) {
    ingest::ExportApplicationRequest request;
    request.set_application_id(path_.application_id);
    request.set_format(format);
    auto exported = client_.Call(&Client::Ingest::ExportApplication, request);
    if (!exported.ok()) return Fail(exported.status());
    return {.content_type = "application/json",
            .body = exported->json(),
            .save_as = Cat(path_.action, ".json")};
  }

  PageResponse Correct() {
    if (request_.too_large) return Fail(413, PageFailure::kTooLarge);
    const auto upload = ParseUpload(request_.content_type, request_.body);
    if (!upload) return Fail(400, PageFailure::kNoFile);
    ingest::SubmitApplicationRequest::Header header;
    header.set_corrects(path_.application_id);
    header.set_file_name(Truncate(Printable(upload->file_name), 250));
    header.set_idempotency_key(
        Sha256Hex(Cat("page\n", path_.application_id, "\n", Sha256Hex(upload->content))));
    return Done(client_.Submit(header, upload->content).status());
  }

  PageResponse Erase() {
    const auto locale = Ask<ingest::GetReceiptRequest>(&Client::Ingest::GetReceipt);
    const auto begun = Ask<ingest::EraseRequest>(&Client::Ingest::Erase);
    if (!begun.ok()) return Fail(begun.status());
    ingest::GetErasureRequest request;
    request.set_erasure_id(begun->erasure_id());
    request.set_wait(true);
    const auto erasure = client_.Call(&Client::Ingest::GetErasure, request);
    const bool complete = erasure.ok() && erasure->complete();
    return {.body = ErasedPage(locale.ok() ? locale->locale() : locale_,
                               complete ? ErasureJson(begun->erasure_id(), *erasure).dump(2) : "")};
  }

  const PageRequest& request_;
  const PagePath path_;
  const std::string locale_;
  Client client_;
};

struct PagesOptions {
  ServerOptions server;
  std::string listen = "127.0.0.1:7080";
};

absl::Status RunPages(const PagesOptions& options) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // Before any thread begins.
  const auto channel = Client::Dial(ServerOf(options.server));
  auto server = PageServer::Start(
      {.listen = options.listen}, [channel](const PageRequest& request) -> PageResponse {
        auto path = ParsePagePath(request.path);
        if (!path) {
          return {
              .status = 404,
              .body = FailurePage(LocaleFrom(request.accept_language), PageFailure::kNoSuchLink)};
        }
        return Visit(channel, request, *std::move(path)).Answer();
      });
  if (!server.ok()) {
    return Failure(absl::IsInvalidArgument(server.status()) ? Exit::kUsage : Exit::kUnavailable,
                   std::string(server.status().message()),
                   "choose an address with --listen, as 127.0.0.1:7080");
  }
  const std::string address =
      Cat(options.listen.substr(0, options.listen.rfind(':')), ":", (*server)->port());
  UTVALG_RETURN_IF_ERROR(Print(
      options.server.json
          ? JsonLine(Json{{"listen", address}})
          : Cat("pages for candidates on http://", address,
                "/APPLICATION/TOKEN; put a web server with TLS in front; stop with Ctrl-C\n")));
  int signal = 0;
  sigwait(&signals, &signal);
  return absl::OkStatus();
}

}  // namespace

void AddPages(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<PagesOptions>();
  CLI::App* command =
      program->add_subcommand("pages", "Serve the pages behind candidates' links until SIGTERM");
  command->add_option("--listen", options->listen, "Address to serve on, of this machine alone")
      ->capture_default_str()
      ->type_name("HOST:PORT");
  AddServerOptions(command, &options->server);
  command->callback([=] { *chosen = [options] { return RunPages(*options); }; });
}

}  // namespace utvalg::cli
