// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_invariants.h"

#include <optional>
#include <set>
#include <utility>

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/topics.h"
#include "services/rank/adapters/ranking_store.h"
#include "utvalg/erasure/v1/erasure.pb.h"

namespace utvalg::simulation {
namespace {

constexpr std::string_view kDeadLetter = ".dead-letter";

class Checker {
 public:
  explicit Checker(const Remains& remains) : r_(remains) {}

  std::vector<std::string> Run(std::string* outcomes) {
    std::string all;
    for (const Applicant& applicant : r_.client->applicants()) {
      if (applicant.erased) {
        CheckErased(applicant);
      } else {
        all += CheckOutcome(applicant);
        for (IngestProcess* ingest : r_.ingests) CheckNamed(applicant, &ingest->named());
        CheckDeadLetters(applicant);
      }
    }
    CheckOrders();
    CheckFilled();
    CheckForeigner();
    CheckNothingIsUnsealed();
    for (const std::string& violation : r_.broker->violations()) violations_.push_back(violation);
    *outcomes = Sha256Hex(all);
    return std::move(violations_);
  }

 private:
  void Expect(bool holds, const std::string& what) {
    if (!holds) violations_.push_back(what);
  }

  // The one its job is on.
  std::string GenerationOf(const Applicant& applicant) const {
    return r_.client->job(applicant.job_id).generation();
  }

  // The generation that was filled is complete, whichever the job is on: the order there would be.
  void CheckFilled() {
    if (r_.filled.empty()) return;
    for (const Applicant& applicant : r_.client->applicants()) {
      if (applicant.erased) continue;
      const std::string expected =
          r_.oracle->Expect(applicant.document, applicant.file_name(), applicant.revision,
                            r_.client->job(applicant.job_id), r_.filled);
      std::string found;
      for (const RankProcess* replica : r_.rank) {
        const auto part = replica->pool().ReadJob(applicant.job_id, AllPartitions(), r_.filled);
        for (const auto& application : part.applications) {
          if (application.application_id() != applicant.application_id) continue;
          found = application.result().SerializeAsString();
        }
      }
      Compare(applicant, "the filled generation", expected, found);
    }
  }

  static std::string KeyOf(const Applicant& applicant) {
    return Cat(kTenant, "|", applicant.candidate(), "|", applicant.application_id);
  }

  // Exactly one replica knows the application, and knows what must come out of it.
  std::string CheckOutcome(const Applicant& applicant) {
    const std::string expected =
        r_.oracle->Expect(applicant.document, applicant.file_name(), applicant.revision,
                          r_.client->job(applicant.job_id), GenerationOf(applicant));
    size_t found = 0;
    for (const RankProcess* replica : r_.rank) {
      const auto answer = replica->pool().Find(applicant.application_id, false, AllPartitions());
      if (!answer.found()) continue;
      ++found;
      Compare(applicant, "rank", expected, answer.result().SerializeAsString());
    }
    Expect(found == 1, Cat(applicant.reference, ": ", found, " replicas know the outcome"));
    std::string last;
    for (const Record& record : r_.broker->Records(std::string(kResultTopic))) {
      if (record.key == KeyOf(applicant)) last = Opened(record).value_or("");
    }
    Compare(applicant, "the result topic", expected, last);
    return Cat(KeyOf(applicant), "\n", expected, "\n");
  }

  void Compare(const Applicant& applicant, const std::string& where, const std::string& expected,
               const std::string& is) {
    if (is == expected) return;
    result::v1::Result a;
    result::v1::Result b;
    if (!a.ParseFromString(is) || !b.ParseFromString(expected)) {
      return Expect(false, Cat(applicant.reference, ": ", where, " holds no result"));
    }
    const auto tell = [](const result::v1::Result& r) {
      return Cat("revision ", r.revision(), " job revision ", r.job_revision(), " generation ",
                 r.ranked().provenance().generation(), " score ", r.ranked().score(), " reason ",
                 static_cast<int>(r.needs_person()));
    };
    Expect(false, Cat(applicant.reference, ": ", where, " says ", is.empty() ? "nothing" : tell(a),
                      ", expected ", tell(b)));
  }

