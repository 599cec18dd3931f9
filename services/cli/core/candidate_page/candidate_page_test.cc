// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/candidate_page/candidate_page.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/core/candidate_page/page_request.h"
#include "services/cli/core/candidate_page/page_words.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CandidateAnswers Answers(const std::string& locale) {
  CandidateAnswers answers;
  answers.receipt.set_locale(locale);
  answers.receipt.set_job_title("<Sykepleier>");
  answers.receipt.set_application_id("a1");
  answers.receipt.set_revision(2);
  auto* const fact = answers.receipt.add_read();
  fact->set_kind("job");
  fact->set_text("Kokk & <b>");
  fact->set_page(1);
  fact->set_line(7);
  answers.receipt.add_not_used()->set_sentence("not used");
  answers.receipt.add_pending("to come");
  answers.status.set_state(utvalg::decision::v1::APPLICATION_STATE_SUBMITTED);
  answers.status.set_sentence("stands");
  return answers;
}

TEST(CandidatePageTest, ThePageSaysEverythingAndEscapesIt) {
  for (const char* locale : {"nb", "nn", "en"}) {
    const std::string page = CandidatePage(Answers(locale), "/a1/t.o.k");
    EXPECT_THAT(page, HasSubstr(Cat("<html lang=\"", locale, "\">")));
    for (const char* part : {"&lt;Sykepleier&gt;", "Kokk &amp; &lt;b&gt;", "not used", "to come",
                             "stands", " 1 ", "action=\"/a1/t.o.k/correct\"",
                             "action=\"/a1/t.o.k/ask-person\"", "action=\"/a1/t.o.k/withdraw\"",
                             "action=\"/a1/t.o.k/erase\"", "href=\"/a1/t.o.k/europass\""}) {
      EXPECT_THAT(page, HasSubstr(part)) << locale;
    }
    EXPECT_THAT(page, Not(HasSubstr("<script")));
  }
}

TEST(CandidatePageTest, WhoWithdrewCanStillHaveACopyAndBeErased) {
  CandidateAnswers answers = Answers("nb");
  answers.status.set_state(utvalg::decision::v1::APPLICATION_STATE_WITHDRAWN);
  const std::string page = CandidatePage(answers, "/a/t");
  EXPECT_THAT(page, Not(HasSubstr("/a/t/withdraw")));
  EXPECT_THAT(page, Not(HasSubstr("/a/t/correct")));
  EXPECT_THAT(page, HasSubstr("/a/t/erase"));
  EXPECT_THAT(page, HasSubstr("/a/t/json-resume"));
}

TEST(CandidatePageTest, FeedbackIsThereOnlyWhenItWasGiven) {
  CandidateAnswers answers = Answers("nb");
  EXPECT_THAT(CandidatePage(answers, "/a/t"), Not(HasSubstr("for hvert krav")));
  answers.feedback.emplace().add_criteria()->set_criterion("Autorisasjon");
  EXPECT_THAT(CandidatePage(answers, "/a/t"), HasSubstr("for hvert krav"));
  auto* const criterion = answers.feedback->mutable_criteria(0);
  criterion->add_quotes("Kokk");
  criterion->set_found(utvalg::result::v1::FOUND_YES);
  EXPECT_THAT(CandidatePage(answers, "/a/t"), Not(HasSubstr("Det nærmeste")));
  criterion->set_found(utvalg::result::v1::FOUND_NO);
  EXPECT_THAT(CandidatePage(answers, "/a/t"), HasSubstr("Det nærmeste"));
}

TEST(CandidatePageTest, WhatCannotBeReadIsNotPromisedForLater) {
  CandidateAnswers answers = Answers("nb");
  answers.receipt.clear_read();
  EXPECT_THAT(CandidatePage(answers, "/a/t"), HasSubstr("Ingenting er lest ennå"));
  answers.receipt.add_could_not_read("damaged");
  EXPECT_THAT(CandidatePage(answers, "/a/t"), Not(HasSubstr("Ingenting er lest ennå")));
}

TEST(CandidatePageTest, EveryFailureIsSaidInEveryLanguage) {
  for (const char* locale : {"nb", "nn", "en"}) {
    for (const std::string_view words : PageWordsIn(locale).failures) EXPECT_FALSE(words.empty());
    for (const std::string_view words : PageWordsIn(locale).failure_notes) {
      EXPECT_FALSE(words.empty());
    }
    EXPECT_THAT(FailurePage(locale, PageFailure::kLater),
                HasSubstr(std::string(PageWordsIn(locale).failures[4])));
  }
}

TEST(CandidatePageTest, TheBrowsersLanguageCounts) {
  EXPECT_EQ(LocaleFrom("nn-NO,nn;q=0.9,nb;q=0.8"), "nn");
  EXPECT_EQ(LocaleFrom("de, en;q=0.5"), "en");
  EXPECT_EQ(LocaleFrom("no"), "nb");
  for (const char* other : {"", ",", "n", "nnx", "de", " , ,,"}) EXPECT_EQ(LocaleFrom(other), "nb");
}

TEST(PageRequestTest, APathIsAnApplicationATokenAndAnAction) {
  const auto page = ParsePagePath("/a1/x.y-z_");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->application_id + "|" + page->token + "|" + page->action, "a1|x.y-z_|");
  EXPECT_EQ(page->link, "/a1/x.y-z_");
  EXPECT_EQ(ParsePagePath("/a1/t/erase")->action, "erase");
  for (const char* path :
       {"", "/", "a/b", "/a", "/a/", "//b", "/a/b/", "/a/b/c/d", "/a/<b>", "/a/b%20c", "/a b/c"}) {
    EXPECT_FALSE(ParsePagePath(path)) << path;
  }
}

TEST(PageRequestTest, AFormsFileIsFoundBesideOtherFields) {
  const std::string type = "multipart/form-data; boundary=\"-x1\"";
  const std::string body =
      "---x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
      "---x1\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv.pdf\"\r\n"
      "Content-Type: application/pdf\r\n\r\n%PDF\r\n--x1\r\n\r\n---x1--\r\n";
  const auto upload = ParseUpload(type, body);
  ASSERT_TRUE(upload);
  EXPECT_EQ(upload->file_name, "cv.pdf");
  EXPECT_EQ(upload->content, "%PDF\r\n--x1\r\n");
}

TEST(PageRequestTest, HalfAFormIsNoFile) {
  const std::string whole =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c\"\r\n\r\nx\r\n--b--\r\n";
  EXPECT_TRUE(ParseUpload("multipart/form-data; boundary=b", whole));
  for (size_t size = 0; size < whole.size() - 7; ++size) {
    EXPECT_FALSE(ParseUpload("multipart/form-data; boundary=b", whole.substr(0, size))) << size;
  }
  EXPECT_FALSE(ParseUpload("multipart/form-data", whole));
  EXPECT_FALSE(ParseUpload("text/plain; boundary=b", whole));
}

}  // namespace
}  // namespace utvalg::cli
