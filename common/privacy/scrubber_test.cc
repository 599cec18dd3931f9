// SPDX-License-Identifier: Apache-2.0
#include "common/privacy/scrubber.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "utvalg/application/v1/application.pb.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/embed/v1/embed_service.pb.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/identity/v1/identity.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Blind by schema: what embed and rank read and write has no place for a name.
TEST(ScrubberTest, TheMessagesOfTheBlindWorldHoldNoMarkedField) {
  EXPECT_THAT(MarkedFields(*cv::v1::CvParsed::descriptor()), IsEmpty());
  EXPECT_THAT(MarkedFields(*embedding::v1::CvEmbedded::descriptor()), IsEmpty());
  EXPECT_THAT(MarkedFields(*embedding::v1::JobEmbedded::descriptor()), IsEmpty());
  EXPECT_THAT(MarkedFields(*job::v1::Job::descriptor()), IsEmpty());
  EXPECT_THAT(MarkedFields(*result::v1::Result::descriptor()), IsEmpty());
}

TEST(ScrubberTest, NoRequestOrResponseOfTheBlindServicesHoldsAMarkedField) {
  for (const auto* file : {rank::v1::GetRankingRequest::descriptor()->file(),
                           embed::v1::EmbedTextsRequest::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      EXPECT_THAT(MarkedFields(*file->message_type(i)), IsEmpty())
          << file->message_type(i)->full_name();
    }
  }
}

TEST(ScrubberTest, MarkedFieldsAreFoundAtAnyDepth) {
  EXPECT_THAT(MarkedFields(*ingest::v1::GetApplicationResponse::descriptor()),
              Contains("utvalg.identity.v1.CvIdentity.birth_date"));
  EXPECT_TRUE(ContainsMarked(*ingest::v1::SubmitApplicationRequest::descriptor()));
}

TEST(ScrubberTest, AScrubbedMessageKeepsOnlyWhatMayTravel) {
  ingest::v1::GetApplicationResponse response;
  response.set_application_id("a1");
  response.set_file_name("Kari Nordmann.pdf");
  response.mutable_identity()->set_name("Kari Nordmann");
  response.mutable_identity()->add_emails("kari@example.no");
  response.mutable_identity()->mutable_birth_date()->set_year(1980);
  response.mutable_identity()->add_redactions()->set_original("Kari");
  response.mutable_identity()->set_revision(3);

  ingest::v1::GetApplicationResponse expected;
  expected.set_application_id("a1");
  expected.mutable_identity()->set_revision(3);
  EXPECT_EQ(Scrubbed(response).SerializeAsString(), expected.SerializeAsString());
}

TEST(ScrubberTest, RepeatedMessagesAreScrubbedOneByOne) {
  application::v1::Application application;
  for (const char* name : {"a.pdf", "b.pdf"}) {
    auto* document = application.add_documents();
    document->set_blob("t/c/a/0");
    document->set_file_name(name);
  }
  const auto scrubbed = Scrubbed(application);
  ASSERT_EQ(scrubbed.documents_size(), 2);
  EXPECT_EQ(scrubbed.documents(1).file_name(), "");
  EXPECT_EQ(scrubbed.documents(1).blob(), "t/c/a/0");
}

TEST(ScrubberTest, UnknownFieldsDoNotTravel) {
  identity::v1::CvIdentity named;
  named.add_links("https://example.no/kari");
  // An EmbedTextsResponse knows no field 6, so the link becomes an unknown field.
  embed::v1::EmbedTextsResponse response;
  ASSERT_TRUE(response.ParseFromString(named.SerializeAsString()));
  ASSERT_THAT(response.SerializeAsString(), HasSubstr("kari"));
  EXPECT_EQ(Scrubbed(response).SerializeAsString(), "");
}

TEST(ScrubberTest, TheDebugStringIsOneSafeLine) {
  application::v1::Application application;
  application.set_application_id("a1");
  application.add_documents()->set_file_name("Kari Nordmann.pdf");
  const std::string text = SafeDebugString(application);
  EXPECT_THAT(text, HasSubstr("a1"));
  EXPECT_THAT(text, Not(HasSubstr("Kari")));
  EXPECT_THAT(text, Not(HasSubstr("\n")));
  EXPECT_EQ(SafeDebugString(application, 5).size(), 8u);
}

}  // namespace
}  // namespace utvalg
