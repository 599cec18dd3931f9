// SPDX-License-Identifier: Apache-2.0
//
// What an acknowledged upload costs: 25 kB documents streamed to ingest, hashed, sealed, stored and
// noted in the log, against bare librdkafka producing the same bytes, every writer waiting for each
// of its own. And against the least that any ingest on the same two servers must do: put the
// document into the object store, then produce a record that names it. The rivals alternate. Uses a
// broker (UTVALG_KAFKA), an object store (UTVALG_S3), an ingest (UTVALG_INGEST) and a job of it
// (UTVALG_JOB); `tools/ingest-bench` brings them.
//
// Ends with 1 when ingest takes fewer than half as many in the same time.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/blob/s3/s3_document_store.h"
#include "common/log/kafka/kafka_topics.h"
#include "common/log/topics.h"
#include "tests/bench/bare_producer.h"
#include "tests/kafka_broker.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"

namespace utvalg {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int kWriters = 16;
constexpr int kEach = 60;
constexpr int kRounds = 5;
constexpr size_t kDocumentBytes = 25'000;
constexpr std::chrono::seconds kPatience(60);
constexpr double kLeast = 0.5;

// Documents a second when all writers write at once.
double Rate(const std::function<void(int writer, int number)>& write_one) {
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&write_one, writer] {
      for (int i = 0; i < kEach; ++i) write_one(writer, i);
    });
  }
  for (std::thread& writer : writers) writer.join();
  return kWriters * kEach / Seconds(std::chrono::steady_clock::now() - start).count();
}

std::string Document(int round, int writer, int number) {
  std::string text = Cat("CV ", round, " ", writer, " ", number, "\n");
  text.resize(kDocumentBytes, 'v');
  return text;
}

void Submit(ingest::v1::IngestService::Stub* ingest, const std::string& job_id,
            const std::string& key, std::string document) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  ingest::v1::SubmitApplicationResponse response;
  const auto writer = ingest->SubmitApplication(&context, &response);
  ingest::v1::SubmitApplicationRequest part;
  part.mutable_header()->set_job_id(job_id);
  part.mutable_header()->set_idempotency_key(key);
  part.mutable_header()->set_file_name("cv.txt");
  part.mutable_header()->set_bulk(true);
  writer->Write(part);
  part.set_chunk(std::move(document));
  writer->Write(part);
  writer->WritesDone();
  if (const grpc::Status status = writer->Finish(); !status.ok()) {
    std::cerr << "upload: " << status.error_message() << '\n';
    std::exit(EXIT_FAILURE);
  }
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int Run(const KafkaLogOptions& kafka, S3DocumentStore* store, const std::string& ingest,
        const std::string& job_id) {
  std::vector<std::unique_ptr<ingest::v1::IngestService::Stub>> stubs;
  for (int i = 0; i < kWriters; ++i) {
    grpc::ChannelArguments own;
    own.SetInt("utvalg.writer", i);  // A connection each, as clients have.
    stubs.push_back(ingest::v1::IngestService::NewStub(
        grpc::CreateCustomChannel(ingest, grpc::InsecureChannelCredentials(), own)));
  }
  const ServedBareProducer producer(kafka, kafka.topics.front(), kWriters);
  std::vector<double> ratios;
  std::vector<double> of_least;
  for (int round = 0; round < kRounds; ++round) {
    const double bare = Rate([&](int writer, int number) {
      producer.Write(writer, Cat("t|c", writer, "|", number), Document(round, writer, number));
    });
    const double least = Rate([&](int writer, int number) {
      const std::string name = Cat("bench/c", writer, "/", round, "-", number, "/1");
      if (!store->Put(name, Document(round, writer, number)).ok()) std::abort();
      producer.Write(writer, Cat("t|c", writer, "|", number), name);
    });
    const double durable = Rate([&](int writer, int number) {
      Submit(stubs[static_cast<size_t>(writer)].get(), job_id,
             Cat("bench-", round, "-", writer, "-", number), Document(round, writer, number));
    });
    ratios.push_back(durable / bare);
    of_least.push_back(durable / least);
    std::cout << "round " << round + 1 << ": bare produce " << bare
              << " documents/s, put and produce " << least << ", ingest " << durable << "; ratios "
              << ratios.back() << " and " << of_least.back() << std::endl;
  }
  const double median = Median(ratios);
  std::cout << "ingest against put and produce: median " << Median(of_least)
            << "\ningest against bare produce: median " << median
            << (median >= kLeast ? " met\n" : " NOT met\n");
  return median >= kLeast ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace utvalg

int main() {
  const char* const ingest = std::getenv("UTVALG_INGEST");
  const char* const s3 = std::getenv("UTVALG_S3");
  const char* const job_id = std::getenv("UTVALG_JOB");
  const auto broker = utvalg::KafkaBroker();
  if (!broker.ok() || s3 == nullptr || ingest == nullptr || job_id == nullptr) {
    std::cerr << "ingest_bench: needs UTVALG_KAFKA, UTVALG_S3, UTVALG_INGEST and UTVALG_JOB; run "
                 "tools/ingest-bench\n";
    return EXIT_FAILURE;
  }
  utvalg::KafkaLogOptions kafka;
  kafka.bootstrap = *broker;
  kafka.topics = {"documents"};
  kafka.prefix = utvalg::UniquePrefix();
  auto topics = utvalg::KafkaTopics::Connect(kafka);
  if (!topics.ok() || !(*topics)->Create({{"documents", utvalg::kDefaultPartitions, 1, {}}}).ok()) {
    std::cerr << "ingest_bench: the topic could not be made\n";
    return EXIT_FAILURE;
  }
  const utvalg::SystemClock clock;
  utvalg::S3DocumentStore::Options objects;
  objects.endpoint = s3;
  objects.bucket = "utvalg";
  objects.access_key_id = "utvalg";  // As tools/cluster has it.
  objects.secret_access_key = "utvalg-secret";
  auto store = utvalg::S3DocumentStore::Open(std::move(objects), &clock);
  if (!store.ok()) {
    std::cerr << "ingest_bench: " << store.status().message() << '\n';
    return EXIT_FAILURE;
  }
  return utvalg::Run(kafka, store->get(), ingest, job_id);
}
