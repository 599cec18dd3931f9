// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/mail/eml.h"

#include <gmime/gmime.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/code_page.h"
#include "services/parse/extract/decode_text.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxParts = 200;
constexpr size_t kMaxAttachments = 30;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Ref = std::unique_ptr<T, Unref>;

// A part's bytes, with its transfer encoding undone.
std::string ContentOf(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return "";
  const Ref<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

// iconv would load its tables from files, so text is decoded here.
std::string Decode(const std::string& bytes, const char* charset) {
  const std::string name = Lower(charset == nullptr ? "" : charset);
  int page = 0;
  if (name.starts_with("windows-125") && name.size() == 12) page = 1250 + (name[11] - '0');
  if (page == 0) return DecodeText(bytes);
  CodePages pages;
  return pages.Decode(bytes, page);
}

class Collector {
 public:
  explicit Collector(MailMessage* mail) : mail_(mail) {}

  void Add(GMimeObject* object) {
    if (++parts_ > kMaxParts) return;
    if (GMIME_IS_MESSAGE_PART(object)) {
      GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
      if (inner != nullptr && g_mime_message_get_mime_part(inner) != nullptr)
        Add(g_mime_message_get_mime_part(inner));
    } else if (GMIME_IS_MULTIPART(object)) {
      GMimeMultipart* multipart = GMIME_MULTIPART(object);
      for (int i = 0; i < g_mime_multipart_get_count(multipart) && parts_ <= kMaxParts; ++i)
        Add(g_mime_multipart_get_part(multipart, i));
    } else if (GMIME_IS_PART(object)) {
      AddPart(GMIME_PART(object));
    }
  }

 private:
  void AddPart(GMimePart* part) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const char* name = g_mime_part_get_filename(part);
    const bool plain = g_mime_content_type_is_type(type, "text", "plain");
    const bool html = g_mime_content_type_is_type(type, "text", "html");
    const char* disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
    const bool attached =
        name != nullptr || (disposition != nullptr && Lower(disposition) == "attachment");
    if ((plain || html) && !attached) {
      // Alternatives say the same; plain text is the surer reading.
      if (!mail_->text.empty() && (html || !mail_->html)) return;
      mail_->text = Decode(ContentOf(part), g_mime_content_type_get_parameter(type, "charset"));
      mail_->html = html;
      return;
    }
    if (mail_->attachments.size() >= kMaxAttachments) return;
    MailAttachment attachment;
    attachment.name = name == nullptr ? "" : name;
    attachment.bytes = ContentOf(part);
    mail_->attachments.push_back(std::move(attachment));
  }

  MailMessage* mail_;
  int parts_ = 0;
};

}  // namespace

void WarmUpEml() {
  g_mime_init();
  ParseEml(
      "From: a@b.no\nTo: c@d.no\nSubject: =?utf-8?q?s=C3=B8knad?=\nMIME-Version: "
      "1.0\nContent-Type: text/plain\n\nHei\n");
}

MailMessage ParseEml(std::string_view bytes) {
  MailMessage mail;
  const Ref<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  if (bytes.starts_with("From ")) g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MBOX);
  const Ref<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (message == nullptr) return mail;
  if (GMimeObject* root = g_mime_message_get_mime_part(message.get()); root != nullptr)
    Collector(&mail).Add(root);
  if (GDateTime* date = g_mime_message_get_date(message.get()); date != nullptr) {
    char day[32];
    std::snprintf(day, sizeof(day), "%04d-%02d-%02d", g_date_time_get_year(date),
                  g_date_time_get_month(date), g_date_time_get_day_of_month(date));
    mail.day = day;
  }
  return mail;
}

}  // namespace utvalg::extract
