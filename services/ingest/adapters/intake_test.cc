// SPDX-License-Identifier: Apache-2.0
//
// Intake, job book and named world on the real embedded log and stores.
#include "services/ingest/adapters/intake.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/clock.h"
#include "common/blob/kv_document_store.h"
#include "common/crypto/file_kms.h"
#include "common/keys/sealed_document_store.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/flaky_log.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "services/ingest/adapters/eraser.h"
#include "services/ingest/adapters/job_book.h"

namespace utvalg::ingest {
namespace {

v1::SubmitApplicationRequest::Header Header(const std::string& key) {
  v1::SubmitApplicationRequest::Header header;
  header.set_job_id("job-1");
  header.set_idempotency_key(key);
  header.set_file_name("cv.pdf");
  return header;
}

class IntakeTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.path() + "/log";
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
    ring_ = *KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased"));
    const PersonKeys keys(ring_.get(), PersonKeys::Right::kIdentityAndContent);
    codec_ = std::make_unique<SealedRecordCodec>(keys);
    flaky_ = std::make_unique<FlakyLog>(log_.get());
    producer_ = std::make_unique<Producer>(flaky_.get(), codec_.get());
    stored_ = *KvDocumentStore::Open(dir_.path() + "/documents");
    documents_ = std::make_unique<SealedDocumentStore>(stored_.get(), keys);
    KvOptions state;
    state.directory = dir_.path() + "/state";
    state.families = NamedWorld::Families();
    store_ = *KvStore::Open(std::move(state));
    named_ =
        std::make_unique<NamedWorld>(NamedWorld::Options{"t", std::chrono::milliseconds(0)},
                                     store_.get(), documents_.get(), keys, ring_.get(), &clock_);
    intake_ =
        std::make_unique<Intake>(Intake::Options{"t", "secret"}, documents_.get(), producer_.get(),
                                 named_.get(), ring_.get(), &locks_, &clock_);
    eraser_ = std::make_unique<Eraser>(Eraser::Options{"t", "secret"}, producer_.get(), ring_.get(),
                                       named_.get(), documents_.get(), &locks_, &clock_);
  }

  // As a replica that has read nothing back yet.
  void StartAgain() {
    named_ = std::make_unique<NamedWorld>(
        NamedWorld::Options{"t", std::chrono::milliseconds(0)}, store_.get(), documents_.get(),
        PersonKeys(ring_.get(), PersonKeys::Right::kIdentityAndContent), ring_.get(), &clock_);
    intake_ =
        std::make_unique<Intake>(Intake::Options{"t", "secret"}, documents_.get(), producer_.get(),
                                 named_.get(), ring_.get(), &locks_, &clock_);
  }

  uint64_t Records(std::string_view topic) {
    uint64_t records = 0;
    const auto positions = log_->EndPositions(topic);
    for (const Position& position : *positions) records += position.next_offset;
    return records;
  }

  TempDir dir_;
  SystemClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
  std::unique_ptr<SealedRecordCodec> codec_;
  std::unique_ptr<FlakyLog> flaky_;
  std::unique_ptr<Producer> producer_;
  std::unique_ptr<KvDocumentStore> stored_;
  std::unique_ptr<SealedDocumentStore> documents_;
  std::unique_ptr<KvStore> store_;
  std::unique_ptr<NamedWorld> named_;
  CandidateLocks locks_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Eraser> eraser_;
};

TEST_F(IntakeTest, AnAcceptedApplicationIsInTheLogAndItsDocumentIsStored) {
  const auto accepted = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_FALSE(accepted->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 1u);
  const auto application = named_->GetApplication(accepted->application_id);
  ASSERT_TRUE(application.ok()) << application.status();
  EXPECT_EQ(application->documents(0).file_name(), "cv.pdf");
  EXPECT_EQ(*documents_->Get(application->documents(0).blob()), "document");
}

TEST_F(IntakeTest, ARetryIsTheSameApplicationOnce) {
  const auto first = intake_->Accept(Header("k"), "document");
  const auto second = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->application_id, second->application_id);
  EXPECT_TRUE(second->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 1u);
}

TEST_F(IntakeTest, ARetryCompletesWhatFailedOnTheWay) {
  flaky_->FailAppends(1, absl::UnavailableError("gone"));
  EXPECT_TRUE(absl::IsUnavailable(intake_->Accept(Header("k"), "document").status()));
  EXPECT_EQ(Records(kApplicationTopic), 0u);
  const auto second = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_FALSE(second->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 1u);
}

