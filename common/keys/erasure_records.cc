// SPDX-License-Identifier: Apache-2.0
#include "common/keys/erasure_records.h"

#include <utility>

#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg {

std::optional<erasure::v1::Erasure> ErasureRequestIn(const Record& record) {
  erasure::v1::Erasure erasure;
  if (record.at.topic != kErasureTopic || !ParseRecord(record, &erasure).ok() ||
      !erasure.has_request()) {
    return std::nullopt;
  }
  return erasure;
}

NewRecord MakeErasureReceipt(const Record& request, std::string_view stage,
                             std::vector<std::string> stores, uint64_t erased, int64_t now_ms) {
  erasure::v1::Erasure answer;
  if (const auto asked = ErasureRequestIn(request)) answer.set_erasure_id(asked->erasure_id());
  erasure::v1::StageReceipt* const receipt = answer.mutable_receipt();
  receipt->set_stage(std::string(stage));
  for (std::string& store : stores) receipt->add_stores(std::move(store));
  receipt->set_erased(erased);
  receipt->set_erased_at_ms(now_ms);
  return MakeRecord(kErasureTopic, request.key, answer);
}

NewRecord MakeTombstone(std::string_view topic, std::string key) {
  NewRecord tombstone;
  tombstone.topic = topic;
  tombstone.key = std::move(key);
  return tombstone;
}

}  // namespace utvalg
