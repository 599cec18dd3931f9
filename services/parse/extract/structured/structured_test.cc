// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/extract/structured/attached_record.h"
#include "services/parse/extract/structured/europass.h"
#include "services/parse/extract/structured/json_resume.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kPassport[] =
    "<SkillsPassport xmlns='http://europass.cedefop.europa.eu/Europass' "
    "locale='nb'><LearnerInfo><Identification>"
    "<PersonName><FirstName>Kari</FirstName><Surname>Moen</Surname></"
    "PersonName><Demographics><Birthdate year='1980' "
    "month='--02' "
    "day='---03'/></Demographics></"
    "Identification><WorkExperienceList><WorkExperience><Period><From "
    "year='2019' "
    "month='--05'/><Current>true</Current></Period><Position><Label>Sykepleier</Label></Position>"
    "<Activities>&lt;ul&gt;&lt;li&gt;Nattevakt&lt;/li&gt;&lt;/ul&gt;</"
    "Activities><Employer><Name>Ullevål</Name></Employer>"
    "</WorkExperience></"
    "WorkExperienceList><Skills><Linguistic><ForeignLanguageList><ForeignLanguage><Description><"
    "Label>"
    "Engelsk</Label></Description><ProficiencyLevel><Listening>C1</Listening></ProficiencyLevel></"
    "ForeignLanguage>"
    "</ForeignLanguageList></Linguistic><Driving><Description><Licence>B</Licence><Licence>BE</"
    "Licence></Description>"
    "</Driving></Skills></LearnerInfo></SkillsPassport>";

TEST(EuropassTest, ARecordReadsLikeACv) {
  v1::ExtractResponse response;
  ASSERT_EQ(ReadEuropass(kPassport, {}, &response), v1::FAILURE_UNSPECIFIED);
  EXPECT_EQ(
      VisibleBlocks(response),
      "HEADING1|Kari Moen\nPARAGRAPH|Født: "
      "1980-02-03\nHEADING2|Arbeidserfaring\nPARAGRAPH|Sykepleier\t2019-05 – nå\n"
      "PARAGRAPH|Ullevål\nLIST_ITEM1|Nattevakt\nHEADING2|Språk\nPARAGRAPH|Engelsk: lytting C1\n"
      "HEADING2|Førerkort\nPARAGRAPH|Førerkort: B, BE\n");
}

TEST(EuropassTest, OldVersionsAreRead) {
  v1::ExtractResponse response;
  ASSERT_EQ(
      ReadEuropass(
          "<europass:learnerinfo "
          "xmlns:europass='x'><identification><firstname>Ola</firstname><lastname>Berg"
          "</lastname></"
          "identification><workexperiencelist><workexperience><period><from><year>2001</year>"
          "<month>--04</month></from><to><year>2003</year></to></period><position><label>Kokk</"
          "label>"
          "</position><employer><name>Grand</name></employer></workexperience></workexperiencelist>"
          "</europass:learnerinfo>",
          {}, &response),
      v1::FAILURE_UNSPECIFIED);
  EXPECT_THAT(VisibleBlocks(response), HasSubstr("Kokk\t2001-04 – 2003\nPARAGRAPH|Grand\n"));
}

TEST(EuropassTest, HrXmlIsRead) {
  v1::ExtractResponse response;
  ASSERT_EQ(
      ReadEuropass(
          "<Candidate xmlns='http://www.europass.eu/1.0' "
          "xmlns:h='h'><CandidatePerson><PersonName><h:GivenName>Ida"
          "</h:GivenName><h:FamilyName>Lund</h:FamilyName></PersonName></"
          "CandidatePerson><CandidateProfile>"
          "<EmploymentHistory><EmployerHistory><h:OrganizationName>NAV</"
          "h:OrganizationName><PositionHistory>"
          "<PositionTitle>Rådgiver</"
          "PositionTitle><EmploymentPeriod><StartDate><h:FormattedDateTime>2020-01"
          "</h:FormattedDateTime></StartDate><CurrentIndicator>true</CurrentIndicator></"
          "EmploymentPeriod>"
          "</PositionHistory></EmployerHistory></EmploymentHistory></CandidateProfile></Candidate>",
          {}, &response),
      v1::FAILURE_UNSPECIFIED);
  EXPECT_THAT(VisibleBlocks(response), HasSubstr("Rådgiver\t2020-01 – present\nPARAGRAPH|NAV\n"));
}

v1::ExtractResponse PageShowing(const std::vector<std::string>& words) {
  v1::ExtractResponse response;
  for (const std::string& word : words) response.add_pages()->add_words()->set_text(word);
  return response;
}

TEST(AttachedRecordTest, ReplacesPagesThatShowTheSame) {
  auto response = PageShowing({"Kari", "Moen", "1980-02-03", "Sykepleier", "2019-05", "nå",
                               "Ullevål,", "Engelsk:", "C1", "Førerkort", "B", "BE"});
  PreferAttachedRecord(kPassport, {}, &response);
  EXPECT_EQ(response.pages_size(), 0);
  EXPECT_THAT(VisibleBlocks(response), HasSubstr("Sykepleier\t2019-05"));
  // Nobody sees this on the page.
  EXPECT_THAT(VisibleBlocks(response), Not(HasSubstr("Nattevakt")));
}

TEST(AttachedRecordTest, IsIgnoredWhenThePagesShowSomethingElse) {
  auto response = PageShowing({"Ola", "Hansen", "Snekker"});
  PreferAttachedRecord(kPassport, {}, &response);
  EXPECT_EQ(response.pages_size(), 3);
  EXPECT_EQ(response.blocks_size(), 0);
}

TEST(JsonResumeTest, ARecordReadsLikeACv) {
  v1::ExtractResponse response;
  ASSERT_EQ(
      ReadJsonResume(
          R"({"basics":{"name":"Kari Moen","email":"kari@moen.no"},"work":[{"name":"NAV","position":"Rådgiver",
                "startDate":"2019-05-01","highlights":["Ledet **tolv**"]}],"education":[{"institution":"UiO",
                "studyType":"Bachelor","area":"Jus","startDate":"2010","endDate":"2013-06-15"}],
                "skills":[{"name":"Data","keywords":["SQL","R"]}],"languages":[{"language":"Norsk","fluency":"morsmål"}]})",
          {}, &response),
      v1::FAILURE_UNSPECIFIED);
  EXPECT_EQ(VisibleBlocks(response),
            "HEADING1|Kari Moen\nPARAGRAPH|kari@moen.no\nHEADING2|Work "
            "experience\nPARAGRAPH|Rådgiver\t2019-05 – present\n"
            "PARAGRAPH|NAV\nLIST_ITEM1|Ledet tolv\nHEADING2|Education\nPARAGRAPH|Bachelor, "
            "Jus\t2010 – 2013-06-15\n"
            "PARAGRAPH|UiO\nHEADING2|Skills\nPARAGRAPH|Data: SQL, "
            "R\nHEADING2|Languages\nPARAGRAPH|Norsk: morsmål\n");
}

TEST(JsonResumeTest, OddTypesDoNoHarm) {
  for (const char* text :
       {"{\"basics\":[]}", "{\"basics\":{\"name\":5,\"location\":[1]},\"work\":{\"a\":1}}",
        "{\"basics\":{},\"work\":[null,[],\"x\",{\"highlights\":[{}]}],\"meta\":3}",
        "{\"basics\":"}) {
    v1::ExtractResponse response;
    EXPECT_NE(ReadJsonResume(text, {}, &response), v1::FAILURE_CRASH) << text;
  }
}

}  // namespace
}  // namespace utvalg::extract
