// SPDX-License-Identifier: Apache-2.0
//
// Where events go: a JSON log on stderr and a Prometheus registry. One per process, made by app.cc
// and passed down. Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/telemetry/events.h"
#include "common/telemetry/tracer.h"

namespace prometheus {
class Registry;
}

namespace utvalg {

class Telemetry {
 public:
  struct Options {
    bool log = true;  // False: count, but write no lines (the command line does that).
    std::string metrics_address{};  // host:port of the Prometheus page; "" = none.
    Tracer::Options traces{};       // Without an endpoint: none.
  };

  // Unavailable when the metrics address cannot be bound; InvalidArgument as Tracer::Create.
  static absl::StatusOr<std::unique_ptr<Telemetry>> Create(const Options& options);
  ~Telemetry();

  void Emit(const Event& event);
  // Adds an observation, in seconds, to utvalg_<name>_seconds.
  void ObserveSeconds(const std::string& name, double seconds);
  // Sets utvalg_<name>{<label>="<value>"}.
  void SetGauge(const std::string& name, const std::string& label, const std::string& value,
                double number);
  // Where spans go; null when they go nowhere.
  Tracer* tracer() const;
  // How often the event of this name was emitted; for tests and progress.
  uint64_t Count(const std::string& event_name) const;

 private:
  struct State;
  explicit Telemetry(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace utvalg
