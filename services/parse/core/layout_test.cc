// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Texts(const ResponseBuilder& builder) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : BuildDocument(builder.response()).paragraphs) {
    texts.push_back(paragraph.text);
  }
  return texts;
}

TEST(LayoutTest, WrappedLinesAreOneParagraphAndDividedWordsAreWhole) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100,
          "Responsible for the installation and maintenance of electrical systems in schools, hos-")
      .At(50, 112,
          "pitals and homes all over the county, and for the training of apprentices and the new")
      .At(50, 124, "colleagues.");
  EXPECT_THAT(
      Texts(page),
      ElementsAre("Responsible for the installation and maintenance of electrical systems in "
                  "schools, hospitals and homes all over the county, and for the training of "
                  "apprentices and the new colleagues."));
}

TEST(LayoutTest, ADateAtTheMarginStandsBehindATab) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Senior Engineer", {10, true})
      .At(480, 100, "2015 – 2018")
      .At(50, 114, "Acme AS");
  EXPECT_THAT(Texts(page), ElementsAre("Senior Engineer\t2015 – 2018", "Acme AS"));
}

TEST(LayoutTest, LettersOfAnotherTypefaceBelongToTheWordWithTheGap) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Tr").At(65, 100, "n Văn").At(60, 100, "ầ");
  EXPECT_THAT(Texts(page), ElementsAre("Trần Văn"));
}

TEST(LayoutTest, ANameOnTwoLinesStandsTogetherBesideSmallLines) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 60, "Priyanka", {20})
      .At(400, 54, "Parkveien 12, 0350 Oslo", {9})
      .At(400, 66, "+47 400 01 100", {9})
      .At(400, 78, "priyanka@example.no", {9})
      .At(50, 84, "Venkataraghavan", {20});
  EXPECT_THAT(Texts(page), ElementsAre("Parkveien 12, 0350 Oslo", "Priyanka", "Venkataraghavan",
                                       "+47 400 01 100", "priyanka@example.no"));
}

TEST(LayoutTest, AnAddressThatANarrowColumnBrokeIsWhole) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 80, "Parkveien 12, 0350 Oslo, Norge")
      .At(50, 113, "anne-kristine.bjrnstad-")
      .At(50, 126, "hkonsen@example.no");
  EXPECT_THAT(Texts(page), ElementsAre("Parkveien 12, 0350 Oslo, Norge",
                                       "anne-kristine.bjrnstad-hkonsen@example.no"));
}

TEST(LayoutTest, ARaggedSidebarSetFlushRightIsAColumn) {
  ResponseBuilder page;
  page.NewPage();
  const char* main[] = {"EXPERIENCE",
                        "Senior Engineer, Acme Corporation",
                        "Built services",
                        "Engineer, Umbrella Corporation",
                        "Tested services",
                        "EDUCATION",
                        "Bachelor of Computer Science",
                        "Thesis on payment"};
  const char* side[] = {
      "SKILLS",    "Test automation with care", "Java", "Kotlin for the web", "SQL", "LANGUAGES",
      "Norwegian", "English and German"};
  for (int i = 0; i < 8; ++i) {
    page.At(40, 100 + 17.0F * static_cast<float>(i), main[i]);
    const std::string text = side[i];
    const float spaces = static_cast<float>(std::count(text.begin(), text.end(), ' '));
    const float width = 5.0F * (static_cast<float>(text.size()) - spaces) + 2.5F * spaces;
    page.At(560 - width, 101 + 17.0F * static_cast<float>(i), side[i]);
  }
  EXPECT_THAT(Texts(page),
              ElementsAre("EXPERIENCE", "Senior Engineer, Acme Corporation", "Built services",
                          "Engineer, Umbrella Corporation", "Tested services", "EDUCATION",
                          "Bachelor of Computer Science", "Thesis on payment", "SKILLS",
                          "Test automation with care", "Java", "Kotlin for the web", "SQL",
                          "LANGUAGES", "Norwegian", "English and German"));
}

TEST(LayoutTest, ContactDetailsWiderThanTheColumnBelowDoNotMoveItsMargin) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 60, "Parkveien 12, 0350 Oslo | +47 400 01 100 | somebody.with.a.long.name@example.no")
      .At(50, 90, "PROFILE")
      .At(50, 104, "Backend engineer with eleven years of building systems in")
      .At(50, 116, "Go. I like boring deployments, honest benchmarks and small")
      .At(50, 128, "interfaces, and I have run the systems I wrote.");
  EXPECT_THAT(Texts(page).back(),
              "Backend engineer with eleven years of building systems in Go. I "
              "like boring deployments, honest benchmarks and small interfaces, "
              "and I have run the systems I wrote.");
}

