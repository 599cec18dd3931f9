// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/named_world.h"

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/producer.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr KvFamily kApplications = 1;
constexpr KvFamily kIdentities = 2;
constexpr KvFamily kLayouts = 3;
constexpr KvFamily kByCandidate = 4;  // candidate|application -> job
constexpr KvFamily kByJob = 5;        // job|application -> candidate
constexpr KvFamily kReadings = 6;     // What was compared, as cv-parsed has it.
constexpr std::array<KvFamily, 3> kByGeneration = {kIdentities, kLayouts, kReadings};
constexpr size_t kRecent = 8192;

std::optional<KvFamily> FamilyOf(const std::string& topic) {
  if (topic == kApplicationTopic || topic == kApplicationBulkTopic) return kApplications;
  if (topic == kCvIdentityTopic) return kIdentities;
  if (topic == kCvLayoutTopic) return kLayouts;
  if (topic == kCvParsedTopic) return kReadings;
  return std::nullopt;
}

// Where in the store a sealed value lies.
std::string Place(KvFamily family, std::string_view store_key) {
  return Cat("ingest\n", family, "\n", store_key);
}

// Applications lie under their id, what was read of them under id|generation. Earlier versions
// wrote that under the id, too.
std::string StoreKey(KvFamily family, const PersonKey& key) {
  if (family == kApplications || key.generation.empty()) return std::string(key.application);
  return Cat(key.application, "|", key.generation);
}
std::string_view ApplicationIn(std::string_view store_key) {
  return store_key.substr(0, store_key.find('|'));
}
bool IsOf(std::string_view store_key, std::string_view application_id) {
  return ApplicationIn(store_key) == application_id;
}

// Ids alone: they need no sealing.
void AddIndexes(const application::v1::Application& application, KvBatch* batch) {
  batch->Put(kByCandidate, Cat(application.candidate(), "|", application.application_id()),
             application.job_id());
  batch->Put(kByJob, Cat(application.job_id(), "|", application.application_id()),
             application.candidate());
}

template <typename M>
absl::StatusOr<M> Parse(absl::StatusOr<std::string> value) {
  if (!value.ok()) return value.status();
  M message;
  if (!message.ParseFromString(*value)) {
    return absl::DataLossError("ingest's state holds a record that is none; run `utvalg doctor`");
  }
  return message;
}

uint32_t RevisionOf(KvFamily family, const std::string& value) {
  const auto revision_in = [&value](auto message) {
    return message.ParseFromString(value) ? message.revision() : 0;
  };
  if (family == kApplications) return revision_in(application::v1::Application());
  if (family == kIdentities) return revision_in(identity::v1::CvIdentity());
  if (family == kReadings) return revision_in(cv::v1::CvParsed());
  return revision_in(identity::v1::CvLayout());
}

absl::Status Unknown(const std::string& application_id) {
  return absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
}

}  // namespace

std::vector<std::string> NamedWorld::Families() {
  return {"positions",    "applications", "identities", "layouts",
          "by-candidate", "by-job",       "readings"};
}

std::vector<Subscription> NamedWorld::Topics() {
  std::vector<Subscription> topics;
  for (std::string_view name : {kApplicationTopic, kApplicationBulkTopic, kCvIdentityTopic,
                                kCvLayoutTopic, kCvParsedTopic, kErasureTopic}) {
    topics.push_back({std::string(name), 1});
  }
  return topics;
}

NamedWorld::NamedWorld(Options options, KvStore* store, DocumentStore* documents, PersonKeys keys,
                       KeyRing* ring, const Clock* clock)
    : options_(std::move(options)),
      store_(store),
      documents_(documents),
      keys_(std::move(keys)),
      ring_(ring),
      clock_(clock) {}

