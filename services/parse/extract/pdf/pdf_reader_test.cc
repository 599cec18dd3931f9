// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reader as a whole, on PDFs written by hand.
#include "services/parse/extract/pdf/pdf_reader.h"

#include <cmath>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/extract/pdf/pdf_document.h"
#include "services/parse/extract/testing/pdf_builder.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

using testing::HasSubstr;

// A colour profile of greys, with the gamma in 256ths.
std::string GreyProfile(int gamma) {
  const auto number = [](uint32_t v) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(v >> shift));
    return bytes;
  };
  const std::string white = number(0xF6D6) + number(0x10000) + number(0xD32D);
  const std::string tags = number(2) + "wtpt" + number(156) + number(20) + "kTRC" + number(176) +
                           number(14) + "XYZ " + number(0) + white + "curv" + number(0) +
                           number(1) + static_cast<char>(gamma >> 8) + static_cast<char>(gamma) +
                           number(0).substr(0, 2);
  std::string head = number(128 + static_cast<uint32_t>(tags.size())) + number(0) +
                     number(0x02400000) + "mntrGRAYXYZ " + std::string(12, '\0') + "acsp";
  head.resize(68, '\0');
  head += white;
  head.resize(128, '\0');
  return head + tags;
}

class PdfReaderTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { PdfDocument::WarmUp(); }

  v1::ExtractResponse Read(const std::string& pdf, const Limits& limits = {}) {
    v1::ExtractResponse response;
    response.set_failure(ReadPdf(pdf, limits, &response));
    return response;
  }
  v1::ExtractResponse ReadPage(const std::string& content, const std::string& resources = "") {
    return Read(PdfBuilder().Page(content, resources).Build());
  }
};

TEST_F(PdfReaderTest, WordsBeyondEveryPageAreOffPageAtAFinitePlace) {
  const auto response = ReadPage(Show("synlig", 50, 700) + "q 1e30 0 0 1e30 1e30 0 cm " +
                                 Show("langt borte", 9, 9) + "Q");
  EXPECT_EQ(VisibleWords(response), "synlig");
  for (const v1::Word& word : response.pages(0).words()) {
    EXPECT_LE(std::abs(word.x1()), 2e6F) << word.text();
    EXPECT_LE(word.font_size(), 2e6F) << word.text();
  }
}

TEST_F(PdfReaderTest, AProfileGivesTheSameColoursInEveryDocument) {
  // before: objects ahead of the profile, so that it has another number in each document.
  const auto colour = [&](int gamma, int before, const std::string& range) {
    PdfBuilder pdf;
    for (int i = 0; i < before; ++i) pdf.Object("null");
    const int profile = pdf.Stream("/N 1" + range, GreyProfile(gamma));
    pdf.Page("/C cs 0.5 sc " + Show("grått", 50, 700),
             "/ColorSpace<</C[/ICCBased " + std::to_string(profile) + " 0 R]>>");
    const auto response = Read(pdf.Build());
    return response.pages_size() == 1 && response.pages(0).words_size() > 0
               ? response.pages(0).words(0).colour()
               : 0xFFFFFF;
  };
  const uint32_t light = colour(128, 0, ""), dark = colour(768, 1, "");
  EXPECT_GT(light & 0xFF, (dark & 0xFF) + 50);
  EXPECT_EQ(colour(128, 1, ""), light);
  EXPECT_EQ(colour(768, 0, "/Range[0 1]"), dark);
  EXPECT_EQ(colour(128, 1, "/Range[0 1]"), light);
}

TEST_F(PdfReaderTest, WordsHaveTextPlaceSizeAndColour) {
  const auto response = ReadPage("1 0 0 rg " + Show("R\\370rlegger i Oslo", 100, 700, 14));
  ASSERT_EQ(response.pages_size(), 1);
  const v1::Page& page = response.pages(0);
  EXPECT_FLOAT_EQ(page.width(), 600);
  EXPECT_EQ(VisibleWords(response), "Rørlegger i Oslo");
  const v1::Word& word = page.words(0);
  EXPECT_NEAR(word.x0(), 100, 0.1);
  EXPECT_NEAR(word.baseline(), 100, 0.1);
  EXPECT_NEAR(word.font_size(), 14, 0.01);
  EXPECT_EQ(word.colour(), 0xFF0000U);
  EXPECT_EQ(page.fonts(static_cast<int>(word.font())).name(), "Helvetica");
}

TEST_F(PdfReaderTest, GapsWithoutSpaceGlyphsSeparateWords) {
  const auto response = ReadPage("BT /F 10 Tf 50 700 Td [(Kj) 20 (erne) -278 (journal)] TJ ET");
  EXPECT_EQ(VisibleWords(response), "Kjerne journal");
}