TEST(LayoutTest, ASidebarIsReadApartFromTheMainColumn) {
  ResponseBuilder page;
  page.NewPage();
  const char* sidebar[] = {"SKILLS", "Java", "Kotlin", "LANGUAGES", "Norwegian", "English"};
  const char* main[] = {
      "EXPERIENCE", "Senior Engineer, Acme Corporation", "• Built services for payment",
      "EDUCATION",  "Bachelor of Computer Science",      "• Thesis on payment systems"};
  for (int i = 0; i < 6; ++i) {
    page.At(40, 100 + 17.0F * static_cast<float>(i), sidebar[i]);
    page.At(220, 104 + 19.0F * static_cast<float>(i), main[i]);
  }
  EXPECT_THAT(
      Texts(page),
      ElementsAre("EXPERIENCE", "Senior Engineer, Acme Corporation", "Built services for payment",
                  "EDUCATION", "Bachelor of Computer Science", "Thesis on payment systems",
                  "SKILLS", "Java", "Kotlin", "LANGUAGES", "Norwegian", "English"));
}

TEST(LayoutTest, AColumnOfDatesIsReadAcross) {
  ResponseBuilder page;
  page.NewPage();
  for (int i = 0; i < 4; ++i) {
    const float y = 100 + 16.0F * static_cast<float>(i);
    page.At(40, y, "201" + std::to_string(2 * i) + " – 201" + std::to_string(2 * i + 1));
    page.At(160, y, "Consultant, Acme number " + std::to_string(i));
  }
  EXPECT_THAT(Texts(page), ElementsAre("2010 – 2011\tConsultant, Acme number 0",
                                       "2012 – 2013\tConsultant, Acme number 1",
                                       "2014 – 2015\tConsultant, Acme number 2",
                                       "2016 – 2017\tConsultant, Acme number 3"));
}

TEST(LayoutTest, HeadingsHungInTheMarginStandOverTheirText) {
  ResponseBuilder page;
  page.NewPage()
      .At(40, 100, "Experience")
      .At(180, 100, "Acme AS, Oslo")
      .At(180, 113, "Engineer, 2015 – 2018")
      .At(40, 150, "Education")
      .At(180, 150, "University of Oslo")
      .At(40, 180, "Languages")
      .At(180, 180, "English and Norwegian");
  EXPECT_THAT(Texts(page),
              ElementsAre("Experience", "Acme AS, Oslo", "Engineer, 2015 – 2018", "Education",
                          "University of Oslo", "Languages", "English and Norwegian"));
}

TEST(LayoutTest, TheRestOfABoldNameIsJoinedHoweverWideTheTextAroundIs) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100,
          "A line of text that reaches a good deal further to the right than the names do.")
      .At(50, 130, "Levanger videregående", {12, true})
      .At(50, 144, "skole", {12, true})
      .At(50, 158, "Studiespesialisering")
      .At(50, 190, "Lillevik kommune", {12, true})
      .At(50, 204, "sykepleier", {12, true});
  EXPECT_THAT(
      Texts(page),
      ElementsAre("A line of text that reaches a good deal further to the right than the names do.",
                  "Levanger videregående skole", "Studiespesialisering", "Lillevik kommune",
                  "sykepleier"));
}

TEST(LayoutTest, ABoldHeadWrapsWhereItsLinesStandCloserThanThoseAround) {
  ResponseBuilder page;
  page.NewPage().At(50, 70, "Erfaring", {14, true});
  float y = 100;
  for (const char* head : {"Turnusfysioterapeut, Lovisenberg", "Fagleiar fysioterapi, Sunnfjord"}) {
    page.At(50, y, head, {10, true})
        .At(50, y + 12, "Diakonale Sykehus", {10, true})
        .At(50, y + 27, "Oslo, 2012 – 2015")
        .At(50, y + 42, "Trente med dei som venta");
    y += 57;
  }
  EXPECT_THAT(Texts(page),
              ElementsAre("Erfaring", "Turnusfysioterapeut, Lovisenberg Diakonale Sykehus",
                          "Oslo, 2012 – 2015", "Trente med dei som venta",
                          "Fagleiar fysioterapi, Sunnfjord Diakonale Sykehus", "Oslo, 2012 – 2015",
                          "Trente med dei som venta"));
}

