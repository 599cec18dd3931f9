// SPDX-License-Identifier: Apache-2.0
#include "common/blob/s3/s3_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::s3 {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void InitializeOnce() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

size_t Receive(char* data, size_t size, size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

size_t Send(char* buffer, size_t size, size_t count, void* rest) {
  auto* body = static_cast<std::string_view*>(rest);
  const size_t sent = std::min(size * count, body->size());
  std::memcpy(buffer, body->data(), sent);
  body->remove_prefix(sent);
  return sent;
}

// When a kept connection turns out to be closed, curl sends the body again from its beginning.
struct Body {
  std::string_view whole;
  std::string_view rest;
};

size_t SendBody(char* buffer, size_t size, size_t count, void* body) {
  return Send(buffer, size, count, &static_cast<Body*>(body)->rest);
}

int Rewind(void* body, curl_off_t offset, int origin) {
  if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  auto* source = static_cast<Body*>(body);
  source->rest = source->whole.substr(static_cast<size_t>(offset));
  return CURL_SEEKFUNC_OK;
}

}  // namespace

// Idle handles with their connections.
struct S3Client::Handles {
  absl::Mutex mutex;
  std::vector<CURL*> idle ABSL_GUARDED_BY(mutex);

  CURL* Take() {
    absl::MutexLock lock(&mutex);
    if (idle.empty()) return curl_easy_init();
    CURL* handle = idle.back();
    idle.pop_back();
    curl_easy_reset(handle);  // Connections stay.
    return handle;
  }
  void Give(CURL* handle) {
    absl::MutexLock lock(&mutex);
    idle.push_back(handle);
  }
  ~Handles() {
    for (CURL* handle : idle) curl_easy_cleanup(handle);
  }
};

absl::StatusOr<std::unique_ptr<S3Client>> S3Client::Create(Options options, const Clock* clock) {
  InitializeOnce();
  while (options.endpoint.ends_with('/')) options.endpoint.pop_back();
  const size_t scheme = options.endpoint.find("://");
  const std::string host =
      scheme == std::string::npos ? std::string() : options.endpoint.substr(scheme + 3);
  if (host.empty() || host.find('/') != std::string::npos ||
      !(options.endpoint.starts_with("http://") || options.endpoint.starts_with("https://"))) {
    return absl::InvalidArgumentError(Cat("documents.endpoint \"", options.endpoint,
                                          "\" must be http://host:port or https://host"));
  }
  return std::unique_ptr<S3Client>(new S3Client(std::move(options), host, clock));
}

S3Client::S3Client(Options options, std::string host, const Clock* clock)
    : options_(std::move(options)),
      host_(std::move(host)),
      clock_(clock),
      handles_(std::make_unique<Handles>()) {}

S3Client::~S3Client() = default;

absl::StatusOr<Response> S3Client::Perform(const Call& call) {
  Request request;
  request.method = call.method;
  request.host = host_;
  request.path =
      call.key.empty() ? Cat("/", options_.bucket) : Cat("/", options_.bucket, "/", call.key);
  request.query = call.query;
  request.headers = call.headers;
  request.payload_sha256 = Sha256Hex(call.body);

  std::string url = Cat(options_.endpoint, UriEncode(request.path, true));
  if (!request.query.empty()) url += Cat("?", CanonicalQuery(request));
  std::unique_ptr<curl_slist, FreeList> headers;
  const auto add = [&headers](const std::string& name, const std::string& value) {
    headers.reset(curl_slist_append(headers.release(), Cat(name, ": ", value).c_str()));
  };
  for (const auto& [name, value] : call.headers) add(name, value);
  for (const auto& [name, value] : Sign(request, options_.credentials, clock_->WallNow())) {
    add(name, value);
  }
  add("Expect", "");  // No extra round trip for large documents.

  CURL* const handle = handles_->Take();
  Response response;
  Body body{call.body, call.body};
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);  // An id may be "..".
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Receive);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &response.body);
  if (call.method == "PUT") {
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, SendBody);
    curl_easy_setopt(handle, CURLOPT_READDATA, &body);
    curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, Rewind);
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, &body);
  } else if (call.method != "GET") {
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  }
  const CURLcode code = curl_easy_perform(handle);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &response.code);
  handles_->Give(handle);
  if (code != CURLE_OK) {
    return absl::UnavailableError(Cat("the document store at ", options_.endpoint,
                                      " gave no answer: ", curl_easy_strerror(code)));
  }
  return response;
}

}  // namespace utvalg::s3
