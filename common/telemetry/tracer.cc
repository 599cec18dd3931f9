// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/tracer.h"

#include <curl/curl.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/strings.h"
#include "common/telemetry/otlp_json.h"

namespace utvalg {
namespace {

constexpr int kMostDoublings = 4;
constexpr size_t kMostAnswer = 64 * 1024;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

size_t Receive(char* data, size_t size, size_t count, void* body) {
  auto* answer = static_cast<std::string*>(body);
  if (answer->size() < kMostAnswer) answer->append(data, size * count);
  return size * count;
}

// By OTLP these mean: later.
bool MayTryAgain(long code) { return code == 429 || code == 502 || code == 503 || code == 504; }

enum class Sent { kTaken, kRefused, kLater };

}  // namespace

class Tracer::Impl {
 public:
  explicit Impl(Options options) : options_(std::move(options)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_.reset(curl_easy_init());
    thread_ = std::thread([this] { Run(); });
  }

  ~Impl() {
    {
      absl::MutexLock lock(&mutex_);
      stop_ = true;
      last_moment_ = absl::Now() + absl::FromChrono(options_.timeout);
      changed_.Signal();
    }
    thread_.join();
  }

  void Add(Span span) {
    absl::MutexLock lock(&mutex_);
    if (queue_.size() >= options_.max_queue) {
      ++counters_.dropped_full;
      return;
    }
    queue_.push_back(std::move(span));
    if (queue_.size() >= options_.max_batch) changed_.Signal();
  }

  Counters counters() const {
    absl::MutexLock lock(&mutex_);
    return counters_;
  }

 private:
  void Run() {
    while (true) {
      std::vector<Span> batch;
      {
        absl::MutexLock lock(&mutex_);
        const absl::Time until = absl::Now() + absl::FromChrono(options_.between_batches);
        while (!stop_ && queue_.size() < options_.max_batch && absl::Now() < until) {
          changed_.WaitWithDeadline(&mutex_, until);
        }
        if (queue_.empty() && stop_) return;
        const size_t count = std::min(queue_.size(), options_.max_batch);
        const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
        batch.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
        queue_.erase(queue_.begin(), end);
      }
      if (!batch.empty()) Deliver(batch);
    }
  }

  void Deliver(const std::vector<Span>& batch) {
    const std::string body = ToOtlpJson(options_.service, options_.instance, batch);
    for (int attempt = 0;; ++attempt) {
      std::string answer;
      const Sent sent = Send(body, &answer);
      absl::MutexLock lock(&mutex_);
      if (sent == Sent::kTaken) {
        const uint64_t rejected = std::min<uint64_t>(RejectedSpans(answer), batch.size());
        counters_.exported += batch.size() - rejected;
        counters_.dropped_rejected += rejected;
        return;
      }
      if (sent == Sent::kRefused) {
        counters_.dropped_rejected += batch.size();
        return;
      }
      const absl::Time due = absl::Now() + absl::FromChrono(options_.first_backoff) *
                                               (1 << std::min(attempt, kMostDoublings));
      if (attempt + 1 >= options_.max_attempts || !WaitUntil(due)) {
        counters_.dropped_unsent += batch.size();
        return;
      }
    }
  }

  // False when it would be too late.
  bool WaitUntil(absl::Time due) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    while (absl::Now() < due) {
      if (due > last_moment_) return false;
      changed_.WaitWithDeadline(&mutex_, due);
    }
    return true;
  }

  Sent Send(const std::string& body, std::string* answer) {
    std::unique_ptr<curl_slist, FreeList> headers;
    const auto add = [&headers](const std::string& line) {
      headers.reset(curl_slist_append(headers.release(), line.c_str()));
    };
    add("Content-Type: application/json");
    add("Expect:");
    if (!options_.authorization.empty()) add(Cat("Authorization: ", options_.authorization));
    CURL* const handle = handle_.get();
    curl_easy_reset(handle);  // The connection stays.
    curl_easy_setopt(handle, CURLOPT_URL, options_.endpoint.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    if (!options_.authority.empty()) {
      curl_easy_setopt(handle, CURLOPT_CAINFO, options_.authority.c_str());
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Receive);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, answer);
    if (curl_easy_perform(handle) != CURLE_OK) return Sent::kLater;
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    if (code >= 200 && code < 300) return Sent::kTaken;
    return MayTryAgain(code) ? Sent::kLater : Sent::kRefused;
  }

  const Options options_;
  std::unique_ptr<CURL, FreeHandle> handle_;  // Of the thread.
  mutable absl::Mutex mutex_;
  absl::CondVar changed_;
  std::deque<Span> queue_ ABSL_GUARDED_BY(mutex_);
  Counters counters_ ABSL_GUARDED_BY(mutex_);
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time last_moment_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  std::thread thread_;  // Last: it uses the rest.
};

Tracer::Tracer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Tracer::~Tracer() = default;

absl::StatusOr<std::unique_ptr<Tracer>> Tracer::Create(Options options) {
  if (!options.endpoint.starts_with("http://") && !options.endpoint.starts_with("https://")) {
    return absl::InvalidArgumentError(
        Cat("traces.endpoint \"", options.endpoint, "\" must be http://host:4318/v1/traces"));
  }
  return std::unique_ptr<Tracer>(new Tracer(std::make_unique<Impl>(std::move(options))));
}

Span Tracer::Begin(std::string name, SpanKind kind, const std::optional<TraceContext>& cause) {
  Span span;
  span.name = std::move(name);
  span.kind = kind;
  span.context = cause.has_value() ? ChildOf(*cause) : NewTrace();
  if (cause.has_value()) span.parent_span_id = cause->span_id;
  span.start = std::chrono::system_clock::now();
  return span;
}

void Tracer::End(Span span) {
  if (!span.context.sampled) return;
  span.end = std::max(span.start, std::chrono::system_clock::now());
  impl_->Add(std::move(span));
}

Tracer::Counters Tracer::counters() const { return impl_->counters(); }

std::string ErrorOf(const absl::Status& status) {
  return status.ok() ? "" : absl::StatusCodeToString(status.code());
}

}  // namespace utvalg
