// SPDX-License-Identifier: Apache-2.0
//
// CVs set as forms and tables: labels beside values, cells that wrap, cards side by side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/core/field_labels.h"
#include "services/parse/core/layout.h"
#include "services/parse/core/parse_cv.h"
#include "services/parse/core/response_builder.h"

namespace utvalg::parse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::vector<std::string> Texts(const ResponseBuilder& page) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : BuildDocument(page.response()).paragraphs)
    texts.push_back(paragraph.text);
  return texts;
}

// A document of one table; cells are lines parted by newlines, the first one bold where it says so.
struct TableBuilder {
  uint32_t row = 0, column = 0;
  utvalg::extract::v1::ExtractResponse response;

  TableBuilder& Cell(std::initializer_list<std::string_view> lines, bool bold_head = false) {
    bool first = true;
    for (const std::string_view line : lines) {
      utvalg::extract::v1::Block* block = response.add_blocks();
      block->set_kind(utvalg::extract::v1::BLOCK_KIND_TABLE_CELL);
      block->set_table(1), block->set_row(row), block->set_column(column);
      utvalg::extract::v1::Span* span = block->add_spans();
      span->set_text(std::string(line));
      span->set_bold(first && bold_head);
      first = false;
    }
    ++column;
    response.set_format(utvalg::extract::v1::FORMAT_DOCX);
    return *this;
  }
  TableBuilder& Row() {
    ++row;
    column = 0;
    return *this;
  }
  TableBuilder& Heading(std::string_view text) {
    utvalg::extract::v1::Block* block = response.add_blocks();
    block->set_kind(utvalg::extract::v1::BLOCK_KIND_HEADING);
    block->set_level(1);
    block->add_spans()->set_text(std::string(text));
    return *this;
  }
};

FieldLabel Label(std::string_view line) {
  size_t length = 0;
  return LabelAt(line, &length);
}

TEST(FieldLabelTest, FormsSayItInMoreThanOneWord) {
  EXPECT_EQ(Label("Navn og adresse på arbeidsgiver\tAcme AS"), FieldLabel::kEmployer);
  EXPECT_EQ(Label("Name and type of organisation providing education and training: X"),
            FieldLabel::kSchool);
  EXPECT_EQ(Label("Tittel på kvalifikasjon\tFagbrev"), FieldLabel::kDegree);
  EXPECT_EQ(Label("Stilling eller yrke\tKokk"), FieldLabel::kTitle);
  EXPECT_EQ(Label("Employer branding: campaigns"), FieldLabel::kNone);
}

TEST(FieldLabelTest, AHeadRowIsNothingButLabels) {
  EXPECT_TRUE(IsTableHead("Periode\tStilling\tArbeidsgiver\tSted"));
  EXPECT_FALSE(IsTableHead("Periode\tKokk"));
  EXPECT_FALSE(IsTableHead("Periode"));
}

TEST(TablesTest, TheEmployerMayStandBehindTheTasks) {
  ResponseBuilder cv;
  cv.Heading("Arbeidserfaring")
      .Block("Datoer\t2019 – 2024")
      .Block("Yrke eller stilling\tKokk")
      .Block("Viktigste oppgaver\tLaget lunsj til 120 gjester hver dag og hadde ansvar for varer.")
      .Block("Navn og adresse på arbeidsgiver\tFjordhotellet AS, Bergen")
      .Block("Datoer\t2016 – 2018")
      .Block("Yrke eller stilling\tKokkelærling")
      .Block("Navn og adresse på arbeidsgiver\tKro og Gjest AS, Oslo");
  const utvalg::cv::v1::Cv read = ParseCv(cv.response(), {}).cv;
  ASSERT_EQ(read.experience_size(), 2);
  EXPECT_EQ(read.experience(0).title(), "Kokk");
  EXPECT_EQ(read.experience(0).employer(), "Fjordhotellet AS");
  EXPECT_EQ(read.experience(1).title(), "Kokkelærling");
  EXPECT_EQ(read.experience(1).employer(), "Kro og Gjest AS");
  EXPECT_EQ(read.experience(1).start().year(), 2016);
}

TEST(TablesTest, AWrappedCellIsWholeOnTheFirstLineOfItsRow) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Periode")
      .At(140, 100, "Stilling")
      .At(240, 100, "Arbeidsgiver")
      .At(50, 114, "mars 2019–april")
      .At(140, 114, "Kokk")
      .At(240, 114, "Fjordhotellet")
      .At(50, 126, "2025")
      .At(50, 140, "2016–2018")
      .At(140, 140, "Brukerstøttemedarb")
      .At(240, 140, "Kroa")
      .At(140, 152, "eider");
  EXPECT_THAT(Texts(page), ElementsAre("Periode\tStilling\tArbeidsgiver",
                                       "mars 2019–april 2025\tKokk\tFjordhotellet",
                                       "2016–2018\tBrukerstøttemedarbeider\tKroa"));
}

