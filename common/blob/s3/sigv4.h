// SPDX-License-Identifier: Apache-2.0
//
// AWS Signature Version 4 for S3: what makes a request ours. Pure functions; used by S3Client.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::s3 {

struct Credentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string region;
};

struct Request {
  std::string method;                                      // "GET"
  std::string host;                                        // host[:port], as the Host header says.
  std::string path;                                        // "/bucket/key", not encoded.
  std::vector<std::pair<std::string, std::string>> query;  // Not encoded, in any order.
  std::map<std::string, std::string> headers;              // Lower-case names, without host.
  std::string payload_sha256;                              // Hexadecimal.
};

// Percent-encodes all but A-Z a-z 0-9 - . _ ~ (and '/', when it is to be kept).
std::string UriEncode(std::string_view text, bool keep_slashes);
// The query as it is signed and sent: sorted and encoded, without '?'.
std::string CanonicalQuery(const Request& request);

// The headers to add: x-amz-date, x-amz-content-sha256, authorization.
std::map<std::string, std::string> Sign(const Request& request, const Credentials& credentials,
                                        std::chrono::system_clock::time_point now);

}  // namespace utvalg::s3
