// SPDX-License-Identifier: Apache-2.0
#include "common/blob/s3/sigv4.h"

#include <algorithm>
#include <ctime>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::s3 {
namespace {

constexpr char kAlgorithm[] = "AWS4-HMAC-SHA256";

// 20260131T120000Z
std::string Timestamp(std::chrono::system_clock::time_point now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  char text[17];
  std::strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &parts);
  return text;
}

}  // namespace

std::string UriEncode(std::string_view text, bool keep_slashes) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                       byte == '~' || (byte == '/' && keep_slashes);
    if (plain) {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return out;
}

std::string CanonicalQuery(const Request& request) {
  std::vector<std::string> pairs;
  for (const auto& [name, value] : request.query) {
    pairs.push_back(Cat(UriEncode(name, false), "=", UriEncode(value, false)));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string out;
  for (const std::string& pair : pairs) out += out.empty() ? pair : Cat("&", pair);
  return out;
}

std::map<std::string, std::string> Sign(const Request& request, const Credentials& credentials,
                                        std::chrono::system_clock::time_point now) {
  const std::string time = Timestamp(now);
  const std::string date = time.substr(0, 8);
  std::map<std::string, std::string> headers = request.headers;
  headers["host"] = request.host;
  headers["x-amz-date"] = time;
  headers["x-amz-content-sha256"] = request.payload_sha256;

  std::string canonical_headers;
  std::string names;
  for (const auto& [name, value] : headers) {
    canonical_headers += Cat(name, ":", value, "\n");
    names += names.empty() ? name : Cat(";", name);
  }
  const std::string canonical =
      Cat(request.method, "\n", UriEncode(request.path, true), "\n", CanonicalQuery(request), "\n",
          canonical_headers, "\n", names, "\n", request.payload_sha256);
  const std::string scope = Cat(date, "/", credentials.region, "/s3/aws4_request");
  const std::string to_sign = Cat(kAlgorithm, "\n", time, "\n", scope, "\n", Sha256Hex(canonical));
  std::string key = HmacSha256(Cat("AWS4", credentials.secret_access_key), date);
  for (const std::string& part :
       {credentials.region, std::string("s3"), std::string("aws4_request")}) {
    key = HmacSha256(key, part);
  }
  return {{"x-amz-date", time},
          {"x-amz-content-sha256", request.payload_sha256},
          {"authorization",
           Cat(kAlgorithm, " Credential=", credentials.access_key_id, "/", scope,
               ",SignedHeaders=", names, ",Signature=", Hex(HmacSha256(key, to_sign)))}};
}

}  // namespace utvalg::s3
