// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/extractor.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/parse/adapters/child_protocol.h"
#include "services/parse/adapters/ocr_layer.h"
#include "services/parse/adapters/validate_response.h"

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

constexpr int kAttempts =
    2;  // Deaths that make a verdict, and time-outs that make a caller come back later.

std::string BesideThisProgram(const char* name) {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / name).string();
}

bool IsPicture(const pb::ExtractResponse& response) {
  return response.failure() == pb::FAILURE_NO_TEXT &&
         (response.format() == pb::FORMAT_PDF || response.format() == pb::FORMAT_IMAGE);
}

pb::ExtractResponse Failed(pb::Failure failure) {
  pb::ExtractResponse response;
  response.set_failure(failure);
  return response;
}

pb::Failure VerdictOf(ChildDeath death) {
  switch (death) {
    case ChildDeath::kOutOfMemory:
      return pb::FAILURE_MEMORY;
    case ChildDeath::kCpuTime:
      return pb::FAILURE_CPU_TIME;
    case ChildDeath::kSandbox:
      return pb::FAILURE_SANDBOX;
    case ChildDeath::kCrash:
    case ChildDeath::kNoSandbox:
      return pb::FAILURE_CRASH;
  }
  return pb::FAILURE_CRASH;
}

ChildPoolOptions PoolOptions(const ExtractorOptions& options) {
  ChildPoolOptions pool;
  pool.path = options.path.empty() ? BesideThisProgram("utvalg-extract") : options.path;
  pool.children = options.children > 0
                      ? options.children
                      : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  pool.documents_per_child = options.documents_per_child;
  pool.max_resident_bytes = options.max_resident_bytes;
  pool.arguments = {"--parent", Cat(getpid())};
  if (options.insecure_no_sandbox) pool.arguments.push_back("--insecure-no-sandbox");
  return pool;
}

}  // namespace

Extractor::Extractor(const ExtractorOptions& options, std::unique_ptr<ChildPool> pool,
                     std::unique_ptr<ChildPool> ocr_pool)
    : options_(options), pool_(std::move(pool)), ocr_pool_(std::move(ocr_pool)) {}

absl::StatusOr<std::unique_ptr<Extractor>> Extractor::Create(const ExtractorOptions& options) {
  ChildPoolOptions plain = PoolOptions(options);
  plain.kept = options.kept;
  plain.arguments.insert(plain.arguments.end(), {"--cpu-seconds", Cat(options.cpu_seconds)});
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<ChildPool> pool, ChildPool::Create(std::move(plain)));
  std::unique_ptr<ChildPool> ocr_pool;
  if (options.ocr_children > 0) {
    ChildPoolOptions ocr = PoolOptions(options);
    ocr.path = options.ocr_path.empty() ? BesideThisProgram("utvalg-ocr") : options.ocr_path;
    ocr.children = options.ocr_children;
    ocr.max_resident_bytes = options.ocr_max_resident_bytes;
    if (!options.ocr_data.empty())
      ocr.arguments.insert(ocr.arguments.end(), {"--data", options.ocr_data});
    UTVALG_ASSIGN_OR_RETURN(ocr_pool, ChildPool::Create(std::move(ocr)));
  }
  return std::unique_ptr<Extractor>(new Extractor(options, std::move(pool), std::move(ocr_pool)));
}

absl::StatusOr<pb::ExtractResponse> Extractor::Extract(std::string_view document,
                                                       const ReadOptions& options) {
  if (document.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos)
    return Failed(pb::FAILURE_EMPTY);
  if (document.size() > kMaxDocumentBytes)
    return absl::InvalidArgumentError(Cat("a document of ", document.size(), " bytes"));
  pb::ExtractRequest message;
  message.set_document(document.data(), document.size());
  message.set_max_pages(options_.max_pages);
  message.set_max_characters(options_.max_characters);
  const std::string request = message.SerializeAsString();
  UTVALG_ASSIGN_OR_RETURN(
      pb::ExtractResponse response,
      ReadWith(pool_.get(), request, options_.wall_limit, options.somebody_waits));
  const std::vector<int> layered = LayeredPages(response);
  if (!IsPicture(response) && layered.empty()) return response;
  if (!options.recognise && ocr_pool_ != nullptr) return response;
  pb::ExtractResponse recognised = Failed(pb::FAILURE_NO_TEXT);
  if (ocr_pool_ != nullptr) {
    UTVALG_ASSIGN_OR_RETURN(recognised, ReadWith(ocr_pool_.get(), request, options_.ocr_wall_limit,
                                                 options.somebody_waits));
  }
  if (layered.empty()) return ocr_pool_ == nullptr ? response : recognised;
  ReplaceLayers(layered, recognised, &response);
  return response;
}

bool Extractor::MayRecognise(const pb::ExtractResponse& response) const {
  return ocr_pool_ != nullptr && (IsPicture(response) || !LayeredPages(response).empty());
}

absl::StatusOr<pb::ExtractResponse> Extractor::ReadWith(ChildPool* pool, const std::string& request,
                                                        std::chrono::milliseconds wall_limit,
                                                        bool first) {
  int deaths = 0, timeouts = 0;
  for (;;) {
    UTVALG_ASSIGN_OR_RETURN(ChildPool::Lease lease,
                            pool->Acquire(/*fresh=*/deaths + timeouts > 0, first));
    const auto deadline = std::chrono::steady_clock::now() + wall_limit;
    absl::Status status = lease.child().SendFrame(request, deadline);
    if (status.ok()) {
      auto answer = lease.child().ReceiveFrame(kMaxResponseBytes, deadline);
      pb::ExtractResponse response;
      if (answer.ok() && response.ParseFromString(*answer) &&
          ValidateResponse(response, {options_.max_pages, options_.max_characters}).ok()) {
        lease.Return();
        return response;
      }
      status = answer.ok() ? absl::DataLossError("not an answer") : answer.status();
    }
    const ChildDeath death =
        lease.Discard(/*gone=*/status.code() == absl::StatusCode::kUnavailable);
    if (status.code() == absl::StatusCode::kDeadlineExceeded) {
      if (++timeouts >= kAttempts) return absl::UnavailableError("the extractor took too long");
    } else if (++deaths >= kAttempts) {
      return Failed(VerdictOf(death));
    }
  }
}

uint64_t Extractor::deaths() const {
  return pool_->deaths() + (ocr_pool_ == nullptr ? 0 : ocr_pool_->deaths());
}

}  // namespace utvalg::parse
