// SPDX-License-Identifier: Apache-2.0
//
// What every service is given by whoever wires the process: one machine gives the embedded log and
// local stores, a cluster the others. Nothing is owned; all outlives the services.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/blob/document_store.h"
#include "common/crypto/signature.h"
#include "common/keys/person_keys.h"
#include "common/log/log.h"
#include "common/log/producer.h"
#include "common/log/record_codec.h"
#include "common/telemetry/telemetry.h"

namespace utvalg {

class StageMonitor;

struct Ports {
  Log* log = nullptr;
  const RecordCodec* codec = nullptr;
  Producer* producer = nullptr;
  DocumentStore* documents = nullptr;
  PersonKeys keys;                          // For what a service keeps besides the log.
  KeyRing* key_ring = nullptr;              // Ingest alone: makes keys, erases, ends epochs.
  const SigningKey* signing_key = nullptr;  // Ingest alone.
  Telemetry* telemetry = nullptr;
  const Clock* clock = nullptr;
  StageMonitor* monitor = nullptr;  // Optional.
  // Told when a stage cannot go on (a damaged log): the process should stop serving.
  std::function<void(const std::string& stage, const absl::Status&)> on_stage_failure;
};

}  // namespace utvalg
