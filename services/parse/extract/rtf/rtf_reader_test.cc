// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

v1::ExtractResponse Read(std::string_view body) {
  v1::ExtractResponse response;
  response.set_failure(
      ReadRtf("{\\rtf1\\ansi\\ansicpg1252 " + std::string(body) + "}", {}, &response));
  return response;
}
std::string Blocks(std::string_view body) { return VisibleBlocks(Read(body)); }

TEST(RtfReaderTest, CharactersComeInThreeSpellings) {
  EXPECT_EQ(Blocks("R\\'f8r \\u8211\\'96 \\u230?\\emdash\\~x\\_y \\{\\}\\par"),
            "PARAGRAPH|Rør – æ— x-y {}\n");
  EXPECT_EQ(Blocks("\\uc0\\u-10179\\u-8704 z"), "PARAGRAPH|\U0001F600z\n");
}

TEST(RtfReaderTest, FontsHaveCodePages) {
  EXPECT_EQ(Blocks("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset238 B;}}\\f1 \\'b3\\f0 \\'b3"),
            "PARAGRAPH|ł³\n");
}

TEST(RtfReaderTest, TablesOfTheDocumentAreNotText) {
  EXPECT_EQ(Blocks("{\\fonttbl{\\f0 "
                   "Arial;}}{\\colortbl;\\red255\\green0\\blue0;}{\\stylesheet{\\s1 heading 1;}}"
                   "{\\*\\generator Word;}{\\info{\\author Kari}}{\\pict ffd8}ord"),
            "PARAGRAPH|ord\n");
}

TEST(RtfReaderTest, HeadingsListsAndCellsHaveTheirKind) {
  EXPECT_EQ(Blocks("{\\stylesheet{\\s1\\b heading 1;}}\\pard\\s1 "
                   "Erfaring\\par\\pard\\ls1\\ilvl1{\\listtext -\\tab}Java\\par"
                   "\\trowd\\cellx100\\cellx200\\pard\\intbl a\\cell b\\cell\\row\\pard\\intbl "
                   "c\\cell\\row\\pard slutt\\par"),
            "HEADING1|Erfaring\nLIST_ITEM2|Java\nTABLE_CELL t1 r0 c0|a\nTABLE_CELL t1 r0 "
            "c1|b\nTABLE_CELL t1 r1 c0|c\n"
            "PARAGRAPH|slutt\n");
}

TEST(RtfReaderTest, StylesReachTheSpans) {
  const auto response = Read(
      "{\\b\\fs32 Navn}{\\i kursiv}{\\field{\\*\\fldinst HYPERLINK \"https://nav.no\"}{\\fldrslt "
      "NAV}}");
  EXPECT_TRUE(response.blocks(0).spans(0).bold());
  EXPECT_FLOAT_EQ(response.blocks(0).spans(0).font_size(), 16);
  EXPECT_TRUE(response.blocks(0).spans(1).italic());
  EXPECT_EQ(response.blocks(0).spans(2).uri(), "https://nav.no");
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|NavnkursivNAV\n");
}

TEST(RtfReaderTest, HiddenTextIsMarkedAndDeletedTextGone) {
  const auto response = Read(
      "{\\colortbl;\\red255\\green255\\blue255;}synlig{\\v skjult ord}{\\cf1 hvit skrift}{\\fs2 "
      "liten "
      "skrift}{\\deleted slettet}");
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|synlig\n");
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_VANISH), "skjult ord");
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_SAME_COLOUR), "hvit skrift");
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_TOO_SMALL), "liten skrift");
}

TEST(RtfReaderTest, HeadersFootersAndNotesHaveTheirKind) {
  EXPECT_EQ(Blocks("{\\header topp\\par}kropp\\par{\\footer bunn\\par}"),
            "HEADER|topp\nPARAGRAPH|kropp\nFOOTER|bunn\n");
}

TEST(RtfReaderTest, BinaryDataIsSkippedAndDepthHasALimit) {
  EXPECT_EQ(Blocks("a{\\pict\\bin4 }}}}}b"), "PARAGRAPH|ab\n");
  EXPECT_EQ(Read(std::string(5000, '{') + "x").failure(), v1::FAILURE_MALFORMED);
}

TEST(RtfReaderTest, CutDocumentsGiveWhatTheyHave) {
  EXPECT_EQ(Blocks("Erfaring\\par Snekk\\'"), "PARAGRAPH|Erfaring\nPARAGRAPH|Snekk?\n");
}

}  // namespace
}  // namespace utvalg::extract
