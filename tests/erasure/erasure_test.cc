// SPDX-License-Identifier: Apache-2.0
//
// People are erased from a whole system, and the auditor looks for them. UTVALG_ERASURE_PEOPLE sets
// how many there are (half of them are erased).
#include <grpcpp/client_context.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/crypto/file_kms.h"
#include "common/crypto/signature.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "services/standalone/app.h"
#include "tests/erasure/auditor.h"
#include "utvalg/erasure/v1/erasure.pb.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg::erasure_test {
namespace {

namespace fs = std::filesystem;

struct Person {
  std::string name, email, sentence, letter, file;
  std::string application_id;
  std::vector<std::string> words() const { return {name, email, sentence, letter, file}; }
};

Person MakePerson(size_t i) {
  // Letters only: digits might be taken for dates or numbers.
  const std::string mark{'Q', static_cast<char>('a' + i / 26 % 26), static_cast<char>('a' + i % 26),
                         static_cast<char>('a' + i / 676), 'x'};
  Person person;
  person.name = Cat(mark, "anna Berg", mark);
  person.email = Cat("post", mark, "@example.org");
  person.sentence = Cat("Innførte pasientsløyfen ", mark, "forløp på avdelingen");
  person.letter = Cat("Jeg brenner for ", mark, "omsorg");
  person.file = Cat(mark, "-cv-soknad.txt");
  return person;
}

std::string CvOf(const Person& person, size_t i) {
  return Cat(person.name, "\n", person.email, "\n\nArbeidserfaring\n\n2015 - 2021 Sykepleier, ",
             "Bergen sykehus\n", person.sentence, ".\nMedisinsk sengepost, ", i % 12 + 2,
             " senger.\n\nUtdanning\n\n2012 - 2015 Bachelor i sykepleie, Høgskolen i Bergen\n\n",
             "Språk\n\nNorsk, engelsk\n\nSøknad\n\n", person.letter, ".\n");
}

// The sum of the words of some people.
std::vector<std::string> WordsOf(const std::vector<Person>& people) {
  std::vector<std::string> words;
  for (const Person& person : people) {
    for (std::string& word : person.words()) words.push_back(std::move(word));
  }
  return words;
}

class ErasureTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const char* wanted = std::getenv("UTVALG_ERASURE_PEOPLE");
    const size_t count = wanted == nullptr ? 16 : std::strtoul(wanted, nullptr, 10);
    for (size_t i = 0; i < count; ++i) {
      (i < count / 2 ? erased_ : staying_).push_back(MakePerson(i));
    }
  }

  void SetUp() override {
    erased_people_ = erased_;
    staying_people_ = staying_;
  }

  std::string Workspace() const { return dir_.Below("workspace"); }

  void Start() {
    standalone::Options options;
    options.workspace = Workspace();
    const char* bin = std::getenv("UTVALG_BIN_DIR");
    options.extractor_path = Cat(bin, "/utvalg-extract");
    options.model_dir = Cat(bin, "/../../model");
    options.ocr = false;
    auto app = standalone::App::Create(std::move(options));
    ASSERT_TRUE(app.ok()) << app.status();
    app_ = *std::move(app);
    ingest_ = ingest::v1::IngestService::NewStub(app_->channel());
    rank_ = rank::v1::RankService::NewStub(app_->channel());
  }
  void Stop() {
    ingest_.reset();
    rank_.reset();
    ASSERT_TRUE(app_->Shutdown().ok());
    app_.reset();
  }
  static void SetDeadline(grpc::ClientContext* context) {
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(120));
  }

  void PutJob() {
    ingest::v1::PutJobRequest request;
    request.mutable_job()->set_title("Sykepleier");
    for (const char* text : {"Erfaring som sykepleier", "Innføring av pasientforløp"}) {
      request.mutable_job()->add_criteria()->set_text(text);
    }
    ingest::v1::PutJobResponse response;
    grpc::ClientContext context;
    ASSERT_TRUE(ingest_->PutJob(&context, request, &response).ok());
    job_id_ = response.job().job_id();
  }
  grpc::Status Submit(Person* person, size_t i) {
    ingest::v1::SubmitApplicationResponse response;
    grpc::ClientContext context;
    SetDeadline(&context);
    auto writer = ingest_->SubmitApplication(&context, &response);
    ingest::v1::SubmitApplicationRequest part;
    part.mutable_header()->set_job_id(job_id_);
    part.mutable_header()->set_idempotency_key(person->file);
    part.mutable_header()->set_file_name(person->file);
    writer->Write(part);
    part.set_chunk(CvOf(*person, i));
    writer->Write(part);
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (status.ok()) person->application_id = response.application_id();
    return status;
  }
  void SubmitAll() {
    size_t i = 0;
    for (auto* people : {&erased_people_, &staying_people_}) {
      for (Person& person : *people) {
        const grpc::Status status = Submit(&person, i++);
        ASSERT_TRUE(status.ok()) << status.error_message();
      }
    }
    WaitForRanked(i);
  }
  void WaitForRanked(size_t count) {
    rank::v1::GetProgressRequest request;
    request.set_job_id(job_id_);
    request.set_wait_until_finished(static_cast<uint32_t>(count));
    rank::v1::GetProgressResponse response;
    for (int round = 0; round < 60 && response.ranked() < count; ++round) {
      grpc::ClientContext context;
      SetDeadline(&context);
      ASSERT_TRUE(rank_->GetProgress(&context, request, &response).ok());
    }
    ASSERT_EQ(response.ranked(), count);
  }
  rank::v1::GetRankingResponse Ranking() {
    rank::v1::GetRankingRequest request;
    request.set_job_id(job_id_);
    rank::v1::GetRankingResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(rank_->GetRanking(&context, request, &response).ok());
    return response;
  }
  // application id and score record of everybody who stays, in order.
  std::vector<std::string> OrderOfStaying() {
    std::vector<std::string> order;
    const rank::v1::GetRankingResponse ranking = Ranking();
    for (const auto& ranked : ranking.ranked()) {
      for (const Person& person : staying_people_) {
        if (person.application_id == ranked.application_id()) {
          order.push_back(Cat(ranked.application_id(), ranked.score().SerializeAsString()));
        }
      }
    }
    return order;
  }
  void EraseAll() {
    for (const Person& person : erased_people_) {
      ingest::v1::EraseRequest request;
      request.set_application_id(person.application_id);
      ingest::v1::EraseResponse begun;
      {
        grpc::ClientContext context;
        const grpc::Status status = ingest_->Erase(&context, request, &begun);
        ASSERT_TRUE(status.ok()) << status.error_message();
      }
      certificates_.push_back(WaitForCertificate(begun.erasure_id()));
    }
  }
  erasure::v1::ErasureCertificate WaitForCertificate(const std::string& erasure_id) {
    ingest::v1::GetErasureRequest request;
    request.set_erasure_id(erasure_id);
    request.set_wait(true);
    ingest::v1::GetErasureResponse response;
    grpc::ClientContext context;
    SetDeadline(&context);
    EXPECT_TRUE(ingest_->GetErasure(&context, request, &response).ok());
    EXPECT_TRUE(response.complete()) << response.ShortDebugString();
    const auto& signed_certificate = response.certificate();
    EXPECT_TRUE(VerifyEd25519(signed_certificate.public_key(), signed_certificate.certificate(),
                              signed_certificate.signature()));
    erasure::v1::ErasureCertificate certificate;
    EXPECT_TRUE(certificate.ParseFromString(signed_certificate.certificate()));
    return certificate;
  }
  void EndEpoch() {
    ingest::v1::RotateKeysResponse response;
    grpc::ClientContext context;
    SetDeadline(&context);
    const grpc::Status status = ingest_->RotateKeys(&context, {}, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(response.destroyed_size(), 1);
    ASSERT_EQ(response.rewrapped(), staying_people_.size());
  }

  // Keys of a workspace, as its log and key directory have them; of a copy, so that audits leave no
  // trace.
  struct Keys {
    std::unique_ptr<TempDir> dir;
    std::unique_ptr<EmbeddedLog> log;
    std::unique_ptr<FileKms> kms;
    std::unique_ptr<KeyRing> ring;
  };
  Keys KeysOf(const std::string& workspace) {
    Keys keys;
    keys.dir = std::make_unique<TempDir>();
    fs::copy(workspace + "/log", keys.dir->Below("log"), fs::copy_options::recursive);
    fs::copy(workspace + "/keys", keys.dir->Below("keys"), fs::copy_options::recursive);
    EmbeddedLogOptions options;
    options.directory = keys.dir->Below("log");
    keys.log = *EmbeddedLog::Open(std::move(options), &clock_);
    keys.kms = *FileKms::Open(keys.dir->Below("keys/epochs"));
    auto ring =
        KeyRing::Open(keys.log.get(), keys.kms.get(), &clock_, keys.dir->Below("keys/erased"));
    EXPECT_TRUE(ring.ok()) << ring.status();
    keys.ring = *std::move(ring);
    return keys;
  }
  void Copy(const std::string& to) {
    fs::copy(Workspace(), dir_.Below(to), fs::copy_options::recursive);
  }

  static inline std::vector<Person> erased_;
  static inline std::vector<Person> staying_;
  TempDir dir_;
  SystemClock clock_;
  std::vector<Person> erased_people_;
  std::vector<Person> staying_people_;
  std::vector<erasure::v1::ErasureCertificate> certificates_;
  std::string job_id_;
  std::unique_ptr<standalone::App> app_;
  std::unique_ptr<ingest::v1::IngestService::Stub> ingest_;
  std::unique_ptr<rank::v1::RankService::Stub> rank_;
};

