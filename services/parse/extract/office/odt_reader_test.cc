// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/odt_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/visible_text.h"
#include "services/parse/extract/testing/zip_builder.h"

namespace utvalg::extract {
namespace {

v1::ExtractResponse Read(const std::string& body, const std::string& styles = "") {
  const std::string content =
      "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:style='s' xmlns:fo='f' "
      "xmlns:table='tb' xmlns:draw='d' xmlns:xlink='x'><office:automatic-styles>" +
      styles + "</office:automatic-styles><office:body><office:text>" + body +
      "</office:text></office:body></office:document-content>";
  v1::ExtractResponse response;
  response.set_failure(ReadOdt(ZipBuilder().Add("content.xml", content).Build(), {}, &response));
  return response;
}

TEST(OdtReaderTest, HeadingsParagraphsAndListsHaveTheirKind) {
  EXPECT_EQ(VisibleBlocks(Read(
                "<text:h text:outline-level='2'>Erfaring</text:h><text:p>Snekker<text:tab/>2019\n  "
                "-<text:s/>2021</text:p><text:list><text:list-item><text:p>Java</text:p><text:list>"
                "<text:list-item><text:p>JVM</text:p></text:list-item></text:list></"
                "text:list-item></text:list>")),
            "HEADING2|Erfaring\nPARAGRAPH|Snekker\t2019 - 2021\nLIST_ITEM1|Java\nLIST_ITEM2|JVM\n");
}

TEST(OdtReaderTest, CellsKnowTheirPlaceAndRepetitionIsNotExpanded) {
  EXPECT_EQ(
      VisibleBlocks(Read(
          "<table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell>"
          "<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
          "</table:table-cell></table:table-row></table:table>")),
      "TABLE_CELL t1 r0 c0|a\nTABLE_CELL t1 r0 c1|b\n");
}

TEST(OdtReaderTest, StylesSayBoldAndHidden) {
  const auto response = Read(
      "<text:p><text:span text:style-name='B'>fet</text:span> <text:span "
      "text:style-name='H'>skjult ord</text:span>"
      "<text:span text:style-name='W'>hvit skrift</text:span></text:p>",
      "<style:style style:name='B' style:family='text'><style:text-properties "
      "fo:font-weight='bold'/></style:style>"
      "<style:style style:name='H' style:family='text'><style:text-properties "
      "text:display='none'/></style:style>"
      "<style:style style:name='W' style:family='text'><style:text-properties "
      "fo:color='#ffffff'/></style:style>");
  EXPECT_TRUE(response.blocks(0).spans(0).bold());
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_VANISH), "skjult ord");
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_SAME_COLOUR), "hvit skrift");
}

TEST(OdtReaderTest, LinksNotesAndTextBoxesAreRead) {
  const auto response = Read(
      "<text:p><text:a "
      "xlink:href='https://nav.no'>NAV</text:a><text:note><text:note-citation>1</"
      "text:note-citation>"
      "<text:note-body><text:p>fotnote</text:p></text:note-body></"
      "text:note><draw:frame><draw:text-box>"
      "<text:p>boks</text:p></draw:text-box></draw:frame></"
      "text:p><text:tracked-changes><text:p>slettet</text:p>"
      "</text:tracked-changes>");
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|NAV\nFOOTNOTE|fotnote\nTEXT_BOX|boks\n");
  EXPECT_EQ(response.blocks(0).spans(0).uri(), "https://nav.no");
}

}  // namespace
}  // namespace utvalg::extract