TEST_F(PdfReaderTest, SpacedOutHeadingsAreWords) {
  EXPECT_EQ(VisibleWords(ReadPage(
                "BT /F 12 Tf 50 700 Td [(E) -300 (R) -300 (F) -300 (A) -300 (R) -300 (I) -300 (N) "
                "-300 (G) -900 (O) -300 (G) -900 (K) -300 (U) -300 (R) -300 (S)] TJ ET")),
            "ERFARING OG KURS");
  // The same by declared character spacing, and with space glyphs between.
  EXPECT_EQ(VisibleWords(ReadPage("BT /F 12 Tf 4 Tc 50 700 Td (UTDANNING) Tj ET")), "UTDANNING");
  EXPECT_EQ(VisibleWords(ReadPage(Show("S P R \\305 K", 50, 700))), "SPRÅK");
}

TEST_F(PdfReaderTest, BoxesInsideWordsAreLettersThatTheTypefaceLacks) {
  const std::string font =
      "/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences"
      "[1/filledbox]>>>>>>";
  EXPECT_EQ(VisibleWords(ReadPage(Show("Tr\\001n V\\001n \\001\\001c", 50, 700), font)),
            "Tr\uFFFDn V\uFFFDn \uFFFD\uFFFDc");
  EXPECT_EQ(VisibleWords(ReadPage(Show("\\001Java SQL\\001\\001\\001", 50, 700), font)),
            "■Java SQL■■■");
}

// A circle with its centre at x, y, of Bézier curves as browsers draw it.
std::string Disc(double x, double y, double r) {
  const double k = 0.5523 * r;
  std::ostringstream out;
  out << x + r << ' ' << y << " m " << x + r << ' ' << y + k << ' ' << x + k << ' ' << y + r << ' '
      << x << ' ' << y + r << " c " << x - k << ' ' << y + r << ' ' << x - r << ' ' << y + k << ' '
      << x - r << ' ' << y << " c " << x - r << ' ' << y - k << ' ' << x - k << ' ' << y - r << ' '
      << x << ' ' << y - r << " c " << x + k << ' ' << y - r << ' ' << x + r << ' ' << y - k << ' '
      << x + r << ' ' << y << " c f ";
  return out.str();
}

TEST_F(PdfReaderTest, ADiscInFrontOfALineIsABullet) {
  EXPECT_EQ(VisibleWords(ReadPage(Show("Ledet lag", 60, 700, 10) + Disc(52, 703, 1.8))),
            "Ledet lag •");
  // A rating, a dot between words, a dot before a date.
  EXPECT_EQ(VisibleWords(ReadPage(Show("Java", 60, 700, 10) + Disc(90, 703, 2) + Disc(96, 703, 2) +
                                  Show("SQL", 100, 700, 10))),
            "Java SQL");
  EXPECT_EQ(VisibleWords(ReadPage(Show("2019", 60, 700, 10) + Disc(52, 703, 1.8))), "2019");
}

TEST_F(PdfReaderTest, TextDrawnTwiceIsReadOnceAndBold) {
  const auto response = ReadPage(Show("Elektriker", 50, 700) + Show("Elektriker", 50.4, 700));
  EXPECT_EQ(VisibleWords(response), "Elektriker");
  EXPECT_TRUE(response.pages(0).fonts(static_cast<int>(response.pages(0).words(0).font())).bold());
}

TEST_F(PdfReaderTest, TurnedTextSaysSo) {
  const auto response = ReadPage("BT /F 12 Tf 0 1 -1 0 50 100 Tm (Kontakt) Tj ET");
  EXPECT_EQ(VisibleWords(response), "Kontakt");
  EXPECT_EQ(response.pages(0).words(0).rotation(), 270);
}

TEST_F(PdfReaderTest, RulesAndLinksAreKept) {
  PdfBuilder pdf;
  const int link = pdf.Object(
      "<</Type/Annot/Subtype/Link/Rect[50 690 150 710]/A<</S/URI/URI(https://nav.no)>>>>");
  pdf.Page(Show("NAV", 50, 700) + "50 600 500 1 re f", "",
           "/Annots[" + std::to_string(link) + " 0 R]");
  const auto response = Read(pdf.Build());
  ASSERT_EQ(response.pages(0).links_size(), 1);
  EXPECT_EQ(response.pages(0).links(0).uri(), "https://nav.no");
  EXPECT_NEAR(response.pages(0).links(0).y0(), 90, 0.1);
  ASSERT_GE(response.pages(0).rules_size(), 1);
  EXPECT_NEAR(response.pages(0).rules(0).y0(), 199.5, 0.6);
}

