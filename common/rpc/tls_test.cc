// SPDX-License-Identifier: Apache-2.0
//
// Mutual TLS between real servers and channels.
#include "common/rpc/tls.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/synchronization/notification.h"
#include "common/base/strings.h"
#include "common/rpc/server.h"
#include "common/testing/test_authority.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

constexpr std::chrono::seconds kDeadline(20);

class TlsTest : public testing::Test {
 protected:
  void Serve(const TlsFiles& files) {
    RpcServer::Options options;
    options.address = "localhost:0";
    options.credentials = ListenCredentials(files);
    auto server = RpcServer::Create(options, {});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    server_->SetServing(true);
  }
  // What the health service answers a caller with these files.
  grpc::StatusCode Ask(const TlsFiles& files) {
    grpc::GenericStub stub(DialService(Cat("localhost:", server_->port()), files));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const grpc::Slice nothing("");
    const grpc::ByteBuffer request(&nothing, 1);
    grpc::ByteBuffer response;
    grpc::Status answer;
    absl::Notification answered;
    stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &request,
                   &response, [&](grpc::Status status) {
                     answer = std::move(status);
                     answered.Notify();
                   });
    answered.WaitForNotification();
    return answer.error_code();
  }

  const TestAuthority ours_{"ours"};
  std::unique_ptr<RpcServer> server_;
};

TEST_F(TlsTest, ACallerOfTheSameAuthorityIsAnswered) {
  Serve(ours_.Vouch("server"));
  EXPECT_EQ(Ask(ours_.Vouch("caller")), grpc::StatusCode::OK);
}

TEST_F(TlsTest, ACallerOfAnotherAuthorityIsNot) {
  Serve(ours_.Vouch("server"));
  const TestAuthority theirs("theirs");
  TlsFiles stranger = theirs.Vouch("caller");
  EXPECT_EQ(Ask(stranger), grpc::StatusCode::UNAVAILABLE);
  // Nor when it trusts us.
  stranger.authority = ours_.certificate();
  EXPECT_EQ(Ask(stranger), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, ACallerInTheClearIsNot) {
  Serve(ours_.Vouch("server"));
  EXPECT_EQ(Ask({}), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, HalfAConfigurationIsRefused) {
  const TlsFiles whole = ours_.Vouch("server");
  EXPECT_TRUE(CheckTlsFiles(whole).ok());
  EXPECT_TRUE(CheckTlsFiles({}).ok());
  EXPECT_EQ(CheckTlsFiles({whole.certificate, whole.key, ""}).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CheckTlsFiles({whole.certificate, "/nowhere", whole.authority}).code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace utvalg
