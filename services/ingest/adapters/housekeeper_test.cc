// SPDX-License-Identifier: Apache-2.0
//
// The retention clock and the overdue alert on the real embedded log and stores, with a clock of
// the test's own.
#include "services/ingest/adapters/housekeeper.h"

#include <memory>
#include <string>

#include "common/blob/kv_document_store.h"
#include "common/crypto/file_kms.h"
#include "common/keys/erasure_records.h"
#include "common/keys/sealed_document_store.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "services/ingest/adapters/intake.h"

namespace utvalg::ingest {
namespace {

using std::chrono::hours;
constexpr hours kDay(24);

class HousekeeperTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    options.partitions = 1;
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
    ring_ = *KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased"));
    const PersonKeys keys(ring_.get(), PersonKeys::Right::kIdentityAndContent);
    codec_ = std::make_unique<SealedRecordCodec>(keys);
    producer_ = std::make_unique<Producer>(log_.get(), codec_.get());
    stored_ = *KvDocumentStore::Open(dir_.Below("documents"));
    documents_ = std::make_unique<SealedDocumentStore>(stored_.get(), keys);
    KvOptions state;
    state.directory = dir_.Below("state");
    state.families = NamedWorld::Families();
    store_ = *KvStore::Open(std::move(state));
    named_ =
        std::make_unique<NamedWorld>(NamedWorld::Options{"t", std::chrono::milliseconds(0)},
                                     store_.get(), documents_.get(), keys, ring_.get(), &clock_);
    share_ = *HousekeepingShare::Join("t", log_.get());
    share_->AwaitTenant();
    intake_ =
        std::make_unique<Intake>(Intake::Options{"t", "secret"}, documents_.get(), producer_.get(),
                                 named_.get(), ring_.get(), &locks_, &clock_);
    eraser_ = std::make_unique<Eraser>(Eraser::Options{"t", "secret"}, producer_.get(), ring_.get(),
                                       named_.get(), documents_.get(), &locks_, &clock_);
    jobs_ = *JobBook::Open("t", log_.get(), codec_.get(), producer_.get(), &clock_);
    signing_key_ =
        std::make_unique<SigningKey>(*SigningKey::LoadOrCreate(dir_.Below("signing.pem")));
    erasures_ = *ErasureBook::Open({kDay, 3650 * kDay}, log_.get(), codec_.get(), ring_.get(),
                                   signing_key_.get(), &clock_);
    telemetry_ = *Telemetry::Create({false, ""});
    audit_ = *AuditTrail::Open({"t", "secret", dir_.Below("checkpoints"), dir_.Below("copy")},
                               log_.get(), producer_.get(), signing_key_.get(), &clock_);
    StartHousekeeper();
  }

  void StartHousekeeper() {
    Housekeeper::Options keeping;
    keeping.retention = 180 * kDay;
    keeping.epoch = 3650 * kDay;
    housekeeper_ = std::make_unique<Housekeeper>(keeping, share_.get(), jobs_.get(), named_.get(),
                                                 eraser_.get(), erasures_.get(), ring_.get(),
                                                 audit_.get(), &clock_, telemetry_.get());
  }
  // Another replica has what is to be done once, until it is gone.
  std::unique_ptr<HousekeepingShare> TakeOver() {
    housekeeper_.reset();
    share_.reset();
    auto elsewhere = *HousekeepingShare::Join("t", log_.get());
    elsewhere->AwaitTenant();
    share_ = *HousekeepingShare::Join("t", log_.get());
    StartHousekeeper();
    return elsewhere;
  }
  void PutJob(const std::string& job_id, uint32_t retention_days = 0) {
    job::v1::Job job;
    job.set_job_id(job_id);
    job.set_title(job_id);
    job.set_retention_days(retention_days);
    job.add_criteria()->set_text("Autorisasjon");
    ASSERT_TRUE(jobs_->Put(job).ok());
  }
  std::string Apply(const std::string& job_id, const std::string& who) {
    v1::SubmitApplicationRequest::Header header;
    header.set_job_id(job_id);
    header.set_candidate_ref(who);
    header.set_idempotency_key(job_id + who);
    return intake_->Accept(header, "document")->application_id;
  }
  bool IsErasedAfter(hours time, const std::string& application_id) {
    clock_.Advance(time);
    EXPECT_TRUE(housekeeper_->LookOnce().ok());
    return ring_->IsErased(application_id);
  }

