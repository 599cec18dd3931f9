// SPDX-License-Identifier: Apache-2.0
//
// What a browser asks of the candidate's page: its path, and the forms it sends. Takes any bytes.
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace utvalg::cli {

// /APPLICATION/TOKEN, or one of its actions /APPLICATION/TOKEN/ACTION.
struct PagePath {
  std::string application_id;
  std::string token;
  std::string action;  // "" = the page.
  std::string link;    // /APPLICATION/TOKEN.
};
std::optional<PagePath> ParsePagePath(std::string_view path);

// The file of a multipart/form-data body's field "file".
struct Upload {
  std::string file_name;
  std::string content;
};
std::optional<Upload> ParseUpload(std::string_view content_type, std::string_view body);

// Whether the body of a form says confirm=yes.
bool IsConfirmed(std::string_view body);

}  // namespace utvalg::cli
