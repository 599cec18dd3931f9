// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a reader of the page cannot see, and what looks as if but can be seen.
#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/pdf/pdf_document.h"
#include "services/parse/extract/pdf/pdf_reader.h"
#include "services/parse/extract/testing/pdf_builder.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

constexpr char kStates[] = "/ExtGState<</Z<</ca 0/CA 0>>/H<</ca 0.5/CA 0.5>>>>";

struct Trick {
  const char* name;
  v1::Hidden hidden;
  std::string content;
};

void PrintTo(const Trick& trick, std::ostream* out) { *out << trick.name; }

v1::ExtractResponse Read(const std::string& content) {
  v1::ExtractResponse response;
  response.set_failure(ReadPdf(
      PdfBuilder().Page(Show("synlig", 50, 750) + content, kStates).Build(), {}, &response));
  return response;
}

class HiddenTextTest : public testing::TestWithParam<Trick> {
 protected:
  static void SetUpTestSuite() { PdfDocument::WarmUp(); }
};

TEST_P(HiddenTextTest, IsMarkedAndReported) {
  const auto response = Read(GetParam().content);
  EXPECT_EQ(VisibleWords(response), "synlig");
  EXPECT_EQ(HiddenText(response, GetParam().hidden), "skjult ord");
  EXPECT_EQ(
      CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT),
      GetParam().hidden == v1::HIDDEN_OFF_PAGE || GetParam().hidden == v1::HIDDEN_CLIPPED ? 0 : 2);
}

INSTANTIATE_TEST_SUITE_P(
    Tricks, HiddenTextTest,
    testing::Values(
        Trick{"White", v1::HIDDEN_SAME_COLOUR, "1 1 1 rg " + Show("skjult ord", 50, 400)},
        Trick{"NearWhite", v1::HIDDEN_SAME_COLOUR,
              "0.98 0.98 0.97 rg " + Show("skjult ord", 50, 400)},
        Trick{"ColourOfItsBox", v1::HIDDEN_SAME_COLOUR,
              "0 0 0.5 rg 40 390 200 30 re f " + Show("skjult ord", 50, 400)},
        Trick{"RenderMode3", v1::HIDDEN_RENDER_MODE, "3 Tr " + Show("skjult ord", 50, 400)},
        Trick{"RenderMode7", v1::HIDDEN_RENDER_MODE,
              "q 7 Tr " + Show("skjult ord", 50, 400) + " Q"},
        Trick{"Transparent", v1::HIDDEN_TRANSPARENT, "/Z gs " + Show("skjult ord", 50, 400)},
        Trick{"CoveredByABox", v1::HIDDEN_COVERED,
              Show("skjult ord", 50, 400) + "1 1 1 rg 40 390 200 30 re f"},
        Trick{"CoveredByTwoHalves", v1::HIDDEN_COVERED,
              Show("skjult ord", 50, 400) + "1 1 1 rg 40 390 40 30 re f 80 390 200 30 re f"},
        Trick{"CoveredByRoundCorners", v1::HIDDEN_COVERED,
              Show("skjult ord", 50, 400) +
                  "1 1 1 rg 30 385 m 200 385 l 205 385 210 390 210 395 c 210 425 l 30 425 l h f"},
        Trick{"CoveredByAThickLine", v1::HIDDEN_COVERED,
              Show("skjult ord", 50, 400) + "1 1 1 RG 30 w 30 404 m 250 404 l S"},
        Trick{"TooSmall", v1::HIDDEN_TOO_SMALL, Show("skjult ord", 50, 400, 1)},
        Trick{"TinyByMatrix", v1::HIDDEN_TOO_SMALL,
              "q 0.05 0 0 0.05 0 0 cm " + Show("skjult ord", 900, 900) + " Q"},
        Trick{"Flattened", v1::HIDDEN_TOO_SMALL,
              "BT /F 12 Tf 1 Tz 50 400 Td (skjult) Tj 20 0 Td (ord) Tj ET"},
        Trick{"OffPage", v1::HIDDEN_OFF_PAGE, Show("skjult ord", 50, 900)},
        Trick{"ClippedByABox", v1::HIDDEN_CLIPPED,
              "q 0 0 10 10 re W n " + Show("skjult ord", 50, 400) + " Q"},
        Trick{"ClippedByAPolygon", v1::HIDDEN_CLIPPED,
              "q 0 0 m 600 0 l 0 800 l h W n " + Show("skjult ord", 400, 600) + " Q"}),
    [](const testing::TestParamInfo<Trick>& info) { return info.param.name; });