std::vector<Verdict> NamedWorld::Handle(std::span<const Record> records) {
  std::vector<Verdict> verdicts;
  for (const Record& record : records) {
    if (record.at.topic == kErasureTopic) {
      verdicts.push_back(Erase(record));
      continue;
    }
    const auto key = ParsePersonKey(record.key);
    const auto family = FamilyOf(record.at.topic);
    if (!key.ok() || !family) {
      verdicts.push_back(Verdict::Reject(DeadLetterCode::kInvalid, "unexpected key or topic"));
      continue;
    }
    if (key->tenant != options_.tenant) {
      verdicts.push_back(
          Verdict::Reject(DeadLetterCode::kTenantMismatch, "record of another tenant"));
      continue;
    }
    const std::string store_key = StoreKey(*family, *key);
    KvBatch state;
    if (record.IsTombstone()) {
      state.Delete(*family, store_key);
      absl::MutexLock lock(&mutex_);
      recent_.erase({*family, store_key});
    } else {
      // A late copy, or what somebody wrote who was thought dead.
      const auto outdated = IsOutdated(*family, store_key, record.value);
      if (!outdated.ok() || *outdated) {
        verdicts.push_back(outdated.ok() ? Verdict::Done() : Verdict::FromError(outdated.status()));
        continue;
      }
      auto sealed = keys_.Seal(key::v1::KEY_CLASS_IDENTITY, record.key, Place(*family, store_key),
                               record.value);
      if (absl::IsNotFound(sealed.status())) {  // Erased meanwhile.
        verdicts.push_back(Verdict::Done());
        continue;
      }
      if (!sealed.ok()) {
        verdicts.push_back(Verdict::FromError(sealed.status()));
        continue;
      }
      state.Put(*family, store_key, *std::move(sealed));
      application::v1::Application application;
      if (*family == kApplications && application.ParseFromString(record.value)) {
        AddIndexes(application, &state);
      }
      Remember(*family, store_key, record.value);
    }
    verdicts.push_back(Verdict::Done({}, std::move(state)));
  }
  return verdicts;
}

void NamedWorld::Remember(KvFamily family, const std::string& store_key, std::string value) {
  absl::MutexLock lock(&mutex_);
  auto key = std::make_pair(family, store_key);
  const auto known = recent_.find(key);
  if (known != recent_.end() && RevisionOf(family, known->second) > RevisionOf(family, value)) {
    return;
  }
  if (recent_.insert_or_assign(key, std::move(value)).second) order_.push_back(std::move(key));
  while (order_.size() > kRecent) {
    recent_.erase(order_.front());
    order_.pop_front();
  }
}

absl::Status NamedWorld::NoteApplication(const application::v1::Application& application) {
  KvBatch indexes;
  AddIndexes(application, &indexes);
  // Durable with what is written next; after a power cut the log brings it again.
  return store_->Write(indexes, KvSync::kNoSync);
}

void NamedWorld::RememberApplication(const application::v1::Application& application) {
  Remember(kApplications, application.application_id(), application.SerializeAsString());
}

absl::StatusOr<bool> NamedWorld::IsOutdated(KvFamily family, const std::string& store_key,
                                            const std::string& value) {
  const absl::StatusOr<std::string> known = Find(family, store_key, /*wait=*/false);
  if (absl::IsNotFound(known.status())) return false;
  UTVALG_RETURN_IF_ERROR(known.status());
  return RevisionOf(family, *known) > RevisionOf(family, value);
}

absl::StatusOr<std::vector<std::string>> NamedWorld::ApplicationsOf(
    const std::string& candidate) const {
  const std::string prefix = Cat(candidate, "|");
  std::vector<std::string> applications;
  UTVALG_RETURN_IF_ERROR(
      store_->ForEachWithPrefix(kByCandidate, prefix, [&](std::string_view key, std::string_view) {
        applications.emplace_back(key.substr(prefix.size()));
        return true;
      }));
  return applications;
}

absl::StatusOr<std::vector<std::string>> NamedWorld::JobsOf(const std::string& candidate) const {
  std::vector<std::string> jobs;
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(kByCandidate, Cat(candidate, "|"),
                                                   [&](std::string_view, std::string_view job_id) {
                                                     jobs.emplace_back(job_id);
                                                     return true;
                                                   }));
  return jobs;
}

absl::StatusOr<std::vector<NamedWorld::Applicant>> NamedWorld::ApplicantsOf(
    const std::string& job_id) const {
  const std::string prefix = Cat(job_id, "|");
  std::vector<Applicant> applicants;
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kByJob, prefix, [&](std::string_view key, std::string_view candidate) {
        applicants.push_back({std::string(key.substr(prefix.size())), std::string(candidate)});
        return true;
      }));
  return applicants;
}

void NamedWorld::Forget(const std::string& application_id) {
  absl::MutexLock lock(&mutex_);
  std::erase_if(recent_, [&application_id](const auto& known) {
    return IsOf(known.first.second, application_id);
  });
}

absl::Status NamedWorld::EraseDocuments(const std::string& candidate,
                                        const erasure::v1::ErasureRequest& request) {
  for (const std::string& application_id : request.application_ids()) {
    // Not all that is below the candidate: they may have applied again meanwhile.
    UTVALG_RETURN_IF_ERROR(
        documents_->DeleteBelow(Cat(options_.tenant, "/", candidate, "/", application_id)));
    UTVALG_RETURN_IF_ERROR(
        documents_->DeleteBelow(Cat(options_.tenant, "/revisions/", application_id)));
    // The claim stays, emptied: a late retry of the upload must not bring them back.
    UTVALG_RETURN_IF_ERROR(
        documents_->Put(Cat(options_.tenant, "/claims/", application_id), kErasedClaim));
  }
  return absl::OkStatus();
}

