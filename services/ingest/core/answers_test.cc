// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/answers.h"

#include <nlohmann/json.hpp>
#include <set>

#include "gtest/gtest.h"
#include "services/ingest/core/sentences.h"

namespace utvalg::ingest {
namespace {

using Json = nlohmann::json;

class AnswersTest : public testing::Test {
 protected:
  void SetUp() override {
    cv::v1::Cv* const cv = held_.parsed.mutable_read();
    cv->set_blind_text("Sykepleier\nNorsk: morsmål\n");
    cv->set_reading_quality(900);
    auto* const job = cv->add_experience();
    job->set_title("Sykepleier");
    job->set_employer("Haukeland");
    job->mutable_start()->set_year(2019);
    job->mutable_start()->set_month(10);
    job->set_current(true);
    job->mutable_span()->set_end(10);
    auto* const language = cv->add_languages();
    language->set_code("nb");
    language->set_level(cv::v1::LANGUAGE_LEVEL_NATIVE);
    language->mutable_span()->set_begin(11);
    language->mutable_span()->set_end(26);
    held_.identity.set_name("Kari Nordmann");
    held_.identity.add_emails("kari@example.org");
    for (const auto reason :
         {identity::v1::REDACTION_REASON_NAME, identity::v1::REDACTION_REASON_NAME,
          identity::v1::REDACTION_REASON_BIRTH_DATE}) {
      held_.identity.add_redactions()->set_reason(reason);
    }
    auto* const placed = layout_.add_placed();
    placed->mutable_span()->set_end(10);
    placed->set_page(1);
    placed->set_line(4);
  }

  v1::GetReceiptResponse Receipt(const std::string& locale) {
    v1::GetReceiptResponse receipt;
    receipt.set_locale(locale);
    parse::v1::ParseDocumentResponse read;
    *read.mutable_parsed() = held_.parsed;
    *read.mutable_identity() = held_.identity;
    *read.mutable_layout() = layout_;
    read.set_recognition_waiting(held_.recognition_waiting);
    FillReceipt(read, &receipt);
    return receipt;
  }