  // What a reviewer sees beside the score is of the same revision, whichever replica is asked.
  void CheckNamed(const Applicant& applicant, ingest::NamedWorld* named) {
    const std::string who = applicant.reference;
    const auto application = named->GetApplication(applicant.application_id);
    if (!application.ok()) return Expect(false, Cat(who, " is not known to ingest"));
    Expect(application->revision() == applicant.revision,
           Cat(who, ": ingest knows revision ", application->revision(), ", acknowledged was ",
               applicant.revision));
    Expect(application->documents(0).sha256() == Sha256Hex(DocumentText(applicant.document)),
           Cat(who, ": ingest knows another document"));
    if (applicant.document == kPoisonDocument) return;
    const auto identity = named->GetIdentity(applicant.application_id);
    const auto layout = named->GetLayout(applicant.application_id);
    Expect(identity.ok() && identity->revision() == applicant.revision,
           Cat(who, ": the identity is of another revision"));
    Expect(layout.ok() && layout->revision() == applicant.revision,
           Cat(who, ": the layout is of another revision"));
    if (applicant.document < kDocuments) {
      Expect(identity.ok() && identity->name() == NameIn(applicant.document),
             Cat(who, ": the name is of another document"));
    }
  }

  void CheckDeadLetters(const Applicant& applicant) {
    bool found = false;
    for (const Record& record : r_.broker->Records(DeadLetterTopic(kApplicationTopic))) {
      found |= record.key == KeyOf(applicant);
    }
    // Who corrected the document may be read before anybody looked at the poison.
    Expect(found || applicant.document != kPoisonDocument,
           Cat(applicant.reference, " has no dead letter"));
    Expect(!found || applicant.wishes[0].document == kPoisonDocument,
           Cat(applicant.reference, " is among the dead letters"));
  }

  void CheckErased(const Applicant& applicant) {
    const std::string who = Cat(applicant.reference, " (erased)");
    for (const RankProcess* replica : r_.rank) {
      Expect(!replica->pool().Find(applicant.application_id, false, AllPartitions()).found(),
             Cat(who, ": rank knows the outcome"));
    }
    for (IngestProcess* ingest : r_.ingests) {
      Expect(!ingest->named().GetApplication(applicant.application_id).ok(),
             Cat(who, ": ingest knows the application"));
    }
    for (const auto& [name, bytes] : *r_.objects) {
      Expect(!name.starts_with(
                 Cat(kTenant, "/", applicant.candidate(), "/", applicant.application_id, "/")),
             Cat(who, ": the document is still there"));
    }
    for (const std::string& topic : r_.broker->Topics()) {
      for (const Record& record : r_.broker->Records(topic)) {
        const auto key = ParsePersonKey(record.key);
        if (!key.ok() || key->application != applicant.application_id) continue;
        Expect(record.IsTombstone() || !Opened(record).has_value(),
               Cat(who, ": a record of ", topic, " can be opened"));
      }
    }
    CheckStores(applicant, who);
    CheckReceipts(applicant, who);
  }

  void CheckStores(const Applicant& applicant, const std::string& who) {
    for (const KvStore* store : r_.ingest_stores) {
      for (KvFamily family = 1; family < 7; ++family) {
        (void)store->ForEachWithPrefix(family, "", [&](std::string_view key, std::string_view) {
          Expect(key.find(applicant.application_id) == std::string_view::npos,
                 Cat(who, ": ingest's store holds family ", family));
          return true;
        });
      }
    }
    for (const KvStore* store : r_.rank_stores) {
      for (KvFamily family = 1; family < 3; ++family) {
        (void)store->ForEachWithPrefix(
            family, applicant.application_id, [&](std::string_view key, std::string_view value) {
              const auto opened =
                  r_.ingests.front()->ring()->Open(rank::SealedPlace(family, key), value);
              Expect(absl::IsNotFound(opened.status()), Cat(who, ": rank's store can be opened"));
              return true;
            });
      }
    }
  }

