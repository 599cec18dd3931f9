// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/intake.h"

#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "services/ingest/core/ids.h"

namespace utvalg::ingest {

Intake::Intake(Options options, DocumentStore* documents, Producer* producer, NamedWorld* named)
    : options_(std::move(options)), documents_(documents), producer_(producer), named_(named) {}

absl::StatusOr<Intake::Accepted> Intake::Accept(const v1::SubmitApplicationRequest::Header& header,
                                                std::string_view document) {
  if (document.empty()) {
    return absl::InvalidArgumentError("EMPTY_DOCUMENT: the document has no bytes; send it again");
  }
  Accepted accepted;
  accepted.application_id = ApplicationId(options_.tenant_secret, header.idempotency_key());
  const std::string candidate =
      CandidateId(options_.tenant_secret, header.candidate_ref(), accepted.application_id);

  // What the key stands for. Keyed, so that the claim alone identifies nobody.
  const std::string meaning = Hex(HmacSha256(
      options_.tenant_secret, Cat(header.job_id(), "\n", candidate, "\n", Sha256(document))));
  const std::string claim = Cat(options_.tenant, "/claims/", accepted.application_id);
  UTVALG_ASSIGN_OR_RETURN(const bool first, documents_->PutIfAbsent(claim, meaning));
  const std::string receipt = Cat(options_.tenant, "/receipts/", accepted.application_id);
  if (!first) {
    UTVALG_ASSIGN_OR_RETURN(const std::string known, documents_->Get(claim));
    if (known != meaning) {
      return absl::AlreadyExistsError(
          "the idempotency key was used for another document, job or candidate; use a new key");
    }
    const auto done = documents_->Get(receipt);
    if (done.ok()) {
      accepted.already_known = true;
      return accepted;
    }
    if (!absl::IsNotFound(done.status())) return done.status();
    // Claimed, but never finished: go on where it stopped.
  }

  application::v1::Application application;
  application.set_tenant(options_.tenant);
  application.set_candidate(candidate);
  application.set_application_id(accepted.application_id);
  application.set_revision(accepted.revision);
  application.set_job_id(header.job_id());
  application.set_locale(header.locale());
  application.set_search_consent(header.search_consent());
  application::v1::DocumentRef* reference = application.add_documents();
  UTVALG_ASSIGN_OR_RETURN(*reference->mutable_blob(),
                          DocumentName(options_.tenant, candidate, accepted.application_id, 1));
  reference->set_sha256(Sha256Hex(document));
  reference->set_size(document.size());
  reference->set_file_name(header.file_name());

  UTVALG_RETURN_IF_ERROR(documents_->Put(reference->blob(), document));
  UTVALG_ASSIGN_OR_RETURN(std::string key,
                          ApplicationKey(options_.tenant, candidate, accepted.application_id));
  UTVALG_RETURN_IF_ERROR(
      producer_->Append(MakeRecord(kApplicationTopic, std::move(key), application)).status());
  named_->NoteApplication(application);
  UTVALG_RETURN_IF_ERROR(documents_->Put(receipt, "1"));
  return accepted;
}

}  // namespace utvalg::ingest
