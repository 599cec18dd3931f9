// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/intake.h"

#include <chrono>
#include <utility>

#include "absl/strings/numbers.h"
#include "common/base/crash_point.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/carried_headers.h"
#include "common/log/topics.h"
#include "common/telemetry/trace_context.h"
#include "services/ingest/adapters/consent_book.h"
#include "services/ingest/core/ids.h"
#include "services/ingest/core/search_consent.h"

namespace utvalg::ingest {
namespace {

constexpr std::string_view kCrashOwner = "intake";

std::string TraceOrNew(const std::string& trace) {
  return ParseTraceparent(trace).has_value() ? trace : ToTraceparent(NewTrace());
}

}  // namespace

Intake::Intake(Options options, DocumentStore* documents, Producer* producer, NamedWorld* named,
               KeyRing* ring, CandidateLocks* locks, const Clock* clock)
    : options_(std::move(options)),
      documents_(documents),
      producer_(producer),
      named_(named),
      ring_(ring),
      locks_(locks),
      clock_(clock) {}

absl::StatusOr<Intake::Accepted> Intake::Accept(const v1::SubmitApplicationRequest::Header& header,
                                                std::string_view document,
                                                const std::string& trace) {
  if (document.empty()) {
    return absl::InvalidArgumentError("EMPTY_DOCUMENT: the document has no bytes; send it again");
  }
  if (!header.corrects().empty()) return Correct(header, document, trace);
  int64_t consent_until_ms = 0;
  if (header.search_consent()) {
    UTVALG_ASSIGN_OR_RETURN(consent_until_ms,
                            ConsentUntil(header.search_consent_until_ms(), NowMs()));
  }
  Accepted accepted;
  accepted.application_id = ApplicationId(options_.tenant_secret, header.idempotency_key());
  const std::string candidate =
      CandidateId(options_.tenant_secret, header.candidate_ref(), accepted.application_id);
  absl::ReaderMutexLock lock(&locks_->Of(candidate));

  // What the key stands for. Keyed, so that the claim alone identifies nobody.
  const std::string meaning = Hex(HmacSha256(
      options_.tenant_secret, Cat(header.job_id(), "\n", candidate, "\n", Sha256(document))));
  const std::string claim = Cat(options_.tenant, "/claims/", accepted.application_id);
  UTVALG_ASSIGN_OR_RETURN(const bool first, documents_->PutIfAbsent(claim, meaning));
  if (!first) {
    // Perhaps they were erased at another replica a moment ago.
    UTVALG_RETURN_IF_ERROR(ring_->CatchUp());
    UTVALG_ASSIGN_OR_RETURN(const std::string known, documents_->Get(claim));
    if (known == kErasedClaim || ring_->IsErased(accepted.application_id)) {
      return absl::FailedPreconditionError(
          "ERASED: this application was erased for good; a new one needs a new idempotency key");
    }
    if (known != meaning) {
      return absl::AlreadyExistsError(
          "the idempotency key was used for another document, job or candidate; use a new key");
    }
    UTVALG_ASSIGN_OR_RETURN(accepted.already_known, WasAppended(accepted.application_id));
    if (accepted.already_known) return accepted;
    // Claimed, but never appended, or not read again here yet: go on where it stopped. What is
    // appended twice is one application to all that read it.
  }

  application::v1::Application application;
  application.set_tenant(options_.tenant);
  application.set_candidate(candidate);
  application.set_application_id(accepted.application_id);
  application.set_revision(accepted.revision);
  application.set_job_id(header.job_id());
  application.set_locale(header.locale());
  application.set_search_consent(header.search_consent());
  UTVALG_RETURN_IF_ERROR(Store(std::move(application), header, document, trace, consent_until_ms));
  CrashPoint(kCrashOwner, "before-reply");
  return accepted;
}

absl::StatusOr<bool> Intake::WasAppended(const std::string& application_id) {
  if (named_->Knows(application_id)) return true;
  // Only what was appended is corrected, and its first revision must not come behind the next.
  const auto corrected = documents_->Get(RevisionClaim(application_id, 2));
  if (corrected.ok() || absl::IsNotFound(corrected.status())) return corrected.ok();
  return corrected.status();
}

std::string Intake::RevisionClaim(const std::string& application_id, uint32_t revision) const {
  return Cat(options_.tenant, "/revisions/", application_id, "/", revision, "/claim");
}

int64_t Intake::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

absl::StatusOr<Intake::Accepted> Intake::Correct(const v1::SubmitApplicationRequest::Header& header,
                                                 std::string_view document,
                                                 const std::string& trace) {
  UTVALG_ASSIGN_OR_RETURN(application::v1::Application application,
                          named_->GetApplication(header.corrects()));
  absl::MutexLock lock(&locks_->Of(application.candidate()));
  UTVALG_ASSIGN_OR_RETURN(application, named_->GetApplication(header.corrects()));
  Accepted accepted;
  accepted.application_id = application.application_id();
  const std::string request = ApplicationId(options_.tenant_secret, header.idempotency_key());
  const std::string receipt = Cat(options_.tenant, "/receipts/", request);
  const auto done = documents_->Get(receipt);
  if (!done.ok() && !absl::IsNotFound(done.status())) return done.status();
  accepted.already_known = done.ok() && absl::SimpleAtoi(*done, &accepted.revision);
  // A correction sent twice is one revision, under another key, too: its document tells it, unless
  // a newer revision was claimed that is not read again yet.
  const std::string newer = RevisionClaim(accepted.application_id, application.revision() + 1);
  if (!accepted.already_known && application.documents_size() > 0 &&
      application.documents(0).sha256() == Sha256Hex(document) && !documents_->Get(newer).ok()) {
    accepted.revision = application.revision();
    accepted.already_known = true;
  }
  if (accepted.already_known) return accepted;
  UTVALG_ASSIGN_OR_RETURN(accepted.revision, ClaimRevision(application, request));
  application.set_revision(accepted.revision);
  application.clear_documents();
  if (!header.locale().empty()) application.set_locale(header.locale());
  UTVALG_RETURN_IF_ERROR(Store(std::move(application), header, document, trace, 0));
  UTVALG_RETURN_IF_ERROR(documents_->Put(receipt, Cat(accepted.revision)));
  return accepted;
}

absl::StatusOr<uint32_t> Intake::ClaimRevision(const application::v1::Application& application,
                                               const std::string& request) {
  for (uint32_t revision = application.revision() + 1;; ++revision) {
    const std::string claim = RevisionClaim(application.application_id(), revision);
    UTVALG_ASSIGN_OR_RETURN(const bool first, documents_->PutIfAbsent(claim, request));
    if (first) return revision;
    UTVALG_ASSIGN_OR_RETURN(const std::string owner, documents_->Get(claim));
    if (owner == request) return revision;
  }
}

absl::Status Intake::Store(application::v1::Application application,
                           const v1::SubmitApplicationRequest::Header& header,
                           std::string_view document, const std::string& trace,
                           int64_t consent_until_ms) {
  UTVALG_ASSIGN_OR_RETURN(
      std::string key,
      ApplicationKey(application.tenant(), application.candidate(), application.application_id()));
  UTVALG_RETURN_IF_ERROR(ring_->EnsureKeys(OwnerOf(key)));
  application.set_submitted_at_ms(NowMs());
  application::v1::DocumentRef* reference = application.add_documents();
  UTVALG_ASSIGN_OR_RETURN(*reference->mutable_blob(),
                          DocumentName(application.tenant(), application.candidate(),
                                       application.application_id(), application.revision()));
  reference->set_sha256(Sha256Hex(document));
  reference->set_size(document.size());
  reference->set_file_name(header.file_name());
  // Known before there is anything of it: an erasure finds what a crash left of it.
  UTVALG_RETURN_IF_ERROR(named_->NoteApplication(application));
  CrashPoint(kCrashOwner, "before-document");
  UTVALG_RETURN_IF_ERROR(documents_->Put(reference->blob(), document));
  CrashPoint(kCrashOwner, "after-document");
  if (consent_until_ms > 0) {
    // Before the application: once that is known, a retry does not come here again.
    UTVALG_RETURN_IF_ERROR(
        producer_->Append(ConsentRecord(key, consent_until_ms, application.submitted_at_ms()))
            .status());
  }
  NewRecord record = MakeRecord(header.bulk() ? kApplicationBulkTopic : kApplicationTopic,
                                std::move(key), application);
  record.headers.push_back({std::string(kTraceparentHeader), TraceOrNew(trace)});
  record.headers.push_back({std::string(kJobHeader), application.job_id()});
  record.headers.push_back({std::string(kRevisionHeader), Cat(application.revision())});
  UTVALG_RETURN_IF_ERROR(producer_->Append(std::move(record)).status());
  named_->RememberApplication(application);
  return absl::OkStatus();
}

}  // namespace utvalg::ingest