  TempDir dir_;
  FakeClock clock_;
  std::unique_ptr<SigningKey> signing_key_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
  std::unique_ptr<SealedRecordCodec> codec_;
  std::unique_ptr<Producer> producer_;
  std::unique_ptr<KvDocumentStore> stored_;
  std::unique_ptr<SealedDocumentStore> documents_;
  std::unique_ptr<KvStore> store_;
  std::unique_ptr<NamedWorld> named_;
  CandidateLocks locks_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Eraser> eraser_;
  std::unique_ptr<JobBook> jobs_;
  std::unique_ptr<ErasureBook> erasures_;
  std::unique_ptr<AuditTrail> audit_;
  std::unique_ptr<Telemetry> telemetry_;
  std::unique_ptr<HousekeepingShare> share_;
  std::unique_ptr<Housekeeper> housekeeper_;
};

TEST_F(HousekeeperTest, TheClockOfAJobBeginsWhenItIsClosed) {
  PutJob("job-1");
  const std::string application = Apply("job-1", "anna");
  EXPECT_FALSE(IsErasedAfter(1000 * kDay, application));  // Open: no clock runs.
  ASSERT_TRUE(jobs_->Close("job-1").ok());
  EXPECT_FALSE(IsErasedAfter(180 * kDay, application));
  EXPECT_EQ(telemetry_->Count("retentions_ended"), 0u);
  EXPECT_TRUE(IsErasedAfter(hours(1), application));
  EXPECT_EQ(telemetry_->Count("retentions_ended"), 1u);
}

TEST_F(HousekeeperTest, TheLastEventsAreSignedAlsoWhenNoneFollow) {
  ASSERT_TRUE(audit_->Note(Principal(), "decide", "application").ok());
  ASSERT_TRUE(audit_->CatchUp().ok());
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_TRUE(audit_->Checkpoints()->empty());
  clock_.Advance(std::chrono::minutes(2));
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_EQ(audit_->Checkpoints()->size(), 1u);
}

TEST_F(HousekeeperTest, AJobMayHaveATimeOfItsOwn) {
  PutJob("short", 30);
  PutJob("long", 400);
  const std::string soon = Apply("short", "anna");
  const std::string late = Apply("long", "kari");
  ASSERT_TRUE(jobs_->Close("short").ok());
  ASSERT_TRUE(jobs_->Close("long").ok());
  EXPECT_FALSE(IsErasedAfter(30 * kDay, soon));
  EXPECT_TRUE(IsErasedAfter(hours(1), soon));
  EXPECT_FALSE(IsErasedAfter(360 * kDay, late));
  EXPECT_TRUE(IsErasedAfter(10 * kDay, late));
}

TEST_F(HousekeeperTest, WhoAppliedElsewhereGoesWithTheLastOfTheirApplications) {
  PutJob("job-1", 30);
  PutJob("job-2", 30);
  const std::string first = Apply("job-1", "anna");
  const std::string second = Apply("job-2", "anna");
  const std::string other = Apply("job-1", "kari");
  ASSERT_TRUE(jobs_->Close("job-1").ok());
  EXPECT_TRUE(IsErasedAfter(31 * kDay, other));
  EXPECT_FALSE(ring_->IsErased(first));
  ASSERT_TRUE(jobs_->Close("job-2").ok());
  EXPECT_TRUE(IsErasedAfter(31 * kDay, first));
  EXPECT_TRUE(ring_->IsErased(second));
}