TEST(LayoutTest, AHeadingAtTheMiddleOfItsBlockStandsOverAllOfIt) {
  ResponseBuilder page;
  page.NewPage()
      .At(40, 100, "Experience")
      .At(180, 100, "Acme AS, Oslo")
      .At(180, 140, "Java")
      .At(180, 153, "Kotlin")
      .At(180, 166, "SQL")
      .At(40, 153, "Skills")
      .At(180, 206, "Norwegian")
      .At(180, 219, "English")
      .At(180, 232, "German")
      .At(40, 219, "Languages");
  EXPECT_THAT(Texts(page), ElementsAre("Experience", "Acme AS, Oslo", "Skills", "Java", "Kotlin",
                                       "SQL", "Languages", "Norwegian", "English", "German"));
}

TEST(LayoutTest, ASidebarBesideDatedTextIsAColumnThoughHeightsMeet) {
  ResponseBuilder page;
  page.NewPage();
  const char* sidebar[] = {"SKILLS",        "Java",      "Kotlin",    "CERTIFICATIONS",
                           "Java Champion", "LANGUAGES", "Norwegian", "English"};
  for (int i = 0; i < 8; ++i) page.At(40, 103 + 16.0F * static_cast<float>(i), sidebar[i]);
  page.At(200, 100, "EXPERIENCE");
  for (int i = 0; i < 3; ++i) {
    const float y = 115 + 36.0F * static_cast<float>(i);
    page.At(200, y, "201" + std::to_string(3 * i) + " – 201" + std::to_string(3 * i + 2))
        .At(300, y, "Engineer")
        .At(300, y + 12, "Acme number " + std::to_string(i));
  }
  EXPECT_THAT(Texts(page),
              ElementsAre("EXPERIENCE", "2010 – 2012\tEngineer", "Acme number 0",
                          "2013 – 2015\tEngineer", "Acme number 1", "2016 – 2018\tEngineer",
                          "Acme number 2", "SKILLS", "Java", "Kotlin", "CERTIFICATIONS",
                          "Java Champion", "LANGUAGES", "Norwegian", "English"));
}

TEST(LayoutTest, ASidebarIsAColumnWhateverTheHeadingsBesideItAreCalled) {
  ResponseBuilder page;
  page.NewPage();
  std::vector<std::string> expected;
  for (int i = 0; i < 20; ++i) {
    expected.push_back("Erste Zeile von Nummer " + std::to_string(i) + ".");
    page.At(200, 100 + 12.0F * static_cast<float>(i), expected.back());
  }
  const char* sidebar[] = {"SKILLS", "Java", "Kotlin", "SQL", "LANGUAGES", "Norwegian", "English"};
  for (int i = 0; i < 7; ++i) {
    page.At(40, 103 + 15.0F * static_cast<float>(i), sidebar[i]);
    expected.push_back(sidebar[i]);
  }
  std::vector<std::string> read = Texts(page);
  EXPECT_EQ(std::set<std::string>(read.begin(), read.end()),
            std::set<std::string>(expected.begin(), expected.end()));
}

TEST(LayoutTest, HeadingsOfTwoColumnsAreNoneOfAMargin) {
  ResponseBuilder page;
  page.NewPage()
      .At(40, 100, "SKILLS")
      .At(40, 116, "Java")
      .At(40, 132, "Kotlin")
      .At(200, 104, "Engineer with many years of experience in building what lasts")
      .At(200, 146, "EXPERIENCE")
      .At(40, 162, "PROJECTS")
      .At(200, 166, "2019 – 2021")
      .At(300, 166, "Engineer")
      .At(200, 178, "3 years")
      .At(300, 178, "Acme AS")
      .At(40, 190, "CERTIFICATIONS")
      .At(210, 198, "Built services for payment that are still in use everywhere")
      .At(40, 206, "Java Champion")
      .At(200, 222, "2015 – 2018")
      .At(300, 222, "Consultant")
      .At(300, 234, "Umbrella AS")
      .At(40, 238, "ITIL");
  EXPECT_THAT(Texts(page),
              ElementsAre("Engineer with many years of experience in building what lasts",
                          "EXPERIENCE", "2019 – 2021\t3 years\tEngineer", "Acme AS",
                          "Built services for payment that are still in use everywhere",
                          "2015 – 2018\tConsultant", "Umbrella AS", "SKILLS", "Java", "Kotlin",
                          "PROJECTS", "CERTIFICATIONS", "Java Champion", "ITIL"));
}