TEST(TablesTest, LabelsFlushRightArePartedFromTheValuesTheyNearlyTouch) {
  ResponseBuilder page;
  page.NewPage();
  float y = 100;
  for (const auto& [label, value] :
       std::vector<std::pair<std::string, std::string>>{{"Navn", "Kari Moen"},
                                                        {"Adresse", "Storgata 1"},
                                                        {"Telefon", "22 22 22 22"},
                                                        {"Nettsted", "eksempel.no"}}) {
    page.At(140 - 5 * static_cast<float>(label.size()), y, label).At(150, y, value);
    y += 14;
  }
  EXPECT_THAT(Texts(page), Contains("Adresse\tStorgata 1"));
}

TEST(TablesTest, CardsSideBySideAreReadOneAfterTheOther) {
  TableBuilder table;
  table.Heading("Utdanning")
      .Cell({"Bachelor i sykepleie", "OsloMet", "2015 – 2018"}, true)
      .Cell({"Studiespesialisering", "Oslo katedralskole", "2012 – 2015"}, true);
  const utvalg::cv::v1::Cv cv = ParseCv(table.response, {}).cv;
  ASSERT_EQ(cv.education_size(), 2);
  EXPECT_EQ(cv.education(0).institution(), "OsloMet");
  EXPECT_EQ(cv.education(1).institution(), "Oslo katedralskole");
  EXPECT_EQ(cv.education(1).end().year(), 2015);
}

TEST(TablesTest, TheHeadRowOfATableOpensNoSection) {
  TableBuilder table;
  table.Heading("Utdanning")
      .Cell({"Periode"}, true)
      .Cell({"Utdanning"}, true)
      .Cell({"Skole"}, true)
      .Row()
      .Cell({"2015 – 2018"})
      .Cell({"Bachelor i sykepleie"})
      .Cell({"OsloMet"});
  const utvalg::cv::v1::Cv cv = ParseCv(table.response, {}).cv;
  ASSERT_EQ(cv.education_size(), 1);
  EXPECT_EQ(cv.education(0).institution(), "OsloMet");
}

TEST(TablesTest, JobsUnderTheNameNeedNoHeading) {
  ResponseBuilder cv;
  cv.Block("Kari Moen", true)
      .Block("kari.moen@example.no")
      .Block("Kokk - Fjordhotellet AS, 2019 - 2024", true)
      .Block("Kokkelærling - Kroa AS, 2016 - 2018", true)
      .Heading("Utdanning")
      .Block("Fagbrev, Bergen yrkesskole, 2014 - 2016");
  const utvalg::cv::v1::Cv read = ParseCv(cv.response(), {}).cv;
  ASSERT_EQ(read.experience_size(), 2);
  EXPECT_EQ(read.experience(0).employer(), "Fjordhotellet AS");
}

TEST(TablesTest, HowLongItWasMayFollowThePeriod) {
  ResponseBuilder cv;
  cv.Heading("Experience")
      .Block("SHIFT LEADER", true)
      .Block("Barlow & Finch | Jul 2021 - Apr 2025 (3 years 9 months)")
      .Block("OPERATOR", true)
      .Block("Oakfield Partners | Jun 2011 - Jan 2013 (1 year 7 months)");
  const utvalg::cv::v1::Cv read = ParseCv(cv.response(), {}).cv;
  ASSERT_EQ(read.experience_size(), 2);
  EXPECT_EQ(read.experience(0).start().year(), 2021);
  EXPECT_EQ(read.experience(1).employer(), "Oakfield Partners");
}

TEST(TablesTest, SkillsSetApartByGapsAreOneByOne) {
  ResponseBuilder page;
  page.NewPage()
      .At(50, 100, "Kompetanse", {14, true})
      .At(50, 120, "Onboarding")
      .At(109, 120, "Lønn og avtaler")
      .At(190, 120, "Excel");
  std::vector<std::string> names;
  const utvalg::cv::v1::Cv cv = ParseCv(page.response(), {}).cv;
  for (const auto& skill : cv.skills()) names.push_back(skill.name());
  EXPECT_THAT(names, ElementsAre("Onboarding", "Lønn og avtaler", "Excel"));
}

}  // namespace
}  // namespace utvalg::parse
