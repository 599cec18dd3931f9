// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/record_views.h"

#include <algorithm>
#include <ctime>
#include <set>

#include "common/base/digest.h"
#include "common/log/dead_letter.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

// Of a mark: the offset of the letter it is about, in its own partition.
constexpr std::string_view kReplayedHeader = "utvalg.replayed";
constexpr size_t kTraceIdBegin = 3;  // traceparent = 00-<trace id>-<span id>-<flags>
constexpr size_t kTraceIdBytes = 32;

std::string HeaderOf(const Record& record, std::string_view name) {
  return std::string(FindHeader(record.headers, name).value_or(""));
}

std::string SourceOf(const Record& record) { return HeaderOf(record, kErrorTopicHeader); }

std::string Time(int64_t ms) {
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const size_t size = std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
  std::string millis = std::to_string(ms % 1000);
  millis.insert(0, 3 - std::min<size_t>(3, millis.size()), '0');
  return Cat(std::string(text, size), ".", millis, "Z");
}

bool IsOurs(std::string_view header) {
  return header.starts_with("__connect.errors.") || header == kErrorCodeHeader ||
         header == kAttemptHeader || header == kTenantHeader || header == kApplicationHeader;
}

std::string TraceIdOf(const Record& record) {
  const std::string trace = HeaderOf(record, kTraceparentHeader);
  return trace.size() > kTraceIdBegin + kTraceIdBytes ? trace.substr(kTraceIdBegin, kTraceIdBytes)
                                                      : "";
}

}  // namespace

std::vector<DeadLetter> DeadLettersIn(const std::vector<Record>& records) {
  std::set<std::pair<TopicPartition, std::string>> replayed;
  for (const Record& record : records) {
    if (const auto mark = FindHeader(record.headers, kReplayedHeader)) {
      replayed.emplace(record.at, std::string(*mark));
    }
  }
  std::vector<DeadLetter> letters;
  for (const Record& record : records) {
    if (FindHeader(record.headers, kReplayedHeader)) continue;
    letters.push_back({Cat(SourceOf(record), "/", record.at.partition, "/", record.offset), record,
                       replayed.count({record.at, Cat(record.offset)}) > 0});
  }
  return letters;
}

NewRecord Restored(const DeadLetter& letter) {
  NewRecord record;
  record.topic = SourceOf(letter.record);
  record.key = letter.record.key;
  record.value = letter.record.value;
  for (const RecordHeader& header : letter.record.headers) {
    if (!IsOurs(header.name)) record.headers.push_back(header);
  }
  return record;
}

NewRecord ReplayMark(const DeadLetter& letter) {
  NewRecord mark;
  mark.topic = letter.record.at.topic;
  mark.key = letter.record.key;
  mark.headers.push_back({std::string(kReplayedHeader), Cat(letter.record.offset)});
  return mark;
}

Json DeadLetterJson(const DeadLetter& letter) {
  const Record& record = letter.record;
  Json json;
  json["id"] = letter.id;
  json["at"] = Time(record.produced_at_ms);
  json["topic"] = SourceOf(record);
  json["partition"] = record.at.partition;
  json["stage"] = HeaderOf(record, kErrorConnectorHeader);
  json["code"] = HeaderOf(record, kErrorCodeHeader);
  json["reason"] = HeaderOf(record, kErrorMessageHeader);
  json["attempts"] = HeaderOf(record, kAttemptHeader);
  json["application_id"] = HeaderOf(record, kApplicationHeader);
  json["bytes"] = record.value.size();
  json["sha256"] = Sha256Hex(record.value);
  json["replayed"] = letter.replayed;
  return json;
}

std::string DeadLettersText(const std::vector<DeadLetter>& letters, const Canvas& canvas) {
  if (letters.empty()) return "There are no dead letters.\n";
  Table table({{.title = "Id"},
               {.title = "At"},
               {.title = "Stage"},
               {.title = "Code"},
               {.title = "Application"},
               {.title = "Reason", .flexible = 1}});
  for (const DeadLetter& letter : letters) {
    const Record& record = letter.record;
    table.AddRow({{letter.id},
                  {Time(record.produced_at_ms), Ink::kDim},
                  {HeaderOf(record, kErrorConnectorHeader)},
                  {letter.replayed ? "replayed" : HeaderOf(record, kErrorCodeHeader)},
                  {HeaderOf(record, kApplicationHeader)},
                  {HeaderOf(record, kErrorMessageHeader)}});
  }
  return table.Render(canvas);
}

std::string DeadLetterText(const DeadLetter& letter) {
  std::string out = Cat(letter.id, letter.replayed ? ", replayed" : "", "\n");
  Append(&out, "at           ", Time(letter.record.produced_at_ms), "\n");
  Append(&out, "value        ", letter.record.value.size(), " bytes, SHA-256 ",
         Sha256Hex(letter.record.value), "\n");
  for (const RecordHeader& header : letter.record.headers) {
    Append(&out, header.name, "  ", Printable(header.value), "\n");
  }
  return out;
}

Json TraceJson(const std::string& application_id, const std::vector<Record>& records) {
  Json json;
  json["application_id"] = application_id;
  json["steps"] = Json::array();
  for (const Record& record : records) {
    Json step;
    step["at"] = Time(record.produced_at_ms);
    step["topic"] = record.at.topic;
    step["partition"] = record.at.partition;
    step["offset"] = record.offset;
    step["bytes"] = record.value.size();
    step["trace_id"] = TraceIdOf(record);
    json["steps"].push_back(std::move(step));
  }
  return json;
}

std::string TraceText(const std::string& application_id, const std::vector<Record>& records,
                      const Canvas& canvas) {
  std::string out = Cat("Application ", application_id, "\n\n");
  Table table({{.title = "At"},
               {.title = "After ms", .right = true},
               {.title = "Topic"},
               {.title = "Partition", .right = true},
               {.title = "Offset", .right = true},
               {.title = "Bytes", .right = true},
               {.title = "Trace", .flexible = 1}});
  for (const Record& record : records) {
    table.AddRow({{Time(record.produced_at_ms), Ink::kDim},
                  {Cat(record.produced_at_ms - records.front().produced_at_ms)},
                  {record.at.topic},
                  {Cat(record.at.partition)},
                  {Cat(record.offset)},
                  {record.IsTombstone() ? "erased" : Cat(record.value.size())},
                  {TraceIdOf(record), Ink::kDim}});
  }
  return out + table.Render(canvas);
}

}  // namespace utvalg::cli
