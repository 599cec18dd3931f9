// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bombs, loops and giants through the real children: each ends read or with a typed reason, and no
// child dies of it.
#include <cstdlib>
#include <memory>
#include <string>

#include "common/base/strings.h"
#include "gtest/gtest.h"
#include "services/parse/adapters/extractor.h"
#include "services/parse/extract/testing/bombs.h"
#include "services/parse/extract/testing/pdf_builder.h"
#include "services/parse/extract/testing/visible_text.h"
#include "services/parse/extract/testing/zip_builder.h"

namespace utvalg::extract {
namespace {

class HostileDocumentsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    parse::ExtractorOptions options;
    options.path = std::string(std::getenv("UTVALG_BIN_DIR")) + "/utvalg-extract";
    options.children = 1;
    auto extractor = parse::Extractor::Create(options);
    ASSERT_TRUE(extractor.ok()) << extractor.status();
    extractor_ = std::move(extractor)->release();
  }
  static void TearDownTestSuite() {
    delete extractor_;
    extractor_ = nullptr;
  }
  void TearDown() override { EXPECT_EQ(extractor_->deaths(), 0u); }

  v1::ExtractResponse Read(const std::string& document) {
    auto response = extractor_->Extract(document);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *std::move(response) : v1::ExtractResponse();
  }
  v1::Failure FailureOf(const std::string& document) { return Read(document).failure(); }

 private:
  static parse::Extractor* extractor_;
};

parse::Extractor* HostileDocumentsTest::extractor_ = nullptr;

TEST_F(HostileDocumentsTest, StreamsThatUnpackTooFarAreRefused) {
  const std::string bomb = Deflate(std::string(80u << 20, ' '));
  EXPECT_EQ(FailureOf(PdfOfPacked(bomb, "/FlateDecode")), v1::FAILURE_LIMIT_STREAM);
  EXPECT_EQ(FailureOf(PdfOfPacked(Deflate(bomb), "[/FlateDecode/FlateDecode]")),
            v1::FAILURE_LIMIT_STREAM);
}

TEST_F(HostileDocumentsTest, BombsEndAndHarmNoChild) {
  for (const Bomb& bomb : Bombs()) {
    SCOPED_TRACE(bomb.name);
    Read(bomb.document);
  }
}

// The budget of contents grows with the document: what one of a few kilobytes may not unpack to, a
// larger one may, and each time it is drawn counts.
TEST_F(HostileDocumentsTest, ContentsMayBeAsLargeAsTheDocumentLetsExpect) {
  std::string lines;
  for (int i = 0; i < 250'000; ++i) lines += "0 0 m 9 9 l n\n";
  const std::string page = Deflate(Show("ord", 50, 700) + lines);
  EXPECT_EQ(FailureOf(PdfOfPacked(page, "/FlateDecode")), v1::FAILURE_LIMIT_STREAM);
  std::string ballast = PdfOfPacked(page, "/FlateDecode");
  ballast.insert(ballast.find('\n') + 1, "%" + std::string(200'000, 'x') + "\n");
  EXPECT_EQ(VisibleWords(Read(ballast)), "ord");
}

TEST_F(HostileDocumentsTest, FormsThatDrawFormsEndAtTheLimitOfOperations) {
  PdfBuilder pdf;
  int inner = pdf.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]",
                         "0 0 1 1 re f 0 0 1 1 re f 0 0 1 1 re f");
  for (int level = 0; level < 9; ++level) {
    std::string draw;
    for (int i = 0; i < 10; ++i) draw += "/X Do ";
    inner = pdf.Stream(
        Cat("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ", inner, " 0 R>>>>"),
        draw);
  }
  pdf.Page("/X Do", Cat("/XObject<</X ", inner, " 0 R>>"));
  EXPECT_EQ(FailureOf(pdf.Build()), v1::FAILURE_LIMIT_STREAM);
}

TEST_F(HostileDocumentsTest, TenThousandPagesAreCutToTheFirst) {
  PdfBuilder pdf;
  for (int i = 0; i < 10'001; ++i) pdf.Page(i < 2 ? Show("side", 50, 700) : "");
  const auto response = Read(pdf.Build());
  EXPECT_EQ(response.pages_size(), 200);  // A hundred blank ones do not count.
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_PAGES_CUT), 9801);
}

