// SPDX-License-Identifier: Apache-2.0
//
// The embed stages: parse verdicts become embedded CVs, jobs become embedded jobs. Stateless;
// vectors are cached below the encoder. Thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/log/stage_worker.h"
#include "common/telemetry/telemetry.h"
#include "services/embed/adapters/cached_encoder.h"

namespace utvalg::embed {

// cv-parsed -> cv-embedded, and erasures. Takes many records at once, so that the encoder sees
// their passages sorted by length.
class CvEmbedStage final : public StageHandler {
 public:
  // None is owned; all must outlive this.
  CvEmbedStage(CachedEncoder* encoder, const Clock* clock, Telemetry* telemetry);

  static std::vector<Subscription> Topics();
  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override;

 private:
  Verdict Erase(const Record& record);

  CachedEncoder* const encoder_;
  const Clock* const clock_;
  Telemetry* const telemetry_;
};

// job -> job-embedded: a query vector for each criterion and one for the title.
class JobEmbedStage final : public StageHandler {
 public:
  // Neither is owned; both must outlive this.
  JobEmbedStage(Encoder* encoder, Telemetry* telemetry);

  static std::vector<Subscription> Topics();
  std::vector<Verdict> Handle(std::span<const Record> records) override;

 private:
  Verdict HandleOne(const Record& record);

  Encoder* const encoder_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::embed