  void CheckReceipts(const Applicant& applicant, const std::string& who) {
    std::set<std::string> erasures;
    std::map<std::string, std::set<std::string>> receipts;
    for (const Record& record : r_.broker->Records(std::string(kErasureTopic))) {
      erasure::v1::Erasure erasure;
      if (!erasure.ParseFromString(record.value)) continue;
      const auto& ids = erasure.request().application_ids();
      if (std::find(ids.begin(), ids.end(), applicant.application_id) != ids.end()) {
        erasures.insert(erasure.erasure_id());
      }
      if (erasure.has_receipt()) {
        receipts[erasure.erasure_id()].insert(erasure.receipt().stage());
      }
    }
    Expect(!erasures.empty(), Cat(who, ": no erasure names the application"));
    for (const std::string& id : erasures) {
      for (const std::string_view stage : kErasingStages) {
        Expect(receipts[id].contains(std::string(stage)), Cat(who, ": ", stage, " did not answer"));
      }
    }
  }

  // Every order holds what was acknowledged for its job, once, of one revision and generation.
  void CheckOrders() {
    std::map<std::string, std::multiset<std::string>> wanted;
    for (const Applicant& applicant : r_.client->applicants()) {
      if (!applicant.erased) wanted[applicant.job_id].insert(applicant.application_id);
    }
    for (const auto& [job_id, applications] : wanted) {
      std::multiset<std::string> found;
      for (const RankProcess* replica : r_.rank) {
        const rank::JobPart part = replica->pool().ReadJob(job_id, AllPartitions());
        for (const auto& application : part.applications) {
          found.insert(application.application_id());
          if (!application.result().has_ranked()) continue;
          Expect(application.generation() == r_.client->job(job_id).generation(),
                 Cat(job_id, ": an order holds generation ", application.generation()));
          Expect(
              application.result().job_revision() == r_.client->job(job_id).revision(),
              Cat(job_id, ": an order holds job revision ", application.result().job_revision()));
        }
      }
      Expect(found == applications, Cat(job_id, ": ", found.size(), " in the order, ",
                                        applications.size(), " were acknowledged"));
    }
  }

  // Another tenant's application on our topics: a dead letter, known to nobody here.
  void CheckForeigner() {
    for (IngestProcess* ingest : r_.ingests) {
      Expect(!ingest->named().GetApplication(kForeignApplication).ok(),
             "ingest knows another tenant's application");
    }
    for (const RankProcess* replica : r_.rank) {
      Expect(!replica->pool().Find(kForeignApplication, false, AllPartitions()).found(),
             "rank knows another tenant's application");
    }
    size_t letters = 0;
    for (const Record& record : r_.broker->Records(DeadLetterTopic(kApplicationTopic))) {
      const auto code = FindHeader(record.headers, "utvalg.error.code");
      letters += record.key.starts_with(kForeignTenant) && code == "TENANT_MISMATCH";
    }
    Expect(letters > 0, "another tenant's application is no dead letter");
  }

  void CheckNothingIsUnsealed() {
    const auto look = [this](const std::string& where, std::string_view bytes) {
      for (size_t document = 0; document < kDocuments; ++document) {
        Expect(bytes.find(NameIn(document)) == std::string_view::npos,
               Cat(where, " holds a name in plain text"));
      }
    };
    for (const std::string& topic : r_.broker->Topics()) {
      for (const Record& record : r_.broker->Records(topic)) look(topic, record.value);
    }
    for (const auto& [name, bytes] : *r_.objects) look(name, bytes);
  }

  std::optional<std::string> Opened(const Record& record) {
    std::string topic = record.at.topic;
    if (topic.ends_with(kDeadLetter)) topic.resize(topic.size() - kDeadLetter.size());
    if (ClassOfTopic(topic) == key::v1::KEY_CLASS_UNSPECIFIED) return std::nullopt;
    const auto opened =
        r_.ingests.front()->ring()->Open(Cat(topic, "\n", record.key), record.value);
    if (!opened.ok()) return std::nullopt;
    return *opened;
  }

  rank::Partitions AllPartitions() const {
    rank::Partitions all;
    for (uint32_t p = 0; p < r_.broker->partitions(); ++p) all.insert(p);
    return all;
  }

  const Remains& r_;
  std::vector<std::string> violations_;
};

}  // namespace

std::vector<std::string> CheckInvariants(const Remains& remains, std::string* outcomes) {
  return Checker(remains).Run(outcomes);
}

}  // namespace utvalg::simulation
