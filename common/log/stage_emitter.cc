// SPDX-License-Identifier: Apache-2.0
#include "common/log/stage_emitter.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/log/carried_headers.h"
#include "common/log/dead_letter.h"

namespace utvalg {

absl::StatusOr<size_t> StageEmitter::Emit(const std::vector<InFlight::Item*>& items) const {
  std::vector<NewRecord> records;
  for (const InFlight::Item* item : items) {
    std::vector<NewRecord> outputs = OutputsOf(*item);
    for (NewRecord& output : outputs) {
      if (!output.value.empty()) {
        auto encoded = codec_->Encode(output.topic, output.key, std::move(output.value));
        if (absl::IsNotFound(encoded.status())) continue;  // The person was erased meanwhile.
        UTVALG_RETURN_IF_ERROR(encoded.status());
        output.value = *std::move(encoded);
      }
      records.push_back(std::move(output));
    }
    if (item->verdict->kind() == Verdict::Kind::kReject) {
      records.push_back(MakeDeadLetter(item->record, stage_, item->verdict->code(),
                                       item->verdict->reason(), item->attempts));
    }
  }
  const size_t count = records.size();
  if (count > 0) UTVALG_RETURN_IF_ERROR(log_->Append(std::move(records)).status());
  return count;
}

std::vector<NewRecord> StageEmitter::OutputsOf(const InFlight::Item& item) const {
  std::vector<NewRecord> outputs;
  if (item.verdict->kind() == Verdict::Kind::kDone) {
    outputs = item.verdict->outputs();
  } else {
    Record record = item.record;
    absl::StatusOr<std::string> value =
        codec_->Decode(record.at.topic, record.key, std::move(record.value));
    record.value = value.ok() ? *std::move(value) : "";
    outputs = handler_->OnDeadLetter(record, item.verdict->code());
  }
  for (const std::string_view name : kCarriedHeaders) {
    const auto value = FindHeader(item.record.headers, name);
    if (!value.has_value()) continue;
    const bool traced = name == kTraceparentHeader && item.span.has_value();
    const std::string carried = traced ? ToTraceparent(item.span->context) : std::string(*value);
    for (NewRecord& output : outputs) {
      if (FindHeader(output.headers, name).has_value()) continue;
      output.headers.push_back({std::string(name), carried});
    }
  }
  return outputs;
}

}  // namespace utvalg
