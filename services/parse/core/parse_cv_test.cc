// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/parse_cv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::ElementsAre;

// "title | employer | place | start | end" of each job.
std::vector<std::string> Jobs(const utvalg::cv::v1::Cv& cv) {
  const auto date = [](const utvalg::cv::v1::PartialDate& value) {
    return std::to_string(value.year()) + "-" + std::to_string(value.month());
  };
  std::vector<std::string> jobs;
  for (const auto& job : cv.experience()) {
    jobs.push_back(job.title() + " | " + job.employer() + " | " + job.place() + " | " +
                   date(job.start()) + " | " + (job.current() ? "now" : date(job.end())));
  }
  return jobs;
}

utvalg::cv::v1::Cv Parse(const ResponseBuilder& builder) {
  return ParseCv(builder.response(), {}).cv;
}

TEST(ParseCvTest, TitleAndDateOverEmployerAndPlace) {
  ResponseBuilder cv;
  cv.Heading("Arbeidserfaring")
      .Block("Elektriker\t08/2019 – d.d.", true)
      .Block("Solli Elektro, Bergen")
      .Item("Installasjon i boliger")
      .Block("Lærling elektriker\t08/2016 – 07/2019", true)
      .Block("GK Rør AS, Oslo")
      .Item("Montering");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Elektriker | Solli Elektro | Bergen | 2019-8 | now",
                          "Lærling elektriker | GK Rør AS | Oslo | 2016-8 | 2019-7"));
}

TEST(ParseCvTest, EmployerOverTitleIsToldByTheWholeSection) {
  ResponseBuilder cv;
  cv.Heading("Experience")
      .Block("Octave", true)
      .Block("Software Engineer (June 2019 – Present)")
      .Item("Built services")
      .Block("Umbra", true)
      .Block("Junior Developer (May 2016 – May 2019)")
      .Item("Tested services");
  EXPECT_THAT(Jobs(Parse(cv)), ElementsAre("Software Engineer | Octave |  | 2019-6 | now",
                                           "Junior Developer | Umbra |  | 2016-5 | 2019-5"));
}

TEST(ParseCvTest, JobsUnderNoHeadingAreFound) {
  ResponseBuilder cv;
  cv.Heading("Profile")
      .Block("Calm under pressure and used to shifts.")
      .Block("2011 to Present")
      .Block("Northgate Tools, Leeds, UK")
      .Block("Machinist")
      .Item("Set up lathes");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Machinist | Northgate Tools | Leeds, UK | 2011-0 | now"));
}

TEST(ParseCvTest, TitleAndFirmWithNothingBetween) {
  ResponseBuilder cv;
  cv.Heading("Experience")
      .Block("Senior Accountant Harlow & Finch LLP - Denver, CO - April 2018 to Present")
      .Block("Closed the books every month.")
      .Block("Worked as Clerk for Ridge Holdings Ltd., Boulder, from May 2009 to April 2018");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Senior Accountant | Harlow & Finch LLP | Denver, CO | 2018-4 | now",
                          "Clerk | Ridge Holdings Ltd. |  | 2009-5 | 2018-4"));
}

TEST(ParseCvTest, SchoolsInAListAreSchools) {
  ResponseBuilder cv;
  cv.Heading("Utdanning")
      .Item("Fagbrev i kokkfaget – Åssiden videregående skole, 2015")
      .Item("Kokk- og servitørfag, Drammen videregående skole, 2013");
  const utvalg::cv::v1::Cv read = Parse(cv);
  ASSERT_EQ(read.education_size(), 2);
  EXPECT_EQ(read.education(0).degree(), "Fagbrev i kokkfaget");
  EXPECT_EQ(read.education(1).institution(), "Drammen videregående skole");
}

TEST(ParseCvTest, OneLineJobsWithDatesFirst) {
  ResponseBuilder cv;
  cv.Heading("Yrkeserfaring")
      .Block("2018 – nå\tSykepleier, Haukeland universitetssjukehus")
      .Block("2015 – 2018\tHelsefagarbeider, Bergen kommune");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Sykepleier | Haukeland universitetssjukehus |  | 2018-0 | now",
                          "Helsefagarbeider | Bergen kommune |  | 2015-0 | 2018-0"));
}

TEST(ParseCvTest, ASentenceBehindAnEmployerIsNoPartOfItsName) {
  ResponseBuilder cv;
  cv.Heading("Arbeidserfaring")
      .Block("2015 – 2017\tButikkmedarbeider, Rema 1000 Fana. Ansvar for kasse og varepåfylling.")
      .Block("2013 – 2015\tSjåfør, Posten Norge AS. Kjørte i Bergen sentrum.")
      .Block("2010 – 2013\tPortør, St. Olavs Hospital i Trondheim.");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Butikkmedarbeider | Rema 1000 Fana |  | 2015-0 | 2017-0",
                          "Sjåfør | Posten Norge AS |  | 2013-0 | 2015-0",
                          "Portør | St. Olavs Hospital i Trondheim. |  | 2010-0 | 2013-0"));
}

