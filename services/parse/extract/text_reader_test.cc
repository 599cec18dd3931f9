// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/text_reader.h"

#include <string>

#include "common/base/strings.h"
#include "gtest/gtest.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

std::string Blocks(std::string_view text) {
  v1::ExtractResponse response;
  ReadText(text, {}, &response);
  return VisibleBlocks(response);
}

TEST(TextReaderTest, EmptyLinesSeparateParagraphs) {
  EXPECT_EQ(Blocks("Ola Nordmann\r\nOslo\r\n\r\nSnekker"),
            "PARAGRAPH|Ola Nordmann\nOslo\n\nPARAGRAPH|Snekker\n\n");
}

TEST(TextReaderTest, WideGapsAreTabs) {
  EXPECT_EQ(Blocks("Snekker        2019 - 2021"), "PARAGRAPH|Snekker\t2019 - 2021\n\n");
}

TEST(TextReaderTest, WrappedLinesAreJoined) {
  const std::string text =
      "Jeg har arbeidet som snekker i mer enn tjue år og har erfaring fra\n"
      "nybygg, rehabilitering og restaurering av gamle hus over hele landet\n"
      "og i utlandet, og jeg har ledet lag på opptil tolv mann på store og\n"
      "små byggeplasser, med ansvar for framdrift, økonomi og helse, miljø\n"
      "og sikkerhet.\n";
  const std::string blocks = Blocks(text);
  EXPECT_EQ(std::count(blocks.begin(), blocks.end(), '\n'), 2);
  EXPECT_NE(blocks.find("erfaring fra nybygg"), std::string::npos);
}

TEST(TextReaderTest, HowLongANameIsDecidesNothing) {
  const std::string rest =
      "Lagermedarbeider\n\n"
      "Jeg har arbeidet med plukk og varemottak i mer enn fire\n"
      "år og har erfaring fra både tørrvarer og frys, og liker\n"
      "orden og gode kolleger, og har ledet lag på opptil tolv\n"
      "mann når det trengs, også i helgene.\n";
  const std::string expected =
      Blocks("JO VIK\n" + rest).substr(std::string("PARAGRAPH|JO VIK").size());
  for (std::string name = "JO VIK"; name.size() < 100; name += " ANNA") {
    EXPECT_EQ(Blocks(name + "\n" + rest), "PARAGRAPH|" + name + expected);
  }
}

TEST(TextReaderTest, ALineIsFullThatHasNoRoomForALongNextWord) {
  const auto read = [](const std::string& text) {
    return Blocks(
        Cat("Maria Strand\n\nSalesperson in marine electronics with nine years of key accounts in "
            "Asia and\n",
            text,
            "\n- Responsible for eleven shipyards and USD 14 million in yearly sales\n"
            "- Introduced account plans in Salesforce and raised renewal from 71 to 88\n"
            "  percent\n"));
  };
  for (const std::string& text :
       {std::string(
            "Northern Europe. Builds long relations and forecasts that hold. Anne-Kristine\n"
            "comes prepared, and she can travel.\n"),
        std::string("Northern Europe. Builds long relations and forecasts that hold.\n"
                    "Maximilian-Alexander comes prepared, and she can travel.\n")}) {
    EXPECT_NE(read(text).find(
                  "Asia and Northern Europe. Builds long relations and forecasts that hold. "),
              std::string::npos)
        << read(text);
  }
}

TEST(TextReaderTest, EntriesOfAListAreNotJoinedHoweverLongTheyAre) {
  const std::string text =
      "Butikksjef, Coop Marked i Uvdal sentrum, mars 2019 - d.d.\n"
      "Butikkmedarbeider, Kiwi Kongsberg, i 08.2014 - 02.2019\n"
      "Ansvar for drift og økonomi. Leder fem av de ansatte.\n"
      "Kassemedarbeider, Joker i Rødberg, 08.2012 - 02.2014\n"
      "Skole: Kongsberg videregående skole, studiespesialisering\n"
      "År: 2012\n";
  const std::string blocks = Blocks(text);
  EXPECT_EQ(std::count(blocks.begin(), blocks.end(), '\n'), 7) << blocks;
}

TEST(TextReaderTest, ALineThatBeginsWithAPeriodIsAnEntry) {
  EXPECT_EQ(
      Blocks("2010 - 2013 Bachelor of Science in Accounting at the University of Colorado\n"
             "2009 - 2010 Exchange year at the University of Bergen, faculty of law, Norway\n"
             "2008 – 2009 Military service in the north of the country, as a signal officer\n"
             "2005-2008 Natural sciences, Central High School of Colorado, in Boulder town\n"),
      "PARAGRAPH|2010 - 2013 Bachelor of Science in Accounting at the University of Colorado\n"
      "2009 - 2010 Exchange year at the University of Bergen, faculty of law, Norway\n"
      "2008 – 2009 Military service in the north of the country, as a signal officer\n"
      "2005-2008 Natural sciences, Central High School of Colorado, in Boulder town\n\n");
}