TEST(LayoutTest, HeadingsWithNothingBesideThemHeadTheRowsBelow) {
  ResponseBuilder page;
  page.NewPage()
      .At(40, 100, "Skills", {12, true})
      .At(40, 116, "Java")
      .At(180, 116, "Kotlin")
      .At(300, 116, "SQL")
      .At(40, 140, "Languages", {12, true})
      .At(40, 156, "Norwegian")
      .At(180, 156, "English")
      .At(300, 156, "German")
      .At(40, 170, "Native")
      .At(180, 170, "C1")
      .At(300, 170, "B2");
  EXPECT_THAT(Texts(page), ElementsAre("Skills", "Java\tKotlin\tSQL", "Languages",
                                       "Norwegian\tEnglish\tGerman", "Native\tC1\tB2"));
}

// Two columns with headings of their own: lines that come to stand nearly at one height make no
// rows.
TEST(LayoutTest, DatesThatMeetTheOtherColumnByChanceMakeNoRows) {
  ResponseBuilder page;
  page.NewPage();
  page.At(40, 60, "WORK EXPERIENCE");
  float y = 80;
  for (const char* job : {"Engineer", "Developer", "Trainee", "Helper"}) {
    page.At(40, y, job)
        .At(40, y + 12, "Apr 2016 – Jan 2020")
        .At(40, y + 24, "Lumen Grid Ltd, London");
    page.At(40, y + 38, std::string("Wrote what the ") + job + " was asked to write there");
    y += 60;
  }
  page.At(400, 60, "EDUCATION");
  y = 94.1F;
  for (const char* school : {"Leith Academy", "Open College"}) {
    page.At(400, y, school).At(400, y + 12, "Sep 2012 – Aug 2013").At(400, y + 24, "Edinburgh");
    y += 60;
  }
  page.At(400, y - 6, "SKILLS");
  for (const char* skill : {"Linux", "Kafka", "CMake", "Go", "Rust"}) page.At(400, y += 12, skill);
  std::string text;
  for (const std::string& line : Texts(page)) text += line + "\n";
  EXPECT_LT(text.find("Helper was asked"), text.find("EDUCATION"));
  EXPECT_LT(text.find("EDUCATION"), text.find("Leith Academy"));
  EXPECT_LT(text.find("SKILLS"), text.find("Linux"));
}

TEST(LayoutTest, LabelsSetALittleHigherThanWhatTheyStandBesideMakeRows) {
  ResponseBuilder page;
  page.NewPage();
  const auto label = [&page](float y, const std::string& text) {
    page.At(180 - 5 * static_cast<float>(CodePoints(text)), y, text);
  };
  const auto body = [&page](float y, const std::string& text) { page.At(195, y, text); };
  label(49.5F, "Curriculum vitae");
  body(58.5F, "Maria Strand");
  label(99.7F, "PERSONALIA");
  float y = 100.5F;
  for (const char* field : {"Adresse", "Telefon", "E-post", "Født", "Sivilstand"}) {
    y += 19.5F;
    label(y, field);
    body(y, "ja");
  }
  label(221.2F, "SAMMENDRAG");
  body(222.9F, "Fører regnskap for små og mellomstore selskaper og gir råd");
  body(237, "om mva. og lønn, utarbeider årsoppgjør, samarbeidsvillig");
  body(250.5F, "og lojal.");
  label(288.8F, "ARBEIDSERFARING");
  y = 288.2F;
  for (const char* dates : {"01.2009 – nå", "03.1997 – 12.2008"}) {
    y += 20;
    label(y, dates);
    body(y + 1.6F, "Økonomimedarbeider");
    body(y + 16, "Agder Trevare, Grimstad");
    body(y + 30, "Avstemminger og budsjett i mange år");
    y += 46;
  }
  label(432, "UTDANNING");
  label(451.5F, "08.2004 – 06.2008");
  body(453.1F, "Bachelor i regnskap og revisjon");
  body(467.2F, "Høgskolen i Agder, Kristiansand");
  y = 465;
  float below = 1.2F;  // Rounding makes it more or less.
  for (const char* heading : {"SERTIFIKATER", "KOMPETANSE", "SPRÅK", "FØRERKORT"}) {
    y += 26;
    label(y, heading);
    body(y + below, "Tripletex og annet");
    below += 0.2F;
  }
  const std::vector<std::string> texts = Texts(page);
  EXPECT_THAT(texts, ::testing::Contains("01.2009 – nå\tØkonomimedarbeider"));
  EXPECT_THAT(texts, ::testing::Contains("SPRÅK\tTripletex og annet"));
}

