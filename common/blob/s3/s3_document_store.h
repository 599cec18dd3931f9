// SPDX-License-Identifier: Apache-2.0
//
// Documents on an S3-compatible server: for a cluster. Claims are conditional puts (If-None-Match),
// so the server must have them; Open tries it. Thread-safe. Requests that got no answer or a 5xx
// are made again a few times: every one of them is idempotent, a claim by its content.
//
// The object of the name "a/b/c" is "a/b/c~": '~' is in no id, so no object's name is the folder of
// another one's, which servers on a file system cannot hold.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/blob/s3/s3_client.h"

namespace utvalg {

class S3DocumentStore final : public DocumentStore {
 public:
  struct Options {
    std::string endpoint;
    std::string bucket;
    std::string region = "us-east-1";
    std::string access_key_id;
    std::string secret_access_key;
    std::chrono::milliseconds timeout{30000};
    int attempts = 4;  // Of one request.
    std::chrono::milliseconds first_backoff{100};
    bool create_bucket = false;  // For tests and demonstrations.
  };

  // Asks for the bucket. InvalidArgument: the endpoint is none; FailedPrecondition: no such bucket,
  // or the keys do not open it; Unavailable: no answer. The clock must outlive it.
  static absl::StatusOr<std::unique_ptr<S3DocumentStore>> Open(Options options, const Clock* clock);

  absl::Status Put(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<bool> PutIfAbsent(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<std::string> Get(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> List(std::string_view name) override;
  absl::Status Delete(std::string_view name) override;
  absl::Status DeleteBelow(std::string_view name) override;

 private:
  S3DocumentStore(Options options, std::unique_ptr<s3::S3Client> client);

  // Tries until there is an answer that a further try would not change.
  absl::StatusOr<s3::Response> Perform(const s3::S3Client::Call& call);
  // The objects below a name, as the store calls them.
  absl::StatusOr<std::vector<std::string>> ObjectsBelow(std::string_view name);

  const Options options_;
  const std::unique_ptr<s3::S3Client> client_;
};

}  // namespace utvalg