TEST_F(PdfReaderTest, LigaturesAreTakenApartAndShortActualTextIsBelieved) {
  // Glyph 1 has no meaning; the span says what it is.
  const std::string font = "/ExtGState<<>>/Properties<<>>";
  const auto response =
      ReadPage("BT /F 12 Tf 50 700 Td /Span<</ActualText(kort)>>BDC (kort) Tj EMC ET", font);
  EXPECT_EQ(VisibleWords(response), "kort");
}

TEST_F(PdfReaderTest, ActualTextThatContradictsTheGlyphsIsIgnored) {
  const auto response = ReadPage(
      "BT /F 12 Tf 50 700 Td /Span<</ActualText(Python Kubernetes)>>BDC (vaktmester) Tj EMC ET");
  EXPECT_EQ(VisibleWords(response), "vaktmester");
}

TEST_F(PdfReaderTest, PagesBeyondTheLimitAreCut) {
  PdfBuilder pdf;
  for (int i = 0; i < 5; ++i) pdf.Page(Show("side", 50, 700));
  Limits limits;
  limits.pages = 2;
  const auto response = Read(pdf.Build(), limits);
  EXPECT_EQ(response.pages_size(), 2);
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_PAGES_CUT), 3);
}

TEST_F(PdfReaderTest, BlankPagesDoNotCountUpToTheLimit) {
  PdfBuilder pdf;
  for (int i = 0; i < 9; ++i) pdf.Page(i == 2 || i == 3 ? Show("side", 50, 700) : "");
  Limits limits;
  limits.pages = 3;
  const auto response = Read(pdf.Build(), limits);
  EXPECT_EQ(VisibleWords(response), "side side");
  EXPECT_EQ(response.pages_size(), 6);  // The fourth blank one counts.
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_PAGES_CUT), 3);
}

TEST_F(PdfReaderTest, TextBeyondTheLimitIsCut) {
  Limits limits;
  limits.characters = 10;
  const auto response =
      Read(PdfBuilder().Page(Show("en to tre fire fem seks", 50, 700)).Build(), limits);
  EXPECT_EQ(VisibleWords(response), "en to tre");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_TEXT_CUT), 1);
}

TEST_F(PdfReaderTest, APageOfTooManyOperationsIsRefused) {
  std::string content;
  for (int i = 0; i < 3000; ++i) content += "0 0 1 1 re f ";
  Limits limits;
  limits.page_operations = 1000;
  EXPECT_EQ(Read(PdfBuilder().Page(content + Show("ord", 50, 700)).Build(), limits).failure(),
            v1::FAILURE_LIMIT_STREAM);
}

TEST_F(PdfReaderTest, APageWithoutTextHasNone) {
  EXPECT_EQ(ReadPage("0 0 100 100 re f").failure(), v1::FAILURE_NO_TEXT);
  EXPECT_EQ(ReadPage("").failure(), v1::FAILURE_EMPTY);
}

TEST_F(PdfReaderTest, ADamagedFileIsRepairedOrMalformed) {
  std::string pdf = PdfBuilder().Page(Show("fortsatt lesbar", 50, 700)).Build();
  pdf.replace(pdf.find("xref\n0"), 4, "xxxx");
  const auto response = Read(pdf);
  EXPECT_EQ(VisibleWords(response), "fortsatt lesbar");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_REPAIRED), 1);
  EXPECT_EQ(Read("%PDF-1.7\nnothing").failure(), v1::FAILURE_MALFORMED);
}

TEST_F(PdfReaderTest, ActiveContentIsReportedAndNotRun) {
  const auto response = Read(PdfBuilder()
                                 .Page(Show("ord", 50, 700))
                                 .Catalog("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
                                 .Build());
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_ACTIVE_CONTENT), 1);
  EXPECT_EQ(VisibleWords(response), "ord");
}

TEST_F(PdfReaderTest, ScansKeepTheirRecognisedText) {
  PdfBuilder pdf;
  const int image = pdf.Stream(
      "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
      "\xFF");
  pdf.Page("q 600 0 0 800 0 0 cm /I Do Q 3 Tr " + Show("gjenkjent tekst", 50, 700),
           "/XObject<</I " + std::to_string(image) + " 0 R>>");
  const auto response = Read(pdf.Build());
  EXPECT_EQ(VisibleWords(response), "gjenkjent tekst");
  EXPECT_TRUE(response.pages(0).has_page_image());
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_IMAGE_TEXT), 1);
  EXPECT_EQ(response.findings(0).page(), 1);
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 0);
}

}  // namespace
}  // namespace utvalg::extract
