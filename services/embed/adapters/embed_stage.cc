// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/embed_stage.h"

#include <chrono>
#include <optional>
#include <utility>

#include "common/base/passages_version.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/carried_headers.h"
#include "common/log/producer.h"
#include "common/log/topics.h"
#include "services/embed/core/embed_cv.h"
#include "utvalg/embedding/v1/embedding.pb.h"

namespace utvalg::embed {

using embedding::v1::CvEmbedded;
using embedding::v1::JobEmbedded;

CvEmbedStage::CvEmbedStage(CachedEncoder* encoder, const Clock* clock, Telemetry* telemetry)
    : encoder_(encoder), clock_(clock), telemetry_(telemetry) {}

std::vector<Subscription> CvEmbedStage::Topics() {
  return {{std::string(kCvParsedTopic), 4},
          {std::string(kCvParsedBulkTopic), 1},
          {std::string(kErasureTopic), 1}};
}

Verdict CvEmbedStage::Erase(const Record& record) {
  const auto erasure = ErasureRequestIn(record);
  if (!erasure) return Verdict::Done();
  if (absl::Status status = encoder_->Erase(OwnerOf(record.key), erasure->request());
      !status.ok()) {
    return Verdict::FromError(status);
  }
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  std::vector<NewRecord> outputs;
  outputs.push_back(MakeErasureReceipt(record, "embed", {"cache/vectors"}, 1, now_ms));
  return Verdict::Done(std::move(outputs));
}

std::vector<Verdict> CvEmbedStage::Handle(std::span<const Record> records) {
  std::vector<std::optional<Verdict>> decided(records.size());
  std::vector<cv::v1::CvParsed> parsed;
  std::vector<std::string> owners;
  for (size_t i = 0; i < records.size(); ++i) {
    cv::v1::CvParsed cv;
    if (records[i].IsTombstone()) {
      // What was embedded of it goes too.
      std::vector<NewRecord> outputs;
      outputs.push_back(MakeTombstone(kCvEmbeddedTopic, records[i].key));
      decided[i] = Verdict::Done(std::move(outputs));
    } else if (records[i].at.topic == kErasureTopic) {
      decided[i] = Erase(records[i]);
    } else if (absl::Status status = ParseRecord(records[i], &cv); !status.ok()) {
      decided[i] = Verdict::FromError(status);
    } else if (!cv.passages().empty() && cv.passages() != kPassagesVersion) {
      // Another version of this program runs beside it, or will: a generation holds one cutting.
      decided[i] = Verdict::RetryAfter(
          {}, Cat("read for passages ", cv.passages(), "; this program cuts ", kPassagesVersion));
    } else {
      parsed.push_back(std::move(cv));
      owners.push_back(records[i].key);
    }
  }
  const auto start = std::chrono::steady_clock::now();
  const auto embedded = EmbedCvs(parsed, owners, *encoder_);
  telemetry_->ObserveSeconds(
      "embed_batch",
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());

  std::vector<Verdict> verdicts;
  size_t next = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    if (decided[i]) {
      verdicts.push_back(*std::move(decided[i]));
    } else if (!embedded.ok()) {
      verdicts.push_back(Verdict::FromError(embedded.status()));
    } else {
      const CvEmbedded& cv = (*embedded)[next++];
      if (const auto key = ParsePersonKey(records[i].key); key.ok()) {
        telemetry_->Emit(
            CvEmbeddedEvent(key->application, static_cast<uint64_t>(cv.passages_size())));
      }
      std::vector<NewRecord> outputs;
      outputs.push_back(MakeRecord(kCvEmbeddedTopic, records[i].key, cv));
      verdicts.push_back(Verdict::Done(std::move(outputs)));
    }
  }
  return verdicts;
}

std::vector<NewRecord> CvEmbedStage::OnDeadLetter(const Record& record, DeadLetterCode) {
  CvEmbedded failed;
  cv::v1::CvParsed parsed;
  if (ParseRecord(record, &parsed).ok()) {
    failed.mutable_parsed()->set_job_id(parsed.job_id());
    failed.mutable_parsed()->set_revision(parsed.revision());
    failed.mutable_parsed()->set_generation(parsed.generation());
  } else {
    // The value is lost, its headers and its key are not.
    const CarriedApplication carried = CarriedApplicationOf(record.headers);
    failed.mutable_parsed()->set_job_id(carried.job_id);
    failed.mutable_parsed()->set_revision(carried.revision);
    if (const auto key = ParsePersonKey(record.key); key.ok()) {
      failed.mutable_parsed()->set_generation(std::string(key->generation));
    }
  }
  failed.mutable_parsed()->set_unreadable(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  std::vector<NewRecord> outputs;
  outputs.push_back(MakeRecord(kCvEmbeddedTopic, record.key, failed));
  return outputs;
}

JobEmbedStage::JobEmbedStage(Encoder* encoder, Telemetry* telemetry)
    : encoder_(encoder), telemetry_(telemetry) {}

std::vector<Subscription> JobEmbedStage::Topics() { return {{std::string(kJobTopic), 1}}; }

std::vector<Verdict> JobEmbedStage::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  for (const Record& record : records) verdicts.push_back(HandleOne(record));
  return verdicts;
}

Verdict JobEmbedStage::HandleOne(const Record& record) {
  if (record.IsTombstone()) return Verdict::Done();
  job::v1::Job job;
  if (absl::Status status = ParseRecord(record, &job); !status.ok()) {
    return Verdict::FromError(status);
  }
  const auto embedded = EmbedJob(job, *encoder_);
  if (!embedded.ok()) return Verdict::FromError(embedded.status());
  telemetry_->Emit(JobEmbeddedEvent(job.job_id(), static_cast<uint64_t>(job.criteria_size())));
  std::vector<NewRecord> outputs;
  outputs.push_back(MakeRecord(kJobEmbeddedTopic, record.key, *embedded));
  return Verdict::Done(std::move(outputs));
}

}  // namespace utvalg::embed
