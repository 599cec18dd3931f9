// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/parse_stage.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <optional>
#include <utility>

#include "common/base/digest.h"
#include "common/base/passages_version.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/carried_headers.h"
#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg::parse {
namespace {

using application::v1::Application;

// Enum names are constants of ours: safe in a log.
std::string Code(const std::string& name, std::string_view prefix) {
  std::string code = name.substr(prefix.size());
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return code;
}

}  // namespace

ParseStage::ParseStage(Options options, DocumentReader* reader, DocumentStore* documents,
                       KvCache* cache, PersonKeys keys, const Clock* clock, Telemetry* telemetry)
    : options_(std::move(options)),
      reader_(reader),
      documents_(documents),
      cache_(cache),
      keys_(std::move(keys)),
      clock_(clock),
      telemetry_(telemetry) {}

std::vector<Subscription> ParseStage::Topics() {
  return {{std::string(kApplicationTopic), 4},
          {std::string(kApplicationBulkTopic), 1},
          {std::string(kErasureTopic), 1}};
}

std::string ParseStage::FillGroup(std::string_view generation) {
  return Cat("parse-fill-", generation);
}

std::vector<NewRecord> ParseStage::Outputs(const std::string& generation_key, bool bulk,
                                           const v1::ParseDocumentResponse& read) const {
  std::vector<NewRecord> outputs;
  outputs.push_back(MakeRecord(kCvIdentityTopic, generation_key, read.identity()));
  outputs.push_back(MakeRecord(kCvLayoutTopic, generation_key, read.layout()));
  outputs.push_back(MakeRecord(bulk || options_.fills ? kCvParsedBulkTopic : kCvParsedTopic,
                               generation_key, read.parsed()));
  if (options_.marks) {
    for (NewRecord& output : outputs) output.headers.push_back({std::string(kFillHeader), "1"});
  }
  return outputs;
}

std::vector<Verdict> ParseStage::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  for (const Record& record : records) verdicts.push_back(HandleOne(record));
  return verdicts;
}

Verdict ParseStage::HandleOne(const Record& record) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok()) return Verdict::FromError(key.status());
  if (record.IsTombstone()) return Verdict::Done();  // Erased before it was read.
  if (record.at.topic == kErasureTopic) return Erase(record);
  Application application;
  if (absl::Status status = ParseRecord(record, &application); !status.ok()) {
    return Verdict::FromError(status);
  }
  if (key->tenant != application.tenant() || key->tenant != options_.tenant ||
      key->candidate != application.candidate() ||
      key->application != application.application_id()) {
    return Verdict::Reject(DeadLetterCode::kTenantMismatch, "key and record name different owners");
  }
  if (application.documents().empty()) {
    return Verdict::Reject(DeadLetterCode::kInvalid, "an application without documents");
  }
  auto read = ReadCached(application);
  if (!read.ok() && keys_.IsErased(key->application)) return Verdict::Done();
  if (!read.ok()) return Verdict::FromError(read.status());
  read->mutable_parsed()->set_job_id(application.job_id());
  read->mutable_parsed()->set_revision(application.revision());
  read->mutable_parsed()->set_generation(options_.generation);
  read->mutable_parsed()->set_passages(std::string(kPassagesVersion));
  read->mutable_identity()->set_revision(application.revision());
  read->mutable_layout()->set_revision(application.revision());
  auto generation_key =
      GenerationKey(key->tenant, key->candidate, key->application, options_.generation);
  if (!generation_key.ok()) return Verdict::FromError(generation_key.status());
  return Verdict::Done(Outputs(*generation_key, record.at.topic == kApplicationBulkTopic, *read));
}