TEST_F(IntakeTest, ARetryAtAReplicaThatHasNotReadItYetIsTheSameApplication) {
  const auto first = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(first.ok());
  StartAgain();
  const auto second = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->application_id, first->application_id);
  EXPECT_FALSE(second->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 2u);  // Delivered again; what follows is idempotent.
  EXPECT_EQ(intake_->Accept(Header("k"), "another").status().code(),
            absl::StatusCode::kAlreadyExists);
}

TEST_F(IntakeTest, ALateRetryAtAReplicaThatReadNothingDoesNotUndoACorrection) {
  const auto first = intake_->Accept(Header("k"), "document");
  v1::SubmitApplicationRequest::Header correction = Header("k2");
  correction.set_corrects(first->application_id);
  ASSERT_TRUE(intake_->Accept(correction, "corrected").ok());
  StartAgain();
  EXPECT_TRUE(intake_->Accept(Header("k"), "document")->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 2u);
}

TEST_F(IntakeTest, WhatIsClaimedAndNotReadYetIsToBeAskedForAgain) {
  const auto first = intake_->Accept(Header("k"), "document");
  ASSERT_TRUE(first.ok());
  StartAgain();
  EXPECT_TRUE(absl::IsUnavailable(named_->GetApplication(first->application_id).status()));
  EXPECT_TRUE(absl::IsNotFound(named_->GetApplication("nobodys").status()));
}

TEST_F(IntakeTest, AConsentIsThereWhenItsApplicationIs) {
  v1::SubmitApplicationRequest::Header header = Header("k");
  header.set_search_consent(true);
  flaky_->FailAppends(1, absl::UnavailableError("gone"));
  EXPECT_FALSE(intake_->Accept(header, "document").ok());
  EXPECT_EQ(Records(kApplicationTopic), 0u);  // Else a retry would find it known, and end there.
  ASSERT_TRUE(intake_->Accept(header, "document").ok());
  EXPECT_EQ(Records(kApplicationTopic), 1u);
  EXPECT_EQ(Records(kSearchConsentTopic), 1u);
}

TEST_F(IntakeTest, AKeyStandsForOneDocument) {
  ASSERT_TRUE(intake_->Accept(Header("k"), "document").ok());
  EXPECT_EQ(intake_->Accept(Header("k"), "another").status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Records(kApplicationTopic), 1u);
}

TEST_F(IntakeTest, AnEmptyDocumentIsRefusedAndLeavesNothing) {
  EXPECT_EQ(intake_->Accept(Header("k"), "").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Records(kApplicationTopic), 0u);
  EXPECT_TRUE(intake_->Accept(Header("k"), "document").ok());
}

TEST_F(IntakeTest, WhatIsStoredIsSealed) {
  const auto accepted = intake_->Accept(Header("k"), "document");
  const auto application = named_->GetApplication(accepted->application_id);
  EXPECT_EQ(stored_->Get(application->documents(0).blob())->find("document"), std::string::npos);
}

TEST_F(IntakeTest, ACorrectionIsTheNextRevisionOfTheSameApplication) {
  const auto accepted = intake_->Accept(Header("k"), "document");
  v1::SubmitApplicationRequest::Header correction = Header("k2");
  correction.set_corrects(accepted->application_id);
  const auto corrected = intake_->Accept(correction, "document, corrected");
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->application_id, accepted->application_id);
  EXPECT_EQ(corrected->revision, 2u);
  EXPECT_TRUE(intake_->Accept(correction, "document, corrected")->already_known);
  EXPECT_EQ(Records(kApplicationTopic), 2u);
}

TEST_F(IntakeTest, ACorrectionThatWasNotAppendedIsNotTakenForKnown) {
  const auto accepted = intake_->Accept(Header("k"), "document");
  v1::SubmitApplicationRequest::Header correction = Header("k2");
  correction.set_corrects(accepted->application_id);
  flaky_->FailAppends(1, absl::UnavailableError("gone"));
  EXPECT_TRUE(absl::IsUnavailable(intake_->Accept(correction, "corrected").status()));
  const auto corrected = intake_->Accept(correction, "corrected");
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_FALSE(corrected->already_known);
  EXPECT_EQ(corrected->revision, 2u);
  EXPECT_EQ(Records(kApplicationTopic), 2u);
}

