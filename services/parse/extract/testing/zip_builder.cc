// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/testing/zip_builder.h"

#include <zip.h>

#include "common/base/strings.h"

namespace utvalg::extract {

ZipBuilder& ZipBuilder::Add(std::string_view name, std::string_view content) {
  entries_.emplace_back(name, content);
  return *this;
}

std::string ZipBuilder::Build() const {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) return "";
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (zip == nullptr) return "";
  for (const auto& [name, content] : entries_) {
    zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
    zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  zip_close(zip);
  std::string bytes;
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  bytes.resize(static_cast<size_t>(zip_source_tell(target)));
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string Docx(std::string_view body,
                 const std::vector<std::pair<std::string, std::string>>& parts) {
  ZipBuilder zip;
  zip.Add("[Content_Types].xml", "<Types/>");
  zip.Add("word/document.xml", Cat("<w:document xmlns:w='w' xmlns:r='r' xmlns:mc='mc' "
                                   "xmlns:wps='wps' xmlns:wp='wp' xmlns:a='a' "
                                   "xmlns:v='v' xmlns:w14='w14'><w:body>",
                                   body, "</w:body></w:document>"));
  for (const auto& [name, content] : parts) zip.Add(name, content);
  return zip.Build();
}

}  // namespace utvalg::extract
