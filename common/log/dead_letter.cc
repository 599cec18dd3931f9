// SPDX-License-Identifier: Apache-2.0
#include "common/log/dead_letter.h"

#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg {

NewRecord MakeDeadLetter(const Record& record, std::string_view stage, DeadLetterCode code,
                         std::string_view reason, uint32_t attempts) {
  NewRecord letter{DeadLetterTopic(record.at.topic), record.key, record.value, record.headers};
  const auto add = [&letter](std::string_view name, std::string value) {
    letter.headers.push_back({std::string(name), std::move(value)});
  };
  const bool undecodable = code == DeadLetterCode::kCorrupt || code == DeadLetterCode::kSchema;
  add(kErrorTopicHeader, record.at.topic);
  add(kErrorPartitionHeader, Cat(record.at.partition));
  add(kErrorOffsetHeader, Cat(record.offset));
  add(kErrorConnectorHeader, std::string(stage));
  add(kErrorTaskHeader, "0");
  add(kErrorStageHeader, undecodable ? "VALUE_CONVERTER" : "TASK_PUT");
  add(kErrorClassHeader, "utvalg::StageWorker");
  add(kErrorExceptionHeader, std::string(DeadLetterCodeName(code)));
  add(kErrorMessageHeader, std::string(reason));
  add(kErrorStacktraceHeader, "");
  add(kErrorCodeHeader, std::string(DeadLetterCodeName(code)));
  add(kAttemptHeader, Cat(attempts));
  const auto ids = Split(record.key, '|');
  add(kTenantHeader, std::string(ids[0]));
  if (ids.size() > 2) add(kApplicationHeader, std::string(ids[2]));
  return letter;
}

}  // namespace utvalg