Verdict ParseStage::Erase(const Record& record) {
  const auto erasure = ErasureRequestIn(record);
  const auto key = ParsePersonKey(record.key);
  if (!erasure || !key.ok()) return Verdict::Done();
  keys_.NoteErasure(erasure->request());  // Nothing of them is cached again.
  if (absl::Status status = cache_->DeletePrefix(Cat(OwnerOf(record.key), "|")); !status.ok()) {
    return Verdict::FromError(status);
  }
  std::vector<NewRecord> outputs;
  for (const std::string& application_id : erasure->request().application_ids()) {
    const auto generation_key =
        GenerationKey(key->tenant, key->candidate, application_id, options_.generation);
    if (!generation_key.ok()) return Verdict::FromError(generation_key.status());
    for (const std::string_view topic :
         {kCvParsedTopic, kCvParsedBulkTopic, kCvIdentityTopic, kCvLayoutTopic}) {
      outputs.push_back(MakeTombstone(topic, *generation_key));
    }
  }
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  outputs.push_back(MakeErasureReceipt(record, options_.fills ? "parse-fill" : "parse",
                                       {"cache/parsed"}, outputs.size() + 1, now_ms));
  return Verdict::Done(std::move(outputs));
}

absl::StatusOr<v1::ParseDocumentResponse> ParseStage::ReadCached(const Application& application) {
  const application::v1::DocumentRef& document = application.documents(0);
  UTVALG_ASSIGN_OR_RETURN(
      const std::string person_key,
      ApplicationKey(application.tenant(), application.candidate(), application.application_id()));
  ParseOptions options;
  options.file_name = document.file_name();
  options.received = MonthOf(application.submitted_at_ms());
  // A digest of somebody's file tells who it is, so the name of an entry is a keyed one.
  UTVALG_ASSIGN_OR_RETURN(
      const std::string digest,
      keys_.Digest(person_key,
                   Cat(document.sha256(), "\n", document.file_name(), "\n", options.received.year,
                       "-", options.received.month, "\n", options_.reading)));
  const std::string cache_key = Cat(OwnerOf(person_key), "|", Hex(digest));
  v1::ParseDocumentResponse response;
  if (const std::optional<std::string> cached = cache_->Get(cache_key)) {
    const auto opened = keys_.Open(cache_key, *cached);
    if (opened.ok() && response.ParseFromString(*opened)) {
      telemetry_->Emit(ParseCacheHit(application.application_id()));
      return response;
    }
  }
  UTVALG_ASSIGN_OR_RETURN(const std::string bytes, documents_->Get(document.blob()));
  const auto start = std::chrono::steady_clock::now();
  UTVALG_ASSIGN_OR_RETURN(response, reader_->Read(bytes, options, {}));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  if (response.parsed().has_read()) {
    telemetry_->Emit(DocumentParsed(application.application_id(),
                                    Code(extract::v1::Format_Name(response.format()), "FORMAT_"),
                                    static_cast<uint64_t>(took.count())));
  } else {
    const auto reason = response.parsed().unreadable();
    telemetry_->Emit(
        DocumentUnreadable(application.application_id(),
                           Code(cv::v1::NeedsPersonReason_Name(reason), "NEEDS_PERSON_REASON_")));
  }
  UTVALG_ASSIGN_OR_RETURN(
      const std::string sealed,
      keys_.Seal(key::v1::KEY_CLASS_IDENTITY, person_key, cache_key, response.SerializeAsString()));
  cache_->Put(cache_key, sealed);
  return response;
}

std::vector<NewRecord> ParseStage::OnDeadLetter(const Record& record, DeadLetterCode) {
  const auto key = ParsePersonKey(record.key);
  if (!key.ok() || key->application.empty()) return {};
  auto generation_key =
      GenerationKey(key->tenant, key->candidate, key->application, options_.generation);
  if (!generation_key.ok()) return {};
  v1::ParseDocumentResponse failed;
  Application application;
  if (ParseRecord(record, &application).ok()) {
    failed.mutable_parsed()->set_job_id(application.job_id());
    failed.mutable_parsed()->set_revision(application.revision());
  } else {
    // The value is lost, its headers are not.
    const CarriedApplication carried = CarriedApplicationOf(record.headers);
    failed.mutable_parsed()->set_job_id(carried.job_id);
    failed.mutable_parsed()->set_revision(carried.revision);
  }
  failed.mutable_parsed()->set_generation(options_.generation);
  failed.mutable_parsed()->set_unreadable(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  return Outputs(*generation_key, record.at.topic == kApplicationBulkTopic, failed);
}

}  // namespace utvalg::parse