std::vector<std::string> IdsOf(const std::vector<Person>& people) {
  std::vector<std::string> ids;
  for (const Person& person : people) ids.push_back(person.application_id);
  return ids;
}

// Words and ids of these people, in the stores that may hold nothing of them. The emptied claims
// of the document store keep the ids: a late retry must not bring anybody back.
Findings LeftOf(const std::string& workspace, KeyRing* ring, const std::vector<Person>& people) {
  Findings left = AuditStores(workspace, ring, WordsOf(people));
  for (const auto& [store, ids] : AuditStores(workspace, ring, IdsOf(people))) {
    if (store != "documents") left[store].insert(ids.begin(), ids.end());
  }
  return left;
}

// Every canary of everybody must be found where it should lie.
void ExpectEverybody(const Findings& findings, const std::vector<Person>& people,
                     const std::string& documents, const std::string& identities,
                     const std::string& applications, const std::string& content) {
  for (const Person& person : people) {
    for (const std::string& word : {person.name, person.email, person.sentence, person.letter}) {
      EXPECT_TRUE(findings.at(documents).count(word)) << documents << " " << word;
    }
    EXPECT_TRUE(findings.at(identities).count(person.name)) << identities;
    EXPECT_TRUE(findings.at(identities).count(person.email)) << identities;
    EXPECT_TRUE(findings.at(applications).count(person.file)) << applications;
    EXPECT_TRUE(findings.at(content).count(person.sentence)) << content;
    EXPECT_TRUE(findings.at(content).count(person.letter)) << content;
  }
}