TEST_F(IntakeTest, TwoCorrectionsNeverShareARevisionThoughTheStageIsBehind) {
  const auto accepted = intake_->Accept(Header("k"), "document");
  v1::SubmitApplicationRequest::Header correction = Header("k2");
  correction.set_corrects(accepted->application_id);
  ASSERT_TRUE(intake_->Accept(correction, "corrected").ok());
  // As if started again: of what was appended since, only the first revision was read.
  auto first = *named_->GetApplication(accepted->application_id);
  first.set_revision(1);
  StartAgain();
  correction.set_idempotency_key("k3");
  EXPECT_TRUE(absl::IsUnavailable(intake_->Accept(correction, "corrected again").status()));
  named_->RememberApplication(first);
  EXPECT_EQ(intake_->Accept(correction, "corrected again")->revision, 3u);
  correction.set_idempotency_key("k2");
  EXPECT_EQ(intake_->Accept(correction, "corrected")->revision, 2u);  // Sent again, late.
}

TEST_F(IntakeTest, AnErasedApplicationDoesNotComeBackByARetryAndTheirNextOneIsNew) {
  v1::SubmitApplicationRequest::Header header = Header("k");
  header.set_candidate_ref("anna");
  const auto accepted = intake_->Accept(header, "document");
  const std::string candidate = named_->GetApplication(accepted->application_id)->candidate();
  const auto begun = eraser_->Begin(candidate, "request", "operator");
  ASSERT_TRUE(begun.ok()) << begun.status();
  EXPECT_EQ(begun->applications, 1u);
  EXPECT_EQ(intake_->Accept(header, "document").status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::IsNotFound(eraser_->Begin(candidate, "request", "operator").status()));
  header.set_idempotency_key("k2");
  const auto again = intake_->Accept(header, "document");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(named_->GetApplication(again->application_id).ok());
}

TEST_F(IntakeTest, AJobIsReadBackAndItsRevisionsCount) {
  auto book = *JobBook::Open("t", log_.get(), codec_.get(), producer_.get(), &clock_);
  job::v1::Job job;
  job.set_job_id("job-1");
  job.set_title("Sykepleier");
  job.add_criteria()->set_text("Autorisasjon");
  const auto first = book->Put(job);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->job.revision(), 1u);
  EXPECT_TRUE(book->Put(job)->unchanged);
  job.set_title("Spesialsykepleier");
  EXPECT_EQ(book->Put(job)->job.revision(), 2u);

  // Another process would read the same from the log.
  book = *JobBook::Open("t", log_.get(), codec_.get(), producer_.get(), &clock_);
  EXPECT_EQ(book->Get("job-1")->title(), "Spesialsykepleier");
  EXPECT_TRUE(book->CheckOpen("job-1").ok());
  ASSERT_TRUE(book->Close("job-1").ok());
  EXPECT_EQ(book->CheckOpen("job-1").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(book->CheckOpen("job-2").code(), absl::StatusCode::kNotFound);
}

TEST_F(IntakeTest, AJobIsTheServersTenantsWhateverItSays) {
  const auto book = *JobBook::Open("t", log_.get(), codec_.get(), producer_.get(), &clock_);
  job::v1::Job job;
  job.set_job_id("job-1");
  job.set_tenant("another");
  job.set_title("Sykepleier");
  job.add_criteria()->set_text("Autorisasjon");
  EXPECT_EQ(book->Put(job)->job.tenant(), "t");
}

TEST_F(IntakeTest, APilotOutlivesRevisionsAndIsNotSetByThem) {
  const auto book = *JobBook::Open("t", log_.get(), codec_.get(), producer_.get(), &clock_);
  job::v1::Job job;
  job.set_job_id("job-1");
  job.set_title("Sykepleier");
  job.add_criteria()->set_text("Autorisasjon");
  job.mutable_pilot()->set_line(5);
  ASSERT_TRUE(book->Put(job).ok());
  EXPECT_FALSE(book->Get("job-1")->has_pilot());
  EXPECT_EQ(book->RevealPilot("job-1").status().code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(book->StartPilot("job-1", 10, 30).ok());
  EXPECT_EQ(book->StartPilot("job-1", 20, 30).status().code(),
            absl::StatusCode::kFailedPrecondition);
  job.set_title("Spesialsykepleier");
  job.mutable_pilot()->set_revealed_at_ms(1);
  ASSERT_TRUE(book->Put(job).ok());
  EXPECT_EQ(book->Get("job-1")->pilot().line(), 10u);
  EXPECT_EQ(book->Get("job-1")->pilot().revealed_at_ms(), 0);
  ASSERT_TRUE(book->RevealPilot("job-1").ok());
  EXPECT_GT(book->Get("job-1")->pilot().revealed_at_ms(), 0);
}

}  // namespace
}  // namespace utvalg::ingest
