// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/docx_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/visible_text.h"
#include "services/parse/extract/testing/zip_builder.h"

namespace utvalg::extract {
namespace {

constexpr char kStyles[] =
    "<w:styles xmlns:w='w'><w:docDefaults><w:rPrDefault><w:rPr><w:sz "
    "w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:styleId='Base'><w:name "
    "w:val='Base'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='O1'><w:name w:val='heading 1'/><w:basedOn "
    "w:val='Base'/>"
    "<w:rPr><w:sz w:val='32'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='List "
    "Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/>"
    "</w:numPr></w:pPr></w:style></w:styles>";

v1::ExtractResponse Read(std::string_view body,
                         const std::vector<std::pair<std::string, std::string>>& parts = {}) {
  v1::ExtractResponse response;
  response.set_failure(ReadDocx(Docx(body, parts), {}, &response));
  return response;
}

std::string Text(std::string_view text, std::string_view properties = "") {
  return "<w:r><w:rPr>" + std::string(properties) + "</w:rPr><w:t xml:space='preserve'>" +
         std::string(text) + "</w:t></w:r>";
}
std::string P(std::string_view content, std::string_view properties = "") {
  return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(content) + "</w:p>";
}

TEST(DocxReaderTest, StylesAreInherited) {
  const auto response = Read(
      P(Text("Erfaring"), "<w:pStyle w:val='O1'/>") + P(Text("Snekker") + Text(" Oslo", "<w:i/>")),
      {{"word/styles.xml", kStyles}});
  EXPECT_EQ(VisibleBlocks(response), "HEADING1|Erfaring\nPARAGRAPH|Snekker Oslo\n");
  EXPECT_TRUE(response.blocks(0).spans(0).bold());
  EXPECT_FLOAT_EQ(response.blocks(0).spans(0).font_size(), 16);
  EXPECT_FLOAT_EQ(response.blocks(1).spans(0).font_size(), 11);
  EXPECT_TRUE(response.blocks(1).spans(1).italic());
}

TEST(DocxReaderTest, ListItemsComeFromPropertiesAndStyles) {
  EXPECT_EQ(VisibleBlocks(
                Read(P(Text("Java"), "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr>") +
                         P(Text("SQL"), "<w:pStyle w:val='Punkt'/>") +
                         P(Text("tekst"), "<w:numPr><w:numId w:val='0'/></w:numPr>"),
                     {{"word/styles.xml", kStyles}})),
            "LIST_ITEM2|Java\nLIST_ITEM1|SQL\nPARAGRAPH|tekst\n");
}

TEST(DocxReaderTest, CellsKnowTableRowAndColumn) {
  const std::string nested = "<w:tbl><w:tr><w:tc>" + P(Text("indre")) + "</w:tc></w:tr></w:tbl>";
  EXPECT_EQ(VisibleBlocks(Read("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" +
                               P(Text("2019")) + "</w:tc><w:tc>" + P(Text("Snekker")) + nested +
                               P("") + "</w:tc></w:tr><w:tr><w:tc>" + P(Text("2020")) +
                               "</w:tc></w:tr></w:tbl>")),
            "TABLE_CELL t1 r0 c0|2019\nTABLE_CELL t1 r0 c2|Snekker\nTABLE_CELL t2 r0 "
            "c0|indre\nTABLE_CELL t1 r1 c0|2020\n");
}

TEST(DocxReaderTest, TextBoxesAreReadOnce) {
  const std::string box = "<w:txbxContent>" + P(Text("Kontakt")) + "</w:txbxContent>";
  EXPECT_EQ(
      VisibleBlocks(Read(
          P(Text("Navn") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx>" +
            box + "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" +
            box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))),
      "PARAGRAPH|Navn\nTEXT_BOX|Kontakt\n");
}

TEST(DocxReaderTest, HeadersNotesAndFootersHaveTheirKind) {
  const std::string types = "http://x/relationships/";
  EXPECT_EQ(VisibleBlocks(Read(
                P(Text("kropp")) + "<w:sectPr><w:headerReference w:type='default' "
                                   "r:id='h'/><w:footerReference w:type='default' "
                                   "r:id='f'/></w:sectPr>",
                {{"word/_rels/document.xml.rels",
                  "<Relationships><Relationship Id='h' Type='" + types +
                      "header' Target='header1.xml'/><Relationship Id='f' Type='" + types +
                      "footer' Target='footer1.xml'/><Relationship Id='n' Type='" + types +
                      "footnotes' Target='footnotes.xml'/></Relationships>"},
                 {"word/header1.xml", "<w:hdr xmlns:w='w'>" + P(Text("topp")) + "</w:hdr>"},
                 {"word/footer1.xml", "<w:ftr xmlns:w='w'>" + P(Text("bunn")) + "</w:ftr>"},
                 {"word/footnotes.xml", "<w:footnotes xmlns:w='w'><w:footnote w:type='separator'>" +
                                            P(Text("---")) + "</w:footnote><w:footnote w:id='1'>" +
                                            P(Text("note")) + "</w:footnote></w:footnotes>"}})),
            "HEADER|topp\nPARAGRAPH|kropp\nFOOTNOTE|note\nFOOTER|bunn\n");
}

TEST(DocxReaderTest, LinksComeFromRelationshipsAndFields) {
  const auto response =
      Read(P("<w:hyperlink r:id='l'>" + Text("NAV") +
             "</w:hyperlink><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r>"
             "<w:instrText>HYPERLINK \"https://ssb.no\"</w:instrText></w:r><w:r><w:fldChar "
             "w:fldCharType='separate'/></w:r>" +
             Text("SSB") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"),
           {{"word/_rels/document.xml.rels",
             "<Relationships><Relationship Id='l' Type='x/hyperlink' Target='https://nav.no' "
             "TargetMode='External'/></Relationships>"}});
  EXPECT_EQ(response.blocks(0).spans(0).uri(), "https://nav.no");
  EXPECT_EQ(response.blocks(0).spans(1).uri(), "https://ssb.no");
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|NAVSSB\n");
}

TEST(DocxReaderTest, DeletedTextAndPlaceholdersAreNotShown) {
  EXPECT_EQ(VisibleBlocks(Read(
                P("<w:del><w:r><w:delText>gammel</w:delText></w:r></w:del><w:ins>" + Text("ny") +
                  "</w:ins><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
                  Text("Klikk her") + "</w:sdtContent></w:sdt>"))),
            "PARAGRAPH|ny\n");
}

TEST(DocxReaderTest, TabsBreaksAndSymbolsAreText) {
  EXPECT_EQ(VisibleBlocks(Read(P(
                "<w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>"
                "<w:noBreakHyphen/></w:r>"))),
            "PARAGRAPH|•\ta\nb-\n");
}

struct Trick {
  const char* name;
  v1::Hidden hidden;
  std::string body;
};
void PrintTo(const Trick& trick, std::ostream* out) { *out << trick.name; }

class DocxHiddenTest : public testing::TestWithParam<Trick> {};

TEST_P(DocxHiddenTest, IsMarkedAndReported) {
  const auto response = Read(P(Text("synlig")) + GetParam().body);
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|synlig\n");
  EXPECT_EQ(HiddenText(response, GetParam().hidden), "skjult ord");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 2);
}

INSTANTIATE_TEST_SUITE_P(
    Tricks, DocxHiddenTest,
    testing::Values(
        Trick{"Vanish", v1::HIDDEN_VANISH, P(Text("skjult ord", "<w:vanish/>"))},
        Trick{"White", v1::HIDDEN_SAME_COLOUR, P(Text("skjult ord", "<w:color w:val='FFFFFF'/>"))},
        Trick{"NearWhite", v1::HIDDEN_SAME_COLOUR,
              P(Text("skjult ord", "<w:color w:val='FDFDFD'/>"))},
        Trick{"ColourOfItsShade", v1::HIDDEN_SAME_COLOUR,
              P(Text("skjult ord", "<w:color w:val='1F3864'/><w:shd w:fill='1F3864'/>"))},
        Trick{"ColourOfItsCell", v1::HIDDEN_SAME_COLOUR,
              "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='222222'/></w:tcPr>" +
                  P(Text("skjult ord", "<w:color w:val='222222'/>")) + "</w:tc></w:tr></w:tbl>"},
        Trick{"TooSmall", v1::HIDDEN_TOO_SMALL, P(Text("skjult ord", "<w:sz w:val='2'/>"))},
        Trick{"Flattened", v1::HIDDEN_TOO_SMALL, P(Text("skjult ord", "<w:w w:val='1'/>"))},
        Trick{"Transparent", v1::HIDDEN_TRANSPARENT,
              P(Text("skjult ord", "<w14:textFill><w14:noFill/></w14:textFill>"))},
        Trick{"SqueezedLines", v1::HIDDEN_CLIPPED,
              P(Text("skjult ord"), "<w:spacing w:line='20' w:lineRule='exact'/>")},
        Trick{"HiddenRow", v1::HIDDEN_VANISH,
              "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + P(Text("skjult ord")) +
                  "</w:tc></w:tr></w:tbl>"},
        Trick{"FlatRow", v1::HIDDEN_CLIPPED,
              "<w:tbl><w:tr><w:trPr><w:trHeight w:val='10' w:hRule='exact'/></w:trPr><w:tc>" +
                  P(Text("skjult ord")) + "</w:tc></w:tr></w:tbl>"},
        Trick{"OffPage", v1::HIDDEN_OFF_PAGE, P(Text("skjult ord"), "<w:ind w:left='30000'/>")}),
    [](const testing::TestParamInfo<Trick>& info) { return info.param.name; });

TEST(DocxReaderTest, WhiteOnDarkIsVisible) {
  EXPECT_EQ(
      VisibleBlocks(Read("<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F3864'/></w:tcPr>" +
                         P(Text("Navn", "<w:color w:val='FFFFFF'/>")) + "</w:tc></w:tr></w:tbl>")),
      "TABLE_CELL t1 r0 c0|Navn\n");
  const std::string shape =
      "<w:r><w:drawing><wp:anchor behindDoc='1'><wp:extent cx='1' "
      "cy='9000000'/></wp:anchor></w:drawing></w:r>";
  EXPECT_EQ(VisibleBlocks(Read(P(shape + Text("Navn", "<w:color w:val='FFFFFF'/>")))),
            "PARAGRAPH|Navn\n");
}

TEST(DocxReaderTest, ADocumentTypeIsRefused) {
  ZipBuilder zip;
  zip.Add("word/document.xml",
          "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document xmlns:w='w'><w:body/></w:document>");
  v1::ExtractResponse response;
  EXPECT_EQ(ReadDocx(zip.Build(), {}, &response), v1::FAILURE_XML_DTD);
}

TEST(DocxReaderTest, BombsAreRefused) {
  v1::ExtractResponse response;
  const std::string bomb =
      "<w:document xmlns:w='w'><w:body>" + std::string(20 << 20, ' ') + "</w:body></w:document>";
  EXPECT_EQ(ReadDocx(ZipBuilder().Add("word/document.xml", bomb).Build(), {}, &response),
            v1::FAILURE_LIMIT_RATIO);
  ZipBuilder many;
  for (int i = 0; i < 1001; ++i) many.Add("e" + std::to_string(i), "x");
  EXPECT_EQ(ReadDocx(many.Add("word/document.xml", "<w:document/>").Build(), {}, &response),
            v1::FAILURE_LIMIT_RATIO);
}

TEST(DocxReaderTest, DeepNestingEndsWithoutHarm) {
  std::string deep;
  for (int i = 0; i < 3'000; ++i) deep += "<w:sdt><w:sdtContent>";
  EXPECT_EQ(Read(P(Text("synlig")) + deep).blocks_size(), 1);
}

TEST(DocxReaderTest, MacrosAndEmbeddedFilesAreReported) {
  const auto response =
      Read(P(Text("ord")), {{"word/vbaProject.bin", "x"}, {"word/embeddings/a.bin", "x"}});
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_ACTIVE_CONTENT), 1);
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_EMBEDDED_FILE), 1);
}

}  // namespace
}  // namespace utvalg::extract
