// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/telemetry.h"

#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <map>
#include <mutex>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

spdlog::level::level_enum ToSpdlog(EventLevel level) {
  switch (level) {
    case EventLevel::kInfo:
      return spdlog::level::info;
    case EventLevel::kWarning:
      return spdlog::level::warn;
    case EventLevel::kError:
      break;
  }
  return spdlog::level::err;
}

// Ids are of a closed alphabet and messages are constants: nothing needs escaping.
std::string ToJsonFields(const Event& event) {
  std::string out = Cat("\"event\":\"", event.name, "\",\"message\":\"", event.message, "\"");
  for (const EventField& field : event.fields) {
    out += Cat(",\"", field.name, "\":");
    if (const auto* number = std::get_if<uint64_t>(&field.value)) {
      out += std::to_string(*number);
    } else {
      out += Cat("\"", std::get<SafeId>(field.value).value(), "\"");
    }
  }
  if (const auto& trace = TraceScope::Current(); trace.has_value()) {
    out += Cat(",\"trace_id\":\"", trace->trace_id, "\"");
  }
  return out;
}

// What became of the spans, told when the page is read.
class SpanCounters final : public prometheus::Collectable {
 public:
  explicit SpanCounters(const Tracer* tracer) : tracer_(tracer) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    const Tracer::Counters counters = tracer_->counters();
    prometheus::MetricFamily exported{"utvalg_spans_exported_total",
                                      "spans the collector took",
                                      prometheus::MetricType::Counter,
                                      {Metric("", counters.exported)}};
    prometheus::MetricFamily dropped{
        "utvalg_spans_dropped_total",
        "spans that were not sent or not taken",
        prometheus::MetricType::Counter,
        {Metric("queue_full", counters.dropped_full), Metric("not_sent", counters.dropped_unsent),
         Metric("rejected", counters.dropped_rejected)}};
    return {std::move(exported), std::move(dropped)};
  }

 private:
  static prometheus::ClientMetric Metric(const char* reason, uint64_t count) {
    prometheus::ClientMetric metric;
    if (*reason != '\0') metric.label.push_back({"reason", reason});
    metric.counter.value = static_cast<double>(count);
    return metric;
  }

  const Tracer* const tracer_;
};

const prometheus::Histogram::BucketBoundaries kSecondBuckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

}  // namespace

struct Telemetry::State {
  std::unique_ptr<Tracer> tracer;
  std::shared_ptr<SpanCounters> span_counters;
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  std::unique_ptr<prometheus::Exposer> exposer;
  std::shared_ptr<spdlog::logger> logger;
  mutable std::mutex mutex;
  std::map<std::string, prometheus::Counter*> counters;
  std::map<std::string, prometheus::Histogram*> histograms;
};

Telemetry::Telemetry(std::unique_ptr<State> state) : state_(std::move(state)) {}
Telemetry::~Telemetry() = default;

absl::StatusOr<std::unique_ptr<Telemetry>> Telemetry::Create(const Options& options) {
  auto state = std::make_unique<State>();
  if (options.log) {
    state->logger = std::make_shared<spdlog::logger>(
        "utvalg", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    state->logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                               spdlog::pattern_time_type::utc);
  }
  if (!options.traces.endpoint.empty()) {
    UTVALG_ASSIGN_OR_RETURN(state->tracer, Tracer::Create(options.traces));
    state->span_counters = std::make_shared<SpanCounters>(state->tracer.get());
  }
  if (!options.metrics_address.empty()) {
    // civetweb below prometheus-cpp reports by exceptions; they end here.
    try {
      state->exposer = std::make_unique<prometheus::Exposer>(options.metrics_address, 1);
      state->exposer->RegisterCollectable(state->registry);
      if (state->span_counters) state->exposer->RegisterCollectable(state->span_counters);
    } catch (const std::exception&) {
      return absl::UnavailableError(Cat("cannot serve metrics on ", options.metrics_address,
                                        ": the address is in use or not ours; choose another"));
    }
  }
  return std::unique_ptr<Telemetry>(new Telemetry(std::move(state)));
}

void Telemetry::Emit(const Event& event) {
  {
    std::lock_guard<std::mutex> lock(state_->mutex);
    prometheus::Counter*& counter = state_->counters[event.name];
    if (counter == nullptr) {
      counter = &prometheus::BuildCounter()
                     .Name(Cat("utvalg_", event.name, "_total"))
                     .Help(event.message)
                     .Register(*state_->registry)
                     .Add({});
    }
    counter->Increment();
  }
  if (state_->logger) state_->logger->log(ToSpdlog(event.level), ToJsonFields(event));
}

void Telemetry::ObserveSeconds(const std::string& name, double seconds) {
  std::lock_guard<std::mutex> lock(state_->mutex);
  prometheus::Histogram*& histogram = state_->histograms[name];
  if (histogram == nullptr) {
    histogram = &prometheus::BuildHistogram()
                     .Name(Cat("utvalg_", name, "_seconds"))
                     .Help("Seconds")
                     .Register(*state_->registry)
                     .Add({}, kSecondBuckets);
  }
  histogram->Observe(seconds);
}

void Telemetry::SetGauge(const std::string& name, const std::string& label,
                         const std::string& value, double number) {
  prometheus::BuildGauge()
      .Name(Cat("utvalg_", name))
      .Help(name)
      .Register(*state_->registry)
      .Add({{label, value}})
      .Set(number);
}

Tracer* Telemetry::tracer() const { return state_->tracer.get(); }

uint64_t Telemetry::Count(const std::string& event_name) const {
  std::lock_guard<std::mutex> lock(state_->mutex);
  const auto found = state_->counters.find(event_name);
  return found == state_->counters.end() ? 0 : static_cast<uint64_t>(found->second->Value());
}

}  // namespace utvalg