TEST(TextReaderTest, ALineThatBeginsWithMonthsIsAnEntryToo) {
  const std::string text =
      "Utdanning\n"
      "08/2015 - 06/2018 Bachelor, organisasjon og ledelse, University of Bath\n"
      "08/2012 - 06/2015 Studiespesialisering, realfag, Levanger vgs\n"
      "2009 – 2012 Ungdomstrinnet med programfag, Levanger ungdomsskole i sentrum\n"
      "01.02.2008 Kurs i regnskap og økonomi for frivillige i idretten, Levanger\n";
  EXPECT_EQ(Blocks(text), "PARAGRAPH|" + text + "\n");
}

TEST(TextReaderTest, ALineThatIsRepeatedDoesNotSetTheWidth) {
  const std::string jobs =
      "Kontormedarbeider og sekretær, Statsforvalteren i Vestland\n"
      "Reisebestillinger, møter og referater for hele ledelsen\n"
      "Arkiv\n";
  std::string repeated;
  for (int i = 0; i < 30; ++i)
    repeated += "Norges mest erfarne sekretær, kontormedarbeider og arkivar\n\n";
  EXPECT_NE(Blocks(repeated + jobs).find("PARAGRAPH|" + jobs), std::string::npos);
}

TEST(TextReaderTest, ALongLineWhoseSentenceGoesOnWasWrappedHoweverFewOthersWere) {
  EXPECT_EQ(
      Blocks("kari.nordmann.med.et.langt.navn@example.no, Parkveien 12, 0350 Oslo, +47 400 01 100\n"
             "\n"
             "Lagermedarbeider med truckførerbevis, ordenssans og fire års erfaring\n"
             "med varer.\n"),
      "PARAGRAPH|kari.nordmann.med.et.langt.navn@example.no, Parkveien 12, 0350 Oslo, +47 400 "
      "01 100\n\nPARAGRAPH|Lagermedarbeider med truckførerbevis, ordenssans og fire års "
      "erfaring med varer.\n\n");
  EXPECT_EQ(Blocks("kundebehandling\nregnskap"), "PARAGRAPH|kundebehandling\nregnskap\n\n");
}

TEST(TextReaderTest, PagesFlattenedToOneLineGetTheirLinesBack) {
  std::string flat =
      "Ola Nordmann  Oslo    Erfaring  Snekker, Bygg AS  2019 - 2021    Utdanning  Fagbrev";
  for (int i = 0; i < 40; ++i) flat += " ord og flere ord";
  EXPECT_TRUE(Blocks(flat).starts_with(
      "PARAGRAPH|Ola Nordmann\nOslo\n\nPARAGRAPH|Erfaring\nSnekker, Bygg AS\n"))
      << Blocks(flat);
}

TEST(TextReaderTest, UnderlinedAndMarkedLinesAreHeadings) {
  EXPECT_EQ(Blocks("Erfaring\n========\nSnekker"), "HEADING1|Erfaring\nPARAGRAPH|Snekker\n\n");
  EXPECT_EQ(Blocks("SKILLS -----------------\nJava"), "HEADING1|SKILLS\nPARAGRAPH|Java\n\n");
}

TEST(TextReaderTest, BulletsAreListItems) {
  EXPECT_EQ(Blocks("- Java\n* SQL\n  • Rust\n-ikke punkt"),
            "LIST_ITEM1|Java\nLIST_ITEM1|SQL\nLIST_ITEM2|Rust\nPARAGRAPH|-ikke punkt\n\n");
}

TEST(TextReaderTest, MarkdownIsUnderstood) {
  v1::ExtractResponse response;
  ReadText(
      "# Kari\n\n**Sjef** i [NAV](https://nav.no)\n\n| Språk | Nivå |\n|---|---|\n| Norsk | C2 |\n",
      {}, &response);
  EXPECT_EQ(
      VisibleBlocks(response),
      "HEADING1|Kari\nPARAGRAPH|Sjef i NAV\n\nTABLE_CELL t1 r0 c0|Språk\nTABLE_CELL t1 r0 c1|Nivå\n"
      "TABLE_CELL t1 r1 c0|Norsk\nTABLE_CELL t1 r1 c1|C2\n");
  EXPECT_TRUE(response.blocks(1).spans(0).bold());
  EXPECT_EQ(response.blocks(1).spans(2).uri(), "https://nav.no");
}

TEST(TextReaderTest, TextBeyondTheLimitIsCut) {
  Limits limits;
  limits.characters = 4;
  v1::ExtractResponse response;
  ReadText("Ærfugl", limits, &response);
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|Ærfu\n");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_TEXT_CUT), 1);
}

}  // namespace
}  // namespace utvalg::extract
