// SPDX-License-Identifier: Apache-2.0
//
// Real servers with certificates, called as the commands call them.
#include "services/cli/adapters/call_credentials.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/base/strings.h"
#include "common/rpc/server.h"
#include "common/testing/temp_dir.h"
#include "common/testing/test_authority.h"
#include "gtest/gtest.h"
#include "services/cli/adapters/health.h"
#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

constexpr std::chrono::seconds kDeadline(20);

class CallCredentialsTest : public testing::Test {
 protected:
  void SetUp() override {
    RpcServer::Options options;
    options.address = "localhost:0";
    options.credentials = ListenCredentials(authority_.Vouch("server"));
    auto server = RpcServer::Create(options, {});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    server_->SetServing(true);
    caller_ = authority_.Vouch("caller");
  }
  void TearDown() override { unsetenv("UTVALG_TLS"); }

  void Put(const std::string& from, const std::string& name) {
    std::filesystem::copy_file(from, folder_.Below(name));
  }
  absl::Status Ask() const {
    return CheckHealth(Cat("localhost:", server_->port()), "", kDeadline);
  }

  const TestAuthority authority_{"ours"};
  const TempDir folder_;
  TlsFiles caller_;
  std::unique_ptr<RpcServer> server_;
};

TEST_F(CallCredentialsTest, AServerThatAsksWhoCallsIsCalledWithWhatLiesInTheFolder) {
  Put(caller_.authority, "ca.crt");
  Put(caller_.certificate, "tls.crt");
  Put(caller_.key, "tls.key");
  setenv("UTVALG_TLS", folder_.Below("").c_str(), 1);
  EXPECT_TRUE(Ask().ok()) << Ask();
}

TEST_F(CallCredentialsTest, WithoutACertificateOrInTheClearItDoesNotAnswer) {
  EXPECT_FALSE(Ask().ok());
  Put(caller_.authority, "ca.crt");
  setenv("UTVALG_TLS", folder_.Below("").c_str(), 1);
  EXPECT_FALSE(Ask().ok());
}

TEST_F(CallCredentialsTest, AServerOfAnotherAuthorityIsNotTrusted) {
  const TestAuthority theirs("theirs");
  Put(theirs.certificate(), "ca.crt");
  Put(caller_.certificate, "tls.crt");
  Put(caller_.key, "tls.key");
  setenv("UTVALG_TLS", folder_.Below("").c_str(), 1);
  EXPECT_FALSE(Ask().ok());
}

TEST_F(CallCredentialsTest, WhatIsWrongWithTheFolderIsSaidBeforeTheCall) {
  EXPECT_TRUE(CallCredentials("").ok());
  EXPECT_TRUE(CallCredentials(folder_.Below("")).ok());
  EXPECT_EQ(ExitOf(CallCredentials("/nowhere").status()), Exit::kConfiguration);
  Put(caller_.certificate, "tls.crt");
  EXPECT_EQ(ExitOf(CallCredentials(folder_.Below("")).status()), Exit::kConfiguration);
}

}  // namespace
}  // namespace utvalg::cli
