// SPDX-License-Identifier: Apache-2.0
#include "common/access/authorizer.h"

#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "utvalg/embed/v1/embed_service.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/parse/v1/parse_service.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg {
namespace {

using access::v1::Role;

class AuthorizerTest : public testing::Test {
 protected:
  Authorizer Make() {
    Issuers issuers;
    issuers.emplace("us", VerifyingKey::FromEd25519(key_.public_key()));
    return Authorizer(std::move(issuers), "utvalg", "t", &clock_);
  }
  std::string Token(Role role, const std::string& tenant = "t", const std::string& issuer = "us",
                    const std::string& audience = "utvalg", int64_t expires = 4102444800) {
    Principal principal;
    principal.subject = "kari";
    principal.tenant = tenant;
    principal.roles = {role};
    return "Bearer " + MintToken(key_, issuer, audience, principal, expires);
  }
  absl::StatusCode Check(const std::string& method, const std::string& token) {
    return Make().Check("/utvalg.ingest.v1.IngestService/" + method, token).status().code();
  }

  TempDir dir_;
  SystemClock clock_;
  SigningKey key_ = *SigningKey::LoadOrCreate(dir_.Below("key"));
};

TEST_F(AuthorizerTest, AValidTokenWithTheRoleMay) {
  EXPECT_EQ(Check("GetJob", Token(access::v1::ROLE_RECRUITER)), absl::StatusCode::kOk);
}

TEST_F(AuthorizerTest, NoOldForeignOrChangedTokenIsTaken) {
  EXPECT_EQ(Check("GetJob", ""), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Check("GetJob", "Bearer x.y.z"), absl::StatusCode::kUnauthenticated);
  const Role role = access::v1::ROLE_ADMIN;
  EXPECT_EQ(Check("GetJob", Token(role, "t", "them")), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Check("GetJob", Token(role, "t", "us", "other")), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(Check("GetJob", Token(role, "t", "us", "utvalg", 1000)),
            absl::StatusCode::kUnauthenticated);
  std::string changed = Token(role);
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(Check("GetJob", changed), absl::StatusCode::kUnauthenticated);
}

TEST_F(AuthorizerTest, ATokenThatSignsItselfWithNoAlgorithmIsRefused) {
  // {"alg":"none"} over the claims of a good token, without signature.
  std::string token = Token(access::v1::ROLE_ADMIN);
  const size_t first = token.find('.');
  token = "Bearer eyJhbGciOiJub25lIn0" + token.substr(first);
  EXPECT_EQ(Check("GetJob", token.substr(0, token.rfind('.') + 1)),
            absl::StatusCode::kUnauthenticated);
}

TEST_F(AuthorizerTest, AnotherTenantOrRoleIsDenied) {
  EXPECT_EQ(Check("GetJob", Token(access::v1::ROLE_ADMIN, "u")),
            absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Check("RotateKeys", Token(access::v1::ROLE_RECRUITER)),
            absl::StatusCode::kPermissionDenied);
}

TEST_F(AuthorizerTest, RanksPrincipalReachesNothingOfTheNamedWorld) {
  const auto* const service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      "utvalg.ingest.v1.IngestService");
  ASSERT_NE(service, nullptr);
  int named = 0;
  for (int i = 0; i < service->method_count(); ++i) {
    const auto rule = service->method(i)->options().GetExtension(access::v1::access);
    if (!rule.named_world()) continue;
    ++named;
    EXPECT_EQ(Check(service->method(i)->name(), Token(access::v1::ROLE_SERVICE)),
              absl::StatusCode::kPermissionDenied)
        << service->method(i)->name();
  }
  EXPECT_GE(named, 5);
}

TEST(RuleTest, EveryMethodOfOursSaysWhoMayCallIt) {
  for (const auto* file : {ingest::v1::GetJobRequest::descriptor()->file(),
                           rank::v1::GetRankingRequest::descriptor()->file(),
                           parse::v1::ParseDocumentRequest::descriptor()->file(),
                           embed::v1::EmbedTextsRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const auto& options = file->service(s)->method(m)->options();
        EXPECT_GT(options.GetExtension(access::v1::access).roles_size(), 0)
            << file->service(s)->method(m)->full_name();
      }
    }
  }
}

}  // namespace
}  // namespace utvalg