  Held held_;
  identity::v1::CvLayout layout_;
};

TEST_F(AnswersTest, OfAScanThatWaitsTheReceiptSaysSoAndNotThatItCannotBeRead) {
  held_.parsed.Clear();
  held_.recognition_waiting = true;
  for (const char* locale : {"nb", "nn", "en"}) {
    const auto receipt = Receipt(locale);
    EXPECT_EQ(receipt.read_size(), 0);
    EXPECT_EQ(receipt.could_not_read_size(), 0);
    EXPECT_EQ(receipt.needs_person(), cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED);
    ASSERT_EQ(receipt.pending_size(), 1);
    EXPECT_EQ(receipt.pending(0), RecognitionSentence(locale));
  }
}

TEST_F(AnswersTest, TheReceiptSaysWhatWasReadAndWhere) {
  const auto receipt = Receipt("en");
  ASSERT_EQ(receipt.read_size(), 2);
  EXPECT_EQ(receipt.read(0).kind(), "job");
  EXPECT_EQ(receipt.read(0).text(), "Sykepleier, Haukeland, 2019-10 – now");
  EXPECT_EQ(receipt.read(0).page(), 1u);
  EXPECT_EQ(receipt.read(0).line(), 4u);
  EXPECT_EQ(receipt.read(1).text(), "Norsk: morsmål");
  EXPECT_TRUE(receipt.could_not_read().empty());
}

TEST_F(AnswersTest, TheReceiptSaysWhatWasNotUsedInTheCandidatesLanguage) {
  const auto receipt = Receipt("nn");
  ASSERT_EQ(receipt.not_used_size(), 2);
  EXPECT_EQ(receipt.not_used(0).places(), 2u);
  EXPECT_EQ(receipt.not_used(0).sentence(), "Namn er ikkje brukt i samanlikninga.");
  EXPECT_EQ(receipt.not_used(1).sentence(), "Fødselsdato er ikkje brukt i samanlikninga.");
}

TEST_F(AnswersTest, TheReceiptSaysWhatCouldNotBeRead) {
  auto* const job = held_.parsed.mutable_read()->add_experience();
  job->set_title("Vekter");
  held_.parsed.mutable_read()->add_findings()->set_kind(extract::v1::FINDING_KIND_PAGES_CUT);
  const auto receipt = Receipt("nb");
  ASSERT_EQ(receipt.could_not_read_size(), 2);
  EXPECT_EQ(receipt.could_not_read(0), "Tidsrommet kunne ikke leses for: Vekter");
  EXPECT_EQ(receipt.could_not_read(1),
            "Bare de første sidene er lest; dokumentet har flere enn grensen.");
}

TEST_F(AnswersTest, AnUnreadableDocumentHasAReasonAndAPersonAndNothingElse) {
  held_.parsed.set_unreadable(cv::v1::NEEDS_PERSON_REASON_ENCRYPTED);
  const auto receipt = Receipt("en");
  EXPECT_EQ(receipt.needs_person(), cv::v1::NEEDS_PERSON_REASON_ENCRYPTED);
  ASSERT_EQ(receipt.could_not_read_size(), 1);
  EXPECT_EQ(receipt.could_not_read(0),
            "The file asks for a password. Send one without. A person looks at it.");
  EXPECT_TRUE(receipt.read().empty());
  EXPECT_TRUE(receipt.not_used().empty());
}

// No code of ours stands in a sentence for a candidate, in no language.
TEST(SentencesTest, EveryReasonAndStateHasASentenceInEveryLanguage) {
  for (const std::string locale : {"nb", "nn", "en"}) {
    std::set<std::string> states;
    for (int i = 1; i < cv::v1::NeedsPersonReason_ARRAYSIZE; ++i) {
      const auto reason = static_cast<cv::v1::NeedsPersonReason>(i);
      EXPECT_EQ(UnreadableSentence(reason, locale).find('_'), std::string::npos);
      EXPECT_GT(UnreadableSentence(reason, locale).size(), 20u);
    }
    for (int i = 1; i < identity::v1::RedactionReason_ARRAYSIZE; ++i) {
      EXPECT_FALSE(NotUsedSentence(static_cast<identity::v1::RedactionReason>(i), locale).empty());
    }
    for (int i = 1; i < decision::v1::ApplicationState_ARRAYSIZE; ++i) {
      states.insert(StateSentence(static_cast<decision::v1::ApplicationState>(i), locale));
    }
    EXPECT_EQ(states.size(), 9u);
    EXPECT_FALSE(states.contains(""));
  }
}

TEST_F(AnswersTest, TheExportHoldsEverythingThatIsHeld) {
  held_.application.set_application_id("app-1");
  held_.application.add_documents()->set_file_name("kari-cv.pdf");
  held_.state = decision::v1::APPLICATION_STATE_UNDER_REVIEW;
  held_.job_title = "Sykepleier";
  auto* const opened = &held_.history.emplace_back();
  opened->set_action(decision::v1::ACTION_OPEN);
  opened->set_grounds("read it");
  auto* const criterion = held_.comparison.add_criteria();
  criterion->mutable_criterion()->set_text("Erfaring som sykepleier");
  criterion->mutable_result()->set_score(900000);
  criterion->mutable_result()->set_found(result::v1::FOUND_YES);
  criterion->add_quotes()->set_text("Sykepleier");
  const Json json = Json::parse(ExportJson(held_, v1::EXPORT_FORMAT_UNSPECIFIED));
  EXPECT_EQ(json["basics"]["name"], "Kari Nordmann");
  EXPECT_EQ(json["work"][0]["startDate"], "2019-10");
  EXPECT_EQ(json["languages"][0]["fluency"], "NATIVE");
  EXPECT_EQ(json["utvalg"]["history"][0]["grounds"], "read it");
  EXPECT_EQ(json["utvalg"]["comparison"][0]["found"], "YES");
  EXPECT_EQ(json["utvalg"]["comparison"][0]["quotes"][0], "Sykepleier");
  EXPECT_EQ(json["utvalg"]["documents"][0]["file_name"], "kari-cv.pdf");
  EXPECT_EQ(json["utvalg"]["state"], "UNDER_REVIEW");
  const Json europass = Json::parse(ExportJson(held_, v1::EXPORT_FORMAT_EUROPASS));
  const Json& learner = europass["SkillsPassport"]["LearnerInfo"];
  EXPECT_EQ(learner["WorkExperience"][0]["Employer"]["Name"], "Haukeland");
  EXPECT_EQ(learner["Skills"]["Linguistic"][0]["ProficiencyLevel"]["Overall"], "NATIVE");
  EXPECT_EQ(europass["utvalg"], json["utvalg"]);
}

}  // namespace
}  // namespace utvalg::ingest