Verdict NamedWorld::Erase(const Record& record) {
  const auto erasure = ErasureRequestIn(record);
  const auto key = ParsePersonKey(record.key);
  if (!erasure || !key.ok()) return Verdict::Done();
  const erasure::v1::ErasureRequest& request = erasure->request();
  const std::string candidate(key->candidate);
  absl::Status status = ring_->Erase(OwnerOf(record.key), request);
  if (status.ok()) status = EraseDocuments(candidate, request);
  if (!status.ok()) return Verdict::FromError(status);
  KvBatch state;
  std::vector<NewRecord> outputs;
  for (const std::string& application_id : request.application_ids()) {
    std::set<std::string> read;
    state.Delete(kApplications, application_id);
    for (const KvFamily family : kByGeneration) {
      const auto readings = ReadingsOf(family, application_id);
      if (!readings.ok()) return Verdict::FromError(readings.status());
      for (const std::string& store_key : *readings) {
        state.Delete(family, store_key);
        if (store_key != application_id) read.insert(store_key);
      }
    }
    Forget(application_id);
    // Also of generations that nobody reads into any more.
    for (const std::string& store_key : read) {
      for (const std::string_view topic :
           {kCvParsedTopic, kCvParsedBulkTopic, kCvIdentityTopic, kCvLayoutTopic}) {
        outputs.push_back(
            MakeTombstone(topic, Cat(options_.tenant, "|", candidate, "|", store_key)));
      }
    }
    const std::string by_candidate = Cat(candidate, "|", application_id);
    const auto job = store_->Get(kByCandidate, by_candidate);
    if (!job.ok()) return Verdict::FromError(job.status());
    if (*job) state.Delete(kByJob, Cat(**job, "|", application_id));
    state.Delete(kByCandidate, by_candidate);
    const std::string owner_key = Cat(OwnerOf(record.key), "|", application_id);
    outputs.push_back(MakeTombstone(kApplicationTopic, owner_key));
    outputs.push_back(MakeTombstone(kApplicationBulkTopic, owner_key));
    outputs.push_back(MakeTombstone(kSearchConsentTopic, owner_key));
  }
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  outputs.push_back(MakeErasureReceipt(record, "ingest", {"keys", "documents", "ingest"},
                                       state.changes().size() + 1, now_ms));
  return Verdict::Done(std::move(outputs), std::move(state));
}

absl::StatusOr<std::string> NamedWorld::Find(KvFamily family, const std::string& store_key,
                                             bool wait) {
  const std::string application_id(ApplicationIn(store_key));
  if (keys_.IsErased(application_id)) return Unknown(application_id);
  const auto key = std::make_pair(family, store_key);
  // What was remembered is never older than what is stored.
  const auto is_there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return recent_.count(key) > 0; };
  {
    absl::MutexLock lock(&mutex_);
    if (is_there()) return recent_.find(key)->second;
  }
  UTVALG_ASSIGN_OR_RETURN(std::optional<std::string> stored, store_->Get(family, store_key));
  if (stored) {
    auto opened = keys_.Open(Place(family, store_key), *stored);
    if (absl::IsNotFound(opened.status())) return Unknown(application_id);
    return opened;
  }
  absl::MutexLock lock(&mutex_);
  if (!is_there() && wait) {
    mutex_.AwaitWithTimeout(absl::Condition(&is_there), absl::FromChrono(options_.patience));
  }
  const auto found = recent_.find(key);
  if (found == recent_.end()) return Unknown(application_id);
  return found->second;
}

bool NamedWorld::Knows(const std::string& application_id) {
  return Find(kApplications, application_id, /*wait=*/false).ok();
}

absl::StatusOr<application::v1::Application> NamedWorld::GetApplication(
    const std::string& application_id) {
  absl::StatusOr<std::string> known = Find(kApplications, application_id, /*wait=*/false);
  const std::string claim = Cat(options_.tenant, "/claims/", application_id);
  if (absl::IsNotFound(known.status()) && !keys_.IsErased(application_id) &&
      IsValidDocumentName(claim)) {
    // Perhaps another replica took it a moment ago: the claims are everybody's.
    const auto meaning = documents_->Get(claim);
    if (absl::IsNotFound(meaning.status()) || (meaning.ok() && *meaning == kErasedClaim)) {
      return known.status();
    }
    UTVALG_RETURN_IF_ERROR(meaning.status());
    known = Find(kApplications, application_id, /*wait=*/true);
    if (absl::IsNotFound(known.status()) && !keys_.IsErased(application_id)) {
      return absl::UnavailableError("the application is not read again yet; try again");
    }
  }
  return Parse<application::v1::Application>(std::move(known));
}

