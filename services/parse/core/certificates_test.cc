// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/certificates.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::Certificate;

// A certificates section with these paragraphs; a leading '*' makes one bold.
std::vector<Certificate> Read(const std::vector<std::string>& lines) {
  Document document;
  Paragraph heading;
  heading.text = "Certificates";
  heading.kind = ParagraphKind::kHeading;
  heading.level = 1;
  heading.runs = {{0, heading.text.size(), true, false, SizeClass::kLarger}};
  document.paragraphs.push_back(heading);
  for (const std::string& line : lines) {
    Paragraph paragraph;
    const bool bold = line.front() == '*';
    paragraph.text = bold ? line.substr(1) : line;
    paragraph.runs = {{0, paragraph.text.size(), bold, false, SizeClass::kBody}};
    document.paragraphs.push_back(paragraph);
  }
  return ReadCertificates(FindSections(document));
}

TEST(CertificatesTest, NameIssuerAndYearOnOneLine) {
  const auto read =
      Read({"AWS Certified Developer – Amazon Web Services (2021)", "Truckførerbevis T1, 2016"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name(), "AWS Certified Developer");
  EXPECT_EQ(read[0].issuer(), "Amazon Web Services");
  EXPECT_EQ(read[0].issued().year(), 2021u);
  EXPECT_EQ(read[1].name(), "Truckførerbevis T1");
  EXPECT_EQ(read[1].issued().year(), 2016u);
}

TEST(CertificatesTest, NameIssuerAndDateOnALineEach) {
  const auto read = Read({"Full-Stack Web Development", "CodeAcademy", "2020",
                          "AWS Certified Developer", "Amazon Web Services", "2019"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].issuer(), "CodeAcademy");
  EXPECT_EQ(read[0].issued().year(), 2020u);
  EXPECT_EQ(read[1].name(), "AWS Certified Developer");
  EXPECT_EQ(read[1].issued().year(), 2019u);
}

TEST(CertificatesTest, AnAbbreviationInBracketsBelongsToTheName) {
  const auto read =
      Read({"Scrum Master (PSM I), Scrum.org, 2019", "Azure Administrator (Microsoft)"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1].name(), "Azure Administrator");
  EXPECT_EQ(read[1].issuer(), "Microsoft");
  EXPECT_EQ(Read({"Scrum Master (PSM I)"})[0].name(), "Scrum Master (PSM I)");
}

TEST(CertificatesTest, TheYearMayStandInFront) {
  const auto read = Read({"2019\tFagbrev automatiker", "2021\tADR-bevis"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1].name(), "ADR-bevis");
  EXPECT_EQ(read[1].issued().year(), 2021u);
}

TEST(CertificatesTest, APlainLineUnderABoldNameIsItsIssuer) {
  const auto read =
      Read({"*Certified Scrum Master", "Scrum Alliance, May 2020", "*PRINCE2", "Axelos"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].issuer(), "Scrum Alliance");
  EXPECT_EQ(read[0].issued().month(), 5u);
  EXPECT_EQ(read[1].issuer(), "Axelos");
}

TEST(CertificatesTest, NamesMayAlternateWithLinesOfIssuerAndDate) {
  const auto read = Read(
      {"Full-Stack Web Development", "2020 CodeAcademy", "Certified Developer", "2019 Amazon"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name(), "Full-Stack Web Development");
  EXPECT_EQ(read[0].issuer(), "CodeAcademy");
  EXPECT_EQ(read[1].issued().year(), 2019u);
}

TEST(CertificatesTest, ABoldNameMayWrapOverItsIssuer) {
  const auto read = Read({"*AWS Certified Solutions", "*Architect", "Issued by Amazon Web Services",
                          "Jan 2016", "*PRINCE2", "Issued by Axelos"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name(), "AWS Certified Solutions Architect");
  EXPECT_EQ(read[0].issuer(), "Amazon Web Services");
  EXPECT_EQ(read[1].name(), "PRINCE2");
}

TEST(CertificatesTest, ADotRightBehindTheNamePartsIt) {
  const auto read = Read({"HMS-kurs for ledere· Arbeidsmiljøsenteret(Jan 2017)"});
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].name(), "HMS-kurs for ledere");
  EXPECT_EQ(read[0].issuer(), "Arbeidsmiljøsenteret");
}

TEST(CertificatesTest, AListWithoutDatesIsSplit) {
  const auto read = Read({"ADR, truck T1-T4, HMS-kort, varme arbeider"});
  ASSERT_EQ(read.size(), 4u);
  EXPECT_EQ(read[2].name(), "HMS-kort");
}

TEST(CertificatesTest, ADateOverNameAndIssuer) {
  const auto read = Read({"Jan 2021", "Hjarte- og lungeredning", "Norsk Førstehjelpsråd",
                          "Jan 2023", "HMS-kurs for leiarar", "Arbeidsmiljøsenteret"});
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name(), "Hjarte- og lungeredning");
  EXPECT_EQ(read[0].issuer(), "Norsk Førstehjelpsråd");
  EXPECT_EQ(read[1].issuer(), "Arbeidsmiljøsenteret");
  EXPECT_EQ(read[1].issued().year(), 2023u);
}

TEST(CertificatesTest, ALabelSaysWhoIssuedIt) {
  const auto below = Read({"*Scrum Master", "*Issued by: Scrum.org", "*ITIL 4", "*Issuer: Axelos"});
  ASSERT_EQ(below.size(), 2u);
  EXPECT_EQ(below[0].issuer(), "Scrum.org");
  EXPECT_EQ(below[1].issuer(), "Axelos");
  const auto above = Read({"2018-01-01", "Issued by: Scrum.org", "Scrum Master", "2019-01-01",
                           "Utstedt av Axelos", "ITIL 4"});
  ASSERT_EQ(above.size(), 2u);
  EXPECT_EQ(above[0].name(), "Scrum Master");
  EXPECT_EQ(above[0].issuer(), "Scrum.org");
  EXPECT_EQ(above[1].name(), "ITIL 4");
  EXPECT_EQ(above[1].issuer(), "Axelos");
  EXPECT_EQ(above[1].issued().year(), 2019u);
}

}  // namespace
}  // namespace utvalg::parse