TEST_F(HousekeeperTest, AStageThatDoesNotAnswerInTimeIsAnAlertUntilItHas) {
  PutJob("job-1");
  const std::string application = Apply("job-1", "anna");
  const auto begun =
      eraser_->Begin(named_->GetApplication(application)->candidate(), "request", "operator");
  ASSERT_TRUE(begun.ok()) << begun.status();
  ASSERT_TRUE(erasures_->WaitFor(begun->position).ok());
  clock_.Advance(kDay);
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_EQ(telemetry_->Count("erasures_overdue"), 0u);
  EXPECT_FALSE(erasures_->Get(begun->erasure_id, absl::InfinitePast())->overdue());
  clock_.Advance(hours(1));
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_EQ(telemetry_->Count("erasures_overdue"), 4u);  // Nobody answers in this test.
  const auto waiting = erasures_->Get(begun->erasure_id, absl::InfinitePast());
  EXPECT_TRUE(waiting->overdue());
  EXPECT_FALSE(waiting->has_certificate());

  // Three answer; the alert is about the fourth alone, and ends with its answer.
  erasure::v1::Erasure erasure;
  erasure.set_erasure_id(begun->erasure_id);
  erasure.mutable_request()->add_roster("rank");
  NewRecord asked = MakeRecord(kErasureTopic, "t|anna", erasure);
  Record request;
  request.at.topic = asked.topic;
  request.key = asked.key;
  request.value = asked.value;
  request.headers = asked.headers;
  Position last = begun->position;
  const auto answer = [&](std::string_view stage) {
    last = *producer_->Append(MakeErasureReceipt(request, stage, {"store"}, 1, 1));
    return erasures_->WaitFor(last).ok();
  };
  ASSERT_TRUE(answer("ingest") && answer("parse") && answer("embed"));
  const auto overdue = erasures_->FindOverdue();
  ASSERT_EQ(overdue.size(), 1u);
  EXPECT_EQ(overdue[0].stage, "rank");
  ASSERT_TRUE(answer("rank"));
  EXPECT_TRUE(erasures_->FindOverdue().empty());
  EXPECT_TRUE(erasures_->Get(begun->erasure_id, absl::InfinitePast())->complete());
}

TEST_F(HousekeeperTest, OnlyTheReplicaThatHasAPersonsPartitionErasesThem) {
  PutJob("job-1", 30);
  const std::string application = Apply("job-1", "anna");
  ASSERT_TRUE(jobs_->Close("job-1").ok());
  auto elsewhere = TakeOver();
  EXPECT_FALSE(IsErasedAfter(30 * kDay + hours(1), application));
  elsewhere.reset();
  share_->AwaitTenant();
  EXPECT_TRUE(IsErasedAfter(hours(1), application));
}

TEST_F(HousekeeperTest, WhatNobodyErasedForADayWhoeverKnowsOfItErases) {
  PutJob("job-1", 30);
  const std::string application = Apply("job-1", "anna");
  ASSERT_TRUE(jobs_->Close("job-1").ok());
  const auto elsewhere = TakeOver();
  EXPECT_FALSE(IsErasedAfter(31 * kDay, application));
  EXPECT_TRUE(IsErasedAfter(hours(1), application));
}

TEST_F(HousekeeperTest, AnErasureFindsWhatOnlyTheDocumentStoreKnows) {
  PutJob("job-1");
  const std::string application = Apply("job-1", "anna");
  const std::string candidate = named_->GetApplication(application)->candidate();
  // As another replica took it, and this one has not read it yet.
  const std::string another(32, 'a');
  ASSERT_TRUE(documents_->Put(*DocumentName("t", candidate, another, 1), "document").ok());
  EXPECT_EQ(eraser_->Begin(candidate, "request", "operator")->applications, 2u);
  EXPECT_TRUE(ring_->IsErased(another));
}

TEST_F(HousekeeperTest, OnlyTheReplicaThatHasTheTenantEndsEpochsAndAlerts) {
  PutJob("job-1");
  const std::string application = Apply("job-1", "anna");
  ASSERT_TRUE(
      eraser_->Begin(named_->GetApplication(application)->candidate(), "request", "operator").ok());
  const auto epochs = ring_->Epochs();
  ASSERT_TRUE(epochs.ok());
  auto elsewhere = TakeOver();
  clock_.Advance(3651 * kDay);
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_EQ(ring_->Epochs()->size(), epochs->size());
  EXPECT_EQ(telemetry_->Count("erasures_overdue"), 0u);
  elsewhere.reset();
  share_->AwaitTenant();
  ASSERT_TRUE(housekeeper_->LookOnce().ok());
  EXPECT_NE(ring_->Epochs()->back().created_at_ms, epochs->back().created_at_ms);
}

}  // namespace
}  // namespace utvalg::ingest
