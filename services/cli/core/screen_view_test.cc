// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/cli/core/screen_fixture.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_json.h"
#include "services/cli/core/screen_text.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ScreenReportTest, StrongestEvidenceCarriesMostOfTheScore) {
  EXPECT_EQ(StrongestEvidence(GoodCandidate())->page, 2u);
  EXPECT_EQ(StrongestEvidence(WeakCandidate()), nullptr);
}

TEST(ScreenReportTest, NotFoundNamesMustHavesFirst) {
  ShownCandidate candidate = WeakCandidate();
  std::swap(candidate.criteria[0], candidate.criteria[1]);
  const auto missing = NotFound(candidate);
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_EQ(missing[0]->criterion.id(), "nurse");
  EXPECT_TRUE(NotFound(GoodCandidate()).empty());
}

TEST(ScreenReportTest, ScoresAreRoundedToThousandths) {
  EXPECT_EQ(ScoreWords(734512), "0.735");
  EXPECT_EQ(ScoreWords(1000000), "1.000");
  EXPECT_EQ(ScoreWords(999600), "1.000");
  EXPECT_EQ(ScoreWords(0), "0.000");
}

TEST(ScreenJsonTest, HasTheFieldsOfTheContractInOrder) {
  ScreenReport report = NurseReport();
  report.ranked.pop_back();
  EXPECT_EQ(
      JsonLine(ScreenJson(report)),
      R"({"job":{"criteria":[{"id":"nurse","text":"Authorised as a nurse","kind":"certificate",)"
      R"("importance":"must","weight":1.0,"quote":"Du må ha norsk autorisasjon som sykepleier."},)"
      R"({"id":"licence","text":"Driving licence <B>","kind":"licence","importance":"nice","weight":0.5,)"
      R"("licence":"B"}]},"ranked":[{"rank":1,"application_id":"a1","file":"cvs/kari.pdf","score":0.734512,)"
      R"("confidence":0.9,"criteria":[{"id":"nurse","text":"Authorised as a nurse","score":0.8,"found":"yes",)"
      R"("evidence":[{"quote":"Authorised nurse since 2012, [NAME] <script>","section":"certificates",)"
      R"("page":2,"line":14,"chars":[120,164]}]},{"id":"licence","text":"Driving licence <B>",)"
      R"("score":0.603536,"found":"partly","evidence":[{"quote":"drives a car","section":"other",)"
      R"("page":0,"line":0,"chars":[7,19]}]}]}],"needs_person":[{"file":"cvs/broken.pdf",)"
      R"("reason":"malformed"},{"file":"cvs/locked.pdf","reason":"unreadable_file"}]})"
      "\n");
}

TEST(ScreenTextTest, ShowsTheOrderAndApartWhatNeedsAPerson) {
  EXPECT_EQ(ScreenText(NurseReport(), {.width = 110}),
            R"(Nurse & night watch
2 criteria; 4 files below cvs/: 2 ranked, 2 need a person

No  Rank  Score  File      Strongest evidence                            Not found
 1     1  0.735  kari.pdf  “Authorised nurse since 2012, [NAME]          –
                           <script>” certificates, page 2 line 14
 2     2  0.000  ola.docx  –                                             Authorised as a nurse (must);
                                                                         Driving licence <B>

Needs a person
No  File        Why
 3  broken.pdf  The file is damaged and cannot be opened. Ask for it again.
 4  locked.pdf  The file could not be opened here. Check its permissions and run again.

An order to read by, not a decision: nobody is turned down here. A person decides.
)");
}

TEST(ScreenTextTest, SaysHowManyAreNotShown) {
  ScreenReport report = NurseReport();
  report.ranked.pop_back();
  EXPECT_THAT(ScreenText(report, {.width = 110}), HasSubstr("… and 1 more in the order\n"));
}

TEST(ScreenTextTest, NamesWhatDiffersOfTheFiles) {
  ScreenReport report = NurseReport();
  report.ranked[0].file = "other/kari.pdf";
  EXPECT_THAT(ScreenText(report, {.width = 110}), HasSubstr("; 4 files: 2 ranked"));
  report.ranked.resize(1);
  report.needs_person.clear();
  EXPECT_THAT(ScreenText(report, {.width = 110}), HasSubstr("0.735  kari.pdf"));
}

TEST(ScreenTextTest, FitsANarrowTerminal) {
  const std::string text = ScreenText(NurseReport(), {.width = 60});
  EXPECT_THAT(text, HasSubstr("kari.pdf"));
}

TEST(ScreenHtmlTest, EscapesWhatDocumentsSay) {
  const std::string html = ScreenHtml(NurseReport(), {});
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("Nurse &amp; night watch"));
  EXPECT_THAT(html, HasSubstr("<span class=\"ph\">NAME</span>"));
  EXPECT_EQ(HtmlEscape("\"<a'&>\x01\xff"), "&quot;&lt;a&#39;&amp;&gt;\uFFFD\uFFFD");
}

TEST(ScreenHtmlTest, CandidatesAreNumbersUnlessRevealed) {
  ScreenReport report = NurseReport();
  EXPECT_THAT(ScreenHtml(report, {}), Not(HasSubstr("kari")));
  EXPECT_THAT(ScreenHtml(report, {}), Not(HasSubstr("locked.pdf")));
  EXPECT_THAT(ScreenHtml(report, {}), HasSubstr("Candidate 4"));
  report.ranked[0].name = "Kari Nordmann";
  EXPECT_THAT(ScreenHtml(report, {.reveal = true}), HasSubstr("Kari Nordmann"));
  EXPECT_THAT(ScreenHtml(report, {.reveal = true}), HasSubstr("cvs/locked.pdf"));
}

TEST(ScreenHtmlTest, LoadsNothing) {
  const std::string html = ScreenHtml(NurseReport(), {.reveal = true});
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("http://")));
  EXPECT_THAT(html, Not(HasSubstr("https://")));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
}

// Elements that need no end tag are spelt without one here; every other one is closed in the right
// order.
TEST(ScreenHtmlTest, ElementsNest) {
  const std::string html = ScreenHtml(NurseReport(), {});
  std::vector<std::string> open;
  for (size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const bool closes = html[at + 1] == '/';
    const size_t begin = at + (closes ? 2 : 1);
    const std::string name = html.substr(begin, html.find_first_of(" >/", begin) - begin);
    if (name == "!doctype" || name == "meta" || name == "br" || name == "path") continue;
    if (!closes) {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << name << " at " << at;
    ASSERT_EQ(open.back(), name) << html.substr(at > 80 ? at - 80 : 0, 120);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(ScreenHtmlTest, NothingRankedIsSaid) {
  ScreenReport report = NurseReport();
  report.ranked.clear();
  report.ranked_total = 0;
  EXPECT_THAT(ScreenHtml(report, {}), HasSubstr("No document could be ranked."));
}

}  // namespace
}  // namespace utvalg::cli