TEST_F(ErasureTest, TheErasedAreFoundNowhereAndTheOthersRankAsBefore) {
  Start();
  PutJob();
  SubmitAll();
  const std::vector<std::string> order = OrderOfStaying();
  ASSERT_EQ(order.size(), staying_people_.size());
  Stop();
  Copy("before");

  // The positive control: everybody is found, in every store that should hold them.
  std::vector<Person> everybody = erased_people_;
  everybody.insert(everybody.end(), staying_people_.begin(), staying_people_.end());
  {
    const Keys keys = KeysOf(dir_.Below("before"));
    const Findings stores = AuditStores(dir_.Below("before"), keys.ring.get(), WordsOf(everybody));
    ExpectEverybody(stores, everybody, "documents", "ingest/identities", "ingest/applications",
                    "rank/candidates");
    for (const Person& person : everybody) {
      EXPECT_TRUE(stores.at("cache/parsed").count(person.name));
      EXPECT_TRUE(stores.at("cache/parsed").count(person.sentence));
    }
    // What holds no words of theirs holds them by id.
    const Findings ids = AuditStores(dir_.Below("before"), keys.ring.get(), IdsOf(everybody));
    for (const std::string& store : StoreNames()) {
      ASSERT_TRUE(ids.count(store)) << store;
      EXPECT_EQ(ids.at(store).size(), everybody.size()) << store;
    }
    const Findings log = AuditLog(dir_.Below("before"), keys.ring.get(), WordsOf(everybody));
    for (const Person& person : everybody) {
      EXPECT_TRUE(log.at(Cat("log/", kApplicationTopic)).count(person.file));
      EXPECT_TRUE(log.at(Cat("log/", kCvIdentityTopic)).count(person.name));
      EXPECT_TRUE(log.at(Cat("log/", kCvParsedTopic)).count(person.sentence));
      EXPECT_TRUE(log.at(Cat("log/", kCvEmbeddedTopic)).count(person.letter));
    }
    // And nobody in what lies on disk as it is.
    EXPECT_EQ(AuditFiles(dir_.Below("before"), WordsOf(everybody)), Findings());
  }

  Start();
  EraseAll();
  EXPECT_EQ(OrderOfStaying(), order);
  EXPECT_EQ(Ranking().ranked_size(), static_cast<int>(staying_people_.size()));
  for (const auto& certificate : certificates_) {
    EXPECT_EQ(certificate.stages_size(), 4);
    EXPECT_GT(certificate.deleted_at_ms(), 0);
    EXPECT_EQ(certificate.irrecoverable_from_ms(), 0);
    EXPECT_GT(certificate.irrecoverable_by_ms(), certificate.deleted_at_ms());
  }
  Stop();

  // Deleted: even with the keys of before, no stage's store holds anything of them.
  {
    const Keys old_keys = KeysOf(dir_.Below("before"));
    Copy("erased");
    const Findings findings =
        AuditStores(dir_.Below("erased"), old_keys.ring.get(), WordsOf(everybody));
    EXPECT_EQ(LeftOf(dir_.Below("erased"), old_keys.ring.get(), erased_people_), Findings());
    ExpectEverybody(findings, staying_people_, "documents", "ingest/identities",
                    "ingest/applications", "rank/candidates");
    // An erasure that skips one store, whichever it is, is seen.
    for (const std::string& store : StoreNames()) {
      fs::remove_all(dir_.Below("mutant"));
      fs::copy(dir_.Below("erased"), dir_.Below("mutant"), fs::copy_options::recursive);
      RestoreStore(dir_.Below("before"), store, dir_.Below("mutant"));
      const Findings left = LeftOf(dir_.Below("mutant"), old_keys.ring.get(), erased_people_);
      EXPECT_TRUE(left.count(store)) << "an erasure that skips " << store << " goes unnoticed";
      EXPECT_EQ(left.size(), 1u) << store;
    }
  }

  Start();
  EndEpoch();
  EXPECT_EQ(OrderOfStaying(), order);
  const auto certificate = WaitForCertificate(certificates_.front().erasure_id());
  EXPECT_GE(certificate.irrecoverable_from_ms(), certificate.deleted_at_ms());
  Stop();

  // Beyond recovery: with every key that still exists nobody of them is found, not in the stores,
  // not in the log, and not in the copies of before.
  const Keys keys = KeysOf(Workspace());
  for (const std::string& place : {std::string("before"), std::string("workspace")}) {
    EXPECT_EQ(AuditStores(dir_.Below(place), keys.ring.get(), WordsOf(erased_people_)), Findings());
    EXPECT_EQ(AuditLog(dir_.Below(place), keys.ring.get(), WordsOf(erased_people_)), Findings());
    EXPECT_EQ(AuditFiles(dir_.Below(place), WordsOf(everybody)), Findings());
    // The same keys open those who stay: the auditor is not blind.
    ExpectEverybody(AuditStores(dir_.Below(place), keys.ring.get(), WordsOf(staying_people_)),
                    staying_people_, "documents", "ingest/identities", "ingest/applications",
                    "rank/candidates");
  }
}

