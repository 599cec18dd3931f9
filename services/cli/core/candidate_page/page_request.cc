// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/candidate_page/page_request.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLongestToken = 8000;

// Of ids and of tokens (base64url with dots).
bool IsPlain(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
  });
}

bool BeginsWith(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char a, unsigned char b) { return a == absl::ascii_tolower(b); });
}

// The value of `name=` in a header, with or without quotes; "" = none.
std::string_view ParameterOf(std::string_view header, std::string_view name) {
  for (size_t at = header.find(';'); at != std::string_view::npos; at = header.find(';', at + 1)) {
    std::string_view rest = header.substr(at + 1);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (!BeginsWith(rest, name) || rest.substr(name.size(), 1) != "=") continue;
    rest.remove_prefix(name.size() + 1);
    if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
    rest = rest.substr(0, rest.find(';'));
    while (rest.ends_with(' ') || rest.ends_with('\r')) rest.remove_suffix(1);
    return rest;
  }
  return "";
}

// The line of a part's head that begins with "Content-Disposition:".
std::string_view DispositionOf(std::string_view head) {
  for (const std::string_view line : Lines(head)) {
    if (BeginsWith(line, "content-disposition:")) return line;
  }
  return "";
}

}  // namespace

std::optional<PagePath> ParsePagePath(std::string_view path) {
  PagePath found;
  if (!path.starts_with('/')) return std::nullopt;
  const size_t second = path.find('/', 1);
  if (second == std::string_view::npos) return std::nullopt;
  const size_t third = std::min(path.find('/', second + 1), path.size());
  found.application_id = path.substr(1, second - 1);
  found.token = path.substr(second + 1, third - second - 1);
  found.link = path.substr(0, third);
  if (third < path.size()) found.action = path.substr(third + 1);
  if (!IsPlain(found.application_id) || !IsPlain(found.token) ||
      found.token.size() > kLongestToken || (third < path.size() && !IsPlain(found.action))) {
    return std::nullopt;
  }
  return found;
}

std::optional<Upload> ParseUpload(std::string_view content_type, std::string_view body) {
  if (!BeginsWith(content_type, "multipart/form-data")) return std::nullopt;
  const std::string_view boundary = ParameterOf(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 70) return std::nullopt;
  const std::string delimiter = Cat("--", boundary);
  size_t begin = body.find(delimiter);
  while (begin != std::string_view::npos) {
    begin += delimiter.size();
    if (body.substr(begin, 2) != "\r\n") return std::nullopt;  // "--": the end.
    const size_t end = body.find(Cat("\r\n", delimiter), begin);
    const size_t head_end = body.find("\r\n\r\n", begin);
    if (end == std::string_view::npos || head_end == std::string_view::npos) return std::nullopt;
    const std::string_view head =
        DispositionOf(body.substr(begin, std::min(head_end, end) - begin));
    if (head_end + 4 <= end && ParameterOf(head, "name") == "file") {
      Upload upload{std::string(ParameterOf(head, "filename")),
                    std::string(body.substr(head_end + 4, end - head_end - 4))};
      if (upload.content.empty()) return std::nullopt;
      return upload;
    }
    begin = end + 2;
  }
  return std::nullopt;
}

bool IsConfirmed(std::string_view body) { return body == "confirm=yes"; }

}  // namespace utvalg::cli
