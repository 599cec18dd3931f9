// SPDX-License-Identifier: Apache-2.0
#include "common/blob/s3/s3_document_store.h"

#include <thread>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/blob/s3/list_objects.h"

namespace utvalg {
namespace {

using s3::Response;
using Call = s3::S3Client::Call;

constexpr long kOk = 200;
constexpr long kNoContent = 204;
constexpr long kForbidden = 403;
constexpr long kNotFound = 404;
constexpr long kConflict = 409;  // Another conditional put of that name is under way.
constexpr long kPreconditionFailed = 412;
constexpr long kTooManyRequests = 429;
constexpr long kInsufficientStorage = 507;
constexpr std::chrono::milliseconds kLongestBackoff(2000);

absl::Status CheckName(std::string_view name) {
  if (IsValidDocumentName(name)) return absl::OkStatus();
  return absl::InvalidArgumentError("a document's name is one to eight ids joined by '/'");
}

// The ending keeps a store on files from taking a name for the folder of others.
constexpr std::string_view kEnding = "~";

std::string ObjectKey(std::string_view name) { return Cat(name, kEnding); }

bool MayRetry(const absl::StatusOr<Response>& response) {
  if (!response.ok()) return absl::IsUnavailable(response.status());
  return response->code >= 500 || response->code == kConflict || response->code == kTooManyRequests;
}

// What an answer that is not the hoped-for one means. Its body is not quoted: it names objects.
absl::Status Refusal(const Response& response) {
  const std::string said = Cat("the document store answered ", response.code);
  if (response.code == kForbidden) {
    return absl::FailedPreconditionError(
        Cat(said,
            ": the access key does not open the bucket; check documents.access_key_id, the "
            "secret and the clock"));
  }
  if (response.code == kInsufficientStorage)
    return absl::ResourceExhaustedError(Cat(said, ": it is full"));
  if (response.code >= 500 || response.code == kConflict || response.code == kTooManyRequests) {
    return absl::UnavailableError(said);
  }
  return absl::InternalError(said);
}

}  // namespace

S3DocumentStore::S3DocumentStore(Options options, std::unique_ptr<s3::S3Client> client)
    : options_(std::move(options)), client_(std::move(client)) {}

absl::StatusOr<std::unique_ptr<S3DocumentStore>> S3DocumentStore::Open(Options options,
                                                                       const Clock* clock) {
  s3::S3Client::Options client;
  client.endpoint = options.endpoint;
  client.bucket = options.bucket;
  client.credentials = {options.access_key_id, options.secret_access_key, options.region};
  client.timeout = options.timeout;
  UTVALG_ASSIGN_OR_RETURN(auto connection, s3::S3Client::Create(std::move(client), clock));
  std::unique_ptr<S3DocumentStore> store(
      new S3DocumentStore(std::move(options), std::move(connection)));
  if (store->options_.create_bucket) {
    UTVALG_RETURN_IF_ERROR(store->Perform({"PUT", "", {}, {}, ""}).status());
  }
  UTVALG_ASSIGN_OR_RETURN(
      const Response bucket,
      store->Perform({"GET", "", {{"list-type", "2"}, {"max-keys", "1"}}, {}, ""}));
  if (bucket.code == kNotFound) {
    return absl::FailedPreconditionError(
        Cat("there is no bucket \"", store->options_.bucket, "\" at ", store->options_.endpoint));
  }
  if (bucket.code != kOk) return Refusal(bucket);
  return store;
}

absl::StatusOr<Response> S3DocumentStore::Perform(const Call& call) {
  std::chrono::milliseconds backoff = options_.first_backoff;
  for (int attempt = 1;; ++attempt) {
    absl::StatusOr<Response> response = client_->Perform(call);
    if (!MayRetry(response) || attempt >= options_.attempts) return response;
    std::this_thread::sleep_for(backoff);
    backoff = std::min(backoff * 2, kLongestBackoff);
  }
}

absl::Status S3DocumentStore::Put(std::string_view name, std::string_view bytes) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  UTVALG_ASSIGN_OR_RETURN(const Response response,
                          Perform({"PUT", ObjectKey(name), {}, {}, bytes}));
  return response.code == kOk ? absl::OkStatus() : Refusal(response);
}

absl::StatusOr<bool> S3DocumentStore::PutIfAbsent(std::string_view name, std::string_view bytes) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  UTVALG_ASSIGN_OR_RETURN(const Response response,
                          Perform({"PUT", ObjectKey(name), {}, {{"if-none-match", "*"}}, bytes}));
  if (response.code == kOk) return true;
  // Also when an earlier try of ours won and its answer was lost: then the caller finds what it
  // would have put, and goes on from there.
  if (response.code == kPreconditionFailed) return false;
  return Refusal(response);
}

absl::StatusOr<std::string> S3DocumentStore::Get(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  UTVALG_ASSIGN_OR_RETURN(Response response, Perform({"GET", ObjectKey(name), {}, {}, ""}));
  if (response.code == kOk) return std::move(response.body);
  if (response.code == kNotFound) return absl::NotFoundError(Cat("no document ", name));
  return Refusal(response);
}

absl::Status S3DocumentStore::Delete(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  UTVALG_ASSIGN_OR_RETURN(const Response response,
                          Perform({"DELETE", ObjectKey(name), {}, {}, ""}));
  if (response.code == kOk || response.code == kNoContent || response.code == kNotFound) {
    return absl::OkStatus();
  }
  return Refusal(response);
}

absl::Status S3DocumentStore::DeleteBelow(std::string_view name) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> keys, ObjectsBelow(name));
  for (const std::string& key : keys) {
    UTVALG_ASSIGN_OR_RETURN(const Response response, Perform({"DELETE", key, {}, {}, ""}));
    if (response.code != kOk && response.code != kNoContent && response.code != kNotFound) {
      return Refusal(response);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> S3DocumentStore::List(std::string_view name) {
  UTVALG_ASSIGN_OR_RETURN(std::vector<std::string> names, ObjectsBelow(name));
  for (std::string& key : names) {
    if (key.ends_with(kEnding)) key.resize(key.size() - kEnding.size());
  }
  return names;
}

absl::StatusOr<std::vector<std::string>> S3DocumentStore::ObjectsBelow(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  std::vector<std::string> keys;
  for (std::string next;;) {
    Call call{"GET", "", {{"list-type", "2"}, {"prefix", Cat(name, "/")}}, {}, ""};
    if (!next.empty()) call.query.emplace_back("continuation-token", next);
    UTVALG_ASSIGN_OR_RETURN(const Response response, Perform(call));
    if (response.code != kOk) return Refusal(response);
    UTVALG_ASSIGN_OR_RETURN(s3::ObjectList list, s3::ParseObjectList(response.body));
    keys.insert(keys.end(), list.keys.begin(), list.keys.end());
    if (list.next.empty()) return keys;
    next = std::move(list.next);
  }
}

}  // namespace utvalg