TEST(LayoutTest, ALineThatEndsInItsDatesGoesOnInAnotherField) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Norwegian University of Life Sciences, 2010-08 - 2013-06", {10, true})
      .At(50, 112, "Bachelor", {10, true})
      .At(50, 124, "Advanced Life Support, European Council, 05/2022 (valid until", {10, true})
      .At(50, 136, "05/2026)", {10, true});
  EXPECT_THAT(
      Texts(page),
      ElementsAre("Norwegian University of Life Sciences, 2010-08 - 2013-06", "Bachelor",
                  "Advanced Life Support, European Council, 05/2022 (valid until 05/2026)"));
}

TEST(LayoutTest, APageBreakChangesNoParagraph) {
  const char* lines[] = {
      "Responsible for the planning and the follow-up of all projects of the department, and",
      "for the reports to the management and the board of the company every single quarter,",
      "with a staff of twelve."};
  ResponseBuilder one, two;
  one.NewPage().At(50, 700, lines[0]).At(50, 712, lines[1]).At(50, 724, lines[2]);
  two.NewPage().At(50, 700, lines[0]).At(50, 712, lines[1]).At(300, 780, "1");
  two.NewPage().At(50, 100, lines[2]).At(300, 780, "2");
  EXPECT_EQ(Texts(one), Texts(two));
}

TEST(LayoutTest, RecurringFootersComeOnceAndPageNumbersNotAtAll) {
  ResponseBuilder page;
  page.NewPage().At(50, 300, "First").At(50, 785, "Curriculum vitae").At(300, 785, "Page 1 of 2");
  page.NewPage().At(50, 300, "Second").At(50, 785, "Curriculum vitae").At(300, 785, "Page 2 of 2");
  EXPECT_THAT(Texts(page), ElementsAre("Curriculum vitae", "First", "Second"));
}

TEST(LayoutTest, BulletsGoAndLetterSpacedHeadingsAreWords) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "E X P E R I E N C E")
      .At(50, 130, "• Sold machines")
      .At(50, 145, "▪ Met customers");
  const Document document = BuildDocument(page.response());
  ASSERT_EQ(document.paragraphs.size(), 3U);
  EXPECT_EQ(document.paragraphs[0].text, "EXPERIENCE");
  EXPECT_EQ(document.paragraphs[1].text, "Sold machines");
  EXPECT_EQ(document.paragraphs[1].kind, ParagraphKind::kListItem);
  EXPECT_EQ(document.paragraphs[2].text, "Met customers");
}

TEST(LayoutTest, HiddenWordsAreNotRead) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "Seen").At(50, 120, "Unseen");
  utvalg::extract::v1::ExtractResponse response = page.response();
  response.mutable_pages(0)->mutable_words(1)->set_hidden(utvalg::extract::v1::HIDDEN_SAME_COLOUR);
  const Document document = BuildDocument(response);
  ASSERT_EQ(document.paragraphs.size(), 1U);
  EXPECT_EQ(document.paragraphs[0].text, "Seen");
}

TEST(LayoutTest, PlacementsTellTheLine) {
  ResponseBuilder page;
  page.NewPage().At(50, 100, "First").At(50, 130, "Second");
  const Document document = BuildDocument(page.response());
  ASSERT_EQ(document.paragraphs[1].placements.size(), 1U);
  EXPECT_EQ(document.paragraphs[1].placements[0].page, 1U);
  EXPECT_EQ(document.paragraphs[1].placements[0].line, 2U);
}

TEST(LayoutTest, UnderlinedTextIsAHeading) {
  ResponseBuilder flow;
  flow.Block("Experience\n==========\nEngineer");
  const Document document = BuildDocument(flow.response());
  ASSERT_EQ(document.paragraphs.size(), 2U);
  EXPECT_EQ(document.paragraphs[0].kind, ParagraphKind::kHeading);
}

}  // namespace
}  // namespace utvalg::parse
