// SPDX-License-Identifier: Apache-2.0
//
// Signed requests to an S3-compatible server, through libcurl, with path-style addresses. Used by
// S3DocumentStore. Thread-safe; connections are kept and shared.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/blob/s3/sigv4.h"

namespace utvalg::s3 {

struct Response {
  long code = 0;  // Of HTTP.
  std::string body;
};

class S3Client {
 public:
  struct Options {
    std::string endpoint;  // http://host:port or https://host.
    std::string bucket;
    Credentials credentials;
    std::chrono::milliseconds timeout{30000};  // Of one request.
  };

  // The clock must outlive it. InvalidArgument: the endpoint is none.
  static absl::StatusOr<std::unique_ptr<S3Client>> Create(Options options, const Clock* clock);
  ~S3Client();

  struct Call {
    std::string method;
    std::string key;  // "" = the bucket itself.
    std::vector<std::pair<std::string, std::string>> query;
    std::map<std::string, std::string> headers;
    std::string_view body;  // Must live until Perform returns.
  };
  // Any answer of the server. Unavailable: there was none.
  absl::StatusOr<Response> Perform(const Call& call);

 private:
  struct Handles;
  S3Client(Options options, std::string host, const Clock* clock);

  const Options options_;
  const std::string host_;
  const Clock* const clock_;
  const std::unique_ptr<Handles> handles_;
};

}  // namespace utvalg::s3
