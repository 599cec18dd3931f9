// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/format.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/testing/zip_builder.h"

namespace utvalg::extract {
namespace {

v1::Format FormatOf(std::string_view bytes) { return DetectFormat(bytes).format; }
v1::Failure FailureOf(std::string_view bytes) { return DetectFormat(bytes).failure; }

TEST(DetectFormatTest, ContentDecides) {
  EXPECT_EQ(FormatOf("%PDF-1.7\n..."), v1::FORMAT_PDF);
  EXPECT_EQ(FormatOf("junk before\n%PDF-1.4\n"), v1::FORMAT_PDF);
  EXPECT_EQ(FormatOf("{\\rtf1\\ansi x}"), v1::FORMAT_RTF);
  EXPECT_EQ(FormatOf("  <!DOCTYPE html><p>x"), v1::FORMAT_HTML);
  EXPECT_EQ(FormatOf("<div>x</div>"), v1::FORMAT_HTML);
  EXPECT_EQ(FormatOf("<?xml version='1.0'?><w:wordDocument xmlns:w='x'/>"), v1::FORMAT_WORD_XML);
  EXPECT_EQ(FormatOf("<SkillsPassport xmlns='http://europass.cedefop.europa.eu/Europass'/>"),
            v1::FORMAT_EUROPASS_XML);
  EXPECT_EQ(FormatOf("{\"basics\": {}}"), v1::FORMAT_JSON_RESUME);
  EXPECT_EQ(FormatOf("From: a@b.no\nTo: c@d.no\nSubject: CV\n\nHei"), v1::FORMAT_EMAIL);
  EXPECT_EQ(FormatOf("From: Oslo\nTo: Bergen\n"), v1::FORMAT_TEXT);
  EXPECT_EQ(FormatOf("\x89PNG\r\n\x1A\n"), v1::FORMAT_IMAGE);
  EXPECT_EQ(FormatOf("\xFF\xD8\xFF\xE0"), v1::FORMAT_IMAGE);
  EXPECT_EQ(FormatOf("Ola Nordmann\nSnekker"), v1::FORMAT_TEXT);
}

TEST(DetectFormatTest, ArchivesAreKnownByTheirEntries) {
  EXPECT_EQ(FormatOf(Docx("<w:p/>")), v1::FORMAT_DOCX);
  EXPECT_EQ(FormatOf(ZipBuilder().Add("content.xml", "<x/>").Build()), v1::FORMAT_ODT);
  EXPECT_EQ(FailureOf(ZipBuilder().Add("a.exe", "x").Build()), v1::FAILURE_UNSUPPORTED);
}

TEST(DetectFormatTest, TwoFormatsAtOnceAreRefused) {
  EXPECT_EQ(FailureOf("%PDF-1.7\n" + Docx("<w:p/>")), v1::FAILURE_POLYGLOT);
  EXPECT_EQ(FailureOf("PK\x03\x04 then %PDF-1.7"), v1::FAILURE_POLYGLOT);
}

TEST(DetectFormatTest, ProgramsAndOtherXmlAreUnsupported) {
  EXPECT_EQ(FailureOf(std::string("\x7F"
                                  "ELF\x02\x01\x01\0\0\0\0\0",
                                  12)),
            v1::FAILURE_UNSUPPORTED);
  EXPECT_EQ(FailureOf("<?xml version='1.0'?><project/>"), v1::FAILURE_UNSUPPORTED);
}

TEST(DetectFormatTest, WhiteIsEmpty) { EXPECT_EQ(FailureOf(" \n\t"), v1::FAILURE_EMPTY); }

}  // namespace
}  // namespace utvalg::extract
