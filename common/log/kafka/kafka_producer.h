// SPDX-License-Identifier: Apache-2.0
//
// Appends for all threads of a process through one idempotent producer. Used by KafkaLog.
// Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/handles.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/record.h"

namespace utvalg::kafka {

class KafkaProducer {
 public:
  // `options` must outlive it.
  static absl::StatusOr<std::unique_ptr<KafkaProducer>> Create(const KafkaLogOptions& options);
  // Sends what is left, within close_patience.
  ~KafkaProducer();

  // See Log::Append. next_offset 0 where the broker did not say the offset (a record that it had
  // already).
  absl::StatusOr<std::vector<Position>> Append(const std::vector<NewRecord>& records,
                                               uint32_t partitions);

  // For questions to the broker.
  rd_kafka_t* client() const { return client_; }

 private:
  struct Batch;
  struct Slot;

  KafkaProducer(const KafkaLogOptions& options, std::shared_ptr<ClientContext> context,
                rd_kafka_t* client);

  static void OnDelivery(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
  absl::Status Send(const NewRecord& record, uint32_t partition, Slot* slot);
  // Waits until records left the buffer; false when none did in time.
  bool AwaitRoom();
  void Run();

  const KafkaLogOptions& options_;
  const std::shared_ptr<ClientContext> context_;
  rd_kafka_t* const client_;
  std::map<std::string, TopicHandle, std::less<>> topics_;  // By our name; does not change.
  std::atomic<bool> stop_{false};
  absl::Mutex room_mutex_;
  absl::CondVar room_;
  std::thread thread_;
};

}  // namespace utvalg::kafka