// "degree | institution" of each school.
std::vector<std::string> Schools(const utvalg::cv::v1::Cv& cv) {
  std::vector<std::string> schools;
  for (const auto& school : cv.education())
    schools.push_back(school.degree() + " | " + school.institution());
  return schools;
}

TEST(ParseCvTest, ASchoolThatNothingPartsFromTheDegree) {
  ResponseBuilder cv;
  cv.Heading("Education")
      .Block("2010 – 2013\tBachelor of Science in Accounting University of Colorado")
      .Block("2009 – 2013\tFagbrev som elektriker Kuben videregående skole")
      .Block("2006 – 2009\tBachelor i sykepleie Universitetet i Agder");
  EXPECT_THAT(Schools(Parse(cv)),
              ElementsAre("Bachelor of Science in Accounting | University of Colorado",
                          "Fagbrev som elektriker | Kuben videregående skole",
                          "Bachelor i sykepleie | Universitetet i Agder"));
}

TEST(ParseCvTest, ADegreeWithAWordOfFirmsIsADegree) {
  ResponseBuilder cv;
  cv.Heading("Utdanning")
      .Block("2012 – 2014\tMSc Data and Analytics, King's College London")
      .Block("1999 – 2002\tGrunnskole, Sannidal skole");
  EXPECT_THAT(Schools(Parse(cv)), ElementsAre("MSc Data and Analytics | King's College London",
                                              "Grunnskole | Sannidal skole"));
}

TEST(ParseCvTest, HeadingsWithNothingUnderThemAreSkills) {
  ResponseBuilder cv;
  cv.NewPage().At(50, 60, "Experience", {.size = 14});
  cv.At(50, 80, "Librarian, Springfield Library, 2015 - 2018")
      .At(50, 100, "Catalogued the archive");
  cv.At(50, 140, "About me", {.size = 14}).At(50, 160, "I live for books and those who read them.");
  cv.At(50, 200, "Cataloguing", {.size = 14}).At(50, 240, "Source criticism", {.size = 14});
  cv.At(50, 280, "Storytelling", {.size = 14}).At(50, 320, "Languages", {.size = 14});
  cv.At(50, 340, "English, native");
  const utvalg::cv::v1::Cv read = Parse(cv);
  std::vector<std::string> skills;
  for (const auto& skill : read.skills()) {
    if (skill.listed()) skills.push_back(skill.name());
  }
  EXPECT_THAT(skills, ElementsAre("Cataloguing", "Source criticism", "Storytelling"));
}

TEST(ParseCvTest, LabelsSayWhatALineIs) {
  ResponseBuilder cv;
  cv.Heading("Arbeidserfaring")
      .Block("Periode: 2015–2018")
      .Block("Arbeidsgiver: Kanvas")
      .Block("Stilling: Styrer");
  EXPECT_THAT(Jobs(Parse(cv)), ElementsAre("Styrer | Kanvas |  | 2015-0 | 2018-0"));
}

TEST(ParseCvTest, SeveralPositionsShareTheEmployerAboveThem) {
  ResponseBuilder cv;
  cv.Heading("Experience")
      .Block("Acme Corporation", true)
      .Block("Senior Engineer, 2019 – 2022")
      .Item("Led a team")
      .Block("Engineer, 2016 – 2019")
      .Item("Built things");
  EXPECT_THAT(Jobs(Parse(cv)),
              ElementsAre("Senior Engineer | Acme Corporation |  | 2019-0 | 2022-0",
                          "Engineer | Acme Corporation |  | 2016-0 | 2019-0"));
}

TEST(ParseCvTest, ATitleAtAnEmployer) {
  ResponseBuilder cv;
  cv.Heading("Erfaring")
      .Block("Konsulent hos Bekk (mars 2015 – juni 2018)", true)
      .Item("Rådgivning");
  EXPECT_THAT(Jobs(Parse(cv)), ElementsAre("Konsulent | Bekk |  | 2015-3 | 2018-6"));
}

TEST(ParseCvTest, MonthsCountBothEndsAndOverlapsOnce) {
  ResponseBuilder cv;
  cv.Heading("Experience")
      .Block("Engineer, Acme AS\t01/2015 – 12/2016")
      .Block("Teacher, Oslo School\t07/2016 – 06/2017");
  const utvalg::cv::v1::Cv parsed = Parse(cv);
  ASSERT_EQ(parsed.experience_size(), 2);
  EXPECT_EQ(parsed.experience(0).months(), 24U);
  EXPECT_EQ(parsed.experience(1).months(), 12U);
  EXPECT_EQ(parsed.experience_months(), 30U);
}

TEST(ParseCvTest, EducationWithDegreeFieldInstitutionAndLevel) {
  ResponseBuilder cv;
  cv.Heading("Utdanning").Block("2015 – 2018\tBachelor i sykepleie, Høgskulen på Vestlandet");
  const utvalg::cv::v1::Cv parsed = Parse(cv);
  ASSERT_EQ(parsed.education_size(), 1);
  EXPECT_EQ(parsed.education(0).degree(), "Bachelor i sykepleie");
  EXPECT_EQ(parsed.education(0).field(), "sykepleie");
  EXPECT_EQ(parsed.education(0).institution(), "Høgskulen på Vestlandet");
  EXPECT_EQ(parsed.education(0).level(), utvalg::cv::v1::EDUCATION_LEVEL_BACHELOR);
  EXPECT_EQ(parsed.education(0).end().year(), 2018U);
}