class VisibleTextTest : public HiddenTextTest {};

TEST_P(VisibleTextTest, IsNotAccused) {
  const auto response = Read(GetParam().content);
  EXPECT_EQ(VisibleWords(response), "synlig vist ord");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 0);
}

// "n", drawn as an outline the way browsers draw bold type.
std::string Outlines(double x, double y) {
  std::string path;
  for (int i = 0; i < 10; ++i) {
    const std::string a = std::to_string(x + i * 6), b = std::to_string(x + i * 6 + 2),
                      c = std::to_string(x + i * 6 + 4), low = std::to_string(y),
                      high = std::to_string(y + 6), mid = std::to_string(y + 3);
    path += a + " " + low + " m " + b + " " + high + " l " + c + " " + low + " l " + b + " " + mid +
            " l h ";
  }
  return path + "f ";
}

INSTANTIATE_TEST_SUITE_P(
    Honest, VisibleTextTest,
    testing::Values(
        Trick{"WhiteOnDark",
              {},
              "0 0 0.4 rg 40 390 200 30 re f 1 1 1 rg " + Show("vist ord", 50, 400)},
        Trick{"WhiteOnARoundBadge",
              {},
              "0.1 0.4 0.1 rg 30 385 m 200 385 l 205 385 210 390 210 395 c 210 425 l 30 425 l h f "
              "1 1 1 rg " +
                  Show("vist ord", 50, 400)},
        Trick{"HalfTransparent", {}, "/H gs " + Show("vist ord", 50, 400)},
        Trick{"LightGrey", {}, "0.8 0.8 0.8 rg " + Show("vist ord", 50, 400)},
        Trick{"UnderATransparentHighlight",
              {},
              Show("vist ord", 50, 400) + "/H gs 1 1 0 rg 40 390 200 30 re f"},
        Trick{"InsideAFrame", {}, Show("vist ord", 50, 400) + "0 0 0 RG 5 w 30 380 300 60 re S"},
        Trick{"BesideATriangle",
              {},
              Show("vist ord", 50, 400) + "1 1 1 rg 40 300 m 300 300 l 300 450 l h f"},
        Trick{"OutlinedByABrowser", {}, Outlines(50, 400) + "/Z gs " + Show("vist ord", 50, 400)},
        Trick{"Stroked", {}, "1 1 1 rg 0 0 0 RG 1 Tr " + Show("vist ord", 50, 400)}),
    [](const testing::TestParamInfo<Trick>& info) { return info.param.name; });

TEST(HiddenReportTest, LinesCutAtAPageBreakAreDroppedSilently) {
  PdfDocument::WarmUp();
  const std::string line = "q 0 0 600 20 re W n " + Show("delt mellom to sider", 50, 60) + " Q";
  const std::string pdf = PdfBuilder()
                              .Page(Show("side en", 50, 700) + line)
                              .Page(Show("delt mellom to sider", 50, 700))
                              .Build();
  v1::ExtractResponse response;
  ReadPdf(pdf, {}, &response);
  EXPECT_EQ(VisibleWords(response), "side en delt mellom to sider");
  EXPECT_EQ(HiddenText(response, v1::HIDDEN_CLIPPED), "");
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 0);
}

TEST(HiddenReportTest, ManyClippedWordsAreReported) {
  PdfDocument::WarmUp();
  v1::ExtractResponse response;
  ReadPdf(PdfBuilder()
              .Page(Show("synlig", 50, 700) + "q 0 0 9 9 re W n " +
                    Show("Python Java Kubernetes Docker", 50, 60) + " Q")
              .Build(),
          {}, &response);
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_HIDDEN_TEXT), 4);
}

}  // namespace
}  // namespace utvalg::extract
