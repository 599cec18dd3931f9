// SPDX-License-Identifier: Apache-2.0
//
// Everything this system says of itself while it runs. One struct per event; emitting one writes
// one JSON log line with a constant message and moves one Prometheus counter, so that log and
// metric cannot disagree. Fields are ids, numbers and codes: a person's text has no type to travel
// in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace utvalg {

// An identifier of ours (application id, topic, code of a closed list). Anything else is shown as
// "invalid".
class SafeId {
 public:
  explicit SafeId(std::string_view value);
  const std::string& value() const { return value_; }

 private:
  std::string value_;
};

struct EventField {
  const char* name;
  std::variant<SafeId, uint64_t> value;
};

enum class EventLevel { kInfo, kWarning, kError };

EventField IdField(const char* name, std::string_view id);
EventField NumberField(const char* name, uint64_t number);

// What Telemetry::Emit takes. name is snake_case and becomes utvalg_<name>_total.
struct Event {
  const char* name;
  const char* message;
  EventLevel level;
  std::vector<EventField> fields;
};

// ingest
Event ApplicationAccepted(std::string_view application_id, uint64_t bytes);
Event ApplicationKnown(std::string_view application_id);
Event ApplicationRefused(std::string_view code);
Event JobPut(std::string_view job_id, uint64_t revision);
Event IdentityRead(std::string_view application_id);  // The named world was looked at.
Event ErasureBegun(std::string_view erasure_id, uint64_t applications);
Event ErasureOverdue(std::string_view erasure_id, std::string_view stage);  // An alert.
Event EpochEnded(std::string_view epoch, uint64_t rewrapped);
Event RetentionEnded(std::string_view job_id, uint64_t candidates);
// parse
Event DocumentParsed(std::string_view application_id, std::string_view format,
                     uint64_t microseconds);
Event DocumentUnreadable(std::string_view application_id, std::string_view reason);
Event ParseCacheHit(std::string_view application_id);
// embed
Event CvEmbeddedEvent(std::string_view application_id, uint64_t passages);
Event JobEmbeddedEvent(std::string_view job_id, uint64_t criteria);
// rank
Event OutcomeDecided(std::string_view application_id, std::string_view outcome);
Event LateVerdictIgnored(
    std::string_view application_id);  // A second, different verdict for one triple.
// all
Event ServerStarted(std::string_view service);
Event ServerDrained(std::string_view service);
Event ConsumerStalled(std::string_view topic, uint64_t partition);
Event StageFailed(std::string_view service, std::string_view code);

}  // namespace utvalg