TEST(ParseCvTest, SpansPointAtTheBlindText) {
  ResponseBuilder cv;
  cv.Heading("Experience").Block("Engineer\t2015 – 2018", true).Block("Acme AS");
  const utvalg::cv::v1::Cv parsed = Parse(cv);
  ASSERT_EQ(parsed.experience_size(), 1);
  const auto& span = parsed.experience(0).employer_span();
  EXPECT_EQ(parsed.blind_text().substr(span.begin(), span.end() - span.begin()), "Acme AS");
}

TEST(ParseCvTest, AnEmptyDocumentHasNoText) {
  EXPECT_EQ(ParseCv(utvalg::extract::v1::ExtractResponse(), {}).cv.blind_text(), "");
}

TEST(ParseCvTest, ReadingAgainGivesTheSameBytes) {
  ResponseBuilder cv;
  cv.Heading("Experience").Block("Engineer\t2015 – now", true).Block("Acme AS, Oslo");
  EXPECT_EQ(Parse(cv).SerializeAsString(), Parse(cv).SerializeAsString());
}

lexicon::Date Month(int year, int month) { return {year, month, 0}; }

std::vector<uint32_t> Months(const utvalg::extract::v1::ExtractResponse& response,
                             lexicon::Date received) {
  std::vector<uint32_t> months;
  const auto parsed = ParseCv(response, {.received = received});
  for (const auto& job : parsed.cv.experience()) months.push_back(job.months());
  months.push_back(parsed.cv.experience_months());
  return months;
}

TEST(ParseCvTest, AJobHeldUntilNowLastsUntilTheDocumentWasHandedIn) {
  ResponseBuilder cv;
  cv.Heading("Experience").Block("Accountant, Fjord AS\tJan 2020 – Present");
  EXPECT_THAT(Months(cv.response(), Month(2026, 3)), ElementsAre(75, 75));
  EXPECT_THAT(Months(cv.response(), {}), ElementsAre(1, 1))
      << "the latest date of the CV, where no other is";
}

TEST(ParseCvTest, TheDateOfTheFileSaysWhatNowIsButNoDateLiesAhead) {
  ResponseBuilder cv;
  cv.Heading("Experience").Block("Accountant, Fjord AS\tJan 2020 – Present");
  utvalg::extract::v1::ExtractResponse dated = cv.response();
  dated.set_modified("2022-06-30");
  EXPECT_THAT(Months(dated, Month(2026, 3)), ElementsAre(30, 30));
  dated.set_modified("2090-01-01");
  EXPECT_THAT(Months(dated, Month(2026, 3)), ElementsAre(75, 75));
  ResponseBuilder ahead;
  ahead.Heading("Experience").Block("Accountant, Fjord AS\tJan 2020 – Dec 2030");
  EXPECT_THAT(Months(ahead.response(), Month(2026, 3)), ElementsAre(75, 75));
}

TEST(ParseCvTest, TypeAloneMayPartADegreeFromItsSchool) {
  ResponseBuilder cv;
  cv.NewPage().At(50, 100, "Education", {14, true});
  cv.At(50, 120, "Master, Pharmacy", {10, true}).At(130, 120, "University of Oslo");
  cv.At(400, 120, "2015 – 2020");
  cv.At(50, 140, "Trade certificate, Logistics", {10, true}).At(190, 140, "Borgund School");
  cv.At(400, 140, "2011 – 2014");
  const utvalg::cv::v1::Cv read = Parse(cv);
  ASSERT_EQ(read.education_size(), 2);
  EXPECT_EQ(read.education(0).institution(), "University of Oslo");
  EXPECT_EQ(read.education(0).field(), "Pharmacy");
  EXPECT_EQ(read.education(1).institution(), "Borgund School");
}

TEST(ParseCvTest, TheHeadOfAPageThatFollowsASidebarIsNoSkill) {
  ResponseBuilder cv;
  cv.NewPage();
  float y = 100;
  const auto line = [&](std::string_view text, TextStyle style = {}) {
    cv.At(50, y, text, style);
    y += 30;
  };
  line("CONTACT", {20, true});
  line("grace.hughes@example.com");
  line("EDUCATION", {20, true});
  line("Trade certificate, Porsgrunn School, 2007 - 2010");
  line("SKILLS", {20, true});
  line("Gas testing");
  line("GRACE HUGHES", {20, true});
  line("SHIFT LEADER", {20, true});
  line("SUMMARY", {20, true});
  line("Shift leader with fifteen years of experience in the process industry and on site.");
  const utvalg::cv::v1::Cv read = Parse(cv);
  ASSERT_EQ(read.skills_size(), 1);
  EXPECT_EQ(read.skills(0).name(), "Gas testing");
}

}  // namespace
}  // namespace utvalg::parse
