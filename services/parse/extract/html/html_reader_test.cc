// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/html/html_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

v1::ExtractResponse Read(std::string_view html) {
  v1::ExtractResponse response;
  response.set_failure(ReadHtml(html, {}, &response));
  return response;
}
std::string Blocks(std::string_view html) { return VisibleBlocks(Read(html)); }

TEST(HtmlReaderTest, BlocksAreThoseOfABrowser) {
  EXPECT_EQ(
      Blocks("<title>nei</title><h2>Erfaring</h2><p>Snekker\n  i "
             "<b>Oslo</b><br>2019</p><div>a<div>b</div>c</div>"),
      "HEADING2|Erfaring\nPARAGRAPH|Snekker i Oslo\n2019\nPARAGRAPH|a\nPARAGRAPH|b\nPARAGRAPH|c\n");
}

TEST(HtmlReaderTest, ListsAndTablesHaveTheirPlace) {
  EXPECT_EQ(
      Blocks("<ul><li>Java<ul><li>JVM</ul><li>SQL</ul><table><tr><td>a<td>b<tr><th>c</table>"),
      "LIST_ITEM1|Java\nLIST_ITEM2|JVM\nLIST_ITEM1|SQL\nTABLE_CELL t1 r0 c0|a\nTABLE_CELL t1 r0 "
      "c1|b\n"
      "TABLE_CELL t1 r1 c0|c\n");
}

TEST(HtmlReaderTest, ItemsOfARowStandApart) {
  EXPECT_EQ(Blocks("<div style='display:flex'><span>Snekker</span><span>2019</span></div>"),
            "PARAGRAPH|Snekker\t2019\n");
  EXPECT_EQ(Blocks("<p>Snekker<span style='float:right'>2019</span></p>"),
            "PARAGRAPH|Snekker\t2019\n");
}

TEST(HtmlReaderTest, StyleSheetsApply) {
  const auto response =
      Read("<style>.t b, #x > i {font-weight:bold} .k{font-size:24px}</style><p class='k t'>a</p>");
  EXPECT_FLOAT_EQ(response.blocks(0).spans(0).font_size(), 18);
}

TEST(HtmlReaderTest, HiddenTextIsMarked) {
  const struct {
    const char* html;
    v1::Hidden hidden;
  } kTricks[] = {
      {"<p style='display:none'>skjult</p>", v1::HIDDEN_VANISH},
      {"<p hidden>skjult</p>", v1::HIDDEN_VANISH},
      {"<style>.h{display:none}</style><p class='a h'>skjult</p>", v1::HIDDEN_VANISH},
      {"<style>div.h p{visibility:hidden}</style><div class=h><p>skjult</div>", v1::HIDDEN_VANISH},
      {"<p style='opacity:0'>skjult</p>", v1::HIDDEN_TRANSPARENT},
      {"<p style='color:#fff'>skjult</p>", v1::HIDDEN_SAME_COLOUR},
      {"<div style='background:#123456'><p style='color:rgb(18,52,86)'>skjult</div>",
       v1::HIDDEN_SAME_COLOUR},
      {"<font color=white>skjult</font>", v1::HIDDEN_SAME_COLOUR},
      {"<p style='font-size:1px'>skjult</p>", v1::HIDDEN_TOO_SMALL},
      {"<p style='position:absolute;left:-9999px'>skjult</p>", v1::HIDDEN_OFF_PAGE},
      {"<p style='text-indent:-9999px'>skjult</p>", v1::HIDDEN_OFF_PAGE},
      {"<p style='height:0;overflow:hidden'>skjult</p>", v1::HIDDEN_CLIPPED},
  };
  for (const auto& trick : kTricks) {
    const auto response = Read("<p>synlig</p>" + std::string(trick.html));
    EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|synlig\n") << trick.html;
    EXPECT_EQ(HiddenText(response, trick.hidden), "skjult") << trick.html;
    EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 1) << trick.html;
  }
}

TEST(HtmlReaderTest, WhiteOnDarkIsVisible) {
  EXPECT_EQ(Blocks("<div style='background:#000'><p style='color:white'>ord</div>"),
            "PARAGRAPH|ord\n");
  EXPECT_EQ(
      Blocks("<div style='background:linear-gradient(red,blue)'><p style='color:white'>ord</div>"),
      "PARAGRAPH|ord\n");
  EXPECT_EQ(Blocks("<style>@media print{p{display:none}}</style><p>ord"), "PARAGRAPH|ord\n");
}

TEST(HtmlReaderTest, ScriptsAreReportedAndNotShown) {
  const auto response = Read("<script>document.write('x')</script><p>ord");
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|ord\n");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_ACTIVE_CONTENT), 1);
}

TEST(HtmlReaderTest, DeepNestingEndsWithoutHarm) {
  std::string deep = "<p>ord</p>";
  for (int i = 0; i < 2'000; ++i) deep += "<div>";
  EXPECT_EQ(Blocks(deep + "dypt"), "PARAGRAPH|ord\n");
}

}  // namespace
}  // namespace utvalg::extract