absl::StatusOr<std::vector<std::string>> NamedWorld::ReadingsOf(KvFamily family,
                                                                const std::string& application_id) {
  std::set<std::string> keys;
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      family, application_id, [&](std::string_view store_key, std::string_view) {
        if (IsOf(store_key, application_id)) keys.emplace(store_key);
        return true;
      }));
  absl::MutexLock lock(&mutex_);
  for (auto known = recent_.lower_bound({family, application_id});
       known != recent_.end() && known->first.first == family &&
       known->first.second.starts_with(application_id);
       ++known) {
    if (IsOf(known->first.second, application_id)) keys.insert(known->first.second);
  }
  return std::vector<std::string>(keys.begin(), keys.end());
}

bool NamedWorld::RemembersAny(KvFamily family, const std::string& application_id) const {
  // '|' and what follows it, or the id itself.
  for (const std::string& from : {application_id, Cat(application_id, "|")}) {
    const auto known = recent_.lower_bound({family, from});
    if (known != recent_.end() && known->first.first == family &&
        IsOf(known->first.second, application_id)) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<NamedWorld::Stored> NamedWorld::FindReading(
    KvFamily family, const application::v1::Application& application, bool wait) {
  const std::string& application_id = application.application_id();
  UTVALG_ASSIGN_OR_RETURN(std::vector<std::string> keys, ReadingsOf(family, application_id));
  if (keys.empty() && wait) {
    {
      absl::MutexLock lock(&mutex_);
      const auto is_there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
        return RemembersAny(family, application_id);
      };
      mutex_.AwaitWithTimeout(absl::Condition(&is_there), absl::FromChrono(options_.patience));
    }
    UTVALG_ASSIGN_OR_RETURN(keys, ReadingsOf(family, application_id));
  }
  const std::string generation = generation_of_ ? generation_of_(application.job_id()) : "";
  const std::string own = Cat(application_id, "|", generation);
  absl::StatusOr<Stored> best = Unknown(application_id);
  for (const std::string& store_key : keys) {
    absl::StatusOr<std::string> value = Find(family, store_key, /*wait=*/false);
    if (absl::IsNotFound(value.status())) continue;
    UTVALG_RETURN_IF_ERROR(value.status());
    const uint32_t revision = RevisionOf(family, *value);
    const uint32_t highest = best.ok() ? RevisionOf(family, best->value) : 0;
    if (!best.ok() || revision > highest || (revision == highest && store_key == own)) {
      best = Stored{store_key, *std::move(value)};
    }
  }
  return best;
}

absl::StatusOr<std::vector<std::string>> NamedWorld::ReadInto(const std::string& generation) {
  std::vector<std::string> applications;
  const std::string ending = Cat("|", generation);
  UTVALG_RETURN_IF_ERROR(
      store_->ForEachWithPrefix(kIdentities, "", [&](std::string_view key, std::string_view) {
        if (key.ends_with(ending)) applications.emplace_back(ApplicationIn(key));
        return true;
      }));
  return applications;
}

absl::StatusOr<identity::v1::CvIdentity> NamedWorld::GetIdentity(
    const std::string& application_id) {
  UTVALG_ASSIGN_OR_RETURN(const auto application, GetApplication(application_id));
  UTVALG_ASSIGN_OR_RETURN(const Stored stored, FindReading(kIdentities, application, true));
  return Parse<identity::v1::CvIdentity>(stored.value);
}

absl::StatusOr<identity::v1::CvLayout> NamedWorld::GetLayout(const std::string& application_id) {
  UTVALG_ASSIGN_OR_RETURN(const auto application, GetApplication(application_id));
  UTVALG_ASSIGN_OR_RETURN(const Stored stored, FindReading(kLayouts, application, true));
  return Parse<identity::v1::CvLayout>(stored.value);
}

absl::StatusOr<NamedWorld::Reading> NamedWorld::GetReading(
    const application::v1::Application& application) {
  const std::string& id = application.application_id();
  Reading reading;
  UTVALG_ASSIGN_OR_RETURN(const Stored parsed, FindReading(kReadings, application, false));
  const std::string& key = parsed.store_key;
  UTVALG_ASSIGN_OR_RETURN(reading.parsed, Parse<cv::v1::CvParsed>(parsed.value));
  UTVALG_ASSIGN_OR_RETURN(reading.identity,
                          Parse<identity::v1::CvIdentity>(Find(kIdentities, key, false)));
  UTVALG_ASSIGN_OR_RETURN(reading.layout,
                          Parse<identity::v1::CvLayout>(Find(kLayouts, key, false)));
  for (const uint32_t revision :
       {reading.parsed.revision(), reading.identity.revision(), reading.layout.revision()}) {
    if (revision != application.revision()) return Unknown(id);
  }
  return reading;
}

}  // namespace utvalg::ingest