TEST_F(HostileDocumentsTest, LoopsOfPagesAndTablesEnd) {
  const std::string pdf = PdfBuilder().Page(Show("ord", 50, 700)).Build();
  std::string loop = pdf;
  loop.replace(loop.find("/Kids["), 6, "/Kids[2 0 R ");
  FailureOf(loop);
  std::string previous = pdf;
  previous.replace(previous.find("/Root"), 5, "/Prev 9 /Root");
  FailureOf(previous);
}

TEST_F(HostileDocumentsTest, GiantImagesAreNotUnpacked) {
  PdfBuilder pdf;
  const int image = pdf.Stream(
      "/Type/XObject/Subtype/Image/Width 1000000000/Height 1000000000/BitsPerComponent "
      "8/ColorSpace/DeviceRGB",
      "x");
  pdf.Page("q 100 0 0 100 0 0 cm /I Do Q " + Show("ord", 50, 700),
           Cat("/XObject<</I ", image, " 0 R>>"));
  EXPECT_EQ(VisibleWords(Read(pdf.Build())), "ord");
  EXPECT_EQ(FailureOf(PdfBuilder()
                          .Page("BI /W 100000000 /H 100000000 /BPC 8 /CS /RGB ID x EI " +
                                Show("ord", 50, 700))
                          .Build()),
            v1::FAILURE_LIMIT_STREAM);
}

TEST_F(HostileDocumentsTest, ArchivesThatUnpackTooFarAreRefused) {
  EXPECT_EQ(FailureOf(ZipBuilder().Add("word/document.xml", std::string(80u << 20, ' ')).Build()),
            v1::FAILURE_LIMIT_RATIO);
  EXPECT_EQ(FailureOf(ZipBuilder().Add("content.xml", std::string(80u << 20, ' ')).Build()),
            v1::FAILURE_LIMIT_RATIO);
}

TEST_F(HostileDocumentsTest, EntitiesAreRefused) {
  EXPECT_EQ(FailureOf(ZipBuilder()
                          .Add("word/document.xml",
                               "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:document "
                               "xmlns:w='w'>&a;</w:document>")
                          .Build()),
            v1::FAILURE_XML_DTD);
  EXPECT_EQ(FailureOf("<?xml version='1.0'?><!DOCTYPE europass [<!ENTITY a "
                      "'x'>]><SkillsPassport>&a;</SkillsPassport>"),
            v1::FAILURE_XML_DTD);
}

TEST_F(HostileDocumentsTest, PathsInArchivesLeadNowhere) {
  const auto response = Read(
      ZipBuilder()
          .Add("../../etc/passwd", "root")
          .Add("/etc/shadow", "root")
          .Add("word/document.xml",
               "<w:document "
               "xmlns:w='w'><w:body><w:p><w:r><w:t>ord</w:t></w:r></w:p></w:body></w:document>")
          .Build());
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|ord\n");
}

TEST_F(HostileDocumentsTest, EndlessTextIsCut) {
  EXPECT_EQ(CountOf(Read(std::string(3'000'000, 'a')), v1::FINDING_KIND_TEXT_CUT), 1);
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += "\xCC\x81";
  EXPECT_EQ(FailureOf(marks), v1::FAILURE_UNSPECIFIED);
}

TEST_F(HostileDocumentsTest, DeepNestingEndsWithoutHarm) {
  std::string html, rtf = "{\\rtf1 ", json = "{\"basics\":";
  for (int i = 0; i < 3'000; ++i) html += "<div>";
  for (int i = 0; i < 100'000; ++i) rtf += "{";
  for (int i = 0; i < 100'000; ++i) json += "[";
  FailureOf("<p>ord</p>" + html);
  EXPECT_EQ(FailureOf(rtf), v1::FAILURE_MALFORMED);
  EXPECT_EQ(FailureOf(json), v1::FAILURE_MALFORMED);
}

}  // namespace
}  // namespace utvalg::extract
