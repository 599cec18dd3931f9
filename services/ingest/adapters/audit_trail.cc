// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/audit_trail.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "common/audit/audit_chain.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/aead.h"
#include "common/crypto/secret_file.h"
#include "common/log/topics.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kPatience(60);
constexpr size_t kCheckpointEvents = 1000;
constexpr int64_t kCheckpointMs = 60000;

const IdentityRecordCodec kPlain;

std::string Unhex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(
        static_cast<char>(std::strtol(std::string(hex.substr(i, 2)).c_str(), nullptr, 16)));
  }
  return bytes;
}

// What a kill left of a line is none: nothing was said to be covered by it yet.
absl::Status DropTornLine(const std::string& path) {
  const auto content = ReadSecretFile(path);
  if (absl::IsNotFound(content.status())) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(content.status());
  if (content->empty() || content->ends_with('\n')) return absl::OkStatus();
  return WriteSecretFile(path, content->substr(0, content->rfind('\n') + 1));
}

}  // namespace

absl::StatusOr<std::vector<audit::v1::SignedCheckpoint>> ReadCheckpoints(const std::string& path) {
  std::vector<audit::v1::SignedCheckpoint> checkpoints;
  const auto content = ReadSecretFile(path);
  if (absl::IsNotFound(content.status())) return checkpoints;
  UTVALG_RETURN_IF_ERROR(content.status());
  for (const std::string_view line : Split(*content, '\n')) {
    if (line.empty()) continue;
    // What does not parse stays as a checkpoint that does not verify.
    (void)checkpoints.emplace_back().ParseFromString(Unhex(line));
  }
  return checkpoints;
}

absl::StatusOr<std::unique_ptr<AuditTrail>> AuditTrail::Open(Options options, Log* log,
                                                             Producer* producer,
                                                             const SigningKey* signing_key,
                                                             const Clock* clock) {
  std::unique_ptr<AuditTrail> trail(
      new AuditTrail(std::move(options), producer, signing_key, clock));
  UTVALG_RETURN_IF_ERROR(DropTornLine(trail->options_.checkpoints));
  UTVALG_RETURN_IF_ERROR(DropTornLine(trail->options_.copy));
  UTVALG_ASSIGN_OR_RETURN(const auto checkpoints, ReadCheckpoints(trail->options_.checkpoints));
  {
    absl::MutexLock lock(&trail->mutex_);
    audit::v1::Checkpoint last;
    if (!checkpoints.empty() && last.ParseFromString(checkpoints.back().checkpoint())) {
      trail->covered_ = last.size();
    }
    trail->signed_at_ms_ = trail->NowMs();
  }
  UTVALG_ASSIGN_OR_RETURN(
      trail->reader_,
      TableReader::Start(log, &kPlain, {std::string(kAuditTopic)},
                         [raw = trail.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(trail->reader_->WaitUntilCaughtUp(kPatience));
  return trail;
}

AuditTrail::~AuditTrail() {
  if (reader_ == nullptr) return;
  (void)reader_->WaitUntilCaughtUp(kPatience);
  (void)Sign(/*now=*/true);
}

int64_t AuditTrail::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

void AuditTrail::Apply(const Record& record) {
  if (record.key != options_.tenant) return;
  audit::v1::AuditEvent event;
  const bool trained = ParseRecord(record, &event).ok() && event.action() == kTrainingPassed;
  absl::MutexLock lock(&mutex_);
  if (trained) trained_.emplace(event.actor(), event.detail());
  links_.push_back(
      MakeLink(links_.size() + 1, links_.empty() ? "" : links_.back().hash(), record.value));
}

std::string AuditTrail::ActorDigest(const std::string& subject) const {
  return Hex(HmacSha256(options_.tenant_secret, Cat("actor\n", subject))).substr(0, 32);
}

bool AuditTrail::HasPassedTraining(const std::string& person, const std::string& version) const {
  absl::MutexLock lock(&mutex_);
  return trained_.contains({ActorDigest(person), version});
}

absl::Status AuditTrail::Note(const Principal& actor, std::string_view action,
                              std::string_view object, std::string_view detail) {
  audit::v1::AuditEvent event;
  event.set_event_id(Hex(RandomBytes(16)));
  event.set_at_ms(NowMs());
  event.set_actor(ActorDigest(actor.subject));
  for (const auto role : actor.roles) {
    event.set_role(
        Cat(event.role(), event.role().empty() ? "" : ",", access::v1::Role_Name(role).substr(5)));
  }
  event.set_action(std::string(action));
  event.set_object(std::string(object));
  event.set_result("ok");
  event.set_detail(std::string(detail));
  UTVALG_RETURN_IF_ERROR(
      producer_->Append(MakeRecord(kAuditTopic, options_.tenant, event)).status());
  return Sign(/*now=*/false);
}

absl::Status AuditTrail::CatchUp() { return reader_->WaitUntilCaughtUp(kPatience); }

std::vector<audit::v1::AuditLink> AuditTrail::Read(uint64_t from_sequence, uint32_t limit) const {
  absl::MutexLock lock(&mutex_);
  const size_t begin = std::min<size_t>(links_.size(), from_sequence > 0 ? from_sequence - 1 : 0);
  const size_t end = std::min<size_t>(links_.size(), begin + limit);
  return {links_.begin() + static_cast<ptrdiff_t>(begin),
          links_.begin() + static_cast<ptrdiff_t>(end)};
}

absl::StatusOr<std::vector<audit::v1::SignedCheckpoint>> AuditTrail::Checkpoints() const {
  return ReadCheckpoints(options_.checkpoints);
}

absl::Status AuditTrail::Sign(bool now) {
  absl::MutexLock lock(&mutex_);
  const size_t fresh = links_.size() - std::min(links_.size(), covered_);
  if (fresh == 0) return absl::OkStatus();
  if (!now && fresh < kCheckpointEvents && NowMs() - signed_at_ms_ < kCheckpointMs) {
    return absl::OkStatus();
  }
  audit::v1::Checkpoint checkpoint;
  checkpoint.set_tenant(options_.tenant);
  checkpoint.set_size(links_.size());
  checkpoint.set_head(links_.back().hash());
  checkpoint.set_at_ms(NowMs());
  audit::v1::SignedCheckpoint result;
  result.set_checkpoint(checkpoint.SerializeAsString());
  result.set_signature(signing_key_->Sign(result.checkpoint()));
  result.set_public_key(signing_key_->public_key());
  const std::string line = Cat(Hex(result.SerializeAsString()), "\n");
  UTVALG_RETURN_IF_ERROR(AppendSecretFile(options_.copy, line));
  UTVALG_RETURN_IF_ERROR(AppendSecretFile(options_.checkpoints, line));
  covered_ = links_.size();
  signed_at_ms_ = checkpoint.at_ms();
  return absl::OkStatus();
}

}  // namespace utvalg::ingest
