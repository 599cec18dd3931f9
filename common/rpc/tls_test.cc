// SPDX-License-Identifier: Apache-2.0
//
// Mutual TLS between real servers and channels, with certificates that the openssl program makes.
#include "common/rpc/tls.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/synchronization/notification.h"
#include "common/base/strings.h"
#include "common/rpc/server.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

constexpr std::chrono::seconds kDeadline(20);

class TlsTest : public testing::Test {
 protected:
  void Run(const std::string& arguments) {
    ASSERT_EQ(std::system(Cat("openssl ", arguments, " >/dev/null 2>&1").c_str()), 0) << arguments;
  }
  // A certificate for loopback of an authority of its own.
  TlsFiles Make(const std::string& authority, const std::string& name) {
    const std::string ca = dir_.Below(authority);
    const std::string own = dir_.Below(Cat(authority, "-", name));
    if (std::system(Cat("test -f ", ca, ".pem").c_str()) != 0) {
      Run(Cat(
          "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=",
          authority, " -keyout ", ca, ".key -out ", ca, ".pem"));
    }
    Run(Cat("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=", name,
            " -keyout ", own, ".key -out ", own, ".csr"));
    Run(Cat("x509 -req -days 2 -in ", own, ".csr -CA ", ca, ".pem -CAkey ", ca,
            ".key -CAcreateserial -extfile ", Extensions(), " -out ", own, ".pem"));
    return {own + ".pem", own + ".key", ca + ".pem"};
  }
  std::string Extensions() {
    const std::string path = dir_.Below("extensions");
    std::system(Cat("echo 'subjectAltName=IP:127.0.0.1,DNS:localhost' >", path).c_str());
    return path;
  }
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

  TempDir dir_;
  std::unique_ptr<RpcServer> server_;
};

TEST_F(TlsTest, ACallerOfTheSameAuthorityIsAnswered) {
  Serve(Make("ours", "server"));
  EXPECT_EQ(Ask(Make("ours", "caller")), grpc::StatusCode::OK);
}

TEST_F(TlsTest, ACallerOfAnotherAuthorityIsNot) {
  Serve(Make("ours", "server"));
  TlsFiles stranger = Make("theirs", "caller");
  EXPECT_EQ(Ask(stranger), grpc::StatusCode::UNAVAILABLE);
  // Nor when it trusts us.
  stranger.authority = dir_.Below("ours.pem");
  EXPECT_EQ(Ask(stranger), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, ACallerInTheClearIsNot) {
  Serve(Make("ours", "server"));
  EXPECT_EQ(Ask({}), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, HalfAConfigurationIsRefused) {
  const TlsFiles whole = Make("ours", "server");
  EXPECT_TRUE(CheckTlsFiles(whole).ok());
  EXPECT_TRUE(CheckTlsFiles({}).ok());
  EXPECT_EQ(CheckTlsFiles({whole.certificate, whole.key, ""}).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CheckTlsFiles({whole.certificate, "/nowhere", whole.authority}).code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace utvalg
