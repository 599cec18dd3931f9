// SPDX-License-Identifier: Apache-2.0
//
// The document store contract on a real S3 server (versitygw). tools/s3 starts it before the first
// test and stops it after the last.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/blob/s3/s3_document_store.h"
#include "common/testing/temp_dir.h"
#include "tests/contract/document_store_contract.h"

namespace utvalg {
namespace {

// One server for all tests of this program; a bucket for each test.
class Server {
 public:
  static Server& Get() {
    static Server server;
    return server;
  }
  const std::string& endpoint() const { return endpoint_; }
  int exit_code() const { return exit_code_; }

 private:
  Server() {
    const std::string command = Cat(Tool(), " start");
    FILE* output = popen(command.c_str(), "r");
    char line[256] = {};
    if (std::fgets(line, sizeof(line), output) != nullptr) endpoint_ = line;
    while (endpoint_.ends_with('\n')) endpoint_.pop_back();
    exit_code_ = WEXITSTATUS(pclose(output));
  }
  ~Server() { static_cast<void>(std::system(Cat(Tool(), " stop --wipe").c_str())); }
  std::string Tool() const {
    const char* source = std::getenv("UTVALG_SOURCE_DIR");
    return Cat(source == nullptr ? "." : source, "/tools/s3 --dir ", dir_.Below("s3"));
  }

  TempDir dir_;
  std::string endpoint_;
  int exit_code_ = 0;
};

class S3Place final : public DocumentPlace {
 public:
  S3Place() : bucket_(Cat("test-", ++made_)) {}
  absl::StatusOr<std::unique_ptr<DocumentStore>> Open() override {
    S3DocumentStore::Options options;
    options.endpoint = Server::Get().endpoint();
    options.bucket = bucket_;
    options.access_key_id = "utvalg";
    options.secret_access_key = "utvalg-secret";
    options.create_bucket = true;
    auto store = S3DocumentStore::Open(std::move(options), &clock_);
    if (!store.ok()) return store.status();
    return std::unique_ptr<DocumentStore>(*std::move(store));
  }

 private:
  static int made_;
  const std::string bucket_;
  SystemClock clock_;
};
int S3Place::made_ = 0;

INSTANTIATE_TEST_SUITE_P(S3, DocumentStoreContractTest, ::testing::Values(DocumentStoreFactory{[] {
                           return std::unique_ptr<DocumentPlace>(new S3Place());
                         }}));

TEST(S3DocumentStoreTest, AMissingBucketIsSaid) {
  SystemClock clock;
  S3DocumentStore::Options options;
  options.endpoint = Server::Get().endpoint();
  options.bucket = "none";
  options.access_key_id = "utvalg";
  options.secret_access_key = "utvalg-secret";
  EXPECT_EQ(S3DocumentStore::Open(options, &clock).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(S3DocumentStoreTest, AWrongSecretIsSaidAndNotRepeated) {
  SystemClock clock;
  S3DocumentStore::Options options;
  options.endpoint = Server::Get().endpoint();
  options.bucket = "none";
  options.access_key_id = "utvalg";
  options.secret_access_key = "wrong-secret";
  const absl::Status status = S3DocumentStore::Open(options, &clock).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(std::string(status.message()).find("wrong-secret"), std::string::npos);
}

TEST(S3DocumentStoreTest, NoServerIsUnavailable) {
  SystemClock clock;
  S3DocumentStore::Options options;
  options.endpoint = "http://127.0.0.1:9";
  options.bucket = "b";
  options.attempts = 2;
  options.first_backoff = std::chrono::milliseconds(1);
  EXPECT_EQ(S3DocumentStore::Open(options, &clock).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const int code = utvalg::Server::Get().exit_code();
  if (code == 77 && std::getenv("UTVALG_REQUIRE_S3") == nullptr) {
    std::printf(
        "skipped: no S3 server can be built here (UTVALG_REQUIRE_S3=1 makes this a failure)\n");
    return 77;
  }
  return RUN_ALL_TESTS();
}
