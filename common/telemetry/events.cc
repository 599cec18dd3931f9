// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/events.h"

#include <algorithm>

namespace utvalg {
namespace {

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == ':' || c == '-' || c == '/';
}

EventField Id(const char* name, std::string_view value) { return IdField(name, value); }

}  // namespace

SafeId::SafeId(std::string_view value)
    : value_(value.size() <= 200 && std::all_of(value.begin(), value.end(), IsIdCharacter)
                 ? value
                 : "invalid") {}

EventField IdField(const char* name, std::string_view id) { return {name, SafeId(id)}; }
EventField NumberField(const char* name, uint64_t number) { return {name, number}; }

Event ApplicationAccepted(std::string_view application_id, uint64_t bytes) {
  return {"applications_accepted",
          "application accepted",
          EventLevel::kInfo,
          {Id("application_id", application_id), {"bytes", bytes}}};
}
Event ApplicationKnown(std::string_view application_id) {
  return {"applications_known",
          "application was known already",
          EventLevel::kInfo,
          {Id("application_id", application_id)}};
}
Event ApplicationRefused(std::string_view code) {
  return {"applications_refused", "application refused", EventLevel::kWarning, {Id("code", code)}};
}
Event JobPut(std::string_view job_id, uint64_t revision) {
  return {
      "jobs_put", "job stored", EventLevel::kInfo, {Id("job_id", job_id), {"revision", revision}}};
}
Event IdentityRead(std::string_view application_id) {
  return {"identity_reads",
          "identity was looked at",
          EventLevel::kInfo,
          {Id("application_id", application_id)}};
}
Event ErasureBegun(std::string_view erasure_id, uint64_t applications) {
  return {"erasures_begun",
          "a person is being erased",
          EventLevel::kInfo,
          {Id("erasure_id", erasure_id), {"applications", applications}}};
}
Event ErasureOverdue(std::string_view erasure_id, std::string_view stage) {
  return {"erasures_overdue",
          "a stage has not answered an erasure in time",
          EventLevel::kError,
          {Id("erasure_id", erasure_id), Id("stage", stage)}};
}
Event EpochEnded(std::string_view epoch, uint64_t rewrapped) {
  return {"epochs_ended",
          "an epoch of keys ended",
          EventLevel::kInfo,
          {Id("epoch", epoch), {"rewrapped", rewrapped}}};
}
Event RetentionEnded(std::string_view job_id, uint64_t candidates) {
  return {"retentions_ended",
          "candidates are erased because their time is over",
          EventLevel::kInfo,
          {Id("job_id", job_id), {"candidates", candidates}}};
}
Event DocumentParsed(std::string_view application_id, std::string_view format,
                     uint64_t microseconds) {
  return {
      "documents_parsed",
      "document parsed",
      EventLevel::kInfo,
      {Id("application_id", application_id), Id("format", format), {"microseconds", microseconds}}};
}
Event DocumentUnreadable(std::string_view application_id, std::string_view reason) {
  return {"documents_unreadable",
          "document needs a person",
          EventLevel::kInfo,
          {Id("application_id", application_id), Id("reason", reason)}};
}
Event ParseCacheHit(std::string_view application_id) {
  return {"parse_cache_hits",
          "parsed CV came from the cache",
          EventLevel::kInfo,
          {Id("application_id", application_id)}};
}
Event CvEmbeddedEvent(std::string_view application_id, uint64_t passages) {
  return {"cvs_embedded",
          "CV embedded",
          EventLevel::kInfo,
          {Id("application_id", application_id), {"passages", passages}}};
}
Event JobEmbeddedEvent(std::string_view job_id, uint64_t criteria) {
  return {"jobs_embedded",
          "job embedded",
          EventLevel::kInfo,
          {Id("job_id", job_id), {"criteria", criteria}}};
}
Event OutcomeDecided(std::string_view application_id, std::string_view outcome) {
  return {"outcomes",
          "application has its outcome",
          EventLevel::kInfo,
          {Id("application_id", application_id), Id("outcome", outcome)}};
}
Event LateVerdictIgnored(std::string_view application_id) {
  return {"late_verdicts_ignored",
          "a second, different verdict was ignored",
          EventLevel::kError,
          {Id("application_id", application_id)}};
}
Event ServerStarted(std::string_view service) {
  return {"servers_started", "serving", EventLevel::kInfo, {Id("service", service)}};
}
Event ServerDrained(std::string_view service) {
  return {"servers_drained", "drained", EventLevel::kInfo, {Id("service", service)}};
}
Event ConsumerStalled(std::string_view topic, uint64_t partition) {
  return {"consumer_stalls",
          "a partition stood still and is asked for anew",
          EventLevel::kWarning,
          {Id("topic", topic), {"partition", partition}}};
}
Event StageFailed(std::string_view service, std::string_view code) {
  return {"stage_failures",
          "a stage stopped",
          EventLevel::kError,
          {Id("service", service), Id("code", code)}};
}

}  // namespace utvalg
