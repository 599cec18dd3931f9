// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/mail/mail_reader.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/mail/eml.h"
#include "services/parse/extract/mail/msg.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

// Attached documents are read as the text they are; "?" stands for one that cannot be read.
v1::Failure ReadPlainly(std::string_view document, v1::ExtractResponse* response) {
  if (document.find('?') != std::string_view::npos) return v1::FAILURE_ENCRYPTED;
  response->add_blocks()->add_spans()->set_text(std::string(document));
  return v1::FAILURE_UNSPECIFIED;
}

v1::ExtractResponse Read(const MailMessage& mail) {
  v1::ExtractResponse response;
  response.set_format(v1::FORMAT_EMAIL);
  response.set_failure(ReadMail(mail, {}, ReadPlainly, &response));
  return response;
}

TEST(MailReaderTest, TheAttachmentThatLooksLikeACvIsRead) {
  MailMessage mail;
  mail.text = "Vedlagt er min CV.";
  mail.attachments = {
      {"Søknad.pdf", "%PDF-1.4 brev"}, {"logo.png", "\x89PNG\r\n"}, {"Min CV.pdf", "%PDF-1.4 cv"}};
  const auto response = Read(mail);
  EXPECT_EQ(VisibleBlocks(response), "UNSPECIFIED|%PDF-1.4 cv\n");
  EXPECT_EQ(response.format(), v1::FORMAT_EMAIL);
  EXPECT_EQ(CountOf(response, v1::FINDING_KIND_EMBEDDED_FILE), 2);
}

TEST(MailReaderTest, AnUnreadableCvIsNotReplacedByTheMessage) {
  MailMessage mail;
  mail.text = "Vedlagt er min CV.";
  mail.attachments = {{"cv.pdf", "%PDF-1.4 ?"}};
  EXPECT_EQ(Read(mail).failure(), v1::FAILURE_ENCRYPTED);
}

TEST(MailReaderTest, WithoutAttachmentsTheMessageIsRead) {
  MailMessage mail;
  mail.text = "<h1>Kari Moen</h1><p>Sykepleier";
  mail.html = true;
  EXPECT_EQ(VisibleBlocks(Read(mail)), "HEADING1|Kari Moen\nPARAGRAPH|Sykepleier\n");
}

TEST(ParseEmlTest, PartsAreDecoded) {
  WarmUpEml();
  const MailMessage mail = ParseEml(
      "From: a@b.no\nTo: c@d.no\nDate: Tue, 6 Feb 2024 10:00:00 +0100\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain; "
      "charset=iso-8859-1\n"
      "Content-Transfer-Encoding: quoted-printable\n\nS=F8knad\n--X\nContent-Type: "
      "application/pdf; name=\"cv.pdf\"\n"
      "Content-Disposition: attachment; filename=\"cv.pdf\"\nContent-Transfer-Encoding: "
      "base64\n\nJVBERi0xLjQ=\n--X--\n");
  EXPECT_EQ(mail.text, "Søknad");
  EXPECT_EQ(mail.day, "2024-02-06");
  ASSERT_EQ(mail.attachments.size(), 1u);
  EXPECT_EQ(mail.attachments[0].name, "cv.pdf");
  EXPECT_EQ(mail.attachments[0].bytes, "%PDF-1.4");
}

TEST(ParseEmlTest, PlainTextIsPreferredToItsTwin) {
  WarmUpEml();
  const MailMessage mail = ParseEml(
      "From: a@b.no\nTo: c@d.no\nMIME-Version: 1.0\nContent-Type: multipart/alternative; "
      "boundary=X\n\n--X\n"
      "Content-Type: text/html\n\n<p>pen\n--X\nContent-Type: text/plain\n\nren\n--X--\n");
  EXPECT_EQ(mail.text, "ren");
  EXPECT_FALSE(mail.html);
}

TEST(ParseMsgTest, BytesThatAreNoneAreRefused) {
  EXPECT_FALSE(ParseMsg("not a compound file", {}).has_value());
}

}  // namespace
}  // namespace utvalg::extract