TEST_F(ErasureTest, ARestoredCheckpointAndALateRetryBringNobodyBack) {
  Start();
  PutJob();
  SubmitAll();
  const std::vector<std::string> order = OrderOfStaying();
  Stop();
  Copy("before");
  Start();
  EraseAll();
  Stop();
  // The state of the stages from before the erasure, positions included: their records are read
  // again.
  for (const char* store : {"rank", "ingest", "cache", "documents"}) {
    fs::remove_all(Cat(Workspace(), "/", store));
    fs::copy(dir_.Below(Cat("before/", store)), Cat(Workspace(), "/", store),
             fs::copy_options::recursive);
  }
  Start();
  EXPECT_EQ(OrderOfStaying(), order);
  EXPECT_EQ(Ranking().ranked_size(), static_cast<int>(staying_people_.size()));
  for (Person& person : erased_people_) {
    ingest::v1::GetApplicationRequest request;
    request.set_application_id(person.application_id);
    ingest::v1::GetApplicationResponse response;
    grpc::ClientContext context;
    EXPECT_EQ(ingest_->GetApplication(&context, request, &response).error_code(),
              grpc::StatusCode::NOT_FOUND);
    EXPECT_EQ(Submit(&person, 0).error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  }
  EXPECT_EQ(Ranking().ranked_size(), static_cast<int>(staying_people_.size()));
  Stop();
}

TEST_F(ErasureTest, ALateRecordBringsNobodyBack) {
  Start();
  PutJob();
  SubmitAll();
  const std::vector<std::string> order = OrderOfStaying();
  Stop();
  Copy("before");
  Start();
  EraseAll();
  Stop();
  // A producer that was held up appends what it had of them, their keys too.
  {
    const std::vector<std::string> ids = IdsOf(erased_people_);
    EmbeddedLogOptions old_options, new_options;
    fs::copy(dir_.Below("before/log"), dir_.Below("old-log"), fs::copy_options::recursive);
    old_options.directory = dir_.Below("old-log");
    new_options.directory = Workspace() + "/log";
    const auto old_log = *EmbeddedLog::Open(std::move(old_options), &clock_);
    const auto new_log = *EmbeddedLog::Open(std::move(new_options), &clock_);
    ConsumerOptions reader;
    for (const std::string_view topic :
         {kCandidateKeyTopic, kApplicationTopic, kCvParsedTopic, kCvIdentityTopic, kCvLayoutTopic,
          kCvEmbeddedTopic, kResultTopic}) {
      reader.topics.push_back({std::string(topic), 1});
    }
    const auto consumer = *old_log->Subscribe(std::move(reader));
    std::map<std::string, size_t> late;
    for (;;) {
      const auto records = *consumer->Poll(256, std::chrono::milliseconds(50));
      if (records.empty()) break;
      for (const Record& record : records) {
        const bool theirs = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
          return record.key.find(id) != std::string::npos;
        });
        if (!theirs || record.IsTombstone()) continue;
        ++late[record.at.topic];
        ASSERT_TRUE(
            new_log->Append({{record.at.topic, record.key, record.value, record.headers}}).ok());
      }
    }
    consumer->Close();
    ASSERT_EQ(late.size(), 7u);
    for (const auto& [topic, count] : late) EXPECT_GE(count, ids.size()) << topic;
  }
  Start();
  EXPECT_EQ(OrderOfStaying(), order);
  // Whoever is handed in behind them has an outcome: everything before was handled.
  Person last = MakePerson(erased_people_.size() + staying_people_.size());
  ASSERT_TRUE(Submit(&last, 0).ok());
  WaitForRanked(staying_people_.size() + 1);
  EXPECT_EQ(Ranking().ranked_size(), static_cast<int>(staying_people_.size()) + 1);
  for (const Person& person : erased_people_) {
    ingest::v1::GetApplicationRequest request;
    request.set_application_id(person.application_id);
    ingest::v1::GetApplicationResponse response;
    grpc::ClientContext context;
    EXPECT_EQ(ingest_->GetApplication(&context, request, &response).error_code(),
              grpc::StatusCode::NOT_FOUND);
  }
  Stop();
  const Keys old_keys = KeysOf(dir_.Below("before"));
  EXPECT_EQ(LeftOf(Workspace(), old_keys.ring.get(), erased_people_), Findings());
}

}  // namespace
}  // namespace utvalg::erasure_test
