// SPDX-License-Identifier: Apache-2.0
//
// Calls of many people over one connection, as a gateway and the pages of candidates make them.
#include "common/rpc/access_interceptor.h"

#include <grpcpp/create_channel.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/rpc/caller.h"
#include "common/rpc/server.h"
#include "common/testing/temp_dir.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"

namespace utvalg {
namespace {

using ingest::v1::GetStatusRequest;
using ingest::v1::GetStatusResponse;

// Answers with who calls.
class Mirror final : public ingest::v1::IngestService::Service {
  grpc::Status GetStatus(grpc::ServerContext* context, const GetStatusRequest*,
                         GetStatusResponse* response) override {
    const Principal caller = CallerOf(*context);
    response->set_application_id(caller.application);
    response->set_sentence(caller.subject);
    response->set_person_requested(caller.person);
    return grpc::Status::OK;
  }
};

class AccessInterceptorTest : public testing::Test {
 protected:
  void SetUp() override {
    RpcServer::Options options;
    options.address = "127.0.0.1:0";
    Issuers issuers;
    issuers.emplace("us", VerifyingKey::FromEd25519(key_.public_key()));
    options.authorizer = std::make_shared<Authorizer>(std::move(issuers), "utvalg", "t", &clock_);
    server_ = *RpcServer::Create(options, {&mirror_});
    stub_ = ingest::v1::IngestService::NewStub(grpc::CreateChannel(
        Cat("127.0.0.1:", server_->port()), grpc::InsecureChannelCredentials()));
  }
  std::string Token(const Principal& principal) const {
    return MintToken(key_, "us", "utvalg", principal, 4102444800);
  }
  std::string Candidate(const std::string& application) const {
    Principal candidate;
    candidate.subject = "candidate";
    candidate.tenant = "t";
    candidate.roles = {access::v1::ROLE_CANDIDATE};
    candidate.application = application;
    return Token(candidate);
  }
  std::string Recruiter() const {
    Principal recruiter;
    recruiter.subject = "kari";
    recruiter.tenant = "t";
    recruiter.roles = {access::v1::ROLE_RECRUITER};
    recruiter.person = true;
    return Token(recruiter);
  }
  grpc::Status Ask(const std::vector<std::string>& tokens, GetStatusResponse* response) const {
    grpc::ClientContext context;
    for (const std::string& token : tokens) context.AddMetadata("authorization", "Bearer " + token);
    return stub_->GetStatus(&context, GetStatusRequest(), response);
  }

  TempDir dir_;
  SystemClock clock_;
  const SigningKey key_ = *SigningKey::LoadOrCreate(dir_.Below("key.pem"));
  Mirror mirror_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<ingest::v1::IngestService::Stub> stub_;
};

TEST_F(AccessInterceptorTest, EveryCallOfAConnectionIsItsOwnCallers) {
  GetStatusResponse response;
  ASSERT_TRUE(Ask({Recruiter()}, &response).ok());
  EXPECT_EQ(response.sentence(), "kari");
  EXPECT_TRUE(response.person_requested());
  for (const char* application : {"a", "b", "a", "c"}) {
    ASSERT_TRUE(Ask({Candidate(application)}, &response).ok());
    EXPECT_EQ(response.application_id(), application);
    EXPECT_EQ(response.sentence(), "candidate");
    EXPECT_FALSE(response.person_requested());
  }
}

TEST_F(AccessInterceptorTest, AlsoWhenTheyComeSideBySide) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([this, t] {
      const std::string application = Cat("a", t);
      const std::string token = Candidate(application);
      for (int i = 0; i < 50; ++i) {
        GetStatusResponse response;
        const grpc::Status status = Ask({token}, &response);
        ASSERT_TRUE(status.ok()) << status.error_message();
        EXPECT_EQ(response.application_id(), application);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(AccessInterceptorTest, WhoSendsNoneOrAWrongOneOrTwoIsTurnedAwayAlsoBehindAGoodOne) {
  GetStatusResponse response;
  ASSERT_TRUE(Ask({Recruiter()}, &response).ok());
  std::string broken = Candidate("a");
  broken[broken.size() - 2] = broken[broken.size() - 2] == 'A' ? 'B' : 'A';
  for (const std::vector<std::string>& tokens :
       std::vector<std::vector<std::string>>{{}, {""}, {broken}, {Recruiter(), Candidate("a")}}) {
    EXPECT_EQ(Ask(tokens, &response).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  }
}

}  // namespace
}  // namespace utvalg
